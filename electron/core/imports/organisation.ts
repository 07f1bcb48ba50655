import type { ImportField, ImportProblem } from '#shared/contract/imports.ts';
import type { Organisation } from '#shared/domain/entities.ts';
import { checkValue } from '#shared/rules/check-field.ts';
import { normalise } from '#shared/rules/normalise.ts';
import { type Cell, cellText } from './cells.ts';
import { problemOf } from './changes.ts';

/** What a row says of its organisation, by field. */
export type GivenOrganisation = Map<string, string>;

const KPP_DIGITS = 9;

/** Takes the cell where it is about the organisation. */
export function readOrganisation(given: GivenOrganisation, field: ImportField, cell: Cell): boolean {
  const [kind, name = ''] = field.split('.');
  if (kind !== 'organisation') return false;
  // Regions 01…09 lose a zero where a spreadsheet keeps the number as a number.
  const text = name === 'kpp' && typeof cell === 'number' ? String(cell).padStart(KPP_DIGITS, '0') : cellText(cell);
  given.set(name, String(normalise('organisation', name, text) ?? ''));
  return true;
}

/** A number that is none (КПП with a Cyrillic letter), or of an organisation that is not ours. */
export function organisationProblems(given: GivenOrganisation, ours: Organisation | null): ImportProblem[] {
  const problems: ImportProblem[] = [];
  for (const [field, value] of given) {
    const finding = checkValue('organisation', field, value);
    const own = (ours as Readonly<Record<string, unknown>> | null)?.[field] ?? null;
    if (finding?.severity === 'error') problems.push(problemOf('organisation', field, finding));
    else if (own !== null && own !== value) problems.push(problemOf('organisation', field, { code: 'KD-2301' }));
  }
  return problems;
}
