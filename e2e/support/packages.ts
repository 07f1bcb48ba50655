import { expect, type Locator, type Page } from '@playwright/test';
import type { PackageKind } from '#shared/contract/packages.ts';
import { type Desk, TEXT } from './desk.ts';
import type { Program } from './program.ts';

const WORDS = TEXT.packages;

/** Who signs a package, where it is signed. */
export interface Signer {
  readonly container: string;
  readonly password: string;
}

/** Exchange by files, as somebody with a stick does it. */
export class Packages {
  readonly #program: Program;
  readonly #desk: Desk;

  constructor(program: Program, desk: Desk) {
    this.#program = program;
    this.#desk = desk;
  }

  get #page(): Page {
    return this.#program.page;
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog');
  }

  async go(): Promise<void> {
    await this.#desk.go('exchange');
    await this.#page.getByRole('tab', { name: TEXT.exchange.tabs.packages }).click();
  }

  /** Opens the dialog of a kind and lets the program make up a passphrase. @returns the phrase */
  async prepare(kind: PackageKind): Promise<string> {
    await this.#page.getByRole('button', { name: WORDS.write[kind] }).click();
    const field = this.dialog.getByRole('textbox', { name: WORDS.passphrase });
    await this.dialog.getByRole('button', { name: WORDS.invent }).click();
    await expect(field).toHaveValue(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){5}$/);
    return field.inputValue();
  }

  /** @returns the phrase that opens it */
  async write(kind: PackageKind, path: string, signer?: Signer): Promise<string> {
    const phrase = await this.prepare(kind);
    if (signer !== undefined) {
      await this.dialog.getByRole('checkbox', { name: WORDS.writing.sign }).check();
      await this.#program.answerDialogs({ open: signer.container });
      await this.dialog.getByRole('button', { name: TEXT.requests.sign.chooseFile }).click();
      await this.dialog.getByLabel(TEXT.requests.sign.password).fill(signer.password);
    }
    await this.#program.answerDialogs({ save: path });
    await this.dialog.getByRole('button', { name: WORDS.writing.submit }).click();
    await expect(this.dialog).toBeHidden();
    return phrase;
  }

  /** Chooses a file and opens it; what it holds is on the screen then. */
  async open(path: string, phrase: string): Promise<void> {
    await this.#program.answerDialogs({ open: path });
    await this.#page.getByRole('button', { name: WORDS.take }).click();
    await this.dialog.getByLabel(WORDS.passphrase).fill(phrase);
    await this.dialog.getByRole('button', { name: WORDS.taking.open }).click();
    await expect(this.dialog.getByText(WORDS.taking.checked)).toBeVisible();
  }

  async take(): Promise<void> {
    await this.dialog.getByRole('button', { name: WORDS.taking.submit, exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: TEXT.common.close }).click();
    await expect(this.dialog).toBeHidden();
  }
}
