import { basename } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { messages } from '#shared/text/translate.ts';
import { TRAINING_ORGANISATION } from '../../electron/core/training/generate.ts';
import { Grid } from './grid.ts';
import type { Program } from './program.ts';
import { settled } from './settled.ts';
import type { Credentials } from './system-browser.ts';

export const TEXT = messages('ru');

export interface Account extends Credentials {
  readonly pin: string;
  /** As the unlock screen tells accounts apart. */
  readonly known: string;
}

export const CLERK: Account = {
  login: 'kadrovik',
  password: 'kadrovik',
  pin: 'Кадры-2026-Ш',
  known: TEXT.states.role.editor,
};
export const CHIEF: Account = {
  login: 'glavvrach',
  password: 'glavvrach',
  pin: 'Лечебник-77-Ц',
  known: TEXT.states.role.approver,
};

export const VIEWER: Account = {
  login: 'nabludatel',
  password: 'nabludatel',
  pin: 'Смотрю-2026-Н',
  known: TEXT.states.role.viewer,
};
export const ADMINISTRATOR: Account = {
  login: 'admin',
  password: 'admin',
  pin: 'Настрою-77-А',
  known: TEXT.states.role.administrator,
};

/** Keeps the staff of two organisations. */
export const TWO_JOBS: Account = {
  login: 'sovmestitel',
  password: 'sovmestitel',
  pin: 'Совместно-26-Ф',
  known: TEXT.states.role.editor,
  organisation: TRAINING_ORGANISATION.nameShort ?? '',
};

/** Sets up the workstations of two organisations. */
export const TWO_OFFICES: Account = {
  login: 'setevoy',
  password: 'setevoy',
  pin: 'Настрою-78-Д',
  known: TEXT.states.role.administrator,
  organisation: TRAINING_ORGANISATION.nameShort ?? '',
};

/** The button of the exchange, which says when the last one was; that one failed may stand beside it. */
const EXCHANGE = new RegExp(`^(?!${TEXT.shell.syncFailed})Обмен`);
const SYNCED = new RegExp(`${EXCHANGE.source} `);

/** What people do in the program, in its own words. */
export class Desk {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  get page(): Page {
    return this.#program.page;
  }

  /** The first run of a workstation, up to the complete copy of the registry. @returns the recovery key */
  async begin(account: Account): Promise<string> {
    await this.signIn(account);
    await this.setPin(account);
    const key = await this.takeRecoveryKey();
    await this.pulled();
    return key;
  }

  async signIn(account: Account): Promise<void> {
    await this.#click(TEXT.access.signIn);
    await this.#program.browser.signIn(account);
  }

  /** Somebody new on a workstation that others already use. */
  async signInAsAnother(account: Account): Promise<void> {
    await this.#click(TEXT.access.otherUser);
    await this.#program.browser.signIn(account);
  }

  async setPin({ pin }: Account): Promise<void> {
    await this.page.getByLabel(TEXT.access.newPin, { exact: true }).fill(pin);
    await this.page.getByLabel(TEXT.access.repeatPin, { exact: true }).fill(pin);
    await this.#click(TEXT.access.setPinSubmit);
  }

  async takeRecoveryKey(): Promise<string> {
    const shown = this.page.getByLabel(TEXT.access.recoveryKey);
    await expect(shown).not.toBeEmpty();
    const key = (await shown.textContent()) ?? '';
    await this.page.getByLabel(TEXT.access.recoveryConfirm).check();
    await this.#click(TEXT.access.recoveryDone);
    await this.opened();
    return key;
  }

  async grantByRecoveryKey(key: string): Promise<void> {
    await this.page.getByRole('tab', { name: TEXT.access.grantByKey }).click();
    await this.page.getByRole('textbox', { name: TEXT.access.recoveryKey }).fill(key);
    await this.#click(TEXT.access.grantSubmit);
  }

  /** Somebody who has just signed in on a workstation of others is let in and at work. */
  async joinBy(recoveryKey: string, account: Account): Promise<void> {
    await this.grantByRecoveryKey(recoveryKey);
    await this.setPin(account);
    await this.opened();
  }

  async unlock({ known, pin }: Account): Promise<void> {
    await this.page.getByRole('radio', { name: known }).check();
    await this.page.getByLabel(TEXT.access.pin, { exact: true }).fill(pin);
    await this.#click(TEXT.access.unlock);
    await this.opened();
  }

