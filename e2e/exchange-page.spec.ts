import type { Locator } from '@playwright/test';
import { violations } from './support/axe.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Disputes } from './support/disputes.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.exchange;

test('a clerk decides a difference by keyboard, checks the way and reads how it went @sync', async ({
  registry,
  program,
}) => {
  test.slow();
  const desk = new Desk(program);
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  await desk.begin(CLERK);

  const cell = await test.step('what is changed here and there is marked in its cell', async () => {
    const [person] = (await registry.sandbox.resources('Practitioner')) as unknown as Person[];
    if (person === undefined) throw new Error('nobody there');
    await desk.go('staff');
    const snils = person.identifier.find(({ system }) => /snils/.test(system ?? ''))?.value ?? '';
    await desk.search(snils.replace(/\D/g, ''));
    await desk.type('Телефон', '+7 900 000-00-01');
    await expect(desk.status(/^Сохранено \d/)).toBeVisible();
    await registry.sandbox.put({ ...person, telecom: [{ system: 'phone', value: '+79001112233' }] });
    await desk.exchange();
    await expect(desk.status(TEXT.shell.conflicts(1))).toBeVisible();
    const cell = await desk.cell('Телефон');
    await expect(cell).toHaveAttribute('aria-description', WORDS.conflicts.mark);
    return cell;
  });

  await test.step('the dialog shows both sides; the choice is made without a mouse', async () => {
    await cell.click();
    await page.keyboard.press('Alt+Enter');
    await expect(dialog.getByText(WORDS.conflicts.theirsText)).toBeVisible();
    await expect(dialog.getByRole('table')).toContainText('111-22-33');
    await expect(dialog.getByRole('table')).toContainText('000-00-01');
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: 'test-results/exchange-difference.png' });
    await dialog.getByRole('radio', { name: WORDS.conflicts.theirs }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(await desk.cell('Телефон')).toContainText('111-22-33');
    await expect(await desk.cell('Телефон')).not.toHaveAttribute('aria-description', WORDS.conflicts.mark);
  });

  await test.step('the tree and the staffing table mark theirs and are decided in their cells', async () => {
    const [rate, name] = [TEXT.fields['staffingPosition.rate'], TEXT.divisions.columns.name];
    const disputes = new Disputes(program, desk, registry.sandbox);
    const mark = async (cell: Promise<Locator>) =>
      expect(await cell).toHaveAttribute('aria-description', WORDS.conflicts.mark);
    const decide = async (choice: 'mine' | 'theirs', mine: string, theirs: string) => {
      await expect(dialog.getByRole('table')).toContainText(mine);
      await expect(dialog.getByRole('table')).toContainText(theirs);
      await dialog.getByRole('radio', { name: WORDS.conflicts[choice] }).check();
      await dialog.getByRole('button', { name: WORDS.conflicts.apply, exact: true }).click();
      await expect(dialog).toBeHidden();
    };
    await disputes.aboutDivision('+7 900 000-00-02', '+79004445566');
    const post = await disputes.aboutRate('9,5', 12.25);
    await desk.exchange();
    await expect(desk.status(TEXT.shell.conflicts(2))).toBeVisible();
    await mark(disputes.staffing.cell(rate, 0));
    await (await disputes.staffing.cell(rate, 0)).click();
    await page.keyboard.press('Alt+Enter');
    await expect(dialog).toContainText(post);
    await decide('mine', '9,50', '12,25');
    await disputes.staffing.shows(rate, ['9,50']);
    await expect(await disputes.staffing.cell(rate, 0)).toHaveAttribute('aria-description', TEXT.staff.grid.changed);
    await desk.go('divisions');
    await mark(disputes.tree.cell(name, 0));
    await (await disputes.tree.cell(name, 0)).locator('.kg-icon').last().click();
    await decide('theirs', '000-00-02', '444-55-66');
    await expect(await disputes.tree.cell(name, 0)).not.toHaveAttribute('aria-description');
    await expect(desk.status(TEXT.shell.conflicts(2))).toBeHidden();
  });

  await test.step('the way to the registry is whole', async () => {
    await desk.go('exchange');
    await page.getByRole('button', { name: WORDS.check, exact: true }).click();
    await expect(page.getByText(WORDS.checking.allWell)).toBeVisible();
  });

  await test.step('a broken step is named', async () => {
    await registry.sandbox.spoil([{ path: '/fhir/Task', action: 'status', status: 403 }]);
    await page.getByRole('button', { name: WORDS.checking.again }).click();
    await expect(page.getByText(WORDS.checking.broken(WORDS.checking.steps.permissions))).toBeVisible();
  });

  await test.step('the history has the exchanges with what they brought', async () => {
    await page.getByRole('tab', { name: new RegExp(`^${WORDS.tabs.sessions}`) }).click();
    const rows = page.getByRole('table', { name: WORDS.tabs.sessions }).getByRole('row');
    await expect(rows.last()).toContainText(WORDS.sessions.outcome.success);
    await page.getByRole('tab', { name: new RegExp(`^${WORDS.tabs.health}`) }).click();
    await expect(page.getByText(WORDS.health.databaseBytes)).toBeVisible();
  });

  await test.step('planned works are told above every section, what is not signed as it should be is not', async () => {
    const { bulletins, journal } = TEXT;
    const [genuine, forged] = ['Обновление реестра', 'Пришлите пароль'];
    const banner = page.getByText(bulletins.head(bulletins.severity.works, genuine));
    await registry.sandbox.calm();
    await registry.sandbox.publish({ severity: 'outage', title: forged, forged: true });
    await registry.sandbox.publish({ severity: 'works', title: genuine, text: 'Ночью обмен не работает.' });
    await desk.exchange();
    await expect(banner).toBeVisible();
    await page.getByRole('button', { name: bulletins.dismiss(genuine) }).click();
    await expect(banner).toBeHidden();
    await desk.go('home');
    const list = page.getByRole('list', { name: bulletins.title });
    await expect(list.getByRole('listitem')).toHaveText([new RegExp(genuine)]);
    await expect(page.getByText(forged)).toBeHidden();
    await desk.go('journal');
    await expect(page.getByText(journal.actions['bulletins.forged'] ?? '').first()).toBeVisible();
    await expect(page.getByText(journal.actions['bulletins.taken'] ?? '').first()).toBeVisible();
  });
});

interface Person {
  readonly [key: string]: unknown;
  readonly name: readonly { readonly family: string }[];
  readonly identifier: readonly { readonly system?: string; readonly value?: string }[];
}
