import { addDays } from '#shared/rules/dates.ts';
import { Calc } from './support/calc.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Grid } from './support/grid.ts';
import { expect, test } from './support/test.ts';

const ROWS = 200;
/** The first eight columns: names, birth date, СНИЛС, division, post, rate. */
const COLUMNS = 8;
const BLOCK = `A1:H${ROWS}`;
const [FIRST_NAME, BIRTH_DATE] = [1, 3];

test.use({ people: 260 });

test('a block of 200 × 8 cells goes to LibreOffice Calc and back, values and days equal @clipboard', async ({
  program,
  display,
}) => {
  test.slow();
  const calc = await Calc.open(display.name);
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  await desk.go('staff');
  const grid = new Grid(program, desk.grid);
  const copied = async (): Promise<string[][]> => {
    await grid.clipboard('');
    await page.keyboard.press('Control+c');
    await expect.poll(() => grid.clipboard()).not.toBe('');
    return (await grid.clipboard()).split('\r\n').map((line) => line.split('\t'));
  };

  const shown = await test.step('the block is chosen by keys, over rows not loaded yet, and copied', async () => {
    await (await grid.cell(TEXT.fields['person.lastName'], 0)).click();
    for (let column = 1; column < COLUMNS; column++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+Shift+ArrowDown');
    // Added up: all rows of the choice are here.
    await expect(page.getByText(/Выделено 2\d\d × 8 · Заполнено/)).toBeVisible();
    const block = await copied();
    expect(block.length).toBeGreaterThanOrEqual(ROWS);
    expect(block.every((cells) => cells.length === COLUMNS)).toBe(true);
    return block.slice(0, ROWS);
  });

  await test.step('Calc takes it in without a question, days as days and numbers with their zeros', async () => {
    await calc.paste('A1');
    expect(await calc.read(BLOCK)).toEqual(shown);
  });

  await test.step('changed there, it comes back into the grid', async () => {
    const changed = shown.map((cells, row) =>
      cells.map((text, column) => {
        if (column === FIRST_NAME) return shown[ROWS - 1 - row]?.[FIRST_NAME] ?? '';
        return column === BIRTH_DATE ? nextDay(text) : text;
      }),
    );
    await calc.write(changed);
    expect(await calc.read(BLOCK)).toEqual(changed);
    await calc.copy(BLOCK);
    await (await grid.cell(TEXT.fields['person.lastName'], 0)).click();
    await page.keyboard.press('Control+v');
    await expect(page.getByText(TEXT.grid.pasted(ROWS * COLUMNS)).first()).toBeVisible();
    await (await grid.cell(TEXT.fields['person.lastName'], 0)).click();
    for (let column = 1; column < COLUMNS; column++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+Shift+ArrowDown');
    await expect.poll(async () => (await copied()).slice(0, ROWS)).toEqual(changed);
  });

  await test.step('one step of undo gives the old values back', async () => {
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await copied()).slice(0, ROWS)).toEqual(shown);
  });
  await calc.close();
});

/** 31.12.1980 → 01.01.1981. */
function nextDay(text: string): string {
  const [day, month, year] = text.split('.');
  return addDays(`${year}-${month}-${day}`, 1).split('-').reverse().join('.');
}
