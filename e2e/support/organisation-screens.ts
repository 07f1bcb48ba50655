import { expect } from '@playwright/test';
import { addDays } from '#shared/rules/dates.ts';
import { backToToday, showDay } from './days.ts';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';
import { settled } from './settled.ts';

const WORDS = TEXT.organisation;

/** The tabs of the organisation, a building in its dialog, and a field with a value that is refused. */
export async function organisationScreens(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  const main = page.getByRole('main');
  await desk.go('organisation');
  const inn = main.getByLabel(TEXT.fields['organisation.inn']);
  await expect(inn).not.toHaveValue('');
  const before = await inn.inputValue();
  await inn.fill('7707083894');
  await main.getByLabel(TEXT.fields['organisation.kpp']).focus();
  await expect(main.getByText(/KD-2111/)).toBeVisible();
  await look('60-organisation-refused');
  await inn.fill(before);
  for (const [index, tab] of (['licences', 'services', 'documents', 'history', 'buildings'] as const).entries()) {
    await main.getByRole('tab', { name: WORDS.tabs[tab] }).click();
    await settled(page);
    await look(`${61 + index}-organisation-${tab}`);
  }
  await main.getByRole('row').nth(1).getByRole('button').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('66-organisation-building');
  await page.keyboard.press('Escape');
  await main.getByRole('tab', { name: WORDS.tabs.details }).click();
  await showDay(main, page, addDays(new Date().toLocaleDateString('sv'), -1));
  await look('67-organisation-another-day');
  await backToToday(page);
}
