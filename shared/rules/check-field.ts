import {
  CATEGORY_CODES,
  CREDENTIAL_KINDS,
  DIVISION_LEVELS,
  DOCUMENT_STANDINGS,
  EDUCATION_KINDS,
  type EntityKind,
  LEAVE_REASONS,
  NMO_KINDS,
  STAFFING_STATUSES,
  type StaffingDocument,
  YES_NO,
} from '../domain/entities.ts';
import { DICTIONARY, type FieldDefinition, fieldDefinition } from '../domain/fields.ts';
import type { FieldValue } from '../domain/values.ts';
import { checkText } from './check-text.ts';
import { checkAge, checkDay, formatDay } from './dates.ts';
import { checkEmail } from './email.ts';
import { checkEnp } from './enp.ts';
import { error, type Finding } from './finding.ts';
import { checkOrganisationInn, checkPersonInn } from './inn.ts';
import { checkName } from './names.ts';
import { checkPhone } from './phone.ts';
import { checkRate } from './rate.ts';
import { recordDay } from './record-day.ts';
import { isNullable } from './shapes.ts';
import { checkSnils } from './snils.ts';

/** What the rules must know of a dictionary's row. */
export interface DictionaryEntry {
  readonly name?: string;
  readonly group: boolean;
  /** Last day on which it may be chosen. */
  readonly closedOn: string | null;
  /** Its other columns in НСИ. */
  readonly extra?: Readonly<Record<string, string>> | undefined;
}

/** What the rules must know of a division. */
export interface DivisionEntry {
  readonly name: string;
  readonly openDate: string | null;
  /** Its last day. */
  readonly liquidationDate: string | null;
}

/** What is known around a value; every part is optional, rules that need a missing one stay silent. */
export interface FieldContext {
  /** Local calendar day. */
  readonly today?: string;
  /** Null: the dictionary is there and has no such code; undefined: nothing can be said. */
  readonly dictionary?: (oid: string, code: string) => DictionaryEntry | null | undefined;
  /** Null: there is no such division; undefined: nothing can be said. */
  readonly division?: (id: string) => DivisionEntry | null | undefined;
  /** Null: there is no such staffing table; undefined: nothing can be said. */
  readonly staffingDocument?: (id: string) => Pick<StaffingDocument, 'beginDate'> | null | undefined;
  /** The other values of the entity. */
  readonly entity?: Readonly<Record<string, FieldValue>>;
}

/**
 * Checks a value that a person wants to write, in stored form (see `normalise`). Empty values pass where a draft may
 * lack them; that they are required for a submission is told by `checkEntity`.
 */
export function checkField(
  kind: EntityKind,
  field: string,
  value: FieldValue,
  context: FieldContext = {},
): Finding | null {
  const definition = fieldDefinition(kind, field);
  if (definition === undefined) return error('KD-2005');
  if (definition.owner === 'registry') return error('KD-2006');
  if (value === null || value === '') return isNullable(kind, field) && value === null ? null : error('KD-2001');
  // Where the record is of no day, what is written now must be open now.
  const onDay = dayOf(kind, context) ?? context.today ?? null;
  return checkDefined(kind, field, definition, value, { ...context, onDay });
}

/** Checks a value that is in the store, whoever wrote it; an empty one passes. */
export function checkValue(
  kind: EntityKind,
  field: string,
  value: FieldValue,
  context: FieldContext = {},
): Finding | null {
  const definition = fieldDefinition(kind, field);
  if (definition === undefined) return error('KD-2005');
  if (value === null || value === '') return null;
  return checkDefined(kind, field, definition, value, dated(kind, context));
}

/** With the day on which a row of a dictionary must be open; null where nothing says. */
export type DatedContext = FieldContext & { readonly onDay: string | null };

/** What is around all stored values of one entity. */
export function dated(kind: EntityKind, context: FieldContext): DatedContext {
  return { ...context, onDay: dayOf(kind, context) };
}

