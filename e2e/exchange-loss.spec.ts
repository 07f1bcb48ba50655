import { violations } from './support/axe.ts';
import { CHIEF, Desk, TEXT } from './support/desk.ts';
import type { SandboxProcess } from './support/sandbox.ts';
import { expect, test } from './support/test.ts';
import { listed } from './support/workstation.ts';

const { loss: WORDS, state: STATE } = TEXT.exchange;
const REASON = 'Больницу закрыли, сотрудников передали';

/** From now on the registry knows nobody of a type: its history is lost, and so is everything in it. */
function without(type: string): Parameters<SandboxProcess['spoil']>[0] {
  const history = { path: `/fhir/${type}/_history`, action: 'status' } as const;
  const nobody = JSON.stringify({ resourceType: 'Bundle', type: 'history', entry: [] });
  return [
    { ...history, status: 410, times: 1 },
    { ...history, status: 200, contentType: 'application/fhir+json', body: nobody },
    { path: `/fhir/${type}/`, action: 'status', status: 410 },
  ];
}

test('the chief doctor decides about a registry that lost its people @sync', async ({
  registry: { sandbox },
  program,
}) => {
  test.slow();
  const desk = new Desk(program);
  const { page } = desk;
  const main = page.getByRole('main');
  const dialog = page.getByRole('alertdialog');
  await desk.begin(CHIEF);
  const people = await listed(program);
  expect(people).toBeGreaterThan(0);

  await test.step('nothing is taken, and the page says why', async () => {
    await sandbox.spoil([...without('Practitioner'), ...without('PractitionerRole')]);
    await desk.go('exchange');
    await page.getByRole('button', { name: TEXT.exchange.run, exact: true }).click();
    await expect(main.getByText(WORDS.title)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: 'test-results/exchange-loss.png' });
    expect(await listed(program)).toBe(people);
  });

  await test.step('the decision shows what would go, and wants to know why', async () => {
    await page.getByRole('button', { name: WORDS.decide }).click();
    const row = dialog.getByRole('row').filter({ hasText: TEXT.states.entity.person });
    await expect(row.getByRole('cell')).toHaveText([TEXT.states.entity.person, '40', '40', '0']);
    await dialog.getByRole('button', { name: /^Удалить/ }).click();
    await expect(dialog.getByText(WORDS.reasonRequired)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: 'test-results/exchange-loss-dialog.png' });
    await dialog.getByRole('textbox', { name: WORDS.reason }).fill(REASON);
    await dialog.getByRole('button', { name: /^Удалить/ }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('that one exchange goes through, and the list follows it', async () => {
    await expect(main.getByText(STATE.idle)).toBeVisible();
    await expect(main.getByText(WORDS.title)).toBeHidden();
    await expect.poll(() => listed(program)).toBe(0);
  });
});
