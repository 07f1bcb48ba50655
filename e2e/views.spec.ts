import type { Locator, Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import type { Grid } from './support/grid.ts';
import { Heads } from './support/heads.ts';
import { prefer } from './support/looks.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';
import { viewScreens } from './support/view-screens.ts';

const LAST = TEXT.fields['person.lastName'];
const FIRST = TEXT.fields['person.firstName'];
const PATRONYMIC = TEXT.fields['person.patronymic'];
const PHONE = TEXT.fields['person.phone'];
const RATE = TEXT.fields['employment.rate'];
const POST = TEXT.fields['employment.postCode'];
const EMAIL = TEXT.fields['person.email'];
const { views } = TEXT;

test.use({ people: 60 });

/** The staff grid with its heads, chips and menus. */
class StaffList {
  readonly desk: Desk;
  readonly grid: Grid;
  readonly #heads: Heads;
  readonly #page: Page;

  constructor(program: Program) {
    this.desk = new Desk(program);
    this.#page = program.page;
    this.#heads = new Heads(program, this.desk.grid);
    this.grid = this.#heads.cells;
  }

  head(column: string): Locator {
    return this.#heads.head(column);
  }

  /** The heads in sight, in order, without the first one that opens the card. */
  async heads(): Promise<string[]> {
    const texts = await this.desk.grid.getByRole('columnheader').allTextContents();
    return texts.slice(1);
  }

  openMenu(column: string): Promise<Locator> {
    return this.#heads.openMenu(column);
  }

  chip(text: string): Locator {
    return this.#heads.chip(text);
  }

  async count(): Promise<number> {
    return Number(await this.desk.grid.getAttribute('aria-rowcount')) - 1;
  }

  async command(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: /^Вид: / }).click();
    await this.#page.getByRole('menu').getByText(name, { exact: true }).click();
  }

  get viewName(): Promise<string | null> {
    return this.#page.getByRole('button', { name: /^Вид: / }).textContent();
  }
}

async function begin(program: Program): Promise<StaffList> {
  const list = new StaffList(program);
  await list.desk.begin(CLERK);
  await list.desk.go('staff');
  return list;
}

