import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Grid } from './support/grid.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

const LAST = TEXT.fields['person.lastName'];
const FIRST = TEXT.fields['person.firstName'];
const PHONE = TEXT.fields['person.phone'];
const FILE = TEXT.main.menu.file;
const NAMES = TEXT.commands.names;

test.use({ people: 60 });

/** By its keys on a Russian layout. */
async function secondWindow(program: Program, grid: Grid): Promise<Program> {
  const opened = program.application.waitForEvent('window');
  await grid.russianKey('KeyN', 'Т', { ctrl: true, shift: true });
  const page = await opened;
  await page.waitForLoadState();
  return program.through(page);
}

function deskOf(program: Program): { desk: Desk; grid: Grid } {
  const desk = new Desk(program);
  return { desk, grid: new Grid(program, desk.grid) };
}

test('two windows of one desk see each other’s edits, undo and lock, and lose nothing to each other @windows', async ({
  program,
}) => {
  test.slow();
  const { desk, grid } = deskOf(program);
  await desk.begin(CLERK);
  await desk.go('staff');
  const { keyboard } = desk.page;
  const [name = ''] = await grid.texts(LAST, 1);
  const second = await secondWindow(program, grid);
  const other = deskOf(second);

  await test.step('the second window opens at the section of the first, under the same guards', async () => {
    // A list that is read after an edit has its row elsewhere.
    await other.grid.shows(LAST, [name]);
    const guards = await program.application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        // Not in Electron's types, but in every version.
        const asked = webContents as unknown as { getLastWebPreferences(): Record<string, boolean> };
        const { sandbox, contextIsolation, nodeIntegration, webSecurity } = asked.getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webSecurity };
      }),
    );
    const strict = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true };
    expect(guards).toEqual([strict, strict]);
  });

  await test.step('an edit in one is seen in the other, which takes it back', async () => {
    await (await grid.cell(LAST, 0)).click();
    await grid.typeRussian('Белова');
    await keyboard.press('Enter');
    await grid.shows(LAST, ['Белова']);
    await other.grid.shows(LAST, ['Белова']);
    await (await other.grid.cell(LAST, 1)).click();
    await second.page.keyboard.press('Control+z');
    await grid.shows(LAST, [name]);
    await other.grid.shows(LAST, [name]);
    await second.page.keyboard.press('Control+y');
    await grid.shows(LAST, ['Белова']);
    await (await grid.cell(LAST, 1)).click();
    await keyboard.press('Control+z');
    await other.grid.shows(LAST, [name]);
  });

  await test.step('of two who edit one cell the second is told, and what both typed is still there', async () => {
    await (await other.grid.cell(FIRST, 2)).click();
    await other.grid.typeRussian('Вторая');
    await (await grid.cell(FIRST, 2)).click();
    await grid.typeRussian('Первая');
    await keyboard.press('Enter');
    await grid.shows(FIRST, ['Первая'], 2);
    await second.page.keyboard.press('Enter');
    const cell = await other.grid.cell(FIRST, 2);
    await expect(cell).toHaveAttribute('aria-invalid', 'true');
    await expect(cell).toHaveAttribute('aria-description', /^Не сохранено: запись уже изменена.*KD-3001/);
    await expect(cell).toHaveText('Вторая');
    await grid.shows(FIRST, ['Первая'], 2);
    await expect(second.page.getByText(TEXT.staff.unsavedCells(1))).toBeVisible();
    await second.page.screenshot({ path: 'test-results/two-windows-conflict.png' });
    await cell.click();
    await other.grid.giveUp(cell, 'Первая');
    await second.page.keyboard.press('Control+z');
  });

  await test.step('a value that waits to be mended is kept over a lock, which closes both windows', async () => {
    await (await grid.cell(PHONE, 3)).click();
    await keyboard.type('12ab');
    await keyboard.press('Enter');
    await expect(await grid.cell(PHONE, 3)).toHaveAttribute('aria-invalid', 'true');
    // Still open when the lock comes.
    await (await grid.cell(PHONE, 4)).click();
    await keyboard.type('+7916');
    await expect
      .poll(async () => {
        const kept = await desk.page.evaluate(() => window.kartoteka.edits.unsaved({ sheet: 'staff' }));
        return kept.ok ? kept.value.values.map(({ text }) => text) : kept.error.code;
      })
      .toEqual(expect.arrayContaining(['12ab', '+7916']));
    await program.choose(FILE, NAMES.lock);
    for (const { page } of [program, second])
      await expect(page.getByRole('heading', { name: TEXT.access.unlockTitle })).toBeVisible();
    await desk.unlock(CLERK);
    await other.desk.opened();
    await desk.go('staff');
    await grid.shows(PHONE, ['12ab', '+7916'], 3);
    await expect(await grid.cell(PHONE, 4)).toHaveAttribute('aria-invalid', 'true');
    await desk.page.getByRole('button', { name: TEXT.staff.restoreAll }).click();
    await expect(await grid.cell(PHONE, 3)).not.toHaveText('12ab');
  });

  await test.step('the menu opens one more, with the keys beside it', async () => {
    const opened = program.application.waitForEvent('window');
    expect(await program.choose(FILE, NAMES.newWindow)).toBe('CmdOrCtrl+Shift+N');
    const third = await opened;
    await expect(third.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await third.close();
  });

  await test.step('both windows open again where they were; one that was closed does not', async () => {
    await other.desk.go('requests');
    await program.close();
    await program.open();
    await expect.poll(() => program.application.windows().length).toBe(2);
    const [first, next] = program.application.windows();
    if (first === undefined || next === undefined) throw new Error('no windows');
    const again = [program.through(first), program.through(next)].map(deskOf);
    await again[0]?.desk.unlock(CLERK);
    for (const { desk } of again) await desk.opened();
    const titles = async () => {
      const shown = again.map(({ desk }) => desk.page.getByRole('heading', { level: 1 }).first().textContent());
      return (await Promise.all(shown)).sort();
    };
    await expect.poll(titles).toEqual([TEXT.shell.sections.requests, TEXT.shell.sections.staff].sort());
    await next.close();
    const open = () => program.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    await expect.poll(open).toBe(1);
    await program.close();
    await program.open();
    await expect(program.page.getByRole('heading', { name: TEXT.access.unlockTitle })).toBeVisible();
    expect(program.application.windows()).toHaveLength(1);
  });
});
