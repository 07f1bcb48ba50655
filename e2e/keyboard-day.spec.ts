import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { Keys } from './support/keys.ts';
import { emptyPdf } from './support/pdf.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';
import { workstationOfTwo } from './support/workstation.ts';

const HIRE = TEXT.staff.hireDialog;
const SIGN = TEXT.requests.sign;
const LABEL = TEXT.fields;

test.use({ people: 40 });

test('the day of the desk without a mouse: hire, attach, submit, approve, accepted @keyboard', async ({
  registry,
  program,
}) => {
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-keyboard-'));
  const order = join(folder, 'приказ.pdf');
  await writeFile(order, await emptyPdf(1, 'Приказ'));
  const desk = new Desk(program);
  const { page } = desk;
  const keys = new Keys(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  await workstationOfTwo(desk);

  const unlock = async ({ known, pin }: Account): Promise<void> => {
    const who = page.getByRole('radio', { name: known });
    await keys.seesFocus();
    if (!(await who.isChecked())) {
      await keys.to(page.getByRole('radio', { checked: true }), 'Shift+Tab');
      while (!(await who.isChecked())) await keys.press('ArrowDown');
    }
    await keys.to(page.getByLabel(TEXT.access.pin, { exact: true }));
    await keys.type(pin);
    await page.keyboard.press('Enter');
    await desk.opened();
  };

  await test.step('the clerk unlocks and hires', async () => {
    await unlock(CLERK);
    await keys.press('Control+2');
    await expect(page.getByRole('heading', { level: 1, name: TEXT.shell.sections.staff })).toBeVisible();
    await keys.use(button(TEXT.staff.hire));
    const dialog = page.getByRole('dialog', { name: HIRE.title });
    const fill = async (field: keyof typeof LABEL, text: string) => {
      await keys.to(dialog.getByLabel(LABEL[field]).first());
      await keys.type(text);
    };
    const pick = async (field: keyof typeof LABEL, text: string) => {
      await fill(field, text);
      await expect(page.getByRole('option').first()).toContainText(text, { ignoreCase: true });
      await keys.press('ArrowDown', 'Enter');
    };
    await fill('person.snils', '11223344595');
    await fill('person.lastName', 'Новикова');
    await fill('person.firstName', 'Ольга');
    await fill('person.birthDate', '05.05.1985');
    await keys.press('Enter');
    await pick('person.sex', 'Жен');
    await pick('person.citizenshipCode', 'Росс');
    await keys.use(dialog.getByRole('button', { name: HIRE.next, exact: true }));
    await pick('employment.divisionId', 'Аппарат');
    await pick('employment.postCode', 'врач');
    await fill('employment.personnelNumber', 'К-900');
    await fill('employment.contractNumber', '900');
    await keys.use(dialog.getByRole('button', { name: HIRE.next, exact: true }));
    await expect(dialog.getByText(HIRE.complete)).toBeVisible();
    await keys.use(dialog.getByRole('button', { name: HIRE.submit, exact: true }));
    await expect(dialog).toBeHidden();
    await keys.seesFocus();
  });

  await test.step('the order is attached to the work of the new card', async () => {
    const card = page.getByRole('dialog', { name: new RegExp(`^${TEXT.staff.card.title('')}`) });
    await expect(card).toBeVisible();
    await keys.to(card.getByRole('tab', { name: TEXT.staff.card.tabs.work }));
    await keys.press('Enter');
    await program.answerDialogs({ open: order });
    await keys.use(card.getByRole('button', { name: /^Приложить файл/ }));
    const attach = page.getByRole('dialog', { name: /^Приложить файл/ });
    await keys.use(attach.getByRole('button', { name: TEXT.attachments.chooseFile }));
    await expect(attach).toBeHidden();
    await expect(card.getByText('приказ.pdf')).toBeVisible();
    await keys.seesFocus();
    await keys.press('Escape');
    await expect(card).toBeHidden();
    await keys.seesFocus();
  });

  await test.step('the grid keeps the focus far away and back, and when its rows are others', async () => {
    await keys.to(page.getByRole('searchbox', { name: TEXT.staff.search }));
    await keys.press('Control+a', 'Delete');
    await keys.type('11223344595');
    await expect(desk.grid).toHaveAttribute('aria-rowcount', '2');
    await keys.press('Control+a', 'Delete');
    await expect(desk.grid).not.toHaveAttribute('aria-rowcount', '2');
    await keys.to(desk.grid.locator('[role=gridcell][tabindex="0"], [role=columnheader][tabindex="0"]').first());
    await keys.press('Control+End', 'PageUp', 'Control+Home', 'ArrowDown');
  });

  await test.step('the draft is submitted', async () => {
    await keys.use(button(TEXT.staff.submit), 'Shift+Tab');
    const question = page.getByRole('alertdialog');
    await keys.use(question.getByRole('button', { name: TEXT.staff.submit, exact: true }));
    await expect(question).toBeHidden();
    await keys.seesFocus();
    await page.keyboard.press('Control+l');
    await expect(page.getByRole('heading', { name: TEXT.access.unlockTitle })).toBeVisible();
  });

  await test.step('the chief doctor looks, approves and signs', async () => {
    await unlock(CHIEF);
    await keys.press('Control+7');
    await expect(page.getByRole('heading', { level: 1, name: TEXT.shell.sections.requests })).toBeVisible();
    await keys.use(page.getByRole('list', { name: TEXT.requests.list }).getByRole('button').first());
    await program.answerDialogs({ open: registry.sandbox.signing.container });
    await keys.use(button(TEXT.requests.approve(1)));
    const sign = page.getByRole('dialog');
    await keys.use(sign.getByRole('button', { name: SIGN.chooseFile }));
    await keys.to(sign.getByLabel(SIGN.password));
    await keys.type(registry.sandbox.signing.password);
    await keys.press('Enter');
    await expect(sign.getByText(TEXT.requests.notQualified).first()).toBeVisible();
    await keys.use(sign.getByRole('button', { name: SIGN.submit, exact: true }));
    await expect(sign).toBeHidden();
    await keys.seesFocus();
  });

  await test.step('the registry accepts', async () => {
    await keys.use(button(new RegExp(`^${TEXT.shell.signInAgain}`)));
    await program.browser.signIn(CHIEF);
    await expect(button(new RegExp(`^${TEXT.shell.signInAgain}`))).toBeHidden();
    await keys.press('Control+7');
    await keys.to(page.getByRole('combobox', { name: TEXT.requests.filter }));
    await keys.press('Enter', 'End', 'Enter');
    await keys.use(page.getByRole('list', { name: TEXT.requests.list }).getByRole('button').first());
    await new Requests(program).expectState(1, 'accepted');
    await keys.seesFocus();
  });
  await rm(folder, { recursive: true });
});