test('columns are filtered by their kind from the head, by keys, and the chips take the filter away @views', async ({
  program,
}) => {
  test.slow();
  const list = await begin(program);
  const { desk } = list;
  const { page } = desk;
  const { keyboard } = page;
  const [surname = ''] = await list.grid.texts(LAST, 1);
  const everybody = await list.count();
  const fewer = () => expect(desk.grid).not.toHaveAttribute('aria-rowcount', String(everybody + 1));

  await test.step('text: the beginning of a name', async () => {
    const menu = await list.openMenu(LAST);
    await expect(menu.getByRole('textbox')).toBeFocused();
    await menu.getByRole('combobox', { name: views.filter }).click();
    await page.getByRole('option', { name: views.how.starts }).click();
    await menu.getByRole('textbox').fill(surname.slice(0, 3).toUpperCase());
    await page.screenshot({ path: 'test-results/views-filter-text.png' });
    await keyboard.press('Enter');
    await expect(menu).toBeHidden();
    await expect(list.head(LAST)).toHaveAccessibleName(`${LAST} ${views.filtered}`);
    await expect(list.head(LAST)).toBeFocused();
    await fewer();
    const found = await list.grid.texts(LAST);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(everybody);
    for (const name of found) expect(name.startsWith(surname.slice(0, 3))).toBe(true);
    await list.chip(views.chip(LAST, views.starting(surname.slice(0, 3).toUpperCase()))).click();
    await expect(desk.grid).toHaveAttribute('aria-rowcount', String(everybody + 1));
  });

  await test.step('a dictionary: two posts by their first letters', async () => {
    const posts = await list.grid.texts(POST, 20);
    const [one = '', two = ''] = new Set(posts.map((post) => post.trim()));
    const menu = await list.openMenu(POST);
    const box = menu.getByRole('combobox', { name: POST });
    for (const post of [one, two]) {
      await box.fill(post);
      await keyboard.press('Enter');
    }
    await expect(menu.getByText(views.chosen(2))).toBeVisible();
    await page.screenshot({ path: 'test-results/views-filter-codes.png' });
    await keyboard.press('Control+Enter');
    await expect(list.chip(views.chip(POST, views.andMore(one, 1)))).toBeVisible();
    await fewer();
    for (const post of await list.grid.texts(POST)) expect([one, two]).toContain(post.trim());
  });

  await test.step('a range of numbers beside it; what is no number is said', async () => {
    const menu = await list.openMenu(RATE);
    await menu.getByRole('textbox', { name: views.from }).fill('много');
    await keyboard.press('Enter');
    await expect(menu.getByText(views.notANumber)).toBeVisible();
    await menu.getByRole('textbox', { name: views.from }).fill('0,6');
    await menu.getByRole('textbox', { name: views.to }).fill('0.5');
    await keyboard.press('Enter');
    await expect(menu.getByText(views.wrongOrder)).toBeVisible();
    await menu.getByRole('textbox', { name: views.to }).fill('1');
    await keyboard.press('Enter');
    await expect(list.chip(views.chip(RATE, '0,60–1,00'))).toBeVisible();
    const inRange = async () => (await list.grid.texts(RATE)).every((rate) => Number(rate.replace(',', '.')) >= 0.6);
    await expect.poll(inRange).toBe(true);
    await page.getByRole('search').getByRole('button', { name: TEXT.common.clearFilter }).click();
    await expect(desk.grid).toHaveAttribute('aria-rowcount', String(everybody + 1));
  });

  await test.step('a state: empty, then changed, then nobody at all with a way back', async () => {
    let menu = await list.openMenu(EMAIL);
    await menu.getByRole('radio', { name: views.state.empty, exact: true }).check();
    await menu.getByRole('button', { name: views.apply }).click();
    await expect(list.chip(views.chip(EMAIL, views.state.empty.toLowerCase()))).toBeVisible();
    await fewer();
    for (const email of await list.grid.texts(EMAIL)) expect(email).toBe('');
    await page.getByRole('search').getByRole('button', { name: TEXT.common.clearFilter }).click();
    await desk.type(PHONE, '8 900 111-22-33');
    await expect(desk.status(/^Сохранено \d/)).toBeVisible();
    menu = await list.openMenu(PHONE);
    await menu.getByRole('radio', { name: views.state.changed }).check();
    await menu.getByRole('button', { name: views.apply }).click();
    await expect(desk.grid).toHaveAttribute('aria-rowcount', '2');
    menu = await list.openMenu(PHONE);
    await menu.getByRole('radio', { name: views.state.error }).check();
    await menu.getByRole('button', { name: views.apply }).click();
    await expect(page.getByText(TEXT.common.nothingFoundTitle)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: TEXT.common.clearFilter }).last().click();
    await expect(desk.grid).toHaveAttribute('aria-rowcount', String(everybody + 1));
  });
});

