import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';

const WORDS = TEXT.bulk;

/** The dialogs that do something for many, each with what it shows before it does it. */
export async function bulkScreens(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click();
  const close = async () => {
    await press(TEXT.common.cancel);
    await expect(dialog).toBeHidden();
  };
  const start = async (verb: string) => {
    await page.getByRole('main').getByRole('button', { name: WORDS.menu }).click();
    await page.getByRole('menuitem', { name: verb, exact: true }).click();
    await expect(dialog).toBeVisible();
  };
  const shown = async (name: string) => {
    await press(WORDS.check);
    await expect(dialog.getByRole('table')).toBeVisible();
    await look(name);
    await close();
  };
  await desk.go('staff');
  await start(WORDS.set);
  await dialog.getByRole('combobox', { name: WORDS.setDialog.field }).click();
  await page.getByRole('option', { name: TEXT.fields['employment.rate'], exact: true }).click();
  await dialog.getByLabel(TEXT.fields['employment.rate'], { exact: true }).fill('0,25');
  await dialog.getByRole('radio', { name: /^Все найденные/ }).check();
  await shown('80-bulk-set');
  await start(WORDS.transfer);
  await dialog.getByLabel(TEXT.fields['employment.rate'], { exact: true }).fill('0,25');
  await shown('81-bulk-transfer');
  await start(WORDS.attach);
  await look('82-bulk-attach');
  await close();
  await start(WORDS.request);
  await shown('83-bulk-request');
  await start(WORDS.export);
  await look('84-bulk-export');
  await close();
  await start(TEXT.notices.command);
  await expect(dialog.getByRole('table', { name: TEXT.notices.addressees })).toBeVisible();
  await look('85-notify');
  await close();
}
