import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clinicSource } from '../electron/core/training/generate.ts';
import { backToToday, showDay } from './support/days.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { divisionScreens } from './support/division-screens.ts';
import { Imports } from './support/imports.ts';
import { organisationScreens } from './support/organisation-screens.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

const FOLDER = join(import.meta.dirname, '../test-results/screens');
const SIZES = [
  [1024, 640],
  [1920, 1080],
] as const;
const SECTIONS = Object.keys(TEXT.shell.sections) as (keyof typeof TEXT.shell.sections)[];

/** Pictures of every screen, to be looked at; and every screen opens, with nothing thrown and nothing cut off. */
for (const theme of ['light', 'dark'] as const) {
  test(`every screen in ${theme} and in two sizes @screens`, async ({ program }) => {
    test.slow();
    const desk = new Desk(program);
    const thrown: string[] = [];
    program.page.on('pageerror', (error) => thrown.push(error.message));
    await mkdir(FOLDER, { recursive: true });
    await program.page.evaluate((chosen) => window.kartoteka.desktop.setPreferences({ theme: chosen }), theme);
    const shoot = (name: string): Promise<void> => pictures(program, `${name}-${theme}`);

    await shoot('01-welcome');
    await desk.signIn(CLERK);
    await expect(desk.page.getByLabel(TEXT.access.newPin, { exact: true })).toBeVisible();
    await shoot('02-set-pin');
    await desk.setPin(CLERK);
    await expect(desk.page.getByLabel(TEXT.access.recoveryKey)).toBeVisible();
    await shoot('03-recovery-key');
    await desk.takeRecoveryKey();
    await desk.pulled();
    await desk.go('staff');
    await desk.type('Ставка', '0,5');
    await expect(desk.status(/^Сохранено \d/)).toBeVisible();
    for (const [index, section] of SECTIONS.entries()) {
      await desk.go(section);
      await expect(desk.page.getByRole('main').getByText(TEXT.common.loading)).toBeHidden();
      await shoot(`${10 + index}-${section}`);
    }
    await desk.go('staff');
    await (await desk.cell('Фамилия')).click();
    await desk.page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).click();
    await expect(desk.page.getByRole('dialog')).toBeVisible();
    await shoot('20-card');
    await desk.page.getByRole('tab', { name: TEXT.staff.card.tabs.education }).click();
    await shoot('20-card-education');
    await desk.page
      .getByRole('button', { name: /^Приложить файл/ })
      .first()
      .click();
    await expect(desk.page.getByRole('dialog', { name: /^Приложить файл/ })).toBeVisible();
    await shoot('20-attach');
    await desk.page.keyboard.press('Escape');
    await expect(desk.page.getByRole('dialog', { name: /^Приложить файл/ })).toBeHidden();
    await otherDays(desk, shoot);
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('button', { name: TEXT.staff.hire, exact: true }).click();
    await expect(desk.page.getByRole('dialog')).toBeVisible();
    await shoot('21-hire');
    await desk.page.keyboard.press('Escape');
    for (const [index, action] of (['transfer', 'leave', 'dismiss'] as const).entries()) {
      await desk.page.getByRole('main').getByRole('button', { name: TEXT.actions.menu, exact: true }).click();
      await desk.page.getByRole('menuitem', { name: TEXT.actions[action], exact: true }).click();
      await expect(desk.page.getByRole('dialog')).toBeVisible();
      await shoot(`${23 + index}-${action}`);
      await desk.page.keyboard.press('Escape');
      await expect(desk.page.getByRole('dialog')).toBeHidden();
    }
    await desk.go('dictionaries');
    await desk.page.getByRole('button', { name: TEXT.dictionaries.registry.check }).click();
    const offers = desk.page.getByRole('table', { name: TEXT.dictionaries.registry.list });
    await expect(offers).toBeVisible();
    await shoot('30-dictionary-offers');
    await offers.getByRole('button').first().click();
    await expect(desk.page.getByRole('dialog')).toBeVisible();
    await shoot('31-dictionary-preview');
    await desk.page.keyboard.press('Escape');
    await importSteps(desk, program, shoot);
    await organisationScreens(desk, shoot);
    await divisionScreens(desk, shoot);
    await desk.signOut();
    await shoot('22-unlock');
    expect(thrown).toEqual([]);
  });
}