test('a view keeps filter, order and columns, opens the list after a restart, and goes again @views', async ({
  program,
}) => {
  test.slow();
  let list = await begin(program);
  let { page } = list.desk;
  const name = 'Ставки по убыванию';

  await test.step('order by two columns: the second one with Shift, by pointer and by keys', async () => {
    await list.grid.cell(RATE, 0);
    await list.head(RATE).click();
    await list.head(LAST).click({ modifiers: ['Shift'] });
    await expect(list.head(RATE)).toContainText('1');
    await expect(list.head(LAST)).toContainText('2');
    const rates = async () => (await list.grid.texts(RATE, 20)).map((text) => Number(text.replace(',', '.')));
    const isSorted = (numbers: number[]) => numbers.every((rate, at) => at === 0 || rate >= (numbers[at - 1] ?? 0));
    await expect.poll(async () => isSorted(await rates())).toBe(true);
    await list.head(LAST).focus();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await expect(list.head(LAST)).toHaveText(LAST);
    await expect(list.head(RATE)).toHaveAttribute('aria-sort', 'ascending');
    await list.head(RATE).click();
    await expect(list.head(RATE)).toHaveAttribute('aria-sort', 'descending');
  });

  await test.step('columns are hidden, moved and frozen by keys', async () => {
    await list.command(views.columns);
    const dialog = page.getByRole('dialog', { name: views.columnsTitle });
    const columns = dialog.getByRole('listbox', { name: views.columnsList });
    await columns.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(columns.getByRole('option', { name: PATRONYMIC })).toHaveAttribute('aria-selected', 'false');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    await expect(columns.getByRole('option').first()).toHaveText(FIRST);
    await page.screenshot({ path: 'test-results/views-columns.png' });
    await dialog.getByRole('button', { name: views.apply }).click();
    await expect(dialog).toBeHidden();
    await expect
      .poll(async () => (await list.heads()).slice(0, 3))
      .toEqual([FIRST, LAST, TEXT.fields['person.birthDate']]);
    const menu = await list.openMenu(LAST);
    await menu.getByRole('button', { name: views.freezeHere }).click();
    for (const frozen of [FIRST, LAST]) await list.grid.staysInSight(frozen);
  });

  await test.step('the list is kept under a name and opens with it', async () => {
    const menu = await list.openMenu(RATE);
    await menu.getByRole('textbox', { name: views.to }).fill('1');
    await page.keyboard.press('Enter');
    await expect(list.chip(views.chip(RATE, 'до 1,00'))).toBeVisible();
    await expect.poll(() => list.viewName).toBe(views.menuChanged(views.builtIn.all));
    await list.command(views.saveAs);
    await page.getByLabel(views.name).fill(name);
    await page.keyboard.press('Enter');
    await expect.poll(() => list.viewName).toBe(views.menu(name));
    await list.command(views.opensWith);
    await expect(page.getByRole('menuitemcheckbox', { name: views.opensWith })).toBeChecked();
    await page.screenshot({ path: 'test-results/views-menu.png' });
    await page.keyboard.press('Escape');
  });

  const kept = { heads: await list.heads(), rates: await list.grid.texts(RATE, 20), count: await list.count() };
  await program.close();
  await program.open();
  list = new StaffList(program);
  ({ page } = list.desk);
  await list.desk.unlock(CLERK);
  await list.desk.go('staff');

  await test.step('after a restart the list stands as it was kept', async () => {
    await expect.poll(() => list.viewName).toBe(views.menu(name));
    await expect(list.chip(views.chip(RATE, 'до 1,00'))).toBeVisible();
    await expect(list.desk.grid).toHaveAttribute('aria-rowcount', String(kept.count + 1));
    await expect.poll(() => list.heads()).toEqual(kept.heads);
    await expect.poll(() => list.grid.texts(RATE, 20)).toEqual(kept.rates);
  });

  await test.step('built-in views are one choice away; the own one is renamed, found again, and deleted', async () => {
    await list.command(views.builtIn.dismissed);
    await expect(
      page.getByRole('button', { name: TEXT.staff.removeFilter(TEXT.states.employed.dismissed) }),
    ).toBeVisible();
    await list.command(name);
    await expect(list.desk.grid).toHaveAttribute('aria-rowcount', String(kept.count + 1));
    await list.command(views.rename);
    await page.getByLabel(views.name).fill('Неполные');
    await page.keyboard.press('Enter');
    await expect.poll(() => list.viewName).toBe(views.menu('Неполные'));
    await list.command(views.remove);
    await page.getByRole('alertdialog').getByRole('button', { name: views.removeVerb, exact: true }).click();
    await expect.poll(() => list.viewName).toBe(views.menu(views.none));
    await list.command(views.builtIn.all);
    await expect.poll(() => list.viewName).toBe(views.menu(views.builtIn.all));
  });
});

