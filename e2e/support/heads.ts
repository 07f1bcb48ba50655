import { expect, type Locator, type Page } from '@playwright/test';
import { TEXT } from './desk.ts';
import { Grid, headOf } from './grid.ts';
import type { Program } from './program.ts';

const { views } = TEXT;

/** The heads of a grid with their menus, and the chips of what they filter. */
export class Heads {
  readonly cells: Grid;
  readonly #grid: Locator;
  readonly #page: Page;

  constructor(program: Program, grid: Locator) {
    this.#page = program.page;
    this.#grid = grid;
    this.cells = new Grid(program, grid);
  }

  head(column: string): Locator {
    return this.#grid.getByRole('columnheader', { name: headOf(column) });
  }

  /** Walks to a head by keys and opens its menu there. */
  async openMenu(column: string): Promise<Locator> {
    await this.cells.cell(column, 0);
    // The one before is gone, and has given the focus back.
    await expect(this.#page.getByRole('dialog')).toHaveCount(0);
    await this.head(column).press('Alt+ArrowDown');
    const menu = this.#page.getByRole('dialog', { name: views.menuOf(column), exact: true });
    await expect(menu).toBeVisible();
    return menu;
  }

  /** Asks a column for a state, and says what the chip of it is called. */
  async ask(column: string, state: keyof typeof views.state): Promise<string> {
    const menu = await this.openMenu(column);
    await menu.getByRole('radio', { name: views.state[state], exact: true }).check();
    await menu.getByRole('button', { name: views.apply }).click();
    await expect(menu).toBeHidden();
    return views.chip(column, views.state[state].toLowerCase());
  }

  chip(text: string): Locator {
    return this.#page.getByRole('button', { name: TEXT.staff.removeFilter(text), exact: true });
  }
}
