import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';

/** What the bell holds on the first day: terms of admission. */
export async function bellScreens(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  await desk.go('home');
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Уведомления/ })
    .click();
  await expect(page.getByRole('list', { name: TEXT.notifications.title }).getByRole('listitem').first()).toBeVisible();
  await look('60-bell');
  await page.keyboard.press('Escape');
}
