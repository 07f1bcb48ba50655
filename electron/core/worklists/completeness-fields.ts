import type { CompletenessRow } from '#shared/contract/worklists.ts';
import { FIELDS, type FieldDefinition } from '#shared/domain/fields.ts';
import { PASSPORT } from '#shared/rules/passport.ts';
import { columnOf } from '../entities/store.ts';

/** One thing that a whole card has; its place among all is its bit in a mask. */
interface Looked {
  /** `person.snils`; a whole record is named by its kind alone. */
  readonly name: string;
  readonly weight: 'required' | 'recommended' | 'record';
  /** SQL that is 1 where it is missing; `p`, `o`, `d` are the person, an open employment, an identity document. */
  readonly missing: string;
}

/** A person without these can be reported, but registries, reports and letters to the person want them. */
const RECOMMENDED = ['citizenshipCode', 'inn', 'phone', 'email'];
/** НСИ 99.2.315: foreign citizens and the stateless may have no СНИЛС. */
const WITHOUT_SNILS = `p.citizenship_code IN ('3', '4')`;
/** What a passport has and other documents may lack. */
const OF_PASSPORT = ['series', 'departmentCode'];

const isEmpty = (alias: string, field: string): string =>
  `(${alias}.${columnOf(field)} IS NULL OR ${alias}.${columnOf(field)} = '')`;
const required = (fields: Readonly<Record<string, FieldDefinition>>): string[] =>
  Object.keys(fields).filter((name) => fields[name]?.required === true && name !== 'personId');

export const PERSON: readonly Looked[] = [
  ...required(FIELDS.person).map((field): Looked => {
    const empty = isEmpty('p', field);
    const missing = field === 'snils' ? `(${empty} AND NOT coalesce(${WITHOUT_SNILS}, 0))` : empty;
    return { name: `person.${field}`, weight: 'required', missing };
  }),
  ...RECOMMENDED.map(
    (field): Looked => ({ name: `person.${field}`, weight: 'recommended', missing: isEmpty('p', field) }),
  ),
];
export const EMPLOYMENT: readonly Looked[] = required(FIELDS.employment).map((field) => ({
  name: `employment.${field}`,
  weight: 'required',
  missing: isEmpty('o', field),
}));
export const DOCUMENT: readonly Looked[] = [
  ...required(FIELDS.document).map(
    (field): Looked => ({ name: `document.${field}`, weight: 'required', missing: isEmpty('d', field) }),
  ),
  ...OF_PASSPORT.map((field): Looked => {
    const missing = `(d.type_code = '${PASSPORT}' AND ${isEmpty('d', field)})`;
    return { name: `document.${field}`, weight: 'required', missing };
  }),
];
/** Records that every card has: of a doctor's an admission, of all an education and an identity document. */
export const RECORDS = {
  credential: { name: 'credential', weight: 'record', missing: '(p.id IN bare)' },
  education: { name: 'education', weight: 'record', missing: '(p.id IN untaught)' },
  document: { name: 'document', weight: 'record', missing: '(p.id IN undocumented)' },
} as const satisfies Record<string, Looked>;

const LOOKED: readonly Looked[] = [...PERSON, ...EMPLOYMENT, ...DOCUMENT, ...Object.values(RECORDS)];

/** The value of its bit. */
export function bitOf(looked: Looked): number {
  return 2 ** LOOKED.indexOf(looked);
}

/** SQL of the mask of some of them. @param aggregate over the records of a person: one that lacks it is enough */
export function maskOf(looked: readonly Looked[], aggregate = false): string {
  return looked.map((one) => `${aggregate ? `max(${one.missing})` : one.missing} * ${bitOf(one)}`).join(' + ');
}

/** SQL that is true where anything of it is missing. */
export function anyMissing(looked: readonly Looked[]): string {
  return looked.map(({ missing }) => missing).join(' OR ');
}

export const REQUIRED_MASK = LOOKED.filter(({ weight }) => weight === 'required').reduce(
  (mask, one) => mask + bitOf(one),
  0,
);

function missingIn(mask: number): Looked[] {
  return LOOKED.filter((one) => Math.floor(mask / bitOf(one)) % 2 === 1);
}

/** A required field weighs more than everything else together. */
export function weightOf(mask: number): number {
  return missingIn(mask).reduce((sum, { weight }) => sum + (weight === 'required' ? 100 : 1), 0);
}

type Gaps = Pick<CompletenessRow, 'percent' | 'required' | 'recommended' | 'records'>;

export function gapsOf(mask: number): Gaps {
  const missing = missingIn(mask);
  const named = (of: Looked['weight']): string[] =>
    missing.filter(({ weight }) => weight === of).map(({ name }) => name);
  return {
    percent: Math.floor(((LOOKED.length - missing.length) * 100) / LOOKED.length),
    required: named('required'),
    recommended: named('recommended'),
    // Their names are the keys of `RECORDS`, which are the contract's.
    records: named('record') as Gaps['records'],
  };
}
