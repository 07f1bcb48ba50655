import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import { Disputes } from './disputes.ts';
import type { Look } from './look.ts';
import type { Program } from './program.ts';
import { controlOf, holdingsAt } from './sandbox.ts';

const WORDS = TEXT.exchange.conflicts;

/** What is changed here and there: marked in the tree and in the staffing table, with its dialog and its list. */
export async function conflictScreens(desk: Desk, program: Program, look: Look): Promise<void> {
  const { page } = desk;
  const disputes = new Disputes(program, desk, holdingsAt(await controlOf(program)));
  const dialog = page.getByRole('dialog');
  await disputes.aboutDivision('+7 900 000-00-01', '+79001112233');
  await look('97-tree-changed');
  await disputes.aboutRate('9,5', 12.25);
  await look('97-staffing-changed');
  await desk.exchange();
  await expect(desk.status(TEXT.shell.conflicts(2))).toBeVisible();
  await expect(await disputes.staffing.cell(TEXT.fields['staffingPosition.rate'], 0)).toHaveAttribute(
    'aria-description',
    WORDS.mark,
  );
  await look('98-staffing-conflict');
  await desk.go('divisions');
  const cell = await disputes.tree.cell(TEXT.divisions.columns.name, 0);
  await expect(cell).toHaveAttribute('aria-description', WORDS.mark);
  await look('98-tree-conflict');
  await cell.click();
  await page.keyboard.press('Alt+Enter');
  await expect(dialog.getByText(WORDS.theirsText)).toBeVisible();
  await look('98-conflict-dialog');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await desk.go('exchange');
  await page.getByRole('tab', { name: new RegExp(`^${TEXT.exchange.tabs.conflicts}`) }).click();
  await look('98-exchange-conflicts');
  await page.getByRole('button', { name: WORDS.allTheirs }).click();
  await expect(dialog).toBeVisible();
  await look('98-conflicts-all');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}