/** Checks a value that is there, by the definition of its field. */
export function checkDefined(
  kind: EntityKind,
  field: string,
  definition: FieldDefinition,
  value: NonNullable<FieldValue>,
  context: DatedContext,
): Finding | null {
  if (definition.type === 'rate' && definition.range === undefined) {
    const positionType = context.entity?.positionType;
    if (typeof value !== 'number') return error('KD-2203', { minimum: '0,01', maximum: '1,50' });
    return withRange(checkRate(value, typeof positionType === 'string' ? positionType : null));
  }
  if (definition.type === 'number' || definition.type === 'rate') {
    const [minimum, maximum] = definition.range ?? [0, Number.MAX_SAFE_INTEGER];
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
    return fits ? null : error('KD-2208', { minimum, maximum });
  }
  if (typeof value !== 'string') return error('KD-2007');
  if (UNPRINTABLE.test(definition.multiline === true ? value.replaceAll('\n', '') : value)) return error('KD-2007');
  const { maxLength } = definition;
  if (maxLength !== undefined && value.length > maxLength) return error('KD-2002', { maximum: maxLength });
  switch (definition.type) {
    case 'date':
      return checkDay(value) ?? checkSpecialDate(kind, field, value, context);
    case 'snils':
      return checkSnils(value);
    case 'enp':
      return checkEnp(value);
    case 'inn':
      return kind === 'person' ? checkPersonInn(value) : checkOrganisationInn(value);
    case 'phone':
      return checkPhone(value);
    case 'email':
      return checkEmail(value);
    case 'code':
      return checkCodes(kind, field, definition, value, context);
    case 'reference':
      if (!UUID.test(value)) return error('KD-2007');
      return IN_DIVISION.has(kind) && field === 'divisionId' ? checkDivision(kind, value, context) : null;
    case 'text':
      return kind === 'person' && definition.group === 'name'
        ? checkName(value)
        : checkText(kind, field, value, context.entity);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Control characters and halves of surrogate pairs: nothing that can be signed or printed. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

const LISTS: Readonly<Record<string, readonly string[]>> = {
  level: DIVISION_LEVELS,
  credentialKind: CREDENTIAL_KINDS,
  educationKind: EDUCATION_KINDS,
  categoryCode: CATEGORY_CODES,
  standing: DOCUMENT_STANDINGS,
  leaveReason: LEAVE_REASONS,
  hasTrouble: YES_NO,
  separate: YES_NO,
  isMedical: YES_NO,
  isPharmaceutical: YES_NO,
  isStudent: YES_NO,
  targeted: YES_NO,
  extended: YES_NO,
  served: YES_NO,
  nmoKind: NMO_KINDS,
  staffingStatus: STAFFING_STATUSES,
};

/** Kinds that begin in a division on a day. */
const IN_DIVISION: ReadonlySet<EntityKind> = new Set(['employment', 'staffingPosition']);

/** The day on which what is chosen must be open: a post of a staffing table begins with the table. */
function dayOf(kind: EntityKind, { entity, staffingDocument }: FieldContext): string | null {
  if (kind !== 'staffingPosition') return recordDay(kind, entity);
  const documentId = entity?.documentId;
  return typeof documentId === 'string' ? (staffingDocument?.(documentId)?.beginDate ?? null) : null;
}

/** One code, or one a line; while its dictionary is not here a typed one is judged by its shape. */
function checkCodes(
  kind: EntityKind,
  field: string,
  definition: FieldDefinition,
  value: string,
  context: DatedContext,
): Finding | null {
  if (definition.typed === true) {
    const shape = checkText(kind, field, value, context.entity);
    if (shape !== null) return shape;
  }
  for (const code of definition.multiline === true ? value.split('\n') : [value]) {
    const found = checkCode(field, definition, code, context);
    if (found !== null) return found;
  }
  return null;
}

function checkCode(field: string, definition: FieldDefinition, code: string, context: DatedContext): Finding | null {
  const { dictionary: oid } = definition;
  if (oid === undefined) return LISTS[field]?.includes(code) === false ? error('KD-2004') : null;
  const row = context.dictionary?.(oid, code);
  if (row === undefined) return null;
  if (row === null) return error('KD-2004');
  if (row.group) return error('KD-2204');
  const { onDay } = context;
  if (row.closedOn !== null && onDay !== null && onDay > row.closedOn) {
    return error('KD-2204', { date: formatDay(onDay) });
  }
  return oid === DICTIONARY.divisionKinds ? checkKindOfType(row, context) : null;
}

/** A column of 1072 that holds the code of the division type; not every version has one. */
const TYPE_COLUMN = /^depart_?type(_?id)?$/i;

function checkKindOfType({ extra = {} }: DictionaryEntry, { entity }: FieldContext): Finding | null {
  const type = entity?.typeCode;
  const column = Object.keys(extra).find((name) => TYPE_COLUMN.test(name));
  const own = column === undefined ? undefined : extra[column];
  return own === undefined || typeof type !== 'string' || own === type ? null : error('KD-2225');
}

/** What begins in a division begins while it is open. */
function checkDivision(kind: EntityKind, id: string, context: FieldContext): Finding | null {
  const found = context.division?.(id);
  if (found === undefined) return null;
  if (found === null) return error('KD-2004');
  const begin = dayOf(kind, context);
  if (begin === null) return null;
  const { openDate, liquidationDate } = found;
  const open = (openDate === null || openDate <= begin) && (liquidationDate === null || begin <= liquidationDate);
  return open ? null : error('KD-2210', { date: formatDay(begin) });
}

function checkSpecialDate(kind: EntityKind, field: string, value: string, context: FieldContext): Finding | null {
  if (kind !== 'person' || field !== 'birthDate' || context.today === undefined) return null;
  return checkAge(value, context.today);
}

function withRange(finding: Finding | null): Finding | null {
  return finding === null ? null : { ...finding, params: { minimum: '0,01', maximum: '1,50' } };
}