  /** Before a sensitive act the PIN is asked for once more. */
  async confirm({ pin }: Account): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: TEXT.access.stepUp.title });
    await dialog.getByLabel(TEXT.access.pin, { exact: true }).fill(pin);
    await dialog.getByRole('button', { name: TEXT.access.stepUp.submit }).click();
    await expect(dialog).toBeHidden();
  }

  /** The menu of sections is there once the store is open. */
  async opened(): Promise<void> {
    await expect(this.#menu).toBeVisible();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /^Меню пользователя/ }).click();
    await this.page.getByRole('menuitem', { name: TEXT.shell.signOut }).click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: TEXT.shell.signOut, exact: true }).click();
    await expect(this.page.getByRole('heading', { name: TEXT.access.unlockTitle })).toBeVisible();
  }

  async go(section: keyof typeof TEXT.shell.sections): Promise<void> {
    await this.#menu.getByRole('button', { name: new RegExp(`^${TEXT.shell.sections[section]}`) }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: TEXT.shell.sections[section] })).toBeVisible();
    await settled(this.page);
  }

  /** The first copy of the registry is complete. */
  async pulled(): Promise<void> {
    await expect(this.#statusBar.getByText(SYNCED)).toBeVisible({ timeout: 120_000 });
  }

  /**
   * Where the system has no keystore (as here) the renewal token does not outlive the program: the exchange asks for a
   * new sign-in, which keeps the session and its unsaved work.
   */
  async signInAgain(account: Account): Promise<void> {
    await this.#statusBar.getByRole('button', { name: new RegExp(`^${TEXT.shell.signInAgain}`) }).click();
    await this.#program.browser.signIn(account);
  }

  async exchange(): Promise<void> {
    await this.#statusBar.getByRole('button', { name: EXCHANGE }).click();
  }

  status(text: string | RegExp): Locator {
    return this.#statusBar.getByText(text);
  }

  /** Waits until the grid shows one row, that of the person looked for by the surname or the СНИЛС. */
  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: TEXT.staff.search }).fill(text);
    await expect(this.grid).toHaveAttribute('aria-rowcount', '2');
    // It may still be the one row of the search before.
    const digits = [...text.replaceAll(/\D/g, '')];
    await expect(await this.cell(digits.length === 0 ? 'Фамилия' : 'СНИЛС')).toContainText(
      digits.length === 0 ? text : new RegExp(digits.join('\\D*')),
    );
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: TEXT.staff.title });
  }

  /** Of the first row of the staff. */
  async cell(column: string): Promise<Locator> {
    return new Grid(this.#program, this.grid).cell(column, 0);
  }

  /** What the first row of the staff says, once it is there. */
  async text(column: string): Promise<string> {
    const [text = ''] = await new Grid(this.#program, this.grid).texts(column, 1);
    return text.trim();
  }

  /** Types over the cell of the first row and presses Enter, as one would in a spreadsheet. */
  async type(column: string, value: string): Promise<void> {
    await (await this.cell(column)).click();
    await this.page.keyboard.type(value);
    await this.page.keyboard.press('Enter');
  }

  /** Saves a report by its name in the gallery; the number of its records as the history tells it. */
  async report(name: string, format: 'xlsx' | 'pdf', file: string): Promise<number> {
    await this.#program.answerDialogs({ save: file });
    await this.page.getByRole('tab', { name: TEXT.reports.make }).click();
    await this.page.getByRole('navigation', { name: TEXT.reports.gallery }).getByText(name, { exact: true }).click();
    await this.#click(TEXT.reports.save[format]);
    // By its own name: the one before may still be spoken of.
    await expect(this.page.getByText(TEXT.reports.ready(basename(file)))).toBeVisible();
    await this.page.getByRole('tab', { name: TEXT.reports.history }).click();
    const row = this.page.getByRole('row').filter({ hasText: basename(file) });
    await expect(row).toHaveCount(1);
    const cells = await row.getByRole('cell').allInnerTexts();
    return Number(cells[4]?.replace(/\D/g, ''));
  }

  get #menu(): Locator {
    return this.page.getByRole('navigation', { name: TEXT.shell.menu });
  }

  get #statusBar(): Locator {
    return this.page.getByRole('contentinfo');
  }

  async #click(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }
}
