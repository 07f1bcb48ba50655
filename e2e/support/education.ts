import type { Locator, Page } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import { expect } from './test.ts';

const CARD = TEXT.staff.card;
const EDUCATION = TEXT.states.entity.education;

export const cardOf = (page: Page): Locator => page.getByRole('dialog', { name: new RegExp(`^${CARD.title('')}`) });

/** The card, its first record of education, and the files of that. */
export function partsOf(page: Page): Record<'card' | 'record' | 'files', Locator> {
  const card = cardOf(page);
  const record = card.getByRole('group', { name: EDUCATION }).first();
  return { card, record, files: record.getByRole('list', { name: TEXT.attachments.listOf(EDUCATION) }) };
}

/** The card of the first person of the list, at their education. */
export async function openEducation(desk: Desk): Promise<{ snils: string; name: string }> {
  await desk.go('staff');
  const snils = (await desk.text('СНИЛС')).replaceAll(/\D/g, '');
  await (await desk.cell('СНИЛС')).click();
  await desk.page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).first().click();
  const card = cardOf(desk.page);
  await expect(card).toHaveAttribute('aria-label', new RegExp(`^${CARD.title('')}\\S`));
  const name = ((await card.getAttribute('aria-label')) ?? '').slice(CARD.title('').length);
  await card.getByRole('tab', { name: CARD.tabs.education }).click();
  return { snils, name };
}
