import type { StaffingDocumentView, StaffingRow } from '#shared/contract/staffing.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { EntityContext } from '#shared/rules/check-entity.ts';
import { fullName } from '#shared/rules/names.ts';
import { type ChangeMarks, type OpenConflicts, pathOf } from '../changes/marks.ts';
import type { Database } from '../db/open.ts';
import { occupancyOn } from '../entities/occupancy-store.ts';
import { issuesOf } from '../entities/subjects.ts';
import { type Line, linesOf } from './figures.ts';
import type { StaffingStore } from './store.ts';

export interface StaffingReading {
  readonly db: Database;
  readonly store: StaffingStore;
  readonly marks: ChangeMarks;
  readonly conflicts: () => OpenConflicts;
  /** Of what stands in the store, with the whole organisation. */
  readonly wholeContext: () => EntityContext;
}

export function readDocuments({ store, marks, wholeContext }: StaffingReading): StaffingDocumentView[] {
  const documents = store.documents();
  const context = wholeContext();
  const sums = store.sums();
  const pending = marks.marksOf(documents.map(({ id }) => id));
  return documents.map((document) => ({
    ...document,
    ...(sums.get(document.id) ?? { positions: 0, rate: 0 }),
    issues: issuesOf('staffingDocument', document, context),
    requestId: pending.get(document.id)?.requestId ?? null,
    requestState: pending.get(document.id)?.state ?? null,
  }));
}

/** Lines of a table with the people of a day; no table has only those who work without a plan. */
export function readLines({ db, store }: StaffingReading, documentId: EntityId | null, day: string): Line[] {
  return linesOf(documentId === null ? [] : store.positions(documentId), occupancyOn(db, day));
}

export function readRows(reading: StaffingReading, documentId: EntityId | null, day: string): StaffingRow[] {
  const context = remembering(reading.wholeContext());
  const marks = documentId === null ? undefined : reading.marks.marksOf([documentId]).get(documentId);
  const open = reading.conflicts();
  const changed = new Map(marks?.entities.map(({ id, fields }) => [id, fields]));
  return readLines(reading, documentId, day).map(({ position, divisionId, postCode, figures }) => ({
    ...figures,
    divisionId,
    postCode,
    id: position?.id ?? null,
    rate: position === null ? null : position.rate,
    localPostName: position?.localPostName ?? null,
    note: position?.note ?? null,
    changed: (changed.get(position?.id ?? '') ?? []).map((field) => pathOf({ kind: 'staffingPosition', field })),
    conflicts: (open.get(position?.id ?? '') ?? []).map(pathOf),
    issues: position === null ? [] : issuesOf('staffingPosition', position, context),
  }));
}

/** Thousands of lines ask of the same few posts and divisions. */
function remembering(context: EntityContext): EntityContext {
  const { dictionary = () => undefined, division = () => undefined, staffingDocument = () => undefined } = context;
  return {
    ...context,
    dictionary: once(dictionary),
    division: once(division),
    staffingDocument: once(staffingDocument),
  };
}

function once<A extends readonly string[], T>(ask: (...of: A) => T): (...of: A) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (...of) => {
    const key = of.join(' ');
    const found = known.get(key) ?? { answer: ask(...of) };
    known.set(key, found);
    return found.answer;
  };
}

export function readOccupants(
  { store }: StaffingReading,
  divisionId: EntityId | null,
  postCode: string | null,
  day: string,
) {
  return store.occupants(divisionId, postCode, day).map(({ lastName, firstName, patronymic, away, ...row }) => ({
    ...row,
    name: fullName({ lastName, firstName, patronymic }),
    away: away === 1,
  }));
}
