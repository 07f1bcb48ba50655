import type { Page } from '@playwright/test';
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';
import { tile } from './support/tiles.ts';
import { share } from './support/workstation.ts';

const HOME = TEXT.home;
const WORDS = TEXT.notifications;
const JOBS = TEXT.jobs;

test.use({ people: 300 });

test('the first page counts the day, and the bell tells each what concerns them @home', async ({ program }) => {
  test.slow();
  const desk = new Desk(program);
  const requests = new Requests(program);
  const page = () => desk.page;
  await share(desk);

  await test.step('every tile of the clerk opens its list with as many in it', async () => {
    for (const [title, bucket] of Object.entries(HOME.expiring).map(([key, text]) => [text, key] as const)) {
      const count = await tile(page(), title).count();
      await tile(page(), title).open();
      const filter = page().getByRole('combobox', { name: TEXT.worklists.expiring.bucket });
      await expect(filter).toContainText(TEXT.worklists.expiring.bucketOf[bucket as 'overdue']);
      await expect(page().getByRole('tab', { selected: true })).toContainText(TEXT.worklists.lists.expiring);
      await expect(filter).toContainText(`: ${count}`);
      await desk.go('home');
    }
    for (const [title, list] of [
      [HOME.complete, 'completeness'],
      [HOME.duplicates, 'duplicates'],
      [HOME.differences, 'differences'],
      [HOME.conflicts, 'differences'],
    ] as const) {
      await tile(page(), title).open();
      await expect(page().getByRole('tab', { selected: true })).toContainText(TEXT.worklists.lists[list]);
      await desk.go('home');
    }
    await tile(page(), HOME.errors).open();
    await expect(page().getByRole('heading', { level: 1, name: TEXT.staff.title })).toBeVisible();
    await desk.go('home');
    await tile(page(), HOME.people).open();
    await expect(desk.grid).toBeVisible();
    await desk.go('home');
    await tile(page(), HOME.divisions).open();
    await expect(page().getByRole('treegrid')).toBeVisible();
  });

  await test.step('what the clerk edits is a draft on the first page, then it waits for approval', async () => {
    await desk.go('staff');
    await desk.type('Телефон', '+7 900 000-00-01');
    await expect(desk.status(/^Сохранено \d/)).toBeVisible();
    await desk.go('home');
    await expect.poll(() => tile(page(), HOME.drafts).count()).toBe(1);
    await tile(page(), HOME.drafts).open();
    const list = page().getByRole('list', { name: TEXT.requests.list });
    await expect(list.getByRole('button')).toHaveCount(1);
    await expect(list.getByText(TEXT.requests.expected.submit)).toBeVisible();
    await page().getByRole('button', { name: TEXT.requests.submit }).click();
    await requests.expectState(1, 'submitted');
    await desk.go('home');
    await expect.poll(() => tile(page(), HOME.submitted).count()).toBe(1);
    await tile(page(), HOME.submitted).open();
    await expect(list.getByText(TEXT.requests.expected.approverDecides)).toBeVisible();
    await desk.signOut();
  });

  await test.step('the chief doctor is told at the start, has the bell and the tile, and returns it', async () => {
    await desk.unlock(CHIEF);
    await expect(
      page()
        .getByText(/^Пока вас не было: /)
        .last(),
    ).toBeVisible();
    await expect.poll(() => tile(page(), HOME.toApprove).count()).toBe(1);
    await tile(page(), HOME.toApprove).open();
    await expect(page().getByRole('list', { name: TEXT.requests.list }).getByRole('button')).toHaveCount(1);
    await desk.go('home');
    const line = await told(page(), /^Заявка № 1: согласуйте или верните/);
    await expect(line).toContainText(WORDS.word.action);
    await expect(line).toContainText(WORDS.unread);
    await line.click();
    await expect(page().getByRole('region', { name: TEXT.requests.number(1) })).toBeVisible();
    await returnAll(page(), 'Уточните номер');
    await desk.go('home');
    await expect.poll(() => tile(page(), HOME.toApprove).count()).toBe(0);
    await desk.signOut();
  });

  await test.step('the clerk is told that it came back and why, and reads all at once', async () => {
    await desk.unlock(CLERK);
    await expect(
      page()
        .getByText(/^Пока вас не было: /)
        .last(),
    ).toBeVisible();
    await expect.poll(() => tile(page(), HOME.returned).count()).toBe(1);
    const line = await told(page(), /^Заявка № 1 возвращена/);
    await expect(line).toContainText('Уточните номер');
    await page().getByRole('button', { name: WORDS.markAllRead }).click();
    await page().keyboard.press('Escape');
    await expect(bell(page())).toHaveAccessibleName(WORDS.bell(0));
  });

  await test.step('in quiet hours the bell alone knows, also after a restart; what was missed comes up after them', async () => {
    await desk.go('settings');
    await page().getByRole('switch', { name: WORDS.preferences.quiet }).click();
    // The same hour twice is the whole day.
    await page().getByLabel(WORDS.preferences.from, { exact: true }).fill('08:00');
    await page().getByLabel(WORDS.preferences.to, { exact: true }).fill('08:00');
    await expect.poll(() => page().evaluate(quietHours)).toEqual({ from: '08:00', to: '08:00' });
    await desk.go('requests');
    await requests.choose(1);
    await page().getByRole('button', { name: TEXT.requests.reopen }).click();
    await page().getByRole('button', { name: TEXT.requests.submit }).click();
    await requests.expectState(1, 'submitted');
    await desk.signOut();
    await desk.unlock(CHIEF);
    await desk.go('requests');
    await returnAll(page(), 'Ещё раз');
    await program.close();
    await program.open();
    await desk.unlock(CLERK);
    await expect(bell(page())).toHaveAccessibleName(WORDS.bell(1));
    await expect(page().getByText(/^(Заявка № 1 возвращена|Пока вас не было)/)).toHaveCount(0);
    await desk.go('settings');
    await page().getByRole('switch', { name: WORDS.preferences.quiet }).click();
    await expect(
      page()
        .getByText(/^Заявка № 1 возвращена/)
        .last(),
    ).toBeVisible();
    await page().getByRole('button', { name: TEXT.shell.dismiss }).last().click();
  });
});

