import { WORK_LISTS } from '#shared/contract/worklists.ts';
import { nothingToDecide } from '../../electron/core/worklists/testing.ts';
import { createWorklists } from '../../electron/core/worklists/worklists.ts';
import type { Bench } from '../support/bench.ts';
import { clerkOf, openDesk } from '../support/desk.ts';
import { figure, inTurns, median, timed } from '../support/measure.ts';
import { storeOf } from '../support/stores.ts';

const ROUNDS = 7;
/** 300 ms where reading every row of the tables that the lists look at takes 600 ms. */
const TARGET = 0.5;

/** The first page of every work list, each as fresh as after an edit, against reading those tables from end to end. */
export async function measure(bench: Bench): Promise<void> {
  const desk = openDesk(await storeOf(bench, bench.people));
  const clerk = clerkOf(desk);
  const lists = createWorklists({ ...desk, emit: () => undefined, exchange: nothingToDecide() });
  const date = desk.clock.today();
  const page = { text: '', offset: 0, limit: 100 };
  const open = {
    completeness: () => lists.completeness({ ...page, only: 'all' }, clerk),
    expiring: () => lists.expiring({ ...page, bucket: null }, clerk),
    admission: () => lists.admission({ ...page, date }, clerk),
    nmo: () => lists.nmo({ ...page, within: 'all' }, clerk),
    duplicates: () => lists.duplicates(page, clerk),
    differences: () => lists.differences(page, clerk),
    readiness: () => lists.readiness({ ...page, date, code: null }, clerk),
    removed: () => lists.removed(page, clerk),
  };
  const bare = ['person', 'employment', 'credential', 'staff_line'].map((table) =>
    desk.db.prepare(`SELECT * FROM ${table}`),
  );
  desk.db.exec('CREATE TEMP TABLE touched (at INTEGER)');
  const touch = desk.db.prepare('INSERT INTO touched VALUES (1)');
  const times = await inTurns(ROUNDS, {
    floor: () =>
      timed(() => {
        for (const statement of bare) for (const _ of statement.raw().iterate());
      }),
    ...Object.fromEntries(
      WORK_LISTS.map((list) => [
        list,
        () => {
          touch.run();
          return timed(open[list]);
        },
      ]),
    ),
  });
  const floor = median(times.floor);
  for (const list of WORK_LISTS) {
    bench.report(figure(`work list ${list}`, median((times as Record<string, number[]>)[list] ?? []), floor, TARGET));
  }
  desk.db.close();
}
