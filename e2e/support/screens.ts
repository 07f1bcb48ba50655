import { expect } from '@playwright/test';
import { bellScreens } from './bell-screens.ts';
import { bulkScreens } from './bulk-screens.ts';
import { CLERK, Desk, TEXT } from './desk.ts';
import { divisionScreens } from './division-screens.ts';
import { importScreens } from './import-screens.ts';
import type { Look } from './look.ts';
import { organisationScreens } from './organisation-screens.ts';
import type { Program } from './program.ts';
import { staffScreens } from './staff-screens.ts';

const SECTIONS = Object.keys(TEXT.shell.sections) as (keyof typeof TEXT.shell.sections)[];

/**
 * Walks through every screen and dialog of a new workstation, in Russian, and looks at each. What a walk looks for is
 * its own matter: it may change theme, language or scale, and leaves them as they were.
 */
export async function everyScreen(program: Program, look: Look): Promise<void> {
  const desk = new Desk(program);
  await door(desk, look);
  await sections(desk, look);
  await staffScreens(desk, look);
  await bulkScreens(desk, look);
  await dictionaryScreens(desk, look);
  await importScreens(desk, program, look);
  await organisationScreens(desk, look);
  await divisionScreens(desk, look);
  await bellScreens(desk, look);
  await desk.signOut();
  await look('22-unlock');
}

/** The way in, up to a desk with the clinic in it. */
async function door(desk: Desk, look: Look): Promise<void> {
  await look('01-welcome');
  await desk.signIn(CLERK);
  await expect(desk.page.getByLabel(TEXT.access.newPin, { exact: true })).toBeVisible();
  await look('02-set-pin');
  await desk.setPin(CLERK);
  await expect(desk.page.getByLabel(TEXT.access.recoveryKey)).toBeVisible();
  await look('03-recovery-key');
  await desk.takeRecoveryKey();
  await desk.pulled();
}

/** Each section as it opens, when something has been edited. */
async function sections(desk: Desk, look: Look): Promise<void> {
  await desk.go('staff');
  await desk.type('Ставка', '0,5');
  await expect(desk.status(/^Сохранено \d/)).toBeVisible();
  for (const [index, section] of SECTIONS.entries()) {
    await desk.go(section);
    await expect(desk.page.getByRole('main').getByText(TEXT.common.loading)).toBeHidden();
    await look(`${10 + index}-${section}`);
  }
}

async function dictionaryScreens(desk: Desk, look: Look): Promise<void> {
  await desk.go('dictionaries');
  await desk.page.getByRole('button', { name: TEXT.dictionaries.registry.check }).click();
  const offers = desk.page.getByRole('table', { name: TEXT.dictionaries.registry.list });
  await expect(offers).toBeVisible();
  await look('30-dictionary-offers');
  await offers.getByRole('button').first().click();
  await expect(desk.page.getByRole('dialog')).toBeVisible();
  await look('31-dictionary-preview');
  await desk.page.keyboard.press('Escape');
}
