import type { Page } from '@playwright/test';
import { ADMINISTRATOR, CHIEF, Desk, TEXT, VIEWER } from './support/desk.ts';
import { expect, test } from './support/test.ts';
import { tiles } from './support/tiles.ts';

const { home, requests, shell, staff, worklists } = TEXT;

/** What every tile leads to, by its title: the section, and how its list tells the number of the tile. */
const BEHIND: Readonly<Record<string, (page: Page, count: number) => Promise<void>>> = {
  ...Object.fromEntries(
    [home.toApprove, home.drafts, home.returned, home.queued].map((title) => [
      title,
      async (page: Page, count: number) => {
        await isOpen(page, shell.sections.requests);
        await expect(counts(page)).toHaveText(requests.counts(count));
      },
    ]),
  ),
  ...Object.fromEntries(
    (['overdue', 'in30', 'in60', 'in90'] as const).map((bucket) => [
      home.expiring[bucket],
      async (page: Page, count: number) => {
        await isList(page, worklists.lists.expiring);
        const chosen = page.getByRole('combobox', { name: worklists.expiring.bucket });
        await expect(chosen).toContainText(`${worklists.expiring.bucketOf[bucket]}: ${count}`);
      },
    ]),
  ),
  [home.differences]: async (page, count) => {
    await isList(page, worklists.lists.differences);
    await expect(counts(page)).toHaveText(worklists.count(count));
  },
  [home.conflicts]: (page) => isList(page, worklists.lists.differences),
  [home.complete]: (page) => isList(page, worklists.lists.completeness),
  [home.duplicates]: async (page, count) => {
    await isList(page, worklists.lists.duplicates);
    await expect(counts(page)).toHaveText(worklists.count(count));
  },
  [home.errors]: async (page, count) => {
    await isOpen(page, shell.sections.staff);
    await expect(counts(page)).toHaveText(new RegExp(`^${count}( |$)`));
    await expect(page.getByRole('combobox', { name: staff.only })).toContainText(staff.onlyOf.errors);
  },
  [home.people]: async (page, count) => {
    await isOpen(page, shell.sections.staff);
    await expect(counts(page)).toHaveText(new RegExp(`^${count}( |$)`));
  },
  [home.divisions]: async (page, count) => {
    await isOpen(page, shell.sections.divisions);
    await expect(counts(page)).toHaveText(new RegExp(`^${count}( |$)`));
  },
};

for (const account of [CHIEF, VIEWER, ADMINISTRATOR]) {
  test(`every tile leads to the list that it counts: ${account.known} @home`, async ({ program }) => {
    const desk = new Desk(program);
    await desk.begin(account);
    const { page } = desk;
    // The copy of the registry is complete before the first page has counted it.
    await expect(page.getByRole('main').getByText(home.people, { exact: true })).toBeVisible();
    const all = await tiles(page);
    expect(all.length).toBeGreaterThanOrEqual(7);
    for (const tile of all) {
      await test.step(tile.title, async () => {
        const count = await tile.count();
        await tile.open();
        await BEHIND[tile.title]?.(page, count);
        expect(Object.keys(BEHIND)).toContain(tile.title);
        await desk.go('home');
      });
    }
  });
}

function counts(page: Page) {
  return page.getByRole('main').getByRole('status').first();
}

async function isOpen(page: Page, section: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: section })).toBeVisible();
}

async function isList(page: Page, list: string): Promise<void> {
  await isOpen(page, shell.sections.worklists);
  await expect(page.getByRole('tab', { selected: true })).toContainText(list);
}
