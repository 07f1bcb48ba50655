import { staff } from '#shared/contract/staff.ts';
import { addDays } from '#shared/rules/dates.ts';
import type { Bench } from '../support/bench.ts';
import { clerkOf, openDesk } from '../support/desk.ts';
import { figure, inTurns, median, timed } from '../support/measure.ts';
import { storeOf } from '../support/stores.ts';

const ROUNDS = 7;
/** 300 ms where reading those rows takes 480 ms. */
const TARGET = 0.65;
const YEARS_BACK = 3;

/**
 * The staff list as of a day three years ago, as fresh as after an edit, against reading the tables it is worked out
 * from row by row; and the same list searched when it has been worked out.
 */
export async function measure(bench: Bench): Promise<void> {
  const desk = openDesk(await storeOf(bench, bench.people));
  const clerk = clerkOf(desk);
  const onDay = addDays(desk.clock.today(), -365 * YEARS_BACK);
  const open = (text: string, key: 'lastName' | 'divisionId') =>
    desk.handlers.staff.openView(
      staff.openView.input.parse({ filter: { text }, sort: [{ key, descending: false }], onDay }),
      clerk,
    );
  const bare = ['employment', 'credential', 'staff_line'].map((table) => desk.db.prepare(`SELECT * FROM ${table}`));
  desk.db.exec('CREATE TEMP TABLE touched (at INTEGER)');
  const touch = desk.db.prepare('INSERT INTO touched VALUES (1)');
  const afterAnEdit = (key: 'lastName' | 'divisionId') => {
    touch.run();
    return timed(async () => void (await open('', key)));
  };
  const times = await inTurns(ROUNDS, {
    floor: () =>
      timed(() => {
        for (const statement of bare) for (const _ of statement.raw().iterate());
      }),
    'by name': () => afterAnEdit('lastName'),
    'by division': () => afterAnEdit('divisionId'),
    'searched by post': () => timed(async () => void (await open('медицинская сестра', 'lastName'))),
  });
  const floor = median(times.floor);
  for (const [name, taken] of Object.entries(times)) {
    if (name !== 'floor') bench.report(figure(`staff list on a day, ${name}`, median(taken), floor, TARGET));
  }
  desk.db.close();
}
