import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Heads } from './support/heads.ts';
import { expect, test } from './support/test.ts';

const { views } = TEXT;

test.use({ people: 60 });

test('the staffing table and the tree are asked by their columns, and stand as they were left @views', async ({
  program,
}) => {
  test.slow();
  let desk = new Desk(program);
  await desk.begin(CLERK);
  let { page } = desk;
  const staffingGrid = () => page.getByRole('grid', { name: TEXT.staffing.title });
  const treeGrid = () => page.getByRole('treegrid', { name: TEXT.divisions.title });
  const [planned, vacancies] = [TEXT.fields['staffingPosition.rate'], TEXT.staffing.columns.vacancy];
  const { name: nameColumn } = TEXT.divisions.columns;
  await desk.go('staffing');
  let staffing = new Heads(program, staffingGrid());
  const lines = Number(await staffingGrid().getAttribute('aria-rowcount'));
  let vacant = '';

  await test.step('posts by what is planned and by what is vacant; nothing found leads back', async () => {
    vacant = await staffing.ask(vacancies, 'filled');
    await expect(staffing.head(vacancies)).toBeFocused();
    await expect(staffing.chip(vacant)).toBeVisible();
    await expect(staffingGrid()).not.toHaveAttribute('aria-rowcount', String(lines));
    for (const rate of await staffing.cells.texts(vacancies)) expect(rate).not.toBe('');
    const menu = await staffing.openMenu(planned);
    await menu.getByRole('textbox', { name: views.from }).fill('900');
    await page.keyboard.press('Enter');
    await expect(page.getByText(TEXT.common.nothingFoundTitle)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: TEXT.common.clearFilter }).last().click();
    await expect(staffingGrid()).toHaveAttribute('aria-rowcount', String(lines));
    await staffing.ask(TEXT.fields['staffingPosition.note'], 'changed');
    await expect(page.getByText(TEXT.common.nothingFoundTitle)).toBeVisible();
    await page.getByRole('search').getByRole('button', { name: TEXT.common.clearFilter }).click();
    await staffing.ask(vacancies, 'filled');
  });

  await test.step('the order takes a second column', async () => {
    await staffing.head(planned).click();
    await staffing.head(TEXT.fields['staffingPosition.postCode']).click({ modifiers: ['Shift'] });
    await expect(staffing.head(planned)).toContainText('1');
    await expect(staffing.head(TEXT.fields['staffingPosition.postCode'])).toContainText('2');
  });
  const [note, oid] = [TEXT.fields['staffingPosition.note'], TEXT.fields['division.oid']];
  await test.step('a column is hidden from its head and others are kept in sight', async () => {
    const menu = await staffing.openMenu(note);
    await menu.getByRole('button', { name: views.hideColumn, exact: true }).click();
    await expect(staffing.head(note)).toHaveCount(0);
    const next = await staffing.openMenu(TEXT.fields['staffingPosition.postCode']);
    await next.getByRole('button', { name: views.freezeHere, exact: true }).click();
    await expect(staffing.head(TEXT.fields['staffingPosition.postCode'])).toHaveClass(/rdg-cell-frozen/);
    await staffing.cells.staysInSight(TEXT.fields['staffingPosition.postCode']);
  });
  const posts = await staffing.cells.texts(TEXT.fields['staffingPosition.postCode']);

  const { leaf, parent, closed } = await page.evaluate(async () => {
    const answer = await window.kartoteka.divisions.tree({});
    const nodes = answer.ok ? answer.value.nodes : [];
    const inside = nodes.find(({ parentId, liquidationDate }) => parentId !== null && liquidationDate === null);
    const above = nodes.find(({ id }) => id === inside?.parentId);
    return {
      leaf: inside?.name ?? '',
      parent: above?.name ?? '',
      closed: nodes.filter(({ liquidationDate }) => liquidationDate !== null).length,
    };
  });
  await desk.go('divisions');
  let tree = new Heads(program, treeGrid());
  await tree.cells.staysInSight(nameColumn);
  const byName = views.chip(nameColumn, views.containing(leaf));

  await test.step('a branch by the name of what is in it, with the way to it', async () => {
    await tree.ask(nameColumn, 'changed');
    await expect(page.getByText(TEXT.common.nothingFoundTitle)).toBeVisible();
    await page.getByRole('search').getByRole('button', { name: TEXT.common.clearFilter }).click();
    await expect(treeGrid()).toBeVisible();
    const menu = await tree.openMenu(nameColumn);
    await menu.getByRole('textbox').fill(leaf);
    await page.keyboard.press('Enter');
    await expect(tree.head(nameColumn)).toBeFocused();
    await expect(tree.chip(byName)).toBeVisible();
    await expect(treeGrid().getByRole('row').filter({ hasText: leaf }).first()).toBeVisible();
    await expect(treeGrid().getByRole('row').filter({ hasText: parent }).first()).toBeVisible();
    const state = await tree.openMenu(TEXT.divisions.columns.state);
    await state.getByRole('combobox', { name: TEXT.divisions.columns.state }).fill(TEXT.divisions.closedState);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await expect(tree.chip(views.chip(TEXT.divisions.columns.state, TEXT.divisions.closedState))).toBeVisible();
    await tree.chip(byName).click();
    await expect(treeGrid().getByText(TEXT.divisions.closed(''))).toHaveCount(closed);
    await page.getByRole('search').getByRole('button', { name: TEXT.common.clearFilter }).click();
    const again = await tree.openMenu(nameColumn);
    await again.getByRole('textbox').fill(leaf);
    await page.keyboard.press('Enter');
    await expect(tree.chip(byName)).toBeVisible();
  });

  await test.step('a column of the tree is hidden in the dialog, the tree itself cannot be', async () => {
    const menu = await tree.openMenu(nameColumn);
    await expect(menu.getByRole('button', { name: views.freezeHere, exact: true })).toBeVisible();
    await expect(menu.getByRole('button', { name: views.hideColumn, exact: true })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: views.columns, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: views.columnsTitle });
    await expect(dialog.getByRole('button', { name: views.hide, exact: true })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await dialog.getByRole('option', { name: oid, exact: true }).dblclick();
    await dialog.getByRole('button', { name: views.apply, exact: true }).click();
    await expect(tree.head(oid)).toHaveCount(0);
  });

  await test.step('what is changed in the tree says so', async () => {
    await page.evaluate(async (name) => {
      const answer = await window.kartoteka.divisions.tree({});
      const node = answer.ok ? answer.value.nodes.find((one) => one.name === name) : undefined;
      if (node === undefined) return;
      const edit = {
        kind: 'division',
        id: node.id,
        field: 'plannedPeople',
        from: node.plannedPeople,
        to: 4141,
      } as const;
      await window.kartoteka.divisions.applyEdits({ edits: [edit] });
    }, leaf);
    const changed = treeGrid().getByRole('gridcell').filter({ hasText: leaf }).first();
    await expect(changed).toHaveAccessibleDescription(
      TEXT.staff.grid.changedFields(TEXT.fields['division.plannedPeople']),
    );
  });

  await test.step('going back and forward finds both as they were left', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(staffing.chip(vacant)).toBeVisible();
    await expect.poll(() => staffing.cells.texts(TEXT.fields['staffingPosition.postCode'])).toEqual(posts);
    await page.keyboard.press('Alt+ArrowRight');
    await expect(tree.chip(byName)).toBeVisible();
  });

  await program.close();
  await program.open();
  desk = new Desk(program);
  ({ page } = desk);
  await desk.unlock(CLERK);

  await test.step('so does a new start', async () => {
    await desk.go('staffing');
    staffing = new Heads(program, staffingGrid());
    await expect(staffing.chip(vacant)).toBeVisible();
    await expect(staffing.head(note)).toHaveCount(0);
    await expect(staffing.head(TEXT.fields['staffingPosition.postCode'])).toHaveClass(/rdg-cell-frozen/);
    await expect.poll(() => staffing.cells.texts(TEXT.fields['staffingPosition.postCode'])).toEqual(posts);
    await desk.go('divisions');
    tree = new Heads(program, treeGrid());
    await expect(tree.chip(byName)).toBeVisible();
    await expect(tree.head(oid)).toHaveCount(0);
    await tree.chip(byName).click();
    await expect(tree.chip(byName)).toBeHidden();
  });
});
