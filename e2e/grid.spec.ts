import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Grid } from './support/grid.ts';
import { expect, test } from './support/test.ts';

const LAST = TEXT.fields['person.lastName'];
const FIRST = TEXT.fields['person.firstName'];
const PHONE = TEXT.fields['person.phone'];
const RATE = TEXT.fields['employment.rate'];
const BIRTH = TEXT.fields['person.birthDate'];

test.use({ people: 60 });

test('cells are chosen, copied, pasted, cleared and filled as in a spreadsheet, and each step is undone @grid', async ({
  program,
}) => {
  test.slow();
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  const { keyboard } = page;
  await desk.go('staff');
  const grid = new Grid(program, desk.grid);
  const cell = (column: string, row: number) => grid.cell(column, row);
  const before = { last: await grid.texts(LAST, 6), first: await grid.texts(FIRST, 6) };
  const undone = async () => {
    await keyboard.press('Control+z');
    await grid.shows(LAST, before.last);
    await grid.shows(FIRST, before.first);
  };

  await test.step('a choice is drawn with the pointer and grown by keys', async () => {
    await grid.drag(await cell(LAST, 0), await cell(FIRST, 2));
    await expect(grid.chosen).toHaveCount(6);
    await expect(page.getByText(TEXT.grid.chosen(3, 2))).toBeVisible();
    await keyboard.press('Shift+ArrowDown');
    await expect(grid.chosen).toHaveCount(8);
    await keyboard.press('Escape');
    await expect(grid.chosen).toHaveCount(1);
    await (await cell(FIRST, 3)).click({ modifiers: ['Shift'] });
    await expect(grid.chosen).toHaveCount(8);
    await grid.russianKey('KeyA', 'ф', { ctrl: true });
    await expect(page.getByText(/^Строка 1 из 5\d · Выделено 5\d ×/)).toBeVisible();
  });

  await test.step('it is copied as lines and cells', async () => {
    await grid.drag(await cell(LAST, 0), await cell(FIRST, 1));
    await keyboard.press('Control+c');
    await expect
      .poll(() => grid.clipboard())
      .toBe([0, 1].map((row) => `${before.last[row]}\t${before.first[row]}`).join('\r\n'));
  });

  await test.step('a block is pasted right and down of a cell', async () => {
    await grid.clipboard('Ёлкина\tЮлия\nОрлова\tНина');
    await (await cell(LAST, 2)).click();
    await keyboard.press('Control+v');
    await grid.shows(LAST, ['Ёлкина', 'Орлова'], 2);
    await grid.shows(FIRST, ['Юлия', 'Нина'], 2);
    await undone();
  });

  await test.step('one cell fills the whole choice', async () => {
    await grid.clipboard('Ясная');
    await grid.drag(await cell(LAST, 1), await cell(LAST, 4));
    await grid.russianKey('KeyV', 'м', { ctrl: true });
    await grid.shows(LAST, Array(4).fill('Ясная'), 1);
    await undone();
  });

  await test.step('Ctrl+D takes the first row down, on a Russian layout too; Ctrl+R takes the first column right', async () => {
    await grid.drag(await cell(LAST, 0), await cell(FIRST, 2));
    await grid.russianKey('KeyD', 'в', { ctrl: true });
    await grid.shows(LAST, Array(3).fill(before.last[0]));
    await grid.shows(FIRST, Array(3).fill(before.first[0]));
    await undone();
    await grid.drag(await cell(LAST, 0), await cell(FIRST, 1));
    await grid.russianKey('KeyR', 'к', { ctrl: true });
    await grid.shows(FIRST, before.last.slice(0, 2));
    await undone();
  });

  await test.step('clearing many cells is one step; what must not be empty stays with its reason', async () => {
    const phones = await grid.texts(PHONE, 4);
    await grid.drag(await cell(PHONE, 0), await cell(PHONE, 3));
    await keyboard.press('Delete');
    await grid.shows(PHONE, ['', '', '', '']);
    await keyboard.press('Control+z');
    await grid.shows(PHONE, phones);
    await grid.drag(await cell(PHONE, 0), await cell(PHONE, 1));
    await keyboard.press('Control+x');
    await grid.shows(PHONE, ['', '']);
    await expect.poll(() => grid.clipboard()).toBe(phones.slice(0, 2).join('\r\n'));
    await keyboard.press('Control+z');
    await grid.shows(PHONE, phones);
  });

  await test.step('the corner of a choice goes on with a series of days and of rates', async () => {
    const births = await grid.texts(BIRTH, 4);
    await grid.clipboard('05.03.1980\n05.04.1980');
    await (await cell(BIRTH, 0)).click();
    await keyboard.press('Control+v');
    await grid.shows(BIRTH, ['05.03.1980', '05.04.1980']);
    await grid.drag(await cell(BIRTH, 0), await cell(BIRTH, 1));
    await grid.drag(await cell(BIRTH, 1), await cell(BIRTH, 3), true);
    await grid.shows(BIRTH, ['05.03.1980', '05.04.1980', '05.05.1980', '05.06.1980']);
    await keyboard.press('Control+z');
    await keyboard.press('Control+z');
    await grid.shows(BIRTH, births);
    const rates = await grid.texts(RATE, 4);
    await grid.clipboard('0,25\n0,50');
    await (await cell(RATE, 0)).click();
    await keyboard.press('Control+v');
    await grid.shows(RATE, ['0,25', '0,50']);
    await grid.drag(await cell(RATE, 0), await cell(RATE, 3));
    await grid.russianKey('KeyD', 'В', { ctrl: true, shift: true });
    await grid.shows(RATE, ['0,25', '0,50', '0,75', '1,00']);
    await expect(page.getByText(TEXT.grid.sum('2,50'))).toBeVisible();
    await keyboard.press('Control+z');
    await keyboard.press('Control+z');
    await grid.shows(RATE, rates);
  });

  await test.step('find and replace works inside a choice and leaves the rest alone', async () => {
    await grid.clipboard('Бета\nБета\nБета');
    await (await cell(LAST, 0)).click();
    await keyboard.press('Control+v');
    await grid.shows(LAST, ['Бета', 'Бета', 'Бета']);
    await grid.drag(await cell(LAST, 0), await cell(LAST, 1));
    await grid.russianKey('KeyH', 'р', { ctrl: true });
    const bar = page.getByRole('search', { name: TEXT.grid.findReplace });
    await bar.getByLabel(TEXT.grid.find, { exact: true }).fill('бет');
    await keyboard.press('Enter');
    await expect(bar.getByText(TEXT.grid.found(2))).toBeVisible();
    await bar.getByLabel(TEXT.grid.replaceWith).fill('Альф');
    await bar.getByRole('button', { name: TEXT.grid.replaceAll }).click();
    await grid.shows(LAST, ['Альфа', 'Альфа', 'Бета']);
    await page.screenshot({ path: 'test-results/find-replace.png' });
    await keyboard.press('Escape');
    await expect(bar).toBeHidden();
    await (await cell(LAST, 0)).click();
    await keyboard.press('Control+z');
    await grid.shows(LAST, ['Бета', 'Бета', 'Бета']);
    await undone();
  });
});
