import type { Page } from '@playwright/test';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import type { CallContext } from '../../electron/core/core.ts';
import { ftsOf, termsOf } from '../../electron/core/staff/query.ts';
import type { Bench } from '../support/bench.ts';
import { type BenchDesk, clerkOf, openDesk } from '../support/desk.ts';
import { figure, inTurns, median, quantile, timed } from '../support/measure.ts';
import { paintedWhen, SHOWS } from '../support/painted.ts';
import { TEXT, withProgram } from '../support/program.ts';
import { storeOf } from '../support/stores.ts';
import { beginnings, openTyping } from '../support/typing.ts';

const ROUNDS = 15;
/** As many as the window of the program shows, in which the keys are struck. */
const FIRST = 29;
const TARGET = { core: 3, painted: 50 };
/** The first one warms up; of few keys the slowest twentieth would be two or three. */
const PASSES = 8;
const POSTS = ['терапевт', 'хирург', 'санитар', 'педиатр', 'лаборант', 'акушер', 'фельдшер', 'невролог'];

export async function measure(bench: Bench): Promise<void> {
  const desk = openDesk(await storeOf(bench, bench.people));
  const clerk = clerkOf(desk);
  const typed = wordsOf(desk);
  const texts = typed.flat().flatMap(beginnings);
  await measureCore(bench, desk, clerk, texts);
  const expected = new Map<string, number>();
  for (const text of ['', ...texts]) expected.set(text, (await find(desk, clerk, text)).total);
  desk.db.close();
  // Of an empty answer there are no rows to wait for.
  const finds = (text: string): boolean => beginnings(text).every((part) => expected.get(part) !== 0);
  const found = typed.map((words) => words.filter(finds));
  await withProgram(bench, bench.people, (page) => measureKeys(bench, page, found, expected));
}

/**
 * What is typed in each pass: names, a name with the beginning of another, a СНИЛС, a personnel number, a post. No word
 * comes twice: nobody looks for the same people all day, and answers of before are kept.
 */
function wordsOf({ db }: BenchDesk): string[][] {
  const names = db.prepare('SELECT DISTINCT last_name FROM person ORDER BY 1').pluck().all() as string[];
  return POSTS.map((post, pass) => {
    const name = (at: number): string => names[(at * PASSES + pass) * Math.floor(names.length / 4 / PASSES)] ?? '';
    return [`${name(0)} м`, name(1).slice(0, 5), `${name(2)} а`, String(pass + 1), `00${pass}2`, post, name(3)];
  });
}

/** Every keystroke's question to core (a view with its first rows), against the bare full-text query for the same words. */
async function measureCore(bench: Bench, desk: BenchDesk, clerk: CallContext, texts: readonly string[]): Promise<void> {
  const bare = desk.db.prepare('SELECT rowid FROM staff_search WHERE staff_search MATCH ?').pluck();
  const times = await inTurns(ROUNDS, {
    floor: () =>
      timed(() =>
        texts.map((text) =>
          bare.all(
            termsOf(text)
              .map(ftsOf)
              .map((term) => `(${term})`)
              .join(' AND '),
          ),
        ),
      ),
    core: () =>
      timed(async () => {
        for (const text of texts) await find(desk, clerk, text);
      }),
  });
  const each = (values: readonly number[]): number => median(values) / texts.length;
  bench.report(figure('search in core', each(times.core), each(times.floor), TARGET.core));
}

function find(desk: BenchDesk, clerk: CallContext, text: string) {
  const filter = StaffFilter.parse({ text });
  return desk.handlers.staff.openView({ filter, sort: [{ key: 'lastName', descending: false }], first: FIRST }, clerk);
}

/**
 * From a key in the search box to the frame with its answer, in the real grid. An answer is told by the number of lines,
 * so only keys that change the number count; the others are typed too.
 */
async function measureKeys(
  bench: Bench,
  page: Page,
  words: readonly (readonly string[])[],
  expected: ReadonlyMap<string, number>,
): Promise<void> {
  await page.keyboard.press('Control+Digit2');
  const box = page.getByLabel(TEXT.staff.search);
  await box.waitFor();
  const typing = await openTyping(page);
  const times: number[] = [];
  for (const [pass, typedNow] of words.entries()) {
    for (const text of typedNow) {
      await box.fill('');
      await page.evaluate(paintedWhen(shows(expected.get('') ?? 0)));
      let before = '';
      for (const typed of beginnings(text)) {
        await typing.press(typed.at(-1) ?? '');
        const painted = Number(await page.evaluate(paintedWhen(shows(expected.get(typed) ?? 0))));
        const pressed = await typing.pressedAt();
        if (pass > 0 && expected.get(typed) !== expected.get(before)) times.push(painted - pressed);
        before = typed;
      }
    }
  }
  bench.note(`${times.length} keys, median ${Math.round(median(times))} ms`);
  bench.report(figure('search, key to rows p95', quantile(times, 0.95), null, TARGET.painted));
}

/** The grid has so many lines and those in the window are filled. */
function shows(total: number): string {
  return `document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') === '${total + 1}' && ${FILLED}`;
}
const FILLED = SHOWS.staffGrid.replace('>= 10', '> 0');
