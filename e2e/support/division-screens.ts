import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';
import { settled } from './settled.ts';

const WORDS = TEXT.divisions;

/** The dialogs and the card of divisions, and who takes a planned post; the tree is behind them. */
export async function divisionScreens(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  const toolbar = page.getByRole('toolbar');
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  const shown = async (name: string) => {
    await expect(dialog).toBeVisible();
    await look(name);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  };
  await desk.go('divisions');
  await page.getByRole('treegrid').getByRole('row').nth(1).getByRole('gridcell').first().click();
  await look('50-division-details');
  await toolbar.getByRole('button', { name: WORDS.create, exact: true }).click();
  await page.getByRole('menuitem', { name: WORDS.createOf.division }).click();
  await shown('51-division-create');
  await toolbar.getByRole('button', { name: WORDS.move, exact: true }).click();
  await shown('52-division-move');
  await toolbar.getByRole('button', { name: WORDS.close, exact: true }).click();
  await expect(dialog.getByRole('combobox', { name: WORDS.transferTo })).toBeVisible();
  await shown('53-division-close');
  await toolbar.getByRole('button', { name: WORDS.card, exact: true }).click();
  await expect(dialog.getByLabel(TEXT.fields['division.name'])).toBeVisible();
  await shown('54-division-card');
  await desk.go('staffing');
  const grid = page.getByRole('grid', { name: TEXT.staffing.title });
  await grid.getByRole('row').nth(1).getByRole('gridcell').nth(2).click();
  await toolbar.getByRole('button', { name: TEXT.staffing.occupants, exact: true }).click();
  await expect(dialog.getByRole('table').or(dialog.getByText(TEXT.staffing.nobody))).toBeVisible();
  await shown('55-staffing-occupants');
  await toolbar.getByRole('button', { name: TEXT.staffing.newDocument, exact: true }).click();
  await shown('56-staffing-new');
  await toolbar.getByRole('button', { name: TEXT.staffing.file, exact: true }).click();
  await settled(page, dialog);
  await shown('57-staffing-file');
}
