import { createHash } from 'node:crypto';
import type { ImportCounts, ImportDecision, ImportField, ImportSource } from '#shared/contract/imports.ts';
import { IMPORT_STATES } from '#shared/contract/imports.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { BulkChanges } from '../staff/bulk.ts';
import { cellText, type Table } from './cells.ts';
import type { PlannedPerson, PlannedRow } from './planned.ts';
import { foldHeader } from './synonyms.ts';

/** A file that was read, what its columns mean, what the user decided, and what came out of it. */
export interface Session {
  readonly id: EntityId;
  readonly fileName: string;
  readonly table: Table;
  columns: readonly (ImportField | null)[];
  decisions: ReadonlyMap<number, ImportDecision>;
  plan: readonly PlannedRow[] | null;
}

/** Files with the same headers, in whatever order of letters' case and spaces, come from the same source. */
export function sourceOf(titles: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(titles.map(foldHeader)))
    .digest('hex');
}

const SAMPLES = 3;
/** Rows looked at for samples. */
const SAMPLE_ROWS = 200;

export function describeColumns(
  { titles, rows }: Table,
  fields: readonly (ImportField | null)[],
): ImportSource['columns'] {
  return titles.map((title, at) => {
    const samples = new Set<string>();
    for (const { cells } of rows.slice(0, SAMPLE_ROWS)) {
      const text = cellText(cells[at]).trim();
      if (text !== '') samples.add(text.slice(0, 60));
      if (samples.size === SAMPLES) break;
    }
    return { title, samples: [...samples], field: fields[at] ?? null };
  });
}

export function countStates(plan: readonly PlannedRow[]): ImportCounts {
  const counts = Object.fromEntries(IMPORT_STATES.map((state) => [state, 0])) as Record<
    (typeof IMPORT_STATES)[number],
    number
  >;
  for (const { shown } of plan) counts[shown.state] += 1;
  return counts;
}

/** What the taken rows write, people with all their new employments. */
export function changesOf(plan: readonly PlannedRow[]): BulkChanges {
  const edits: BulkChanges['edits'][number][] = [];
  const employments: BulkChanges['employments'][number][] = [];
  const people = new Map<PlannedPerson, BulkChanges['people'][number]['employments'][number][]>();
  for (const { action } of plan) {
    if (action === null) continue;
    const { person, employment } = action;
    edits.push(...action.edits);
    if (person.id !== null) {
      if (employment !== null) employments.push({ personId: person.id, values: employment });
      continue;
    }
    const own = people.get(person) ?? [];
    if (employment !== null) own.push(employment);
    people.set(person, own);
  }
  return {
    edits,
    employments,
    people: [...people].map(([{ values }, own]) => ({ values, employments: own })),
  };
}

/** Who is not mapped cannot be recognised. @throws DeskError KD-2001 */
export function checkColumns(columns: readonly (ImportField | null)[]): void {
  const has = (field: ImportField): boolean => columns.includes(field);
  const named = has('person.fullName') || (has('person.lastName') && has('person.firstName'));
  if (!has('person.snils') && !named) throw new DeskError('KD-2001', { field: 'person.snils' });
  const given = columns.filter((field) => field !== null);
  if (new Set(given).size !== given.length) throw new DeskError('KD-6105');
}
