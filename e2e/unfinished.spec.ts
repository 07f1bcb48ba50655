import { CLERK, Desk, TEXT } from './support/desk.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

const CARD = /^Карточка/;

test('what is being typed into a card is there again after a power cut, and can be finished @kill', async ({
  program,
}) => {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  await openFirst(desk);
  const phone = () =>
    desk.page
      .getByRole('dialog', { name: CARD })
      .getByRole('textbox', { name: TEXT.fields['person.phone'], exact: true });
  await phone().fill('8 900 000-00');
  await expect.poll(() => kept(program)).toEqual(['8 900 000-00']);
  await program.kill();
  await program.open();
  await desk.unlock(CLERK);
  await openFirst(desk);
  await expect(phone()).toHaveValue('8 900 000-00');
  const card = desk.page.getByRole('dialog', { name: CARD });
  await expect(card.getByText(TEXT.errors['KD-3032']({}).title).first()).toBeVisible();
  await phone().fill('8 900 000-00-77');
  await phone().press('Tab');
  await expect(card.getByText(TEXT.staff.card.unsaved(1))).toBeHidden();
  await expect.poll(() => kept(program)).toEqual([]);
});

/** The card of the first row. */
async function openFirst(desk: Desk): Promise<void> {
  await desk.go('staff');
  await (await desk.cell('Фамилия')).click();
  await desk.page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).click();
}

/** What is kept of the typing. */
function kept({ page }: Program) {
  return page.evaluate(async () => {
    const unsaved = await window.kartoteka.edits.unsaved({ sheet: 'staff' });
    return unsaved.ok ? unsaved.value.values.map(({ text }) => text) : unsaved.error.code;
  });
}
