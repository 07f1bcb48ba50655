import { expect, type Locator } from '@playwright/test';
import type { ImportState } from '#shared/contract/imports.ts';
import { Desk, TEXT } from './desk.ts';
import type { Program } from './program.ts';

const WORDS = TEXT.imports;

/** What a clerk does with files on the page of imports. */
export class Imports {
  readonly #program: Program;
  readonly #desk: Desk;

  constructor(program: Program) {
    this.#program = program;
    this.#desk = new Desk(program);
  }

  get table(): Locator {
    return this.#desk.page.getByRole('table', { name: WORDS.previewTable });
  }

  /** Reads a file; its columns are shown. */
  async choose(file: string): Promise<void> {
    await this.#program.answerDialogs({ open: file });
    await this.#desk.page.getByRole('button', { name: WORDS.chooseFile, exact: true }).click();
    await expect(this.#desk.page.getByRole('table', { name: WORDS.columnsTable })).toBeVisible();
  }

  /** Compares it with the store. */
  async check(): Promise<void> {
    await this.#desk.page.getByRole('button', { name: WORDS.toPreview, exact: true }).click();
    await expect(this.table).toBeVisible();
  }

  async preview(file: string): Promise<void> {
    await this.choose(file);
    await this.check();
  }

  async expectCounts(counts: Readonly<Partial<Record<ImportState, number>>>): Promise<void> {
    for (const [state, count] of Object.entries(counts) as [ImportState, number][]) {
      const name = WORDS.stateCount(WORDS.states[state], count);
      await expect(this.#desk.page.getByRole('tab', { name, exact: true })).toBeVisible();
    }
  }

  /** Puts so many rows into the request and opens it. */
  async apply(rows: number): Promise<void> {
    await this.#desk.page.getByRole('button', { name: WORDS.apply(rows) }).click();
    await this.#desk.page.getByRole('button', { name: WORDS.openRequest }).click();
  }
}
