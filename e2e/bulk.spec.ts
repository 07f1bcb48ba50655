import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { addDays, formatDay } from '#shared/rules/dates.ts';
import { violations } from './support/axe.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Grid } from './support/grid.ts';
import type { Program } from './support/program.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.bulk;
const LABEL = TEXT.fields;
const LAST_NAME = LABEL['person.lastName'];
const PHONE = LABEL['person.phone'];
const TODAY = new Date().toLocaleDateString('sv');

test.use({ people: 60 });

let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kartoteka-bulk-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** A dialog that does something for many, with what it shows before it does it. */
class BulkDialog {
  readonly #page: Page;
  readonly within: Locator;

  constructor(page: Page, title: string) {
    this.#page = page;
    this.within = page.getByRole('dialog', { name: title });
  }

  async look(): Promise<void> {
    await this.within.getByRole('button', { name: WORDS.check, exact: true }).click();
  }

  async counts(change: number, same: number, refused: number): Promise<void> {
    const { outcome } = WORDS.preview;
    await expect(this.within.getByText(`${outcome.change}: ${change}`, { exact: true })).toBeVisible();
    await expect(this.within.getByText(`${outcome.same}: ${same}`, { exact: true })).toBeVisible();
    await expect(this.within.getByText(`${outcome.refused}: ${refused}`, { exact: true })).toBeVisible();
  }

  async confirm(verb: string): Promise<void> {
    await this.within.getByRole('button', { name: verb, exact: true }).click();
    await expect(this.within).toBeHidden();
  }

  async cancel(): Promise<void> {
    await this.within.getByRole('button', { name: TEXT.common.cancel, exact: true }).click();
    await expect(this.within).toBeHidden();
  }

  async everybody(count: number): Promise<void> {
    await this.within.getByRole('radio', { name: WORDS.scope.all(count) }).check();
  }

  async field(name: string): Promise<void> {
    await this.within.getByRole('combobox', { name: WORDS.setDialog.field }).click();
    await this.#page.getByRole('option', { name, exact: true }).click();
  }
}

/** Where a letter is on a Russian keyboard, for the letters of the first division. */
function codeOf(letter: string): string {
  const at = 'йцукенгшщзхъфывапролджэячсмитьбю'.indexOf(letter);
  return `Key${"QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.".charAt(at)}`;
}

async function open(program: Program): Promise<{ desk: Desk; grid: Grid; start: (verb: string) => Promise<void> }> {
  const desk = new Desk(program);
  const { page } = desk;
  await desk.begin(CLERK);
  await desk.go('staff');
  const start = async (verb: string): Promise<void> => {
    await page.getByRole('main').getByRole('button', { name: WORDS.menu }).click();
    await page.getByRole('menuitem', { name: verb, exact: true }).click();
  };
  return { desk, grid: new Grid(program, desk.grid), start };
}

