import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { StaffRow } from '#shared/contract/staff.ts';
import { addDays, formatDay } from '#shared/rules/dates.ts';
import { backToToday, headcountIn, showDay } from './support/days.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Grid } from './support/grid.ts';
import { expect, test } from './support/test.ts';

const ACTIONS = TEXT.actions;
const CARD = TEXT.staff.card;
const LABEL = TEXT.fields;

test.use({ people: 200 });

test('before and after a transfer every list has the right place @as-of-date', async ({ program }) => {
  test.slow();
  const desk = new Desk(program);
  const { page } = desk;
  await desk.begin(CLERK);
  const files = await mkdtemp(join(tmpdir(), 'kartoteka-files-'));
  const { row, from, to, post } = await page.evaluate(choose);
  // Neither is today, which is no other day.
  const firstDay = addDays(new Date().toLocaleDateString('sv'), 10);
  const lastDay = addDays(firstDay, -1);

  await test.step('a person goes to another division and post from a day to come', async () => {
    await desk.go('staff');
    await desk.search(row.snils ?? '');
    await (await desk.cell(LABEL['person.lastName'])).click();
    await page.getByRole('main').getByRole('button', { name: ACTIONS.menu, exact: true }).click();
    await page.getByRole('menuitem', { name: ACTIONS.transfer, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${ACTIONS.transferDialog.title('')}`) });
    await dialog.getByRole('textbox', { name: ACTIONS.transferDialog.date }).fill(formatDay(firstDay));
    await pick(dialog, page, LABEL['employment.divisionId'], to.name);
    await pick(dialog, page, LABEL['employment.postCode'], post.name);
    await dialog.getByLabel(LABEL['employment.rate']).fill('0,5');
    await dialog.getByRole('button', { name: ACTIONS.transferDialog.check, exact: true }).click();
    await dialog.getByRole('button', { name: ACTIONS.transferDialog.submit, exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  const expectPlace = async (division: string, postName: string, rate: string) => {
    await expect(await desk.cell(LABEL['employment.divisionId'])).toHaveText(division);
    await expect(await desk.cell(LABEL['employment.postCode'])).toHaveText(postName);
    await expect(await desk.cell(LABEL['employment.rate'])).toHaveText(rate);
  };
  const former = ((row.rate ?? 0) / 100).toFixed(2).replace('.', ',');
  const before = () => expectPlace(from.name, row.postName, former);
  const after = () => expectPlace(to.name, post.name, '0,50');

  await test.step('the list has the former place to the last day and the new one from the first', async () => {
    await before();
    await showDay(page, page, lastDay);
    await before();
    await showDay(page, page, firstDay);
    await after();
  });

  await test.step('nothing is edited there, and the cell says why', async () => {
    const cell = await desk.cell(LABEL['employment.rate']);
    await cell.click();
    await page.keyboard.press('F2');
    await expect(desk.grid.getByRole('textbox')).toHaveCount(0);
    await cell.hover();
    await expect(page.getByText(TEXT.onDay.locked(formatDay(firstDay))).first()).toBeVisible();
  });

  await test.step('the card has the work begun by that day', async () => {
    const card = page.getByRole('dialog', { name: new RegExp(`^${CARD.title('')}`) });
    await page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).first().click();
    await card.getByRole('tab', { name: CARD.tabs.work }).click();
    const works = card.getByRole('group', { name: CARD.employment(1).slice(0, -1) });
    await expect(works).toHaveCount(2);
    await expect(works.first().getByLabel(LABEL['employment.rate'])).toHaveValue('0,50');
    await expect(works.first().getByLabel(LABEL['employment.rate'])).toBeDisabled();
    await showDay(card, page, lastDay);
    await expect(works).toHaveCount(1);
    await showDay(card, page, firstDay);
    await page.keyboard.press('Escape');
    await expect(card).toBeHidden();
  });

  await test.step('divisions are of the same day, with the people of that day', async () => {
    await desk.go('divisions');
    await expect(page.getByText(TEXT.onDay.banner(formatDay(firstDay)))).toBeVisible();
    await page.getByRole('button', { name: TEXT.divisions.expandAll }).click();
    const people = async (name: string) => {
      await page.getByRole('searchbox', { name: TEXT.divisions.search }).fill(name);
      const line = page.getByRole('treegrid').getByRole('row').filter({ hasText: name }).first();
      const count = line.getByRole('gridcell').nth(2);
      await expect(count).toHaveText(/^\d+$/);
      return Number(await count.textContent());
    };
    const later = [await people(from.name), await people(to.name)];
    await showDay(page, page, lastDay);
    await expect.poll(() => people(to.name)).toBe((later[1] ?? 0) - 1);
    await expect.poll(() => people(from.name)).toBe((later[0] ?? 0) + 1);
  });

  await test.step('so is the staffing table: who takes the posts, and what is vacant', async () => {
    await desk.go('staffing');
    const grid = page.getByRole('grid', { name: TEXT.staffing.title });
    const columns = TEXT.staffing.columns;
    /** Hundredths of the posts planned, taken and vacant. */
    const taken = async (division: string, name: string) => {
      await pick(page.getByRole('main'), page, TEXT.staffing.division, division);
      await page.getByRole('searchbox', { name: TEXT.staffing.search }).fill(name);
      const line = grid.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) });
      await expect(grid).toHaveAttribute('aria-rowcount', '2');
      await expect(line).toHaveCount(1);
      const value = async (column: string) => {
        const [text = ''] = await new Grid(program, grid).texts(column, 1);
        return Math.round(Number(text.replace(',', '.')) * 100);
      };
      const plan = await value(LABEL['staffingPosition.rate']);
      return { plan, busy: await value(columns.busy), vacancy: await value(columns.vacancy) };
    };
    const both = async () => ({ former: await taken(from.name, row.postName), later: await taken(to.name, post.name) });
    const atLast = await both();
    await showDay(page, page, firstDay);
    await expect.poll(async () => (await both()).later.busy).toBe(atLast.later.busy + 50);
    const atFirst = await both();
    const moved = (line: typeof atLast.former, by: number) => ({
      ...line,
      busy: line.busy + by,
      vacancy: Math.max(0, line.plan - line.busy - by),
    });
    expect(atFirst.former).toEqual(moved(atLast.former, -(row.rate ?? 0)));
    expect(atFirst.later).toEqual(moved(atLast.later, 50));
  });

  await test.step('so is the headcount', async () => {
    const headcount = async (day: string) => {
      await desk.go('reports');
      await page
        .getByRole('navigation', { name: TEXT.reports.gallery })
        .getByText(TEXT.reports.names.headcount)
        .click();
      const field = page.getByLabel(TEXT.reports.onDay, { exact: true });
      await field.fill(formatDay(day));
      await field.press('Tab');
      const file = join(files, `headcount-${day}.xlsx`);
      await desk.report(TEXT.reports.names.headcount, 'xlsx', file);
      return headcountIn(file);
    };
    const [former, later] = [await headcount(lastDay), await headcount(firstDay)];
    expect((former.get(from.name) ?? 0) - (later.get(from.name) ?? 0)).toBe(1);
    expect((later.get(to.name) ?? 0) - (former.get(to.name) ?? 0)).toBe(1);
  });

  await test.step('today is one press away, and the history of the card leads back', async () => {
    await desk.go('staff');
    await backToToday(page);
    await before();
    await (await desk.cell(LABEL['person.lastName'])).click();
    await page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).first().click();
    const card = page.getByRole('dialog', { name: new RegExp(`^${CARD.title('')}`) });
    await card.getByRole('tab', { name: CARD.tabs.history }).click();
    await card.getByRole('button', { name: TEXT.history.compare }).click();
    const differences = card.getByRole('table', { name: TEXT.history.comparison });
    await expect(differences.getByText(TEXT.history.made(TEXT.states.entity.employment))).toBeVisible();
    await card.getByRole('button', { name: TEXT.history.compare }).click();
    await card.getByRole('button', { name: TEXT.history.restoreOrigin }).click();
    const dialog = page.getByRole('dialog', { name: TEXT.history.restoreOrigin });
    await expect(dialog.getByText(TEXT.history.removed(TEXT.states.entity.employment))).toBeVisible();
    await dialog.getByRole('button', { name: TEXT.history.dialog.submit, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(card.getByText(TEXT.journal.actions['history.restore'] ?? '').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await showDay(page, page, firstDay);
    await expect(await desk.cell(LABEL['employment.divisionId'])).toHaveText(from.name);
  });

  await test.step('who has a new surname is found and shown by the former one on a day before', async () => {
    const surname = 'Аабакумова';
    await backToToday(page);
    await page.evaluate(rename, { id: row.personId, from: row.lastName, to: surname });
    await expect(await desk.cell(LABEL['person.lastName'])).toHaveText(surname);
    await showDay(page, page, addDays(new Date().toLocaleDateString('sv'), -1));
    await desk.search(`${row.lastName} ${row.snils ?? ''}`);
    await expect(await desk.cell(LABEL['person.lastName'])).toHaveText(row.lastName);
    await page.getByRole('searchbox', { name: TEXT.staff.search }).fill(`${surname} ${row.snils ?? ''}`);
    await expect(desk.grid).toHaveCount(0);
    await backToToday(page);
    await expect(await desk.cell(LABEL['person.lastName'])).toHaveText(surname);
  });
});

/** In the page. */
async function rename({ id, from, to }: { id: string; from: string; to: string }): Promise<void> {
  const edit = { kind: 'person', id, field: 'lastName', from, to } as const;
  const answer = await window.kartoteka.staff.applyEdits({ edits: [edit] });
  if (!answer.ok) throw new Error(answer.error.code);
}

/** Chooses from a list by the words of the choice. */
async function pick(scope: Locator, page: Page, label: string, text: string): Promise<void> {
  await scope.getByRole('combobox', { name: label }).fill(text);
  await page.getByRole('option').filter({ hasText: text }).first().click();
}

interface Choice {
  readonly row: StaffRow & { readonly postName: string };
  readonly from: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string };
  readonly post: { readonly code: string; readonly name: string };
}

/** In the page: somebody with one employment, and a division of another name with somebody in another post. */
async function choose(): Promise<Choice> {
  const { kartoteka } = window;
  const answered = async <T>(answer: Promise<{ readonly ok: boolean; readonly value?: T }>): Promise<T> => {
    const { value } = await answer;
    if (value === undefined) throw new Error('refused');
    return value;
  };
  const posts = '1.2.643.5.1.13.13.11.1002';
  const { rows } = await answered(kartoteka.staff.openView({ filter: {}, sort: [], first: 1000 }));
  const { nodes } = await answered(kartoteka.divisions.tree({}));
  const names = new Map(
    (await answered(kartoteka.dictionaries.rows({ oid: posts }))).rows.map((one) => [one.code, one.name]),
  );
  const unique = nodes.filter(
    ({ name, liquidationDate }) =>
      liquidationDate === null && nodes.filter((other) => other.name.includes(name)).length === 1,
  );
  for (const row of rows) {
    const from = unique.find(({ id }) => id === row.divisionId);
    if (from === undefined || row.otherEmployments > 0 || row.endDate !== null || row.snils === null) continue;
    for (const other of rows) {
      const to = unique.find(({ id }) => id === other.divisionId && id !== from.id);
      if (to === undefined || other.postCode === null || other.postCode === row.postCode) continue;
      return {
        row: { ...row, postName: names.get(row.postCode ?? '') ?? '' },
        from,
        to,
        post: { code: other.postCode, name: names.get(other.postCode) ?? '' },
      };
    }
  }
  throw new Error('nobody fits');
}
