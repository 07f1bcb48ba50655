import { CoreProcess } from './support/core.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Grid } from './support/grid.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

const LAST = TEXT.fields['person.lastName'];
const FIRST = TEXT.fields['person.firstName'];
const BIRTH = TEXT.fields['person.birthDate'];
const RATE = TEXT.fields['employment.rate'];
const POST = TEXT.fields['employment.postCode'];
const EMAIL = TEXT.fields['person.email'];

test.use({ people: 40 });

async function staffGrid(program: Program): Promise<{ desk: Desk; grid: Grid }> {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  await desk.go('staff');
  return { desk, grid: new Grid(program, desk.grid) };
}

test('typing opens the editor and loses no letter, each kind of field reads what people write @grid', async ({
  program,
}) => {
  test.slow();
  const { desk, grid } = await staffGrid(program);
  const { keyboard } = desk.page;
  const editor = desk.page.locator('.kg-editor');
  const at = async (column: string, row: number) => (await grid.cell(column, row)).click();
  /** Ctrl+Z by the letter of a Russian layout gives the column its old texts back. */
  const undone = async (column: string, before: readonly string[]) => {
    await grid.russianKey('KeyZ', 'я', { ctrl: true });
    await grid.shows(column, before);
  };

  await test.step('Cyrillic and Latin letters go into the cell from the first one on', async () => {
    const before = await grid.texts(LAST, 2);
    await at(LAST, 0);
    await grid.typeRussian('Ёжикова');
    await expect(editor).toHaveValue('Ёжикова');
    await keyboard.press('Enter');
    await grid.shows(LAST, ['Ёжикова', before[1] ?? '']);
    // Enter went one down.
    await grid.typeRussian('Щукина');
    await keyboard.press('Shift+Enter');
    await grid.shows(LAST, ['Ёжикова', 'Щукина']);
    await undone(LAST, ['Ёжикова', before[1] ?? '']);
    await undone(LAST, before);
    const mails = await grid.texts(EMAIL, 1);
    await at(EMAIL, 0);
    await keyboard.type('clerk@clinic.example');
    await keyboard.press('Enter');
    await grid.shows(EMAIL, ['clerk@clinic.example']);
    await undone(EMAIL, mails);
  });

  await test.step('F2 goes on with the value, Tab takes it and moves right, Esc gives it up', async () => {
    const [last = '', first = ''] = [...(await grid.texts(LAST, 1)), ...(await grid.texts(FIRST, 1))];
    await at(LAST, 0);
    await keyboard.press('F2');
    await expect(editor).toHaveValue(last);
    await keyboard.type('-');
    await grid.typeRussian('Ли');
    await keyboard.press('Tab');
    await grid.shows(LAST, [`${last}-Ли`]);
    await grid.typeRussian('Ия');
    await expect(editor).toHaveValue('Ия');
    await keyboard.press('Escape');
    await grid.shows(FIRST, [first]);
    await undone(LAST, [last]);
  });

  await test.step('a day is read with any separators', async () => {
    const before = await grid.texts(BIRTH, 1);
    for (const text of ['5.3.1980', '05/03/1980', '5-3-80', '05 03 1980', '1980-03-05']) {
      await at(BIRTH, 0);
      await keyboard.type(text);
      await keyboard.press('Enter');
      await grid.shows(BIRTH, ['05.03.1980']);
      await at(BIRTH, 0);
      await keyboard.press('Control+z');
      await grid.shows(BIRTH, before);
    }
    await at(BIRTH, 0);
    await keyboard.type('31.02.1980');
    await keyboard.press('Enter');
    await expect(await grid.cell(BIRTH, 0)).toHaveAttribute('aria-invalid', 'true');
    await at(BIRTH, 0);
    await grid.giveUp(await grid.cell(BIRTH, 0), before[0] ?? '');
  });

  await test.step('a rate is read with comma or point, in hundredths', async () => {
    const before = await grid.texts(RATE, 1);
    for (const [text, shown] of [
      ['0,25', '0,25'],
      ['0.5', '0,50'],
      [',75', '0,75'],
    ] as const) {
      await at(RATE, 0);
      await keyboard.type(text);
      await keyboard.press('Enter');
      await grid.shows(RATE, [shown]);
      await at(RATE, 0);
      await keyboard.press('Control+z');
      await grid.shows(RATE, before);
    }
  });

  await test.step('a code is found by the letters of its name, typed from the first one on', async () => {
    const before = await grid.texts(POST, 1);
    await at(POST, 0);
    await grid.typeRussian('врач-карди');
    await expect(editor).toHaveValue('врач-карди');
    const choices = desk.page.getByRole('listbox', { name: POST }).getByRole('option');
    await expect(choices.first()).toContainText('Врач-кардиолог');
    await keyboard.press('Enter');
    await expect(await grid.cell(POST, 0)).toContainText('Врач-кардиолог');
    await undone(POST, before);
  });
});

