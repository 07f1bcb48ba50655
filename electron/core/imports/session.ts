import { createHash } from 'node:crypto';
import {
  IMPORT_FIELDS_OF,
  IMPORT_STATES,
  type ImportCounts,
  type ImportField,
  type ImportSource,
  type ImportTarget,
} from '#shared/contract/imports.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { cellText, type Table } from './cells.ts';
import type { Reading } from './plan.ts';
import type { PlannedRow } from './planned.ts';
import type { ImportStore } from './store.ts';
import { foldHeader, guessFields } from './synonyms.ts';

/** A file that was read, what its columns mean, what the user decided, and what came out of it. */
export interface Session {
  readonly id: EntityId;
  readonly fileName: string;
  readonly table: Table;
  readonly target: ImportTarget;
  reading: Reading;
  plan: readonly PlannedRow[] | null;
}

/** Files with the same headers, in whatever order of letters' case and spaces, come from the same source. */
export function sourceOf(target: ImportTarget, titles: readonly string[]): string {
  // Sources of people were remembered before there were others.
  const headers = JSON.stringify(titles.map(foldHeader));
  return createHash('sha256')
    .update(target === 'people' ? headers : `${target} ${headers}`)
    .digest('hex');
}

const SAMPLES = 3;
/** Rows looked at for samples. */
const SAMPLE_ROWS = 200;

function describeColumns({ titles, rows }: Table, fields: readonly (ImportField | null)[]): ImportSource['columns'] {
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

/** Fields without which nothing of a kind can be recognised, in sets that are each enough. */
const NEEDED: Readonly<Record<ImportTarget, readonly (readonly ImportField[])[]>> = {
  people: [['person.snils'], ['person.fullName'], ['person.lastName', 'person.firstName']],
  divisions: [['division.oid'], ['division.name']],
  staffing: [
    ['staffingPosition.postCode', 'staffingPosition.rate', 'staffingPosition.divisionOid'],
    ['staffingPosition.postCode', 'staffingPosition.rate', 'staffingPosition.divisionId'],
    ['staffingPosition.postCode', 'staffingPosition.rate', 'staffingPosition.branch'],
  ],
};

function isEnough(target: ImportTarget, columns: readonly (ImportField | null)[]): boolean {
  return NEEDED[target].some((set) => set.every((field) => columns.includes(field)));
}

/** What the headers speak of: names of people first, then posts with rates, then divisions. */
export function guessTarget(titles: readonly string[]): ImportTarget {
  const order = ['people', 'staffing', 'divisions'] as const;
  return order.find((target) => isEnough(target, guessFields(target, titles))) ?? 'people';
}

/** @throws DeskError KD-2001 what is not mapped cannot be recognised · KD-6105 two columns of one meaning */
export function checkColumns(target: ImportTarget, columns: readonly (ImportField | null)[]): void {
  const given = columns.filter((field) => field !== null);
  const known: readonly ImportField[] = IMPORT_FIELDS_OF[target];
  const field = NEEDED[target][0]?.find((one) => !given.includes(one)) ?? null;
  if (field !== null && !isEnough(target, columns)) throw new DeskError('KD-2001', { field });
  if (new Set(given).size !== given.length || given.some((one) => !known.includes(one))) throw new DeskError('KD-6105');
}

/** The file with what its columns mean: as set by hand the last time, else as the headers say. */
export function openTable(
  table: Table,
  { id, fileName }: Pick<Session, 'id' | 'fileName'>,
  target: ImportTarget,
  store: Pick<ImportStore, 'mapping'>,
): { readonly session: Session; readonly source: ImportSource } {
  const { titles, sheet, headerRow, rows } = table;
  const remembered = store.mapping(sourceOf(target, titles));
  const columns = remembered ?? guessFields(target, titles);
  return {
    session: { id, fileName, table, target, reading: { columns, decisions: new Map() }, plan: null },
    source: {
      importId: id,
      target,
      fileName,
      sheet,
      headerRow,
      rows: rows.length,
      columns: describeColumns(table, columns),
      remembered: remembered !== null,
    },
  };
}
