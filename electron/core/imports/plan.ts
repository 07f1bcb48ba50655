import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportDecision, ImportField, ImportTarget } from '#shared/contract/imports.ts';
import type { EntityKind, Organisation } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import type { EntityStore } from '../entities/store.ts';
import type { Ids } from '../ports.ts';
import type { TableRow } from './cells.ts';
import { DivisionPlanner } from './division-plan.ts';
import type { Lookups } from './lookups.ts';
import { PeoplePlanner, type StoredPeople } from './people-plan.ts';
import type { PlannedRow } from './planned.ts';
import { StaffingPlanner } from './staffing-plan.ts';

export interface PlanParts {
  readonly ids: Ids;
  readonly people: StoredPeople;
  readonly entities: Pick<EntityStore, 'get' | 'list'>;
  readonly lookups: Lookups;
  readonly context: FieldContext & { readonly today: string };
  /** Ours, null while it is not known. */
  readonly organisation: Organisation | null;
  /** What is still open in a division after a day: ids of those below it, how many people and planned posts. */
  readonly openAfter: (
    divisionId: EntityId,
    day: string,
  ) => { readonly divisions: readonly EntityId[]; readonly people: number; readonly positions: number };
  /** Number of a request that keeps this user from editing the entity, or null. */
  readonly heldBy: (kind: EntityKind, id: EntityId) => number | null;
}

/** What the columns mean, and what the user has decided about doubtful rows. */
export interface Reading {
  readonly columns: readonly (ImportField | null)[];
  readonly decisions: ReadonlyMap<number, ImportDecision>;
}

export interface Planner {
  /** Verdicts of rows that can be judged by now. */
  plan(batch: readonly TableRow[]): readonly PlannedRow[];
  /** The rest of them. */
  finish(): readonly PlannedRow[];
}

const PLANNERS: Readonly<Record<ImportTarget, new (parts: PlanParts, reading: Reading) => Planner>> = {
  people: PeoplePlanner,
  divisions: DivisionPlanner,
  staffing: StaffingPlanner,
};

const BATCH = 500;

/**
 * Compares the rows with the store without writing anything; lets other work in between batches.
 *
 * @returns verdicts in the order of the file
 */
export async function planRows(
  parts: PlanParts,
  target: ImportTarget,
  rows: readonly TableRow[],
  reading: Reading,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<PlannedRow[]> {
  const planner = new PLANNERS[target](parts, reading);
  const planned: PlannedRow[] = [];
  for (let from = 0; from < rows.length; from += BATCH) {
    planned.push(...planner.plan(rows.slice(from, from + BATCH)));
    progress(Math.min(from + BATCH, rows.length));
    await nextTurn();
    signal.throwIfAborted();
  }
  planned.push(...planner.finish());
  return planned.sort((a, b) => a.shown.row - b.shown.row);
}
