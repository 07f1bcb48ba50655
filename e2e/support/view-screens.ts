import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import { Heads } from './heads.ts';
import type { Look } from './look.ts';
import type { Program } from './program.ts';

const { views } = TEXT;
/** A column of each kind of filter. */
const COLUMNS = {
  text: TEXT.fields['person.lastName'],
  days: TEXT.fields['person.birthDate'],
  codes: TEXT.fields['employment.postCode'],
};

/** What the heads of the staff grid open, the dialog of columns, the list filtered, and nobody found. */
export async function viewScreens(desk: Desk, program: Program, look: Look): Promise<void> {
  const { page, grid } = desk;
  const heads = new Heads(program, grid);
  await desk.go('staff');
  for (const [kind, column] of Object.entries(COLUMNS)) {
    const menu = await heads.openMenu(column);
    await look(`26-filter-${kind}`);
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
  }
  const menu = await heads.openMenu(COLUMNS.text);
  await menu.getByRole('radio', { name: views.state.empty, exact: true }).check();
  await menu.getByRole('button', { name: views.apply }).click();
  await expect(page.getByText(TEXT.common.nothingFoundTitle)).toBeVisible();
  await look('28-nobody');
  await page.getByRole('main').getByRole('button', { name: TEXT.common.clearFilter }).last().click();
  await expect(grid).toBeVisible();
  await page.getByRole('button', { name: /^Вид: / }).click();
  await page.getByRole('menuitem', { name: views.columns }).click();
  const dialog = page.getByRole('dialog', { name: views.columnsTitle });
  const columns = async (name: string) => {
    await expect(dialog).toBeVisible();
    await look(name);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  };
  await columns('27-columns');
  for (const section of ['staffing', 'divisions'] as const) {
    await desk.go(section);
    await page.getByRole('button', { name: views.columns, exact: true }).click();
    await columns(`27-columns-${section}`);
  }
  const tree = new Heads(program, page.getByRole('treegrid', { name: TEXT.divisions.title }));
  const ofType = await tree.openMenu(TEXT.divisions.columns.type);
  await look('29-filter-tree');
  await page.keyboard.press('Escape');
  await expect(ofType).toBeHidden();
}
