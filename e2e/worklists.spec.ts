import { CLERK, Desk, TEXT } from './support/desk.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.worklists;

test.use({ people: 300 });

test('a clerk walks the lists of what to mend @worklists', async ({ program }) => {
  test.slow();
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  const tab = (list: keyof typeof WORDS.lists) =>
    page.getByRole('tab', { name: new RegExp(`^${WORDS.lists[list]} \\d`) });
  const table = (list: keyof typeof WORDS.lists) => page.getByRole('table', { name: WORDS.lists[list], exact: true });
  const rows = (list: keyof typeof WORDS.lists) => table(list).getByRole('row');

  const name = await test.step('a changed birth date comes into the differences with its request', async () => {
    await desk.go('staff');
    const snils = (await desk.text('СНИЛС')).replaceAll(/\D/g, '');
    await desk.search(snils);
    await desk.type('Дата рождения', '01.02.1975');
    await expect(desk.status(/^Сохранено \d/)).toBeVisible();
    await desk.go('worklists');
    await tab('differences').click();
    const row = page.getByRole('table', { name: WORDS.differences.ours }).getByRole('row').nth(1);
    await expect(row).toContainText('01.02.1975');
    await expect(row).toContainText(TEXT.states.request.draft);
    return (await row.getByRole('button').first().textContent()) ?? '';
  });

  await test.step('it would not match in РЭМД, and the card opens from there at the field', async () => {
    await tab('readiness').click();
    await expect(rows('readiness')).toHaveCount(2);
    await expect(rows('readiness').nth(1)).toContainText('VALUE_MISMATCH_METADATA_AND_FRMR');
    await page.getByRole('button', { name: WORDS.openCard(name) }).click();
    const card = page.getByRole('dialog', { name: TEXT.staff.card.title(name) });
    await expect(card.getByLabel(TEXT.fields['person.birthDate'])).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('gaps are counted, found by a name and walked by keyboard', async () => {
    await desk.go('worklists');
    await expect(tab('completeness')).not.toHaveText(/ 0/);
    await expect(rows('completeness').nth(2)).toBeVisible();
    const links = table('completeness').getByRole('button');
    await links.first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(links.nth(1)).toBeFocused();
    const found = (await links.nth(1).textContent()) ?? '';
    await page.getByRole('searchbox', { name: WORDS.search }).fill(found);
    await expect(rows('completeness')).toHaveCount(2);
    await expect(rows('completeness').nth(1)).toContainText(found);
  });

  await test.step('what expires is filtered by its term', async () => {
    await tab('expiring').click();
    await expect(rows('expiring').nth(1)).toContainText('просрочено');
    await page.getByRole('combobox', { name: WORDS.expiring.bucket }).click();
    const option = page.getByRole('option', { name: new RegExp(`^${WORDS.expiring.bucketOf.in30}`) });
    await expect(option).toHaveText(/: \d+$/);
    const count = Number(((await option.textContent()) ?? '').split(':')[1]);
    await option.click();
    await expect(rows('expiring')).toHaveCount(count + 1);
    await expect(table('expiring').getByText('просрочено')).toHaveCount(0);
  });

  await test.step('the clinic says that a post needs no admission', async () => {
    await tab('admission').click();
    const post = (await rows('admission').nth(1).getByRole('cell').nth(1).textContent()) ?? '';
    const before = await rows('admission').filter({ hasText: post }).count();
    expect(before).toBeGreaterThan(0);
    await page.getByRole('button', { name: WORDS.admission.rules }).click();
    await page.getByRole('checkbox', { name: WORDS.admission.neededFor(post), exact: true }).click();
    await expect(page.getByText(WORDS.admission.saved).first()).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: TEXT.common.close, exact: true }).click();
    await expect(rows('admission').filter({ has: page.getByRole('cell', { name: post, exact: true }) })).toHaveCount(0);
  });

  await test.step('a clinic without doubles says so', async () => {
    await tab('duplicates').click();
    await expect(page.getByText(WORDS.duplicates.empty)).toBeVisible();
  });
});
