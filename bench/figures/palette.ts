import type { Page } from '@playwright/test';
import type { CallContext } from '../../electron/core/core.ts';
import { ftsOf, termsOf } from '../../electron/core/staff/query.ts';
import { findCommands, type ListedCommand, listedCommands, SHOWN_OF_EACH } from '../../renderer/palette/found.ts';
import type { Bench } from '../support/bench.ts';
import { type BenchDesk, clerkOf, openDesk } from '../support/desk.ts';
import { figure, inTurns, median, quantile, timed } from '../support/measure.ts';
import { paintedWhen } from '../support/painted.ts';
import { TEXT, withProgram } from '../support/program.ts';
import { storeOf } from '../support/stores.ts';
import { beginnings, openTyping } from '../support/typing.ts';

const ROUNDS = 15;
const COMMANDS = 500;
const TARGET = { core: 3, found: 50, painted: 50 };
/** Names, also on the wrong layout and in Latin letters, a beginning and an end of numbers, a post, a command. */
const TYPED = ['иванова м', 'bdfyjd', 'kuznetsov', '001', '4595', 'терапевт', 'принять'];

export async function measure(bench: Bench): Promise<void> {
  const desk = openDesk(await storeOf(bench, bench.people));
  await measureFinding(bench, desk, clerkOf(desk));
  desk.db.close();
  await withProgram(bench, bench.people, (page) => measureKeys(bench, page));
}

/** Every keystroke's answer: from core, against the bare full-text query; and with five hundred commands, the slowest. */
async function measureFinding(bench: Bench, desk: BenchDesk, clerk: CallContext): Promise<void> {
  const texts = TYPED.flatMap(beginnings);
  const commands = manyCommands();
  const bare = desk.db.prepare('SELECT rowid FROM staff_search WHERE staff_search MATCH ?').pluck();
  const each: number[] = [];
  const times = await inTurns(ROUNDS, {
    floor: () => timed(() => texts.map((text) => bare.all(termsOf(text).map(ftsOf).join(' AND ')))),
    core: async () => {
      let sum = 0;
      for (const text of texts) {
        const core = await timed(() => desk.handlers.search.find({ text, offset: 0, limit: SHOWN_OF_EACH }, clerk));
        each.push(core + (await timed(() => findCommands(commands, text))));
        sum += core;
      }
      return sum;
    },
  });
  const perKey = (values: readonly number[]): number => median(values) / texts.length;
  bench.report(figure('palette in core', perKey(times.core), perKey(times.floor), TARGET.core));
  bench.report(figure(`palette, ${COMMANDS} commands and core p95`, quantile(each, 0.95), null, TARGET.found));
}

function manyCommands(): ListedCommand[] {
  const listed = listedCommands(TEXT, 'editor');
  return Array.from({ length: COMMANDS }, (_, i) => listed[i % listed.length]).flatMap((command) => command ?? []);
}

/** From a key in the box of the palette to the frame with what was found. */
async function measureKeys(bench: Bench, page: Page): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  const box = page.getByRole('combobox', { name: TEXT.commands.palette.title });
  await box.waitFor();
  const typing = await openTyping(page);
  const times: number[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    for (const text of TYPED) {
      await box.fill('');
      for (const typed of beginnings(text)) {
        await typing.press(typed.at(-1) ?? '');
        const painted = Number(await page.evaluate(paintedWhen(answers(typed))));
        if (pass > 0) times.push(painted - (await typing.pressedAt()));
      }
    }
  }
  bench.note(`${times.length} keys, median ${Math.round(median(times))} ms`);
  bench.report(figure('palette, key to found p95', quantile(times, 0.95), null, TARGET.painted));
}

/** The first one warms up. */
const PASSES = 4;

/** The palette says how many were found only for what stands in its box. */
function answers(typed: string): string {
  return `document.querySelector('[role="combobox"]')?.value === ${JSON.stringify(typed)} &&
    document.querySelector('[role="dialog"] [role="status"]')?.textContent !== ''`;
}
