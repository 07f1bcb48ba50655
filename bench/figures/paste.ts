import type { FieldEdit, StaffRow } from '#shared/contract/staff.ts';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import { openDatabase } from '../../electron/core/db/open.ts';
import { manyRowsCommit } from '../support/bare-store.ts';
import type { Bench } from '../support/bench.ts';
import { clerkOf, openDesk } from '../support/desk.ts';
import { figure, inTurns, median, timed } from '../support/measure.ts';
import { storeOf } from '../support/stores.ts';

const ROWS = 2000;
const ROUNDS = 5;
/** Milliseconds until a pasted block is on the disk. */
const TARGET = 400;
/** Beside as many updates of one field, which check, remember and tell nothing. */
const TARGET_RATIO = 4;

/**
 * A block of 2,000 × 8 cells pasted, and taken back by one step of undo, each until it is acknowledged: checks, entities,
 * the draft request, the journal and the step of undo in one durable transaction; the lines and the search text of so many
 * people follow the answer. Against as many updates of one field in one transaction of the same store.
 */
export async function measure(bench: Bench): Promise<void> {
  const desk = openDesk(await storeOf(bench, bench.people));
  const bare = await storeOf(bench, bench.people);
  const bareDb = openDatabase(bare.path, bare.key);
  const clerk = clerkOf(desk);
  const { staff } = desk.handlers;
  const filter = StaffFilter.parse({});
  const { rows } = await staff.openView({ filter, sort: [], first: ROUNDS * ROWS }, clerk);
  const blockAt = (round: number) => blockOf(rows.slice(round * ROWS, (round + 1) * ROWS));
  const commit = manyRowsCommit(bareDb);
  const undo: number[] = [];
  const lines: number[] = [];
  const times = await inTurns(ROUNDS, {
    floor: (round) => timed(() => commit(blockAt(round))),
    async paste(round) {
      const edits = [...blockAt(round)];
      const took = await timed(() => staff.applyEdits({ edits }, clerk));
      lines.push(await timed(() => desk.catchUp()));
      undo.push(await timed(() => staff.takeStep({ what: 'undo', subjectId: null }, clerk)));
      desk.catchUp();
      return took;
    },
  });
  desk.db.close();
  bareDb.close();
  const floor = median(times.floor);
  bench.report(figure('paste 2,000 × 8', median(times.paste), null, TARGET));
  bench.report(figure('undo of 2,000 × 8', median(undo), null, TARGET));
  bench.note(`lines and search text follow the answer in ${Math.round(median(lines))} ms`);
  bench.report(figure('paste 2,000 × 8 beside bare updates', median(times.paste), floor, TARGET_RATIO));
}

/** Eight fields of each row get another value. */
function blockOf(rows: readonly StaffRow[]): readonly FieldEdit[] {
  return rows.flatMap((row, i): FieldEdit[] => {
    const person = { kind: 'person', id: row.personId } as const;
    const edits: FieldEdit[] = [
      { ...person, field: 'lastName', from: row.lastName, to: i % 2 === 0 ? 'Вставкина' : 'Ёлкина' },
      { ...person, field: 'firstName', from: row.firstName, to: i % 2 === 0 ? 'Зоя' : 'Юлия' },
      { ...person, field: 'patronymic', from: row.patronymic, to: i % 2 === 0 ? 'Яковлевна' : 'Фёдоровна' },
      { ...person, field: 'birthDate', from: row.birthDate, to: i % 2 === 0 ? '1980-03-05' : '1981-04-06' },
      { ...person, field: 'phone', from: row.phone, to: `+7900${String(1_000_000 + i)}` },
      { ...person, field: 'email', from: row.email, to: `p${i}@clinic.example` },
    ];
    if (row.employmentId === null) return edits;
    const employment = { kind: 'employment', id: row.employmentId } as const;
    return [
      ...edits,
      { ...employment, field: 'rate', from: row.rate, to: row.rate === 50 ? 75 : 50 },
      { ...employment, field: 'personnelNumber', from: row.personnelNumber, to: `В-${i}` },
    ];
  });
}
