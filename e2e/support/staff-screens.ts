import { expect } from '@playwright/test';
import { backToToday, showDay } from './days.ts';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';

const { card: WORDS } = TEXT.staff;
const CARD = new RegExp(`^${WORDS.title('')}`);

/** The staff with an edited row: the card with its tabs, files and versions, the wizard, and what can be done to a person. */
export async function staffScreens(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  await desk.go('staff');
  await chooseRange(desk);
  await look('19-range');
  await openCard(desk);
  await look('20-card');
  for (const tab of ['work', 'credentials', 'documents', 'education'] as const) {
    await page.getByRole('tab', { name: WORDS.tabs[tab] }).click();
    await look(`20-card-${tab}`);
  }
  await page
    .getByRole('button', { name: /^Приложить файл/ })
    .first()
    .click();
  const attach = page.getByRole('dialog', { name: /^Приложить файл/ });
  await expect(attach).toBeVisible();
  await look('20-attach');
  await page.keyboard.press('Escape');
  await expect(attach).toBeHidden();
  for (const [verb, title, name] of [
    [TEXT.papers.write, TEXT.papers.dialog.title(''), '20-paper'],
    [TEXT.papers.givenOf, TEXT.papers.given.titleOf(''), '20-given-papers'],
  ] as const) {
    await page.getByRole('button', { name: TEXT.common.print, exact: true }).click();
    await page.getByRole('menuitem', { name: verb, exact: true }).click();
    const paper = page.getByRole('dialog', { name: new RegExp(`^${title}`) });
    await expect(paper).toBeVisible();
    await look(name);
    await page.keyboard.press('Escape');
    await expect(paper).toBeHidden();
  }
  await otherDays(desk, look);
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: TEXT.staff.hire, exact: true }).click();
  await expect(dialog).toBeVisible();
  await look('21-hire');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  for (const [index, action] of (['transfer', 'leave', 'dismiss', 'remove'] as const).entries()) {
    await page.getByRole('main').getByRole('button', { name: TEXT.actions.menu, exact: true }).click();
    await page.getByRole('menuitem', { name: TEXT.actions[action], exact: true }).click();
    await expect(dialog).toBeVisible();
    await look(`${23 + index}-${action}`);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
}

/** From the card of somebody who was just edited: its versions, the way back, and the same places on another day. */
async function otherDays(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  const card = page.getByRole('dialog', { name: CARD });
  await card.getByRole('tab', { name: TEXT.staff.card.tabs.history }).click();
  await expect(card.getByRole('table', { name: TEXT.history.list })).toBeVisible();
  await look('30-history');
  await card.getByRole('button', { name: TEXT.history.restoreOrigin }).click();
  await expect(page.getByRole('button', { name: TEXT.history.dialog.submit, exact: true })).toBeEnabled();
  await look('31-restore');
  await page.keyboard.press('Escape');
  await card.getByRole('button', { name: TEXT.history.compare }).click();
  await expect(card.getByRole('table', { name: TEXT.history.comparison })).toBeVisible();
  await look('32-compare');
  await card.getByRole('tab', { name: TEXT.staff.card.tabs.work }).click();
  await showDay(card, page, '2024-03-01');
  await look('33-card-on-day');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await look('34-staff-on-day');
  for (const section of ['divisions', 'reports'] as const) {
    await desk.go(section);
    await look(`35-${section}-on-day`);
  }
  await desk.go('staff');
  await backToToday(page);
  await openCard(desk);
}

async function chooseRange(desk: Desk): Promise<void> {
  await (await desk.cell('Фамилия')).click();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight'])
    await desk.page.keyboard.press(`Shift+${key}`);
  await expect(desk.grid.getByRole('gridcell', { selected: true })).toHaveCount(9);
}

async function openCard(desk: Desk): Promise<void> {
  await (await desk.cell('Фамилия')).click();
  await desk.page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).click();
  await expect(desk.page.getByRole('dialog', { name: CARD })).toBeVisible();
}