test('the grid tells screen readers and the keyboard what it shows by colour @views', async ({ program }) => {
  test.slow();
  const list = await begin(program);
  const { desk } = list;
  const { page } = desk;

  await test.step('size, places, order and what cannot be edited', async () => {
    await expect(page.getByRole('main').getByRole('status').first()).toHaveText(
      TEXT.staff.counts(await list.count(), 0, 0),
    );
    const columns = Number(await desk.grid.getAttribute('aria-colcount'));
    expect(columns).toBe(17);
    await expect(desk.grid).toHaveAttribute('aria-description', views.headHint);
    await expect(list.head(LAST)).toHaveAttribute('aria-sort', 'ascending');
    await expect(list.head(FIRST)).not.toHaveAttribute('aria-sort', /.*/);
    await expect(desk.grid.getByRole('row').nth(3)).toHaveAttribute('aria-rowindex', '4');
    const admitted = await list.grid.cell(TEXT.staff.columns.admittedUntil, 0);
    await expect(admitted).toHaveAttribute('aria-readonly', 'true');
    const cell = await list.grid.cell(FIRST, 1);
    await expect(cell).not.toHaveAttribute('aria-readonly', /.*/);
    await cell.click();
    await expect(cell).toHaveAttribute('aria-selected', 'true');
    await expect(cell).toHaveAttribute('aria-colindex', '3');
  });

  await test.step('a refused value: invalid, described, and told in a note by focus and pointer, gone with Esc', async () => {
    await desk.type(TEXT.fields['person.birthDate'], '31.02.1980');
    const cell = await desk.cell(TEXT.fields['person.birthDate']);
    await expect(cell).toHaveAttribute('aria-invalid', 'true');
    await expect(cell).toHaveAccessibleDescription(/^Не сохранено/);
    const note = page.locator('.kg-tooltip');
    await page.mouse.move(0, 0);
    await cell.focus();
    await (await list.grid.cell(FIRST, 1)).click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    await expect(cell).toBeFocused();
    await expect(note).toContainText('Не сохранено');
    await page.screenshot({ path: 'test-results/views-note.png' });
    await page.keyboard.press('Escape');
    await expect(note).toBeHidden();
    await (await list.grid.cell(FIRST, 3)).click();
    await cell.hover();
    await expect(note).toContainText('Не сохранено');
    await note.hover();
    await expect(note).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(note).toBeHidden();
    // The first Escape closes the note only: the value typed is still there.
    await expect(cell).toHaveText('31.02.1980');
  });

  await test.step('what is chosen is counted, added up and spanned', async () => {
    await list.grid.drag(await list.grid.cell(RATE, 1), await list.grid.cell(RATE, 4));
    const rates = (await list.grid.texts(RATE, 4, 1)).map((text) => Number(text.replace(',', '.')) * 100);
    const sum = rates.reduce((total, rate) => total + rate, 0);
    const shown = (hundredths: number) => (hundredths / 100).toFixed(2).replace('.', ',');
    const status = page.locator('.kg-status');
    await expect(status).toContainText(TEXT.grid.sum(shown(sum)));
    await expect(status).toContainText(TEXT.grid.average(shown(Math.round(sum / 4))));
    await expect(status).toContainText(TEXT.grid.distinct(new Set(rates).size));
    const BEGIN = TEXT.fields['employment.beginDate'];
    await list.grid.drag(await list.grid.cell(BEGIN, 1), await list.grid.cell(BEGIN, 3));
    const days = (await list.grid.texts(BEGIN, 3, 1)).toSorted((a, b) => (iso(a) < iso(b) ? -1 : 1));
    await expect(status).toContainText(TEXT.grid.span(days[0] ?? '', days.at(-1) ?? ''));
  });
});

test('axe finds nothing in what heads open, light and dark @views', async ({ program }) => {
  test.slow();
  const { desk } = await begin(program);
  for (const theme of ['light', 'dark'] as const) {
    await prefer(program, { theme });
    await viewScreens(desk, program, async (name) => {
      await desk.page.screenshot({ path: `test-results/views/${theme}-${name}.png` });
      expect(await violations(desk.page), `${theme} ${name}`).toEqual([]);
    });
  }
});

function iso(day: string): string {
  return day.split('.').reverse().join('-');
}
