import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';

/** What lies over every section: the palette, the keys, the menu of the user, a question. */
export async function shellScreens(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  const shown = async (name: string) => {
    await expect(dialog).toBeVisible();
    await look(name);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    // The focus has come back before the next key.
    await page.waitForFunction(() => document.activeElement !== document.body);
  };
  await desk.go('home');
  await page.keyboard.press('Control+k');
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('ан');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  await shown('70-palette');
  await page.keyboard.press('F1');
  await shown('71-keys');
  const menu = page.getByRole('button', { name: /^Меню пользователя/ });
  await menu.click();
  await expect(page.getByRole('menuitem', { name: TEXT.shell.signOut })).toBeVisible();
  await look('72-user-menu');
  await page.getByRole('menuitem', { name: TEXT.shell.signOut }).click();
  await shown('73-sign-out');
  await menu.click();
  await page.getByRole('menuitem', { name: TEXT.shell.contacts.menu }).click();
  await expect(dialog.getByRole('textbox')).toHaveCount(2);
  await shown('74-contacts');
  await menu.click();
  await page.getByRole('menuitem', { name: TEXT.shell.signOut }).click();
  await dialog.getByRole('checkbox', { name: TEXT.shell.signOutErase }).check();
  await dialog.getByRole('button', { name: TEXT.shell.signOutAndErase }).click();
  const pin = page.getByRole('dialog', { name: TEXT.access.stepUp.title });
  await expect(pin.getByLabel(TEXT.access.pin, { exact: true })).toBeFocused();
  await look('75-step-up');
  await page.keyboard.press('Escape');
  await expect(pin).toBeHidden();
  await expect(dialog.getByText(TEXT.errors['KD-1016']({}).title)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}
