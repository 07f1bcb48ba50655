import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';

const { exchange: WORDS } = TEXT;

/** What the exchange tells of itself: its sessions, the health of the store, the way checked step by step. */
export async function exchangeScreens(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  await desk.go('exchange');
  const open = (tab: keyof typeof WORDS.tabs) =>
    page.getByRole('tab', { name: new RegExp(`^${WORDS.tabs[tab]}`) }).click();
  await open('conflicts');
  await look('93-exchange-conflicts');
  await open('sessions');
  await expect(page.getByRole('table', { name: WORDS.tabs.sessions })).toBeVisible();
  await look('94-exchange-sessions');
  await open('health');
  await expect(page.getByText(WORDS.health.databaseBytes)).toBeVisible();
  await look('95-exchange-health');
  await page.getByRole('button', { name: WORDS.check, exact: true }).click();
  await expect(page.getByText(WORDS.checking.allWell)).toBeVisible();
  await look('96-exchange-check');
}
