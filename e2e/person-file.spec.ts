import { violations } from './support/axe.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.staff.card;
const LABEL = TEXT.fields;

test.use({ people: 60 });

test('records of a file are added, corrected and taken out on the card @person-file', async ({ program }) => {
  test.slow();
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  await desk.go('staff');
  const snils = (await desk.text('СНИЛС')).replaceAll(/\D/g, '');
  await desk.search(snils);
  await (await desk.cell('СНИЛС')).click();
  await page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).first().click();
  const card = page.getByRole('dialog', { name: new RegExp(`^${WORDS.title('')}`) });
  await card.getByRole('tab', { name: WORDS.tabs.education }).click();

  await test.step('the portfolio is printed from what is approved', async () => {
    await card.getByRole('button', { name: TEXT.common.print, exact: true }).click();
    await page.getByRole('menuitem', { name: TEXT.papers.portfolio, exact: true }).click();
    const words = await program.takeDocument();
    expect(words).toContain(TEXT.documents.portfolio.title);
    expect(words).toContain(TEXT.documents.portfolio.employments);
    expect(words).toContain(`${snils.slice(0, 3)}-${snils.slice(3, 6)}-${snils.slice(6, 9)} ${snils.slice(9)}`);
    expect(words).toMatch(/стр\. 1 из \d/);
  });

  await test.step('a certificate comes out under its number, again as a duplicate, and is cancelled', async () => {
    const PAPERS = TEXT.papers;
    const number = '№ 1 от ';
    await card.getByRole('button', { name: TEXT.common.print, exact: true }).click();
    await page.getByRole('menuitem', { name: PAPERS.write, exact: true }).click();
    await expect(page.getByRole('button', { name: PAPERS.dialog.register, exact: true })).toBeEnabled();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: PAPERS.dialog.register, exact: true }).click();
    const original = await program.takeDocument();
    expect(original).toContain(number);
    expect(original).not.toContain(TEXT.documents.papers.duplicate);

    await card.getByRole('button', { name: TEXT.common.print, exact: true }).click();
    await page.getByRole('menuitem', { name: PAPERS.givenOf, exact: true }).click();
    const given = page.getByRole('dialog', { name: new RegExp(`^${PAPERS.given.titleOf('')}`) });
    await expect(given.getByText(PAPERS.given.states.given, { exact: true })).toBeVisible();
    const actions = given.getByRole('button', { name: new RegExp(`^${PAPERS.given.actionsOf('')}`) });
    await actions.click();
    await page.getByRole('menuitem', { name: PAPERS.given.duplicate, exact: true }).click();
    const duplicate = await program.takeDocument();
    expect(duplicate).toContain(number);
    expect(duplicate).toContain(TEXT.documents.papers.duplicate);
    await expect(given.getByText(PAPERS.given.duplicates(1))).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await actions.click();
    await page.getByRole('menuitem', { name: PAPERS.given.cancel, exact: true }).click();
    const question = page.getByRole('alertdialog');
    await question.getByLabel(PAPERS.cancelDialog.reason).fill('Опечатка');
    await question.getByRole('button', { name: PAPERS.cancelDialog.submit, exact: true }).click();
    await expect(given.getByText(PAPERS.given.states.cancelled, { exact: true })).toBeVisible();
    await expect(actions).toBeHidden();
    await given.getByRole('button', { name: TEXT.common.close, exact: true }).click();
    await expect(given).toBeHidden();
  });

  const records = card.getByRole('group', { name: TEXT.states.entity.award });
  await expect(card.getByRole('button', { name: WORDS.add.award })).toBeVisible();
  const before = await records.count();

  await test.step('an award is added; a draft holds it', async () => {
    await card.getByRole('button', { name: WORDS.add.award }).click();
    const dialog = page.getByRole('dialog', { name: WORDS.add.award });
    await dialog.getByLabel(LABEL['award.name']).fill('Почётная грамота');
    await dialog.getByLabel(LABEL['award.number']).fill('15');
    await dialog.getByLabel(LABEL['award.awardDate']).fill('01.02.2025');
    await dialog.getByRole('button', { name: WORDS.addVerb, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(records).toHaveCount(before + 1);
    await expect(card.getByText(TEXT.states.request.draft)).toBeVisible();
  });

  await test.step('its number is corrected on the card', async () => {
    const added = records.first();
    await expect(added.getByLabel(LABEL['award.name'])).toHaveValue('Почётная грамота');
    await added.getByLabel(LABEL['award.number']).fill('16');
    await added.getByLabel(LABEL['award.name']).focus();
    // Behind the card, where no reader of the screen looks for it.
    await expect(page.locator('footer').getByText(/^Сохранено \d/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(added.getByLabel(LABEL['award.number'])).toHaveValue('15');
    await page.keyboard.press('Control+y');
    await expect(added.getByLabel(LABEL['award.number'])).toHaveValue('16');
  });

  await test.step('a refused value stays with its reason and harms nothing else', async () => {
    const added = records.first();
    const date = added.getByLabel(LABEL['award.awardDate']);
    await date.fill('31.02.2025');
    await added.getByLabel(LABEL['award.name']).fill('Благодарность');
    await added.getByLabel(LABEL['award.number']).focus();
    await expect(card.getByText(WORDS.unsaved(1))).toBeVisible();
    await expect(date).toHaveValue('31.02.2025');
    await card.getByRole('button', { name: TEXT.staff.restoreAll }).click();
    await expect(date).toHaveValue('01.02.2025');
    await expect(added.getByLabel(LABEL['award.name'])).toHaveValue('Благодарность');
    await expect(card.getByText(WORDS.unsaved(1))).toBeHidden();
  });

  await test.step('tabs are walked by keyboard', async () => {
    await page.keyboard.press('Control+Tab');
    await expect(card.getByRole('tab', { name: WORDS.tabs.documents })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Control+Shift+Tab');
    await expect(card.getByRole('tab', { name: WORDS.tabs.education })).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('it is taken out again and nothing is left in the draft', async () => {
    await records
      .first()
      .getByRole('button', { name: WORDS.removeOne(TEXT.states.entity.award) })
      .click();
    await page.getByRole('alertdialog').getByRole('button', { name: WORDS.removeVerb, exact: true }).click();
    await expect(records).toHaveCount(before);
    await expect(card.getByText(TEXT.states.request.draft)).toBeHidden();
  });

  await test.step('a document of the registry is taken out by a request that says so', async () => {
    await card.getByRole('tab', { name: WORDS.tabs.documents }).click();
    const documents = card.getByRole('group', { name: TEXT.states.entity.document });
    await expect(documents).toHaveCount(1);
    await documents.getByRole('button', { name: WORDS.removeOne(TEXT.states.entity.document) }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: WORDS.removeVerb, exact: true }).click();
    await expect(documents).toHaveCount(0);
    await card.getByRole('button', { name: WORDS.openRequest }).click();
    await expect(page.getByText(TEXT.requests.removedEntity)).toBeVisible();
  });
});
