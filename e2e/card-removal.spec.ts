import { violations } from './support/axe.ts';
import { ADMINISTRATOR, CHIEF, Desk, TEXT } from './support/desk.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';
import { share } from './support/workstation.ts';

const WORDS = TEXT.worklists.removed;
const DIALOG = TEXT.actions.removeDialog;

test.use({ people: 300 });

test('a card of who has left is deleted, brought back, deleted by a request, and erased for good @card-removal', async ({
  program,
  registry,
}) => {
  test.slow();
  const desk = new Desk(program);
  const requests = new Requests(program);
  const { page } = desk;
  const recoveryKey = await share(desk);
  const table = page.getByRole('table', { name: TEXT.worklists.lists.removed, exact: true });
  const openRemoved = async () => {
    await desk.go('worklists');
    await page.getByRole('tab', { name: new RegExp(`^${TEXT.worklists.lists.removed} \\d`) }).click();
  };
  const dialog = page.getByRole('dialog');
  const remove = async () => {
    await (await desk.cell('Фамилия')).click();
    await page.getByRole('main').getByRole('button', { name: TEXT.actions.menu, exact: true }).click();
    await page.getByRole('menuitem', { name: TEXT.actions.remove, exact: true }).click();
    await expect(dialog.getByText(DIALOG.check.employment)).toBeVisible();
  };

  await test.step('who works here is not deleted, and the way to what is open is shown', async () => {
    await desk.go('staff');
    await remove();
    await expect(dialog.getByRole('button', { name: DIALOG.submit, exact: true })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  const snils = await test.step('who has left is, and comes back as it was', async () => {
    await page.getByRole('combobox', { name: TEXT.staff.employed }).click();
    await page.getByRole('option', { name: TEXT.states.employed.dismissed, exact: true }).click();
    await expect(
      page.getByRole('button', { name: TEXT.staff.removeFilter(TEXT.states.employed.dismissed) }),
    ).toBeVisible();
    const number = (await desk.text('СНИЛС')).replaceAll(/\D/g, '');
    await desk.search(number);
    await remove();
    await dialog.getByRole('button', { name: DIALOG.submit, exact: true }).click();
    await expect(dialog).toBeHidden();
    await openRemoved();
    await expect(table.getByRole('row')).toHaveCount(2);
    await table.getByRole('button', { name: new RegExp(`^${WORDS.restoreOf('')}`) }).click();
    await expect(page.getByText(WORDS.empty, { exact: true })).toBeVisible();
    return number;
  });

  await test.step('deleted once more, the request is signed, and the registry deletes the card', async () => {
    await desk.go('staff');
    await remove();
    await dialog.getByRole('button', { name: DIALOG.submit, exact: true }).click();
    await expect(dialog).toBeHidden();
    await desk.go('requests');
    await page.getByRole('button', { name: TEXT.requests.submit }).click();
    await requests.expectState(1, 'submitted');
    await desk.signOut();
    await desk.unlock(CHIEF);
    await desk.go('requests');
    await requests.choose(1);
    await expect(requests.subjects).toHaveCount(1);
    const { container, password } = registry.sandbox.signing;
    await requests.approve(1, container, password);
    await desk.signInAgain(CHIEF);
    await requests.expectState(1, 'accepted');
    expect(JSON.stringify(await registry.sandbox.resources('Practitioner'))).not.toContain(snils);
    await desk.signOut();
  });

  await test.step('the administrator erases it by name, reason and PIN; that it was is left', async () => {
    await desk.signInAsAnother(ADMINISTRATOR);
    await desk.joinBy(recoveryKey, ADMINISTRATOR);
    await openRemoved();
    const purge = table.getByRole('button', { name: new RegExp(`^${WORDS.purgeOf('')}`) });
    await purge.click();
    const hint = dialog.getByText(new RegExp(`^${WORDS.nameHint('')}`));
    await expect(hint).toBeVisible();
    const name = ((await hint.textContent()) ?? '').slice(WORDS.nameHint('').length);
    await dialog.getByRole('textbox', { name: WORDS.reason }).fill('Отзыв согласия');
    await dialog.getByRole('textbox', { name: WORDS.name }).fill(name);
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: WORDS.confirm, exact: true }).click();
    await desk.confirm(ADMINISTRATOR);
    await expect(table.getByText(WORDS.erased, { exact: true })).toBeVisible();
    await expect(table.getByText(name)).toBeHidden();
    await expect(purge).toBeHidden();
    const journal = await page.evaluate(() => window.kartoteka.journal.verify({}));
    expect(journal).toMatchObject({ ok: true, value: { brokenAt: null } });
  });
});
