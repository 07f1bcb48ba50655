import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { foldText } from '#shared/text/fold.ts';
import type { Change, PlannedEmployment, PlannedPerson, Values } from './planned.ts';

/** What a row would change of an entity; an empty value takes nothing away. */
export function changesBetween(kind: EntityKind, stored: Readonly<Values>, given: Readonly<Values>): Change[] {
  return Object.entries(given)
    .map(([field, to]) => ({ field, from: stored[field] ?? null, to }))
    .filter(({ field, from, to }) => to !== null && to !== '' && !equal(kind, field, from, to));
}

/**
 * Which of a person's employments a row is about: the one with its personnel number; else the one with its division,
 * post and kind; else the one begun on its day with its post. What the row is silent about fits anything.
 */
export function fittingEmployments(
  all: readonly PlannedEmployment[],
  given: Readonly<Values>,
  divisions: readonly EntityId[] | null,
): PlannedEmployment[] {
  const says = (field: string, values: Readonly<Values>): boolean =>
    given[field] === undefined || equal('employment', field, values[field] ?? null, given[field] ?? null);
  const inDivision = (values: Readonly<Values>): boolean =>
    divisions === null || (typeof values.divisionId === 'string' && divisions.includes(values.divisionId));
  const steps: ((values: Readonly<Values>) => boolean)[] = [];
  if (given.personnelNumber !== undefined) {
    // Some programs give all employments of a person one number: another kind from another day is another one.
    steps.push(
      (values) => says('personnelNumber', values) && (says('positionType', values) || says('beginDate', values)),
    );
  }
  if (divisions !== null && given.postCode !== undefined) {
    steps.push((values) => inDivision(values) && says('postCode', values) && says('positionType', values));
  }
  if (given.beginDate !== undefined) steps.push((values) => says('beginDate', values) && says('postCode', values));
  if (steps.length === 0) steps.push((values) => inDivision(values) && says('postCode', values));
  for (const fits of steps) {
    const found = all.filter(({ values }) => fits(values));
    const narrower = [
      found.filter(({ values }) => says('beginDate', values)),
      found.filter(({ values }) => values.endDate === null),
    ];
    const one = [found, ...narrower].find((list) => list.length === 1);
    if (one !== undefined) return one;
    if (found.length > 1) return found;
  }
  return [];
}

/** What differs only in letter case or in zeros that a spreadsheet eats is the same. */
export function equal(kind: EntityKind, field: string, a: FieldValue, b: FieldValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  if (field === 'personnelNumber') return withoutZeros(a) === withoutZeros(b);
  return kind === 'person' && NAMES.has(field) && foldText(a) === foldText(b);
}

const NAMES = new Set(['lastName', 'firstName', 'patronymic', 'email']);

function withoutZeros(text: string): string {
  return foldText(text).replace(/^0+(?=\d)/, '');
}

/** A patronymic that one side does not have makes no other person. */
export function sameName(stored: Readonly<Values>, given: Readonly<Values>): boolean {
  return ['lastName', 'firstName', 'patronymic'].every((field) => {
    const [a, b] = [stored[field], given[field]];
    if (typeof a !== 'string' || typeof b !== 'string' || a === '' || b === '') return true;
    return foldText(a) === foldText(b);
  });
}

export function nameKey(person: Readonly<Values>): string {
  return `${foldText(String(person.lastName))}\u0001${foldText(String(person.firstName))}\u0001`;
}

export function nameOf({ values }: PlannedPerson): string {
  const { lastName, firstName, patronymic } = values;
  return fullName({
    lastName: String(lastName ?? ''),
    firstName: String(firstName ?? ''),
    patronymic: typeof patronymic === 'string' ? patronymic : null,
  });
}

export function differ(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && a !== b;
}
