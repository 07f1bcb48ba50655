import { expect, type Locator, type Page } from '@playwright/test';
import { settled } from './settled.ts';

export interface Tile {
  readonly title: string;
  /** The number on it, once it is counted. */
  readonly count: () => Promise<number>;
  readonly open: () => Promise<void>;
}

/** A tile of the first page: its number, and the way behind it. */
export function tile(page: Page, title: string): Tile {
  return tileOf(tilesOf(page).filter({ has: page.getByText(title, { exact: true }) }), title);
}

/** All tiles of the first page. */
export async function tiles(page: Page): Promise<readonly Tile[]> {
  await expect(tilesOf(page).first()).toBeVisible();
  const titles = await tilesOf(page).evaluateAll((all) =>
    all.map((one) => one.querySelector('.fui-Text')?.textContent),
  );
  return titles.map((title) => tile(page, title ?? ''));
}

function tilesOf(page: Page): Locator {
  return page.getByRole('main').locator('button[aria-busy]');
}

function tileOf(found: Locator, title: string): Tile {
  return {
    title,
    async count() {
      await settled(found.page());
      return Number(((await found.textContent()) ?? '').replace(title, '').replaceAll(/[^\d]/g, ''));
    },
    open: () => found.click(),
  };
}
