import type { Page } from '@playwright/test';
import type { Bench } from '../support/bench.ts';
import { figure, quantile } from '../support/measure.ts';
import { paintedWhen } from '../support/painted.ts';
import { TEXT, withProgram } from '../support/program.ts';

const ROUNDS = 12;
/** Milliseconds. */
const TARGET = { section: 200, card: 150, organisation: 300 };
const OTHER_ORGANISATION = 40;

/**
 * What a clerk does all day with the keyboard, from the key to the frame that shows where they are: another section, the
 * card of one person, another organisation. 95th percentiles, the first round left out: it loads the pages.
 */
export async function measure(bench: Bench): Promise<void> {
  await withProgram(bench, [bench.people, OTHER_ORGANISATION], async (page) => {
    await page.evaluate(NOTE_KEYS);
    const section = await rounds(() => sections(page));
    bench.report(figure('section switch p95', quantile(section, 0.95), null, TARGET.section));
    const card = await rounds((round) => cardOf(page, round));
    bench.report(figure('card of one person p95', quantile(card, 0.95), null, TARGET.card));
    const organisation = await rounds((round) => organisationOf(page, round));
    bench.report(figure('switch of the organisation p95', quantile(organisation, 0.95), null, TARGET.organisation));
  });
}

async function rounds(once: (round: number) => Promise<number[]>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const took = await once(round);
    if (round > 0) times.push(...took);
  }
  return times;
}

async function sections(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const [digit, title] of [
    ['1', TEXT.shell.sections.home],
    ['2', TEXT.shell.sections.staff],
    ['3', TEXT.shell.sections.divisions],
  ] as const) {
    await page.keyboard.press(`Control+Digit${digit}`);
    times.push(await sinceKey(page, `${isAt(title)} && ${IS_FILLED}`));
  }
  return times;
}

/** Ctrl+Enter on a line of the grid opens the card; Esc closes it. */
async function cardOf(page: Page, round: number): Promise<number[]> {
  await page.keyboard.press('Control+Digit2');
  const grid = page.getByRole('grid', { name: TEXT.staff.title });
  await grid
    .getByRole('row')
    .nth(1 + round)
    .getByRole('gridcell')
    .first()
    .click();
  await page.keyboard.press('Control+Enter');
  const took = await sinceKey(page, SHOWS_CARD);
  await page.keyboard.press('Escape');
  await page.evaluate(paintedWhen(`!(${SHOWS_CARD})`));
  return [took];
}

async function organisationOf(page: Page, round: number): Promise<number[]> {
  await page.getByRole('button', { name: /^Организация: / }).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('menuitemradio')
    .nth((round + 1) % 2)
    .focus();
  const shown = await page
    .getByRole('menuitemradio')
    .nth((round + 1) % 2)
    .textContent();
  await page.keyboard.press('Enter');
  return [await sinceKey(page, `${HAS_TITLE} && ${organisationIs(shown ?? '')}`)];
}

async function sinceKey(page: Page, condition: string): Promise<number> {
  const painted = Number(await page.evaluate(paintedWhen(condition)));
  return painted - Number(await page.evaluate('keyPressedAt'));
}

const NOTE_KEYS = `void addEventListener('keydown', (event) => {
  if (event.key !== 'Control' && event.key !== 'Alt') globalThis.keyPressedAt = performance.timeOrigin + event.timeStamp;
}, { capture: true })`;
const HAS_TITLE = `document.querySelector('main h1') !== null`;
const isAt = (title: string): string => `document.querySelector('main h1')?.textContent === ${JSON.stringify(title)}`;
/** Nothing on the page still waits for its data. */
const IS_FILLED = `document.querySelector('main [role="progressbar"]:not([aria-valuenow])') === null`;
const SHOWS_CARD = `document.querySelector('[role="tablist"]') !== null && ${IS_FILLED}`;
const organisationIs = (name: string): string =>
  `document.querySelector('header button[aria-haspopup="menu"]')?.textContent.startsWith(${JSON.stringify(name)})`;
