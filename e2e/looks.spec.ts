import type { Page } from '@playwright/test';
import { messages } from '#shared/text/translate.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { resize } from './support/looks.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

const ENGLISH = messages('en');

test('what is chosen in the settings is seen at once, in the native menu too, and after a restart @a11y', async ({
  program,
}) => {
  const desk = await openDesk(program);
  await desk.go('settings');
  const { page } = desk;
  const before = await sizes(page);
  await page.getByRole('radio', { name: TEXT.shell.themes.contrast }).check();
  await page.getByRole('radio', { name: TEXT.settings.fontSizes.large, exact: true }).check();
  await page.getByRole('radio', { name: TEXT.settings.percent(150) }).check();
  await page.getByRole('radio', { name: TEXT.shell.languages.en }).check();
  await expect(page.getByRole('heading', { level: 1, name: ENGLISH.settings.title })).toBeVisible();
  await expect.poll(() => menuTitles(program)).toContain(ENGLISH.main.menu.view);
  await program.close();
  await program.open();
  await expect(program.page.getByRole('heading', { name: ENGLISH.access.unlockTitle })).toBeVisible();
  await expect(program.page.locator('[data-theme=contrast]').first()).toBeVisible();
  await expect.poll(async () => (await sizes(program.page)).width).toBe(Math.round(before.width / 1.5));
  await expect.poll(async () => (await sizes(program.page)).letters).toBeGreaterThan(before.letters);
});

test('saving and the exchange are told politely, a refusal at once @a11y', async ({ program, registry }) => {
  const desk = await openDesk(program);
  await desk.go('staff');
  const polite = desk.page.locator('[data-announcements=polite]');
  const assertive = desk.page.locator('[data-announcements=assertive]');
  await expect(polite).toHaveAttribute('aria-live', 'polite');
  await expect(assertive).toHaveAttribute('aria-live', 'assertive');
  await expect(polite).toContainText(/Обмен \d/);
  await desk.type('Телефон', '+7 900 000-00-01');
  await expect(polite).toContainText(/Сохранено \d\d:\d\d/);
  await expect(assertive).toHaveText('');
  await registry.stop();
  await desk.exchange();
  await expect(polite.or(assertive).filter({ hasText: new RegExp(`${TEXT.shell.offline}|KD-4001`) })).toHaveCount(1);
});

test('a tooltip comes with the pointer and with the focus, stays under the pointer, goes with Esc @a11y', async ({
  program,
}) => {
  const desk = await openDesk(program);
  const { page } = desk;
  await resize(program, 1024, 640);
  await page.clock.install();
  const item = page.getByRole('navigation', { name: TEXT.shell.menu }).getByRole('button').nth(1);
  const tooltip = page.getByRole('tooltip');
  await item.hover();
  await expect(tooltip).toBeVisible();
  await tooltip.hover();
  // Longer than it takes to go away once the pointer is nowhere.
  await page.clock.fastForward(1_000);
  await expect(tooltip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tooltip).toBeHidden();
  await page.mouse.move(600, 300);
  await item.focus();
  await page.keyboard.press('Tab');
  await expect(tooltip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tooltip).toBeHidden();
});

test('who wants no movement sees none; colours of the system are honoured @a11y', async ({ program }) => {
  // Before anything moves: what has begun to move goes on.
  await program.page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  const desk = await openDesk(program);
  const { page } = desk;
  await desk.go('staff');
  await page.getByRole('button', { name: TEXT.staff.hire, exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...document
        .getAnimations()
        .map(({ effect }) => effect)
        // The clock of a message is an animation in which nothing moves.
        .filter((effect) => !(effect instanceof KeyframeEffect && effect.target?.matches('[data-timer-status]')))
        .map((effect) => Number(effect?.getComputedTiming().duration ?? 0)),
    ),
  );
  expect(longest).toBeLessThanOrEqual(10);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const [menu, system] = await page.evaluate(() => {
    const probe = document.createElement('i');
    probe.style.cssText = 'background-color: Canvas';
    document.body.append(probe);
    const canvas = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return [getComputedStyle(document.querySelector('main') ?? document.body).backgroundColor, canvas];
  });
  expect(menu).toBe(system);
});

async function openDesk(program: Program): Promise<Desk> {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  return desk;
}

function menuTitles(program: Program): Promise<string[]> {
  return program.application.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
}

/** Of the window and of the letters in it, in pixels of the page. */
function sizes(page: Page): Promise<{ readonly width: number; readonly letters: number }> {
  return page.evaluate(() => ({
    width: window.innerWidth,
    letters: Number.parseFloat(getComputedStyle(document.querySelector('[data-theme]') ?? document.body).fontSize),
  }));
}
