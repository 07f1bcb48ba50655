import type { Page } from '@playwright/test';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { addDays, formatDay } from '#shared/rules/dates.ts';
import { backToToday, showDay } from './support/days.ts';
import { CHIEF, Desk, TEXT } from './support/desk.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';
import { share } from './support/workstation.ts';

const WORDS = TEXT.divisions;
const STAFFING = TEXT.staffing;
const LABEL = TEXT.fields;
const SECTION = 'Отделение сестринского ухода';

test.use({ people: 60 });

test('a section is made and moved, a division closed with its people sent on, and the registry has it @divisions', async ({
  program,
  registry,
}) => {
  test.slow();
  const desk = new Desk(program);
  const requests = new Requests(program);
  const { page } = desk;
  await share(desk);
  const { top, leaf, target } = await page.evaluate(choose);
  const lastDay = new Date().toLocaleDateString('sv');
  const tree = page.getByRole('treegrid', { name: WORDS.title });
  const row = (name: string) => tree.getByRole('row').filter({ hasText: name }).first();
  const verb = (name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });
  const ask = page.getByRole('alertdialog');
  await desk.go('divisions');

  await test.step('a section is made inside a division, its name checked', async () => {
    await row(top.name).getByRole('gridcell').first().click();
    await verb(WORDS.create).click();
    await page.getByRole('menuitem', { name: WORDS.createOf.section }).click();
    const dialog = page.getByRole('dialog', { name: WORDS.createTitle.section });
    const name = dialog.getByLabel(LABEL['division.name']);
    await name.fill('Nursing');
    await dialog.getByRole('button', { name: WORDS.createVerb, exact: true }).click();
    await expect(dialog.getByText(/KD-2009/)).toBeVisible();
    await name.fill(SECTION);
    await dialog.getByRole('button', { name: WORDS.createVerb, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(row(SECTION)).toBeVisible();
  });

  await test.step('let go over another division it asks for that move; over what is inside it, it is refused', async () => {
    const name = (of: string) => row(of).locator('.kg-text').first();
    await name(SECTION).dragTo(name(target.name));
    await expect(ask.getByRole('combobox', { name: WORDS.moveTo })).toHaveValue(target.name);
    await ask.getByRole('button', { name: TEXT.common.cancel, exact: true }).click();
    await expect(ask).toBeHidden();
    await name(top.name).dragTo(name(SECTION));
    await expect(page.getByText(WORDS.notMoved(top.name)).first()).toBeVisible();
    await expect(ask).toBeHidden();
  });

  await test.step('it is moved to another division; a place inside itself is refused with the reason', async () => {
    await row(SECTION).getByRole('gridcell').first().click();
    await move(page, target.name);
    await expect(ask).toBeHidden();
    await expect(page.getByRole('complementary', { name: WORDS.details })).toContainText(target.name);
    await row(target.name).getByRole('gridcell').first().click();
    await verb(WORDS.move).click();
    await ask.getByRole('switch', { name: WORDS.moveToTop }).uncheck();
    await ask.getByRole('combobox', { name: WORDS.moveTo }).fill(SECTION);
    await page.getByRole('option', { name: SECTION }).click();
    await expect(ask.getByText(/KD-2221/)).toBeVisible();
    await expect(ask.getByRole('button', { name: WORDS.moveVerb, exact: true })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(ask).toBeHidden();
  });

  const inDivision = async (divisionId: string) =>
    page.evaluate(async (id) => {
      const answer = await window.kartoteka.divisions.tree({});
      return answer.ok ? (answer.value.nodes.find((node) => node.id === id)?.ownPeople ?? 0) : -1;
    }, divisionId);
  const people = await inDivision(leaf.id);

  await test.step('a division with people is closed: they are listed and sent on in the same step', async () => {
    expect(people).toBeGreaterThan(0);
    await row(leaf.name).getByRole('gridcell').first().click();
    await verb(WORDS.close).click();
    await expect(ask.getByLabel(WORDS.lastDay)).toHaveValue(formatDay(lastDay));
    const submit = ask.getByRole('button', { name: /^Перевести \(\d+\) и закрыть$/ });
    await submit.click();
    await expect(ask.getByText(WORDS.transferToRequired)).toBeVisible();
    await ask.getByRole('combobox', { name: WORDS.transferTo }).fill(target.name);
    await page.getByRole('option', { name: target.name, exact: true }).click();
    await submit.click();
    // First what goes by itself.
    await expect(page.getByText(WORDS.closedDone(leaf.name)).first()).toBeVisible();
    await expect(ask).toBeHidden();
  });

  await test.step('the staffing table shows who takes the posts before and after', async () => {
    await desk.go('staffing');
    const filter = page.getByRole('search').getByRole('combobox', { name: STAFFING.division });
    const totals = page.locator(`section[aria-label^="${STAFFING.totals}"]`);
    const busy = totals.getByText(STAFFING.columns.busy, { exact: true }).locator('xpath=following-sibling::dd');
    const show = async (name: string) => {
      await filter.fill(name);
      await page.getByRole('option', { name, exact: true }).click();
    };
    const rateOf = async (name: string) => {
      await show(name);
      await expect(totals).toContainText(name);
      return Number((await busy.textContent())?.replace(',', '.'));
    };
    const [there, elsewhere] = [await rateOf(leaf.name), await rateOf(target.name)];
    expect(there).toBeGreaterThan(0);
    await showDay(page, page, addDays(lastDay, 1));
    await expect(busy).toHaveText((there + elsewhere).toFixed(2).replace('.', ','));
    await page.getByRole('button', { name: `${TEXT.common.clear}: ${STAFFING.division}` }).click();
    await page.getByRole('searchbox', { name: STAFFING.search }).fill(leaf.name);
    await expect(page.getByText(TEXT.common.nothingFoundTitle)).toBeVisible();
    await backToToday(page);
  });

  await test.step('the chief doctor signs it all, and the registry has the tree', async () => {
    await desk.go('requests');
    await requests.choose(1);
    await page.getByRole('button', { name: TEXT.requests.submit }).click();
    await requests.expectState(1, 'submitted');
    await desk.signOut();
    await desk.unlock(CHIEF);
    await desk.go('requests');
    await requests.choose(1);
    await expect(requests.subject(SECTION)).toContainText(TEXT.requests.newEntity);
    await expect(requests.subject(leaf.name)).toContainText(formatDay(lastDay));
    const count = await requests.subjects.count();
    const { container, password } = registry.sandbox.signing;
    await requests.approve(count, container, password);
    await desk.signInAgain(CHIEF);
    await requests.expectState(1, 'accepted');
    const organisations = (await registry.sandbox.resources('Organization')) as unknown as Organization[];
    const made = organisations.find(({ name }) => name === SECTION);
    const parent = organisations.find(({ id }) => made?.partOf?.reference === `Organization/${id}`);
    expect(parent?.name).toBe(target.name);
    expect(JSON.stringify(organisations.find(({ name }) => name === leaf.name))).toContain(lastDay);
  });
});

interface Organization {
  readonly id: string;
  readonly name: string;
  readonly partOf?: { readonly reference: string };
}

async function move(page: Page, to: string): Promise<void> {
  await page.getByRole('toolbar').getByRole('button', { name: WORDS.move, exact: true }).click();
  const ask = page.getByRole('alertdialog');
  await ask.getByRole('combobox', { name: WORDS.moveTo }).fill(to);
  await page.getByRole('option', { name: to, exact: true }).click();
  await ask.getByRole('button', { name: WORDS.moveVerb, exact: true }).click();
}

/** A division at the top, an open leaf with people that all began by now, and another open division to go to. */
async function choose(): Promise<{ top: DivisionNode; leaf: DivisionNode; target: DivisionNode }> {
  const answer = await window.kartoteka.divisions.tree({});
  if (!answer.ok) throw new Error(answer.error.code);
  const open = answer.value.nodes.filter(({ liquidationDate }) => liquidationDate === null);
  const named = open.filter(({ name }) => open.filter((other) => other.name.includes(name)).length === 1);
  const isLeaf = (node: DivisionNode) => !answer.value.nodes.some(({ parentId }) => parentId === node.id);
  const top = named.find((node) => node.parentId === null && !isLeaf(node));
  const leaf = named.find((node) => node.level === 'division' && isLeaf(node) && node.ownPeople > 0);
  const target = named.find(
    (node) => node.level === 'division' && node.parentId === null && node.id !== top?.id && node.id !== leaf?.id,
  );
  if (top === undefined || leaf === undefined || target === undefined) throw new Error('No such divisions');
  return { top, leaf, target };
}
