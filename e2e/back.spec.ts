import type { Locator } from '@playwright/test';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { resize } from './support/looks.ts';
import { expect, test } from './support/test.ts';

test.use({ people: 300 });

test('going back leads to the row that was left, in trees and tables alike @back', async ({ program }) => {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  const focused = page.locator(':focus');
  const back = () => page.keyboard.press('Alt+ArrowLeft');
  await resize(program, 1024, 640);

  await test.step('a branch of the division tree', async () => {
    await desk.go('divisions');
    const tree = page.getByRole('treegrid');
    await tree.getByRole('gridcell').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    await expect.poll(async () => (await standing(tree, focused)).top).toBeGreaterThan(0);
    const left = await standing(tree, focused);
    await page.keyboard.press('Enter');
    await expect(desk.grid).toBeVisible();
    await back();
    await expect.poll(() => standing(tree, focused)).toEqual(left);
  });

  await test.step('a row of a work list that was filtered', async () => {
    await desk.go('worklists');
    const search = page.getByRole('searchbox', { name: TEXT.worklists.search });
    await search.fill('а');
    const table = page.getByRole('region', { name: TEXT.worklists.lists.completeness });
    const links = table.getByRole('button');
    await expect(links.nth(20)).toBeVisible();
    await expect.poll(async () => (await links.allTextContents()).every((name) => /(^| )А/.test(name))).toBe(true);
    await links.nth(20).focus();
    await expect.poll(async () => (await standing(table, focused)).top).toBeGreaterThan(0);
    const left = await standing(table, focused);
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: new RegExp(`^${TEXT.staff.card.title('')}`) });
    await expect(card).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(card).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: TEXT.staff.title })).toBeVisible();
    await back();
    await expect(search).toHaveValue('а');
    await expect.poll(() => standing(table, focused)).toEqual(left);
  });

  await test.step('how far a dictionary was read', async () => {
    await desk.go('dictionaries');
    const posts = 'Должности медицинских и фармацевтических работников';
    await page.getByRole('button', { name: new RegExp(`^${posts}`) }).click();
    const table = page.getByRole('region', { name: TEXT.dictionaries.table(posts) });
    await expect(table.getByRole('row').nth(40)).toBeAttached();
    await table.hover();
    await page.mouse.wheel(0, 400);
    await expect.poll(() => table.evaluate(({ scrollTop }) => scrollTop)).toBe(400);
    await desk.go('staff');
    await back();
    await expect.poll(() => table.evaluate(({ scrollTop }) => scrollTop)).toBe(400);
  });
});

/** How far a list is scrolled, and what in it has the focus. */
async function standing(list: Locator, focused: Locator) {
  await expect(list).toBeVisible();
  return {
    top: await list.evaluate(({ scrollTop }) => Math.round(scrollTop)),
    text: await focused.textContent(),
  };
}
