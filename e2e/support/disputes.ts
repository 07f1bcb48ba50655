import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import { Grid } from './grid.ts';
import type { Program } from './program.ts';
import type { Holdings } from './sandbox.ts';

const { divisions, fields } = TEXT;

/** What is changed here and, as another desk would, in the registry: the next exchange leaves it to somebody's decision. */
export class Disputes {
  readonly tree: Grid;
  readonly staffing: Grid;
  readonly #desk: Desk;
  readonly #holdings: Holdings;

  constructor(program: Program, desk: Desk, holdings: Holdings) {
    this.#desk = desk;
    this.#holdings = holdings;
    this.tree = new Grid(program, desk.page.getByRole('treegrid', { name: divisions.title }));
    this.staffing = new Grid(program, desk.page.getByRole('grid', { name: TEXT.staffing.title }));
  }

  /** The telephone of the first division of the tree, which has no column of its own. */
  async aboutDivision(mine: string, theirs: string): Promise<void> {
    const { page } = this.#desk;
    await this.#desk.go('divisions');
    const [name = ''] = await this.tree.texts(divisions.columns.name, 1);
    await (await this.tree.cell(divisions.columns.name, 0)).click();
    await page.getByRole('toolbar').getByRole('button', { name: divisions.card, exact: true }).click();
    const card = page.getByRole('dialog', { name: divisions.cardOf(name) });
    await card.getByLabel(fields['division.phone']).fill(mine);
    await card.getByLabel(fields['division.plannedPeople']).focus();
    await expect(card.getByText(TEXT.states.request.draft)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(card).toBeHidden();
    const organization = await this.#organization(name);
    await this.#holdings.put({ ...organization, telecom: [{ system: 'phone', value: theirs }] });
  }

  /** The rate of the first post of the table in force. @returns what the post is called */
  async aboutRate(mine: string, theirs: number): Promise<string> {
    const rate = fields['staffingPosition.rate'];
    await this.#desk.go('staffing');
    const [division = ''] = await this.staffing.texts(fields['staffingPosition.divisionId'], 1);
    const [post = ''] = await this.staffing.texts(fields['staffingPosition.postCode'], 1);
    await (await this.staffing.cell(rate, 0)).click();
    await this.#desk.page.keyboard.type(mine);
    await this.#desk.page.keyboard.press('Enter');
    await expect(await this.staffing.cell(rate, 0)).toHaveAttribute('aria-description', TEXT.staff.grid.changed);
    const { id } = await this.#organization(division);
    const positions = (await this.#holdings.resources('Basic')) as unknown as Position[];
    const position = positions.find(
      ({ subject, extension }) =>
        subject?.reference === `Organization/${id}` &&
        partsOf(extension).some((part) => part.valueCoding?.display === post),
    );
    if (position === undefined) throw new Error(`no post ${post} in ${division}`);
    const extension = position.extension.map((one) => ({
      ...one,
      ...(one.extension && {
        extension: one.extension.map((part) => (part.url === 'rate' ? { ...part, valueDecimal: theirs } : part)),
      }),
    }));
    await this.#holdings.put({ ...position, extension });
    return `${post}, ${division}`;
  }

  async #organization(name: string): Promise<Record<string, unknown>> {
    const organization = (await this.#holdings.resources('Organization')).find((one) => one.name === name);
    if (organization === undefined) throw new Error(`no division ${name}`);
    return organization;
  }
}

interface Part {
  readonly url: string;
  readonly valueCoding?: { readonly display?: string };
  readonly extension?: readonly Part[];
}

interface Position {
  readonly [key: string]: unknown;
  readonly subject?: { readonly reference: string };
  readonly extension: readonly Part[];
}

const partsOf = (extension: readonly Part[]) => extension.flatMap((one) => one.extension ?? []);