test('long work goes on while other pages are open, and is stopped from the status bar @home', async ({
  registry,
  program,
}) => {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  const bar = page.getByRole('contentinfo');
  await registry.sandbox.spoil([{ path: '/fhir/CodeSystem', action: 'slow', ms: 240_000 }]);

  await desk.go('dictionaries');
  await page.getByRole('button', { name: TEXT.dictionaries.registry.check }).click();
  await desk.go('journal');
  const button = bar.getByRole('button', { name: JOBS.button(1, 0) });
  await expect(button).toBeVisible();
  await page.reload();
  await desk.opened();
  await button.click();
  const list = page.getByRole('list', { name: JOBS.title });
  const title = JOBS.titles['dictionaries.checkRegistry'];
  await expect(list.getByText(title)).toBeVisible();
  await expect(list.getByRole('progressbar', { name: title })).toBeVisible();
  await list.getByRole('button', { name: JOBS.stop(title) }).click();
  // Long before the registry would have answered.
  await expect(list).toBeHidden();
  await expect(button).toBeHidden();
});

/** Gives the request that is shown back to its author. */
async function returnAll(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: TEXT.requests.returnAll }).click();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await dialog.getByLabel(TEXT.requests.returnReason).fill(reason);
  await dialog.getByRole('button', { name: TEXT.requests.returnConfirm }).click();
  await expect(dialog).toBeHidden();
}

const bell = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Уведомления/ });

/** Opens the bell; the line that says so. */
async function told(page: Page, text: RegExp) {
  await bell(page).click();
  const line = page
    .getByRole('list', { name: WORDS.title })
    .getByRole('button')
    .filter({ has: page.getByText(text) });
  await expect(line).toHaveCount(1);
  return line;
}

async function quietHours(): Promise<unknown> {
  const settings = await window.kartoteka.notifications.settings({});
  return settings.ok ? settings.value.quietHours : settings.error;
}