test('many people are changed only after what will change was looked at, and back by one key @bulk', async ({
  program,
}) => {
  test.slow();
  const { desk, grid, start } = await open(program);
  const { page } = desk;
  const choose = async (from: number, to: number): Promise<void> =>
    grid.drag(await grid.cell(LAST_NAME, from), await grid.cell(LAST_NAME, to));
  const before = await grid.texts(PHONE, 6);
  const set = new BulkDialog(page, WORDS.setDialog.title);

  await test.step('who changes, who has the value already; cancelled, nothing is written', async () => {
    await (await grid.cell(PHONE, 1)).click();
    await page.keyboard.type('+79001234567');
    await page.keyboard.press('Enter');
    await grid.shows(PHONE, ['+7 900 123-45-67'], 1);
    await choose(0, 3);
    await start(WORDS.set);
    await set.field(PHONE);
    await set.within.getByLabel(PHONE, { exact: true }).fill('8 (900) 123-45-67');
    await set.look();
    await set.counts(3, 1, 0);
    await expect(set.within.getByRole('row')).toHaveCount(5);
    await set.cancel();
    await grid.shows(PHONE, [before[0] ?? '', '+7 900 123-45-67', before[2] ?? '', before[3] ?? '']);
  });

  await test.step('refused ones are named with the reason: a СНИЛС has one owner', async () => {
    await (await grid.cell(LAST_NAME, 0)).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await start(WORDS.set);
    await set.field(LABEL['person.snils']);
    await set.within.getByLabel(LABEL['person.snils'], { exact: true }).fill('112-233-445 95');
    await set.look();
    await set.counts(1, 0, 2);
    await expect(set.within.getByText(/KD-2105/).first()).toBeVisible();
    await set.cancel();
  });

  await test.step('confirmed it is written for exactly those; Ctrl+Z takes all of it back, Ctrl+Y does it again', async () => {
    await choose(2, 5);
    await start(WORDS.set);
    await set.field(PHONE);
    await set.within.getByLabel(PHONE, { exact: true }).fill('+79005550000');
    await set.look();
    await set.counts(4, 0, 0);
    await set.confirm(WORDS.setDialog.submit(4));
    const phone = '+7 900 555-00-00';
    await grid.shows(PHONE, ['+7 900 123-45-67', phone, phone, phone, phone], 1);
    await (await grid.cell(LAST_NAME, 0)).click();
    await page.keyboard.press('Control+KeyZ');
    await grid.shows(PHONE, before.slice(2), 2);
    await page.keyboard.press('Control+KeyY');
    await grid.shows(PHONE, [phone, phone, phone, phone], 2);
    await page.keyboard.press('Control+KeyZ');
    await grid.shows(PHONE, ['+7 900 123-45-67', ...before.slice(2)], 1);
  });

  await test.step('everybody found is transferred from a day', async () => {
    const total = Number(await desk.grid.getAttribute('aria-rowcount')) - 1;
    await start(WORDS.transfer);
    const transfer = new BulkDialog(page, WORDS.transferDialog.title);
    await transfer.everybody(total);
    const date = transfer.within.getByRole('textbox', { name: TEXT.actions.transferDialog.date });
    await date.fill(formatDay(addDays(TODAY, 10)));
    await date.press('Tab');
    await transfer.within.getByRole('combobox', { name: LABEL['employment.divisionId'] }).fill('Терапевтическое');
    await page.getByRole('option').filter({ hasText: 'Терапевтическое' }).first().click();
    await transfer.look();
    await expect(transfer.within.getByText(new RegExp(`^${WORDS.preview.outcome.change}: [1-9]`))).toBeVisible();
    await transfer.cancel();
  });

  await test.step('one order is attached to the cards of the chosen', async () => {
    const file = join(folder, 'Приказ 7-л.pdf');
    const order = await PDFDocument.create();
    order.addPage();
    await writeFile(file, await order.save());
    await program.answerDialogs({ open: file });
    await choose(0, 2);
    await start(WORDS.attach);
    const attach = new BulkDialog(page, WORDS.attachDialog.title);
    await attach.within.getByRole('button', { name: TEXT.attachments.chooseFile, exact: true }).click();
    await attach.counts(3, 0, 0);
    await attach.confirm(WORDS.attachDialog.submit(3));
    await desk.go('documents');
    await expect(page.getByText('Приказ 7-л.pdf')).toHaveCount(3);
    await desk.go('staff');
  });

  await test.step('the chosen are exported with the columns asked for', async () => {
    const file = join(folder, 'chosen.csv');
    await program.answerDialogs({ save: file });
    const names = await grid.texts(LAST_NAME, 3);
    await choose(0, 2);
    await start(WORDS.export);
    const dialog = page.getByRole('dialog', { name: WORDS.exportDialog.title });
    await dialog.getByRole('radio', { name: WORDS.exportDialog.formats.csv }).check();
    await dialog.getByRole('button', { name: WORDS.exportDialog.submit, exact: true }).click();
    await expect(dialog).toBeHidden();
    const [, ...lines] = (await readFile(file, 'utf8')).trim().split('\r\n');
    expect(lines.map((line) => line.split(';')[1])).toEqual(names);
  });

  await test.step('whom a notice is for is shown first; printed, it has a line for everybody to sign', async () => {
    const names = await grid.texts(LAST_NAME, 3);
    await choose(0, 2);
    await start(TEXT.notices.command);
    const dialog = page.getByRole('dialog', { name: TEXT.notices.title });
    const shown = dialog.getByRole('table', { name: TEXT.notices.addressees }).getByRole('row');
    await expect(shown).toHaveCount(1 + names.length);
    for (const [at, name] of names.entries()) await expect(shown.nth(at + 1)).toContainText(name);
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: TEXT.notices.print, exact: true }).click();
    const words = await program.takeDocument();
    for (const part of [...names, TEXT.notices.templates.changed.subject, TEXT.documents.notices.signature]) {
      expect(words).toContain(part);
    }
    await dialog.getByRole('button', { name: TEXT.common.cancel, exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('the request from a selection holds exactly the chosen', async () => {
    for (const row of [2, 3, 4]) {
      await (await grid.cell(PHONE, row)).click();
      await page.keyboard.type(`+790077700${row}0`);
      await page.keyboard.press('Enter');
      await grid.shows(PHONE, [`+7 900 777-00-${row}0`], row);
    }
    const people = (await grid.texts(LAST_NAME, 2, 3)).sort();
    await choose(3, 5);
    await start(WORDS.request);
    const request = new BulkDialog(page, WORDS.requestDialog.title);
    await request.look();
    await request.counts(2, 1, 0);
    await request.confirm(WORDS.requestDialog.submit(2));
    await desk.go('requests');
    const requests = new Requests(program);
    await requests.choose(2);
    await expect(requests.subjects).toHaveCount(2);
    const titles = await requests.subjects.getByRole('heading').allInnerTexts();
    expect(titles.map((title) => title.split(' ')[0]).sort()).toEqual(people);
  });
});

test('one person answers for several divisions; a move is taken back @bulk', async ({ program }) => {
  const { desk } = await open(program);
  const { page } = desk;
  await desk.go('divisions');
  const tree = page.getByRole('treegrid');
  const line = (name: string): Locator => tree.getByRole('row').filter({ hasText: name }).first();
  const titles = tree.getByRole('row').locator('.kg-text');
  await expect(titles.nth(1)).toBeVisible();
  const names = await titles.allInnerTexts();
  const [first = '', second = ''] = names;

  await test.step('keys walk the tree: letters, End and Home on a line', async () => {
    await line(first).getByRole('gridcell').nth(1).click();
    await page.keyboard.press('ArrowDown');
    await expect(line(second).locator('[tabindex="0"]')).toHaveCount(1);
    const keys = new Grid(program, tree);
    for (const letter of first.slice(0, 3).toLowerCase()) await keys.russianKey(codeOf(letter), letter);
    await expect(line(first).locator('[tabindex="0"]')).toHaveCount(1);
  });

  await test.step('a head for the ticked ones', async () => {
    await line(first).getByRole('checkbox').check();
    await line(second).getByRole('checkbox').check();
    await page.getByRole('toolbar').getByRole('button', { name: WORDS.head, exact: true }).click();
    const head = new BulkDialog(page, WORDS.headDialog.title(2));
    const picker = head.within.getByRole('combobox');
    await picker.pressSequentially('а');
    await page.getByRole('option').first().click();
    await head.look();
    await expect(head.within.getByRole('row')).toHaveCount(3);
    await head.within.getByRole('button', { name: new RegExp(`^${WORDS.headDialog.submit(2).split(':')[0]}`) }).click();
    await expect(head.within).toBeHidden();
    await line(first).getByRole('gridcell').nth(1).click();
    await page.keyboard.press('Control+KeyZ');
    const redo = page.getByRole('toolbar').getByRole('button', { name: TEXT.staff.redo, exact: true });
    await expect(redo).toBeEnabled();
  });
});
