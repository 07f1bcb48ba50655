import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { addDays, formatDay } from '#shared/rules/dates.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.staffing;
const LABEL = TEXT.fields;

test.use({ people: 60 });

test('a staffing table is copied, edited like a spreadsheet and put in force @staffing', async ({ program }) => {
  test.slow();
  const desk = new Desk(program);
  const { page } = desk;
  await desk.begin(CLERK);
  await desk.go('staffing');
  const grid = page.getByRole('grid', { name: WORDS.title });
  const verb = (name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });
  const choice = page.getByRole('combobox', { name: WORDS.document });
  const totals = page.locator(`section[aria-label^="${WORDS.totals}"]`);
  const figure = (name: string) => totals.getByText(name, { exact: true }).locator('xpath=following-sibling::dd');
  const cell = async (row: number, column: string) => {
    const index = await grid.getByRole('columnheader', { name: column }).first().getAttribute('aria-colindex');
    return grid.getByRole('row').nth(row).locator(`[role=gridcell][aria-colindex="${index}"]`);
  };
  const lines = Number(await grid.getAttribute('aria-rowcount'));
  const [busy, planned] = [await figure(WORDS.columns.busy).textContent(), await figure(WORDS.totalRate).textContent()];
  const today = new Date().toLocaleDateString('sv');
  const begin = addDays(today, 40);

  await test.step('a draft begins as a copy of the table in force', async () => {
    await verb(WORDS.newDocument).click();
    const dialog = page.getByRole('dialog', { name: WORDS.newDocumentTitle });
    await dialog.getByRole('textbox', { name: /^Номер(\s*\*)?$/ }).fill('77');
    await dialog.getByLabel(LABEL['staffingDocument.approvedOn']).fill(formatDay(addDays(today, -20)));
    await dialog.getByLabel(LABEL['staffingDocument.beginDate']).fill(formatDay(begin));
    await dialog.getByRole('button', { name: WORDS.create, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(choice.locator('option:checked')).toContainText(TEXT.states.staffingStatus.draft);
    await expect(grid).toHaveAttribute('aria-rowcount', String(lines));
    await expect(figure(WORDS.totalRate)).toHaveText(planned ?? '');
  });

  await test.step('a rate is typed: the row, the vacancies and the sums follow; a wrong one is refused', async () => {
    const rate = await cell(1, LABEL['staffingPosition.rate']);
    await rate.click();
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    await expect(rate).toHaveAttribute('aria-invalid', 'true');
    await rate.click();
    await page.keyboard.press('Escape');
    await page.keyboard.type('9,5');
    await page.keyboard.press('Enter');
    await expect(rate).toHaveText(/^9,50/);
    await expect(await cell(1, WORDS.columns.vacancy)).toHaveText(/^[78],\d\d/);
    await expect(figure(WORDS.totalRate)).not.toHaveText(planned ?? '');
    await expect(figure(WORDS.columns.busy)).toHaveText(busy ?? '');
  });

  await test.step('a row is added below, filled by first letters, and taken out again', async () => {
    await (await cell(1, LABEL['staffingPosition.rate'])).click();
    await verb(WORDS.addRow).click();
    await expect(grid).toHaveAttribute('aria-rowcount', String(lines + 1));
    const post = await cell(2, LABEL['staffingPosition.postCode']);
    await expect(post).toHaveText('');
    await post.click();
    await page.keyboard.type('врач-хир');
    await page.keyboard.press('Enter');
    await expect(post).toContainText('Врач-хирург');
    await (await cell(2, LABEL['staffingPosition.rate'])).click();
    await verb(WORDS.removeRow).click();
    await expect(grid).toHaveAttribute('aria-rowcount', String(lines));
  });

  await test.step('its history shows each change and leads back to the first state', async () => {
    const rate = (await cell(1, LABEL['staffingPosition.rate'])).first();
    await verb(WORDS.file).click();
    const file = page.getByRole('dialog', { name: WORDS.editDocumentTitle('77') });
    // The oldest one is the document before it had posts.
    const ways = file.getByRole('button', { name: new RegExp(`^${TEXT.history.restoreOf('')}`) });
    await expect(ways.first()).toBeVisible();
    await ways.nth((await ways.count()) - 2).click();
    const ask = page.getByRole('dialog', { name: new RegExp(`^${TEXT.history.restoreOf('')}`) });
    await expect(ask).toContainText('9,50');
    await ask.getByRole('button', { name: TEXT.history.dialog.submit, exact: true }).click();
    await expect(ask).toBeHidden();
    // As early as it can come: the focus is not back yet.
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await page.keyboard.press('Escape');
    await expect(file).toBeHidden();
    await expect(rate).not.toHaveText(/^9,50/);
    await expect(figure(WORDS.totalRate)).toHaveText(planned ?? '');
  });

  await test.step('in force it ends the former table the day before', async () => {
    await verb(WORDS.activate).click();
    const ask = page.getByRole('alertdialog');
    await expect(ask).toContainText(formatDay(begin));
    await ask.getByRole('button', { name: WORDS.activateVerb, exact: true }).click();
    await expect(ask).toBeHidden();
    await expect(choice.locator('option:checked')).toContainText(TEXT.states.staffingStatus.active);
    const ends = await page.evaluate(async () => {
      const answer = await window.kartoteka.staffing.documents({});
      return answer.ok ? answer.value.documents.map(({ number, endDate }) => [number, endDate]) : [];
    });
    expect(ends[0]).toEqual(['77', null]);
    expect(ends[1]?.[1]).toBe(addDays(begin, -1));
  });

  await test.step('form 30 sums up what the table in force plans and who takes it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kartoteka-form-30-'));
    await desk.go('reports');
    const name = TEXT.reports.names['form-30'];
    const lines = await desk.report(name, 'xlsx', join(folder, 'form-30.xlsx'));
    const pdf = join(folder, 'form-30.pdf');
    expect(await desk.report(name, 'pdf', pdf)).toBe(lines);
    const { stdout } = await promisify(execFile)('pdftotext', ['-layout', pdf, '-']);
    const total = stdout.split('\n').find((line) => line.includes(TEXT.documents.grandTotal)) ?? '';
    expect(total.replaceAll(/\s+/g, ' ')).toContain(`${TEXT.documents.grandTotal} ${planned}`);
    await rm(folder, { recursive: true });
  });
});
