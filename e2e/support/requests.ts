import { expect, type Locator, type Page } from '@playwright/test';
import type { RequestState } from '#shared/domain/states.ts';
import { TEXT } from './desk.ts';
import type { Program } from './program.ts';

const WORDS = TEXT.requests;
/** An exchange asks for all that is new there before it sends. */
const EXCHANGED = { timeout: 90_000 };

/** The section «Заявки», as an author and an approver use it. */
export class Requests {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  get #page(): Page {
    return this.#program.page;
  }

  /** Chooses a request in the list; what is filtered out is shown first. */
  async choose(number: number): Promise<void> {
    await this.#page.getByRole('combobox', { name: WORDS.filter }).click();
    await this.#page.getByRole('option', { name: WORDS.filters.all, exact: true }).click();
    await this.#page
      .getByRole('list', { name: WORDS.list })
      .getByRole('button', { name: WORDS.number(number) })
      .click();
    await expect(this.#request(number)).toBeVisible();
  }

  /** One card a person. */
  get subjects(): Locator {
    return this.#page.getByRole('group').filter({ has: this.#page.getByRole('table') });
  }

  subject(title: string): Locator {
    return this.#page.getByRole('group', { name: title });
  }

  async expectState(number: number, state: RequestState): Promise<void> {
    const said = this.#request(number).getByText(TEXT.states.request[state], { exact: true }).first();
    await expect(said).toBeVisible(state === 'accepted' ? EXCHANGED : {});
  }

  /** What has been written about the request that is shown. */
  get messages(): Locator {
    return this.#page.getByRole('log', { name: WORDS.discussion.list });
  }

  async write(text: string): Promise<void> {
    await this.#page.getByLabel(WORDS.discussion.write, { exact: true }).fill(text);
    await this.#page.getByRole('button', { name: WORDS.discussion.send }).click();
    await expect(this.messages.getByText(text, { exact: true })).toBeVisible();
  }

  async returnOne(title: string, reason: string): Promise<void> {
    await this.#page.getByRole('button', { name: WORDS.returnOne(title) }).click();
    const dialog = this.#dialog;
    await dialog.getByLabel(WORDS.returnReason).fill(reason);
    await dialog.getByRole('button', { name: WORDS.returnConfirm }).click();
    await expect(dialog).toBeHidden();
  }

  /** Signs with a container that the dialog of the system gives; says who signs, on the way. */
  async approve(people: number, container: string, password: string): Promise<void> {
    await this.#program.answerDialogs({ open: container });
    await this.#page.getByRole('button', { name: WORDS.approve(people) }).click();
    const dialog = this.#dialog;
    await dialog.getByRole('button', { name: WORDS.sign.chooseFile }).click();
    await dialog.getByLabel(WORDS.sign.password).fill(password);
    await dialog.getByRole('button', { name: WORDS.sign.inspect }).click();
    await expect(dialog.getByText(WORDS.notQualified).first()).toBeVisible();
    await dialog.getByRole('button', { name: WORDS.sign.submit, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** A question that must be answered is an alert dialog. */
  get #dialog(): Locator {
    return this.#page.getByRole('dialog').or(this.#page.getByRole('alertdialog'));
  }

  #request(number: number): Locator {
    return this.#page.getByRole('region', { name: WORDS.number(number) });
  }
}
