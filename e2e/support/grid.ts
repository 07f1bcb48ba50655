import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { TEXT } from './desk.ts';
import type { Program } from './program.ts';

/** A grid of the program as hands and eyes use it: columns by their heads, rows from 0. */
export class Grid {
  readonly #program: Program;
  readonly #grid: Locator;

  constructor(program: Program, grid: Locator) {
    this.#program = program;
    this.#grid = grid;
  }

  get #page(): Page {
    return this.#program.page;
  }

  /** Columns far to the right are scrolled to, as only those in sight exist. */
  async cell(column: string, row: number): Promise<Locator> {
    const cell = await this.#cellOf(column);
    return this.#grid.locator(`[role=row][aria-rowindex="${row + 2}"] ${cell}`);
  }

  /** @returns how a cell of the column is found in its row */
  async #cellOf(column: string): Promise<string> {
    const header = this.#grid.getByRole('columnheader', { name: headOf(column) });
    // From end to end until it is there: heads are drawn a moment after the grid, and after it was scrolled.
    let end = 0;
    let index: string | null = null;
    await expect(async () => {
      if (!(await header.isVisible())) {
        await this.#grid.evaluate(async (grid, left) => {
          grid.scrollTo({ left });
          // Until then the heads are those of the place before.
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        }, end);
        end = end === 0 ? Number.MAX_SAFE_INTEGER : 0;
      }
      index = await header.getAttribute('aria-colindex', { timeout: 500 });
    }).toPass();
    return `[role=gridcell][aria-colindex="${index}"]`;
  }

  /**
   * What a column says, read at one moment when all of the rows are there.
   * @param rows how many, all of a list that is short enough to be in sight when not said
   */
  async texts(column: string, rows?: number, first = 0): Promise<string[]> {
    const cell = await this.#cellOf(column);
    let texts: string[] = [];
    await expect(async () => {
      texts = await this.#grid.evaluate(
        (grid, { cell, count, first }) => {
          const rows = count ?? Number(grid.getAttribute('aria-rowcount')) - 1;
          return Array.from({ length: rows }, (_, at) => {
            const row = grid.querySelector(`[role=row][aria-rowindex="${first + at + 2}"]:not(.kg-loading)`);
            const found = row?.querySelector(cell);
            if (found == null) throw new Error(`Row ${first + at} is not there`);
            return found.textContent;
          });
        },
        { cell, count: rows, first },
      );
    }).toPass();
    return texts;
  }

  /** Presses on one cell and lets go over another. */
  async drag(from: Locator, to: Locator, corner = false): Promise<void> {
    const { width, height } = await boxOf(from);
    const { mouse } = this.#page;
    // Both are waited for where they are then: what stands above the grid may come and go.
    await from.hover({ position: corner ? { x: width - 4, y: height - 4 } : { x: 8, y: height / 2 } });
    await mouse.down();
    await to.hover({ position: { x: 8, y: height / 2 } });
    await mouse.up();
  }

  /** Takes a value back that was refused: the note that says why goes first, and may come again below the pointer. */
  async giveUp(cell: Locator, before: string | RegExp): Promise<void> {
    await expect(async () => {
      await this.#page.keyboard.press('Escape');
      await expect(cell).toHaveText(before, { timeout: 500 });
    }).toPass();
  }

  /** Scrolled as far to the right as it goes, the column stands where it stood, over what goes by below it. */
  async staysInSight(column: string): Promise<void> {
    const cell = await this.cell(column, 0);
    const across = (left: number) => this.#grid.evaluate((grid, to) => grid.scrollTo({ left: to }), left);
    const leftOf = () => cell.evaluate((one) => one.getBoundingClientRect().left);
    await across(0);
    const before = await leftOf();
    await across(Number.MAX_SAFE_INTEGER);
    await expect
      .poll(() =>
        cell.evaluate((one) => {
          const { left, right, top, bottom } = one.getBoundingClientRect();
          const middle = (top + bottom) / 2;
          // Near its right end something of the columns below would show first.
          const seen = [left + 2, (left + right) / 2, right - 2].map((x) => document.elementFromPoint(x, middle));
          const opaque = !/^rgba\(.*, 0?\.?\d+\)$/.test(getComputedStyle(one).backgroundColor);
          return {
            left,
            scrolled: (one.closest('.kg-grid')?.scrollLeft ?? 0) > 0,
            seen: seen.every((at) => one.contains(at)),
            opaque,
          };
        }),
      )
      .toEqual({ left: before, scrolled: true, seen: true, opaque: true });
    await across(0);
    await expect.poll(leftOf).toBe(before);
  }

  get chosen(): Locator {
    return this.#grid.locator('[role=gridcell][aria-selected=true]');
  }

  /**
   * Presses a key with the letter that a Russian layout has at its place.
   * @param code the place of the key, e.g. `KeyD`
   */
  async russianKey(code: string, letter: string, modifiers: { ctrl?: boolean; shift?: boolean } = {}): Promise<void> {
    const { ctrl = false, shift = false } = modifiers;
    const session = await this.#page.context().newCDPSession(this.#page);
    const key = {
      code,
      key: letter,
      windowsVirtualKeyCode: VIRTUAL_KEYS[code] ?? code.charCodeAt(3),
      modifiers: (ctrl ? 2 : 0) + (shift ? 8 : 0),
    };
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...(ctrl ? {} : { text: letter }), ...key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    await session.detach();
  }

  /** Types with the letters of a Russian layout, key by key: a driver would insert them past the keyboard. */
  async typeRussian(text: string): Promise<void> {
    for (const letter of text) {
      const at = LAYOUT.letters.indexOf(letter.toLowerCase());
      const code = LAYOUT.codes[at];
      if (code === undefined) await this.#page.keyboard.press(letter === ' ' ? 'Space' : letter);
      else await this.russianKey(code, letter, { shift: letter !== letter.toLowerCase() });
    }
  }

  async clipboard(text?: string): Promise<string> {
    return this.#program.application.evaluate(({ clipboard }, given) => {
      if (given !== undefined) clipboard.writeText(given);
      return clipboard.readText();
    }, text);
  }

  /** Waits until the column says this, from the row on. */
  async shows(column: string, texts: readonly string[], first = 0): Promise<void> {
    for (const [at, text] of texts.entries()) await expect(await this.cell(column, first + at)).toHaveText(text);
  }
}

/** The name of a head, of a filtered column too. */
export function headOf(column: string): RegExp {
  return new RegExp(`^${column.replaceAll(/[.*+?^()|[\]\\]/g, '\\$&')}( ${TEXT.views.filtered})?$`);
}

/** Places of the letters of ЙЦУКЕН, named after those of QWERTY. */
const LAYOUT = {
  letters: 'йцукенгшщзхъфывапролджэячсмитьбюё',
  codes: [
    ...[...'QWERTYUIOP'].map((key) => `Key${key}`),
    'BracketLeft',
    'BracketRight',
    ...[...'ASDFGHJKL'].map((key) => `Key${key}`),
    'Semicolon',
    'Quote',
    ...[...'ZXCVBNM'].map((key) => `Key${key}`),
    'Comma',
    'Period',
    'Backquote',
  ],
};
/** What Windows calls keys that bear no letter or digit of their own name. */
const VIRTUAL_KEYS: Readonly<Record<string, number>> = {
  BracketLeft: 219,
  BracketRight: 221,
  Semicolon: 186,
  Quote: 222,
  Comma: 188,
  Period: 190,
  Backquote: 192,
};

async function boxOf(cell: Locator) {
  const box = await cell.boundingBox();
  if (box === null) throw new Error('the cell is not in sight');
  return box;
}
