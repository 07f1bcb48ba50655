import type { FieldEdit } from '#shared/contract/staff.ts';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { openDatabase } from '../../electron/core/db/open.ts';
import { oneRowCommit } from '../support/bare-store.ts';
import type { Bench } from '../support/bench.ts';
import { clerkOf, openDesk } from '../support/desk.ts';
import { figure, inTurns, quantile, timed } from '../support/measure.ts';
import { storeOf } from '../support/stores.ts';

const EDITS = 1000;
const WARM_UP = 100;
const SHARE = 0.95;
const TARGET = 2;

/**
 * One cell until it is acknowledged: checks, the entity, the draft request, the journal, the grid's line and its row for
 * the page, in one durable transaction; against an update of one row of the same store. Each edit is of another person.
 */
export async function measure(bench: Bench): Promise<void> {
  const desk = openDesk(await storeOf(bench, bench.people));
  const bare = await storeOf(bench, bench.people);
  const bareDb = openDatabase(bare.path, bare.key);
  const clerk = clerkOf(desk);
  const { staff } = desk.handlers;
  const commit = oneRowCommit(bareDb);
  const filter = StaffFilter.parse({});
  const { rows } = await staff.openView({ filter, sort: [], first: WARM_UP + EDITS }, clerk);
  const edits = rows.map((row, i): FieldEdit => {
    const phone = phoneOf(i);
    return i % 2 === 0 || row.employmentId === null
      ? { kind: 'person', id: row.personId, field: 'phone', from: row.phone, to: phone }
      : { kind: 'employment', id: row.employmentId, field: 'rate', from: row.rate, to: row.rate === 50 ? 75 : 50 };
  });
  const people: readonly EntityId[] = rows.map(({ personId }) => personId);
  const times = await inTurns(edits.length, {
    floor: (i) => timed(() => commit(people[i] ?? '', phoneOf(i))),
    edit: (i) => timed(() => staff.applyEdits({ edits: edits.slice(i, i + 1) }, clerk)),
  });
  desk.db.close();
  bareDb.close();
  const p95 = (values: readonly number[]): number => quantile(values.slice(WARM_UP), SHARE);
  bench.report(figure('one edit p95', p95(times.edit), p95(times.floor), TARGET));
}

function phoneOf(i: number): string {
  return `+7900${String(1_000_000 + i)}`;
}
