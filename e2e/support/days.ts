import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import Excel from 'exceljs';
import { formatDay } from '#shared/rules/dates.ts';
import { TEXT } from './desk.ts';

/** Chooses a day in the command bar or on the card, and waits until everything is of that day. */
export async function showDay(scope: Page | Locator, page: Page, day: string): Promise<void> {
  await scope
    .getByRole('button', { name: new RegExp(`^(${TEXT.onDay.command}|На \\d\\d\\.\\d\\d\\.\\d{4})$`) })
    .click();
  const choice = page.getByRole('dialog', { name: TEXT.onDay.command, exact: true });
  await choice.getByLabel(TEXT.onDay.choose, { exact: true }).fill(formatDay(day));
  await page.keyboard.press('Enter');
  await expect(scope.getByText(TEXT.onDay.banner(formatDay(day)))).toBeVisible();
}

export async function backToToday(page: Page): Promise<void> {
  await page.getByRole('button', { name: TEXT.onDay.back }).click();
  await expect(page.getByText(/^Показано на/)).toBeHidden();
}

/** People of each division by its name, as the totals of a saved headcount have them. */
export async function headcountIn(file: string): Promise<ReadonlyMap<string, number>> {
  const workbook = await new Excel.Workbook().xlsx.readFile(file);
  const counts = new Map<string, number>();
  let division = '';
  workbook.worksheets[0]?.eachRow((row, number) => {
    const [, title, people] = row.values as (string | number | null | undefined)[];
    if (number === 1 || typeof title !== 'string') return;
    if (people == null) division = title;
    else if (title === TEXT.documents.divisionTotal) counts.set(division, Number(people));
  });
  return counts;
}
