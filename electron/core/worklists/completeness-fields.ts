import type { CompletenessRow } from '#shared/contract/worklists.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { FIELDS, type FieldDefinition } from '#shared/domain/fields.ts';
import { PASSPORT } from '#shared/rules/passport.ts';
import { columnOf } from '../entities/store.ts';

/** One thing that a whole card has; its place among all is its bit in a mask. */
interface Looked {
  /** `person.snils`; a whole record is named by its kind alone. */
  readonly name: string;
  readonly weight: 'required' | 'recommended' | 'record';
  /** SQL that is 1 where it is missing; `p`, `o`, `d`, `l` are the person, an open employment, an identity document, the line in the grid. */
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
const hasNo = (kind: EntityKind, index = ''): string =>
  `NOT EXISTS (SELECT 1 FROM ${kind} r ${index} WHERE r.person_id = l.person_id AND r.deleted_at IS NULL)`;

/** An index that answers alone, where the planner would read the rows. */
const COVERING = 'INDEXED BY credential_latest';

/** Records that every card has: an education and an identity document; an admission where the post needs one. */
export const RECORDS: readonly Looked[] = [
  { name: 'credential', weight: 'record', missing: `(l.post_code IN needed AND ${hasNo('credential', COVERING)})` },
  { name: 'education', weight: 'record', missing: hasNo('education') },
  { name: 'document', weight: 'record', missing: hasNo('document') },
];

const LOOKED: readonly Looked[] = [...PERSON, ...EMPLOYMENT, ...DOCUMENT, ...RECORDS];

const BITS: ReadonlyMap<Looked, number> = new Map(LOOKED.map((looked, place) => [looked, 2 ** place]));

/** The value of its bit. */
export function bitOf(looked: Looked): number {
  return BITS.get(looked) ?? 0;
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

/** A required field weighs more than everything else together. Thousands of cards share a few masks. */
export function weights(): (mask: number) => number {
  const known = new Map<number, number>();
  return (mask) => {
    let weight = known.get(mask);
    if (weight === undefined) {
      weight = missingIn(mask).reduce((sum, one) => sum + (one.weight === 'required' ? 100 : 1), 0);
      known.set(mask, weight);
    }
    return weight;
  };
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
    // The names in `RECORDS` are the contract's.
    records: named('record') as Gaps['records'],
  };
}