/** A file with rows of every verdict on its way into a request, and what the watched folder offers. */
async function importSteps(desk: Desk, program: Program, shoot: (name: string) => Promise<void>): Promise<void> {
  const imports = new Imports(program);
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-exports-'));
  const file = join(folder, 'Сотрудники.csv');
  await writeFile(file, everyVerdict());
  await desk.go('imports');
  await imports.choose(file);
  await shoot('40-import-columns');
  await imports.check();
  await shoot('41-import-preview');
  await desk.page.getByRole('button', { name: TEXT.imports.apply(2) }).click();
  await expect(desk.page.getByRole('button', { name: TEXT.imports.openRequest })).toBeVisible();
  await shoot('42-import-done');
  await writeFile(join(folder, 'Снимок.xlsx'), 'PK');
  await appendFile(file, '\n112-233-445 95;Новикова Ольга Петровна;8 900 111-22-33');
  await desk.go('settings');
  await program.answerDialogs({ open: folder });
  await desk.page.getByRole('button', { name: TEXT.imports.folder.choose }).click();
  await expect(desk.page.getByText(/^Снимок\.xlsx: /)).toBeVisible({ timeout: 30_000 });
  await shoot('43-import-offers');
  await rm(folder, { recursive: true, force: true });
}

/** Somebody as they are, with another phone, new, under somebody else's number, and with a wrong number. */
function everyVerdict(): string {
  const clinic = clinicSource({ people: 40 });
  const known = [1, 2, 3].map((at) => clinic.personAt(at).person);
  const names = known.map(({ lastName, firstName, patronymic }) => [lastName, firstName, patronymic].join(' ').trim());
  return [
    'СНИЛС;ФИО;Телефон',
    `${known[0]?.snils};${names[0]};`,
    `${known[1]?.snils};${names[1]};8 900 777-66-55`,
    '112-233-445 95;Новикова Ольга Петровна;',
    `${known[2]?.snils};Совсем Другая Фамилия;`,
    '112-233-445 96;Ошибкина Анна Ивановна;',
  ].join('\n');
}

/** From the card of somebody who was just edited: its versions, the way back, and the same places on another day. */
async function otherDays(desk: Desk, shoot: (name: string) => Promise<void>): Promise<void> {
  const { page } = desk;
  const card = page.getByRole('dialog', { name: new RegExp(`^${TEXT.staff.card.title('')}`) });
  await card.getByRole('tab', { name: TEXT.staff.card.tabs.history }).click();
  await expect(card.getByRole('table', { name: TEXT.history.list })).toBeVisible();
  await shoot('30-history');
  await card.getByRole('button', { name: TEXT.history.restoreOrigin }).click();
  await expect(page.getByRole('button', { name: TEXT.history.dialog.submit, exact: true })).toBeEnabled();
  await shoot('31-restore');
  await page.keyboard.press('Escape');
  await card.getByRole('button', { name: TEXT.history.compare }).click();
  await expect(card.getByRole('table', { name: TEXT.history.comparison })).toBeVisible();
  await shoot('32-compare');
  await card.getByRole('tab', { name: TEXT.staff.card.tabs.work }).click();
  await showDay(card, page, '2024-03-01');
  await shoot('33-card-on-day');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await shoot('34-staff-on-day');
  for (const section of ['divisions', 'reports'] as const) {
    await desk.go(section);
    await expect(page.getByRole('main').getByText(TEXT.common.loading)).toBeHidden();
    await shoot(`35-${section}-on-day`);
  }
  await desk.go('staff');
  await backToToday(page);
  await (await desk.cell('Фамилия')).click();
  await page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).click();
  await expect(card).toBeVisible();
}

async function pictures(program: Program, name: string): Promise<void> {
  for (const [width, height] of SIZES) {
    await program.application.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size),
      [width, height] as [number, number],
    );
    await program.page.waitForFunction((size) => window.innerWidth === size, width);
    // Wider than the window would mean something cut off.
    expect(await program.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    await program.page.screenshot({ path: join(FOLDER, `${name}-${width}.png`) });
  }
}
