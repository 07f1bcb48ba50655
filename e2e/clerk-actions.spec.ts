import type { Locator } from '@playwright/test';
import { addDays, formatDay } from '#shared/rules/dates.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.actions;
const HIRE = TEXT.staff.hireDialog;
const LABEL = TEXT.fields;
const TODAY = new Date().toLocaleDateString('sv');

test.use({ people: 60 });

test('a clerk hires, transfers, sends on leave, dismisses and merges @clerk-actions', async ({ registry, program }) => {
  test.slow();
  const [original, taken] = await registry.sandbox.resources('Practitioner');
  if (original === undefined || taken === undefined) throw new Error('Nobody in the registry');
  const identifiers = (original.identifier as { readonly value?: string }[]).filter(
    ({ value }) => !/^\d{11}$/.test(value ?? ''),
  );
  await registry.sandbox.put({ ...original, id: 'twin', identifier: identifiers, telecom: [] });

  const desk = new Desk(program);
  await desk.begin(CLERK);
  await desk.go('staff');

  const dialog = (title: string | RegExp): Locator => desk.page.getByRole('dialog', { name: title });
  const press = (within: Locator, name: string): Promise<void> =>
    within.getByRole('button', { name, exact: true }).click();
  const pick = async (within: Locator, label: string, text: string): Promise<void> => {
    await within.getByRole('combobox', { name: label }).fill(text);
    await desk.page.getByRole('option').filter({ hasText: text }).first().click();
  };
  const day = async (within: Locator, label: string, value: string): Promise<void> => {
    const field = within.getByRole('textbox', { name: label });
    await field.fill(formatDay(value));
    await field.press('Tab');
  };
  const act = async (action: string): Promise<void> => {
    await press(desk.page.getByRole('main'), WORDS.menu);
    await desk.page.getByRole('menuitem', { name: action, exact: true }).click();
  };
  const said = (text: string): Promise<void> => expect(desk.page.getByText(text).first()).toBeVisible();

  await test.step('several people chosen in the grid are looked at together', async () => {
    await (await desk.cell('Фамилия')).click();
    await desk.page.keyboard.press('Shift+ArrowDown');
    await press(desk.page.getByRole('main'), TEXT.bulk.menu);
    await desk.page.getByRole('menuitem', { name: TEXT.bulk.transfer, exact: true }).click();
    const transfer = dialog(TEXT.bulk.transferDialog.title);
    await day(transfer, WORDS.transferDialog.date, addDays(TODAY, 10));
    await transfer.getByLabel(LABEL['employment.rate']).fill('0,1');
    await press(transfer, TEXT.bulk.check);
    await expect(transfer.getByRole('table').getByRole('row')).toHaveCount(3);
    await expect(transfer.getByRole('button', { name: TEXT.bulk.transferDialog.submit(2) })).toBeEnabled();
    await press(transfer, TEXT.common.cancel);
    await expect(transfer).toBeHidden();
  });

  const name = 'Новикова Анна Петровна';
  await test.step('a СНИЛС that is taken stops the hiring; what was typed is kept', async () => {
    await press(desk.page.getByRole('main'), TEXT.staff.hire);
    const hire = dialog(HIRE.title);
    const snils = (taken.identifier as { readonly value?: string }[]).find(({ value }) => /^\d{11}$/.test(value ?? ''));
    await hire.getByLabel(LABEL['person.snils']).fill(snils?.value ?? '');
    await hire.getByLabel(LABEL['person.lastName']).fill('Новикова');
    await hire.getByLabel(LABEL['person.firstName']).fill('Анна');
    await hire.getByLabel(LABEL['person.patronymic']).fill('Петровна');
    await day(hire, LABEL['person.birthDate'], '1985-05-05');
    await hire.getByLabel(LABEL['person.lastName']).press('Enter');
    await expect(hire.getByRole('alert')).toContainText(HIRE.snilsTaken);
    await expect(hire.getByRole('button', { name: new RegExp(`^${HIRE.hireAgainOf('')}`) })).toHaveCount(1);
    await desk.page.keyboard.press('Escape');
    await expect(hire).toBeHidden();
    await press(desk.page.getByRole('main'), TEXT.staff.hire);
    await expect(hire.getByText(HIRE.kept)).toBeVisible();
    await expect(hire.getByLabel(LABEL['person.lastName'])).toHaveValue('Новикова');
  });

  await test.step('it also outlives a fall of the program', async () => {
    const hire = (): Locator => dialog(HIRE.title);
    await hire().getByLabel(LABEL['person.patronymic']).fill('Павловна');
    await expect.poll(() => keptPatronymic(program)).toBe('Павловна');
    await program.kill();
    await program.open();
    await desk.unlock(CLERK);
    await desk.go('staff');
    await press(desk.page.getByRole('main'), TEXT.staff.hire);
    await expect(hire().getByText(HIRE.kept)).toBeVisible();
    await expect(hire().getByLabel(LABEL['person.patronymic'])).toHaveValue('Павловна');
    await press(hire(), HIRE.startAnew);
    await expect(hire().getByLabel(LABEL['person.patronymic'])).toHaveValue('');
    await press(hire(), TEXT.common.cancel);
    await press(desk.page.getByRole('main'), TEXT.staff.hire);
    await expect(hire().getByText(HIRE.kept)).toBeHidden();
    await hire().getByLabel(LABEL['person.lastName']).fill('Новикова');
    await hire().getByLabel(LABEL['person.firstName']).fill('Анна');
    await hire().getByLabel(LABEL['person.patronymic']).fill('Петровна');
    await day(hire(), LABEL['person.birthDate'], '1985-05-05');
    await hire().getByLabel(LABEL['person.snils']).fill('112-233-445 95');
    await press(hire(), HIRE.next);
  });

  await test.step('the rest is filled in step by step; what is required and empty is named', async () => {
    const hire = dialog(HIRE.title);
    await pick(hire, LABEL['person.sex'], 'Женский');
    await press(hire, HIRE.next);
    await pick(hire, LABEL['employment.divisionId'], 'Терапевтическое');
    await pick(hire, LABEL['employment.postCode'], 'Врач-терапевт');
    await hire.getByLabel(LABEL['employment.personnelNumber']).fill('7001');
    await press(hire, HIRE.next);
    await hire.getByRole('button', { name: HIRE.fill(LABEL['employment.contractNumber']), exact: true }).click();
    await hire.getByLabel(LABEL['employment.contractNumber']).fill('7001/26');
    await press(hire, HIRE.next);
    await expect(hire.getByText(HIRE.complete)).toBeVisible();
    await press(hire, HIRE.submit);
    await expect(dialog(TEXT.staff.card.title(name))).toBeVisible();
    await desk.page.keyboard.press('Escape');
  });

  await test.step('a transfer is looked at before it is written', async () => {
    await desk.search('112-233-445 95');
    await (await desk.cell('Фамилия')).click();
    await act(WORDS.transfer);
    const transfer = dialog(WORDS.transferDialog.title(name));
    await day(transfer, WORDS.transferDialog.date, addDays(TODAY, 10));
    await transfer.getByLabel(LABEL['employment.rate']).fill('0,5');
    await expect(transfer.getByRole('button', { name: WORDS.transferDialog.submit, exact: true })).toBeDisabled();
    await press(transfer, WORDS.transferDialog.check);
    const line = transfer.getByRole('table').getByRole('row').nth(1);
    await expect(line.getByRole('cell').nth(1)).toContainText(WORDS.rate('1,00'));
    await expect(line.getByRole('cell').nth(2)).toContainText(WORDS.rate('0,50'));
    await press(transfer, WORDS.transferDialog.submit);
    await said(WORDS.transferDialog.done(1));
    await expect(transfer).toBeHidden();
  });

  await test.step('a leave begins; another one over it is refused', async () => {
    const snils = taken.identifier as { readonly value?: string }[];
    await desk.search(snils.find(({ value }) => /^\d{11}$/.test(value ?? ''))?.value ?? '');
    await (await desk.cell('Фамилия')).click();
    for (const refused of [false, true]) {
      await act(WORDS.leave);
      const leave = dialog(/^Отправить в отпуск/);
      await pick(leave, LABEL['leave.leaveReason'], TEXT.states.leaveReason.long);
      await press(leave, WORDS.leaveDialog.submit);
      if (refused) {
        await expect(leave.getByRole('alert')).toContainText('KD-2209');
        await press(leave, TEXT.common.cancel);
      }
      await expect(leave).toBeHidden();
    }
  });

  await test.step('a dismissal names its consequences and does them together', async () => {
    await act(WORDS.dismiss);
    const dismiss = dialog(/^Уволить/);
    const last = addDays(TODAY, 5);
    await day(dismiss, WORDS.dismissDialog.endDate, last);
    const consequences = dismiss.getByRole('region', { name: WORDS.dismissDialog.consequences });
    await expect(consequences).toContainText(WORDS.dismissDialog.closed(formatDay(last)));
    await expect(consequences).toContainText(/Освободится ставка/);
    await expect(consequences).toContainText(/Закроется отпуск: Длительный отпуск/);
    await dismiss.getByRole('textbox', { name: WORDS.dismissDialog.endReason }).fill('п. 3 ч. 1 ст. 77 ТК РФ');
    await press(dismiss, WORDS.dismissDialog.submit);
    await expect(dismiss.getByText(WORDS.dismissDialog.endOrderDateRequired)).toBeVisible();
    await day(dismiss, WORDS.dismissDialog.endOrderDate, TODAY);
    await press(dismiss, WORDS.dismissDialog.submit);
    await expect(dismiss).toBeHidden();
    await expect(await desk.cell('Уволен')).toContainText(formatDay(last));
  });

  await test.step('what is left to be done stands on the card, is ticked off and shown for printing', async () => {
    await press(desk.page.getByRole('main'), TEXT.staff.openCard);
    const card = desk.page.getByRole('dialog');
    await card.getByRole('tab', { name: new RegExp(`^${TEXT.staff.card.tabs.work}`) }).click();
    const tasks = card.getByRole('region', { name: WORDS.dismissDialog.tasks });
    const boxes = tasks.getByRole('checkbox');
    await expect(boxes.first()).toBeVisible();
    const all = await boxes.count();
    await expect(tasks).toContainText(WORDS.dismissDialog.tasksLeft(all, all));
    await boxes.first().check();
    await expect(tasks).toContainText(WORDS.dismissDialog.tasksLeft(all - 1, all));
    await press(tasks, WORDS.dismissDialog.print);
    await (await program.document()).close();
    await desk.page.keyboard.press('Escape');
    await expect(card).toBeHidden();
  });

  await test.step('two cards become one, and two again', async () => {
    await desk.go('worklists');
    await desk.page.getByRole('tab', { name: new RegExp(`^${TEXT.worklists.lists.duplicates} \\d`) }).click();
    const open = desk.page.getByRole('button', {
      name: new RegExp(`^${WORDS.mergeDialog.openOf('', '').split(' и ')[0]}`),
    });
    await expect(open).toHaveCount(1);
    await open.click();
    const merge = dialog(WORDS.mergeDialog.title);
    await expect(merge.getByRole('table').getByRole('row').nth(1)).toBeVisible();
    await press(merge, WORDS.mergeDialog.submit);
    await desk.confirm(CLERK);
    await expect(merge).toBeHidden();
    await expect(open).toHaveCount(0);
    await press(desk.page.getByRole('main'), WORDS.mergeDialog.undo);
    await expect(open).toHaveCount(1);
  });
});

/** As the store has it. */
async function keptPatronymic(program: Program): Promise<string | null> {
  const answer = await program.page.evaluate(() => window.kartoteka.staff.hireDraft({}));
  return answer.ok ? (answer.value.draft?.form['person/patronymic'] ?? null) : answer.error.code;
}
