import { type EntityKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { SUBJECT_KINDS, type SubjectKind } from '../changes/subjects.ts';
import type { EntityStore, FieldValues } from './store.ts';

/** Whose card shows an entity, and whose changes are decided together. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: EntityId;
}

/** What each kind is a part of; the field that says so is never edited. */
const PART_OF = {
  ...OWNER_OF,
  employment: { kind: 'person', field: 'personId' },
  building: { kind: 'organisation', field: 'organisationId' },
  service: { kind: 'organisation', field: 'organisationId' },
  staffingPosition: { kind: 'staffingDocument', field: 'documentId' },
} as const satisfies Record<Exclude<EntityKind, SubjectKind>, { readonly kind: EntityKind; readonly field: string }>;

/** The whole that an entity is a part of; null for subjects themselves. */
export function wholeOf(kind: EntityKind): { readonly kind: EntityKind; readonly field: string } | null {
  return isSubjectKind(kind) ? null : PART_OF[kind];
}

/**
 * @param values of the entity, which may be new
 * @returns null where a whole on the way up is not there (a deleted one is)
 */
export function subjectOf(
  entities: Pick<EntityStore, 'find'>,
  kind: EntityKind,
  id: EntityId,
  values: FieldValues,
): Subject | null {
  if (isSubjectKind(kind)) return { kind, id };
  const { kind: whole, field } = PART_OF[kind];
  const wholeId = values[field];
  if (typeof wholeId !== 'string') return null;
  if (isSubjectKind(whole)) return { kind: whole, id: wholeId };
  const found = entities.find(whole, wholeId);
  return found === null ? null : subjectOf(entities, whole, found.entity.id, found.entity as unknown as FieldValues);
}

function isSubjectKind(kind: EntityKind): kind is SubjectKind {
  return SUBJECT_KINDS.some((subject) => subject === kind);
}
