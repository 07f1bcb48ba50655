import type { EntityKind } from '../domain/entities.ts';
import type { FieldValue } from '../domain/values.ts';

/** The field that says of which day a record is: rows of dictionaries must be open then, not today. */
export const RECORD_DAY: Readonly<Partial<Record<EntityKind, string>>> = {
  division: 'openDate',
  service: 'beginDate',
  employment: 'beginDate',
  credential: 'issuedOn',
  category: 'beginDate',
  nmo: 'activityDate',
  document: 'issuedOn',
  address: 'beginDate',
};

/** Null where the record does not say (yet), or is of no day: a person, a post of a staffing table. */
export function recordDay(kind: EntityKind, entity: Readonly<Record<string, FieldValue>> | undefined): string | null {
  const field = RECORD_DAY[kind];
  const day = field === undefined ? null : entity?.[field];
  return typeof day === 'string' && day !== '' ? day : null;
}