test('undo outlives a closed program and a killed core; another’s change is not overwritten @grid', async ({
  program,
}) => {
  test.slow();
  let { desk, grid } = await staffGrid(program);
  const before = await grid.texts(LAST, 3);
  const type = async (row: number, text: string) => {
    await (await grid.cell(LAST, row)).click();
    await grid.typeRussian(text);
    await desk.page.keyboard.press('Enter');
    await expect(await grid.cell(LAST, row)).toHaveText(text);
  };
  const undo = async () => {
    await (await grid.cell(LAST, 0)).click();
    await desk.page.keyboard.press('Control+z');
  };
  await type(0, 'Белова');
  await type(1, 'Чернова');
  await type(2, 'Зеленина');

  await test.step('after the end of the program and another start', async () => {
    await expect(desk.status(/^Сохранено \d/)).toBeVisible();
    await program.close();
    await program.open();
    desk = new Desk(program);
    grid = new Grid(program, desk.grid);
    await desk.unlock(CLERK);
    await desk.go('staff');
    // By name: the three stand elsewhere now.
    await expect(desk.page.getByRole('button', { name: TEXT.staff.undo, exact: true })).toBeEnabled();
    await desk.search('Зеленина');
    await undo();
    await expect(await grid.cell(LAST, 0)).toHaveText(before[2] ?? '');
    await expect(desk.page.getByRole('button', { name: TEXT.staff.redo, exact: true })).toBeEnabled();
  });

  await test.step('after core was killed', async () => {
    (await CoreProcess.of(program)).kill();
    await expect(desk.page.getByText(TEXT.errors['KD-9004']({}).title)).toBeVisible();
    await desk.search('Чернова');
    await undo();
    await expect(await grid.cell(LAST, 0)).toHaveText(before[1] ?? '');
  });

  await test.step('a step whose value has changed meanwhile is refused in words and overwrites nothing', async () => {
    await desk.search('Белова');
    await type(0, 'Красная');
    // The field is taken back in the request, which is no step.
    await desk.page.evaluate(async () => {
      const filter = { text: 'Красная', divisionId: null, employed: 'open', only: null } as const;
      const view = await window.kartoteka.staff.openView({ filter, sort: [], first: 1 });
      const id = view.ok ? view.value.rows[0]?.personId : undefined;
      const card = id === undefined ? undefined : await window.kartoteka.staff.card({ personId: id });
      const requestId = card?.ok ? card.value.requestId : null;
      if (id === undefined || requestId == null) throw new Error('no draft');
      await window.kartoteka.changes.revert({ requestId, fields: [{ kind: 'person', id, field: 'lastName' }] });
    });
    await expect(await grid.cell(LAST, 0)).toHaveText(before[0] ?? '');
    await undo();
    await expect(desk.page.getByText(TEXT.staff.undoFailed, { exact: true })).toBeVisible();
    await expect(await grid.cell(LAST, 0)).toHaveText(before[0] ?? '');
  });
});
