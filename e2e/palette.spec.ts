import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { asLatinLayout } from '#shared/text/fold.ts';
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { Keyboard } from './support/keyboard.ts';
import { settled } from './support/settled.ts';
import { expect, test } from './support/test.ts';

test.use({ people: 120 });

const WORDS = TEXT.commands.palette;
const FOLDER = join(import.meta.dirname, '../test-results/screens');

class Palette {
  readonly #page: Page;
  readonly #keyboard: Keyboard;

  constructor(page: Page) {
    this.#page = page;
    this.#keyboard = new Keyboard(page);
  }

  get dialog() {
    return this.#page.getByRole('dialog', { name: WORDS.title });
  }

  get box() {
    return this.dialog.getByRole('combobox');
  }

  get options() {
    return this.dialog.getByRole('option');
  }

  async find(text: string): Promise<void> {
    await this.#page.keyboard.press('Control+KeyK');
    await expect(this.box).toBeFocused();
    await this.#keyboard.type(text);
  }
}

test('what is done for many, and how the list is looked at, begin in the palette too @palette', async ({ program }) => {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  const palette = new Palette(page);
  const { names } = TEXT.commands;
  const run = async (name: string) => {
    await palette.find(name.toLowerCase().replaceAll(/[^а-яё ]/g, ''));
    await expect(palette.options.first()).toContainText(name);
    await page.keyboard.press('Enter');
    await expect(palette.dialog).toBeHidden();
  };
  await run(names['view.dismissed']);
  await expect(page.getByRole('button', { name: names['view.dismissed'] })).toBeVisible();
  await run(names['view.all']);
  await run(names['bulk.export']);
  await expect(page.getByRole('dialog', { name: TEXT.bulk.exportDialog.title })).toBeVisible();
});

test('a view that its user keeps is found by its name, and opens the list as it is kept @palette', async ({
  program,
}) => {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  const palette = new Palette(page);
  const name = 'Ночные дежурства';
  await page.evaluate(async (called) => {
    const filter = { columns: { rate: { by: 'numbers', from: 1, to: 50 } } } as const;
    const layout = { columns: [], frozen: 1 };
    await window.kartoteka.staff.saveView({ id: null, name: called, filter, sort: [], layout });
  }, name);
  const open = async (text: string) => {
    await palette.find(text);
    await expect(palette.options.first()).toContainText(name);
    await expect(palette.dialog.getByText(WORDS.kinds.view)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(palette.dialog).toBeHidden();
    await expect(page.getByRole('button', { name: new RegExp(`^${TEXT.views.menu(name)}`) })).toBeVisible();
    const chip = TEXT.views.chip(TEXT.fields['employment.rate'], '0,01–0,50');
    await expect(page.getByRole('button', { name: TEXT.staff.removeFilter(chip), exact: true })).toBeVisible();
  };
  await open('дежур');
  await page.getByRole('search').getByRole('button', { name: TEXT.common.clearFilter }).click();
  await open('yjxyst');

  await page.keyboard.press('Control+KeyK');
  await expect(palette.options.first()).toContainText(name);
});

test('everything is found by a few letters on any layout, and what is found opens @palette', async ({ program }) => {
  test.slow();
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  const keyboard = new Keyboard(page);
  const palette = new Palette(page);
  await desk.go('staff');
  const last = await desk.text('Фамилия');
  const given = await desk.text('Имя');
  const snils = await desk.text('СНИЛС');
  const name = [last, given, await desk.text('Отчество')].join(' ').trim();
  const card = page.getByRole('dialog', { name: TEXT.staff.card.title(name) });
  const closeCard = async () => {
    await page.keyboard.press('Escape');
    await expect(card).toBeHidden();
  };
  await desk.type('Телефон', '8 900 111-22-33');
  await expect(desk.status(/^Сохранено \d/)).toBeVisible();

  await test.step('a person: names in any order, the wrong layout, СНИЛС and its end; Enter opens the card', async () => {
    for (const typed of [
      `${given} ${last}`.toLowerCase(),
      asLatinLayout(`${last} ${given}`.toLowerCase()),
      snils.replaceAll(/\D/g, ''),
      snils.slice(-6),
    ]) {
      await palette.find(typed);
      await expect(palette.options.filter({ hasText: name }).first(), typed).toBeVisible();
      await expect(palette.options.first(), typed).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('Enter');
      await expect(card, typed).toBeVisible();
      await closeCard();
    }
  });

  await test.step('Enter waits for the answer to what was typed last', async () => {
    await page.keyboard.press('Control+KeyK');
    await expect(palette.box).toBeFocused();
    await page.keyboard.insertText(`${last} ${given}`);
    await page.keyboard.press('Enter');
    await expect(card).toBeVisible();
    await closeCard();
  });

  await test.step('Ctrl+Enter shows the person in the list', async () => {
    await palette.find(`${last} ${given}`.toLowerCase());
    await expect(palette.options.filter({ hasText: name }).first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(palette.dialog).toBeHidden();
    await expect(page.getByRole('searchbox', { name: TEXT.staff.search })).toHaveValue(name);
    await expect(await desk.cell('Фамилия')).toHaveText(last);
  });

  await test.step('a command by the place of its letters, with Ctrl+K on a Russian layout', async () => {
    await keyboard.chord('KeyK', 'л', { ctrl: true });
    await expect(palette.box).toBeFocused();
    await keyboard.type('ghbyznm'); // «принять»
    const option = palette.options.filter({ hasText: TEXT.commands.names['staff.hire'] });
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await page.screenshot({ path: join(FOLDER, '50-palette.png') });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByLabel(TEXT.fields['person.lastName'])).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('a command of another page goes there first', async () => {
    await desk.go('home');
    await palette.find('проверить журнал');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: TEXT.journal.title })).toBeVisible();
    await expect(
      page
        .getByRole('main')
        .getByText(/не нарушен|цел/i)
        .first(),
    ).toBeVisible();
  });

  await test.step('a division and a request open; the recent ones come first when nothing is typed', async () => {
    await palette.find('поликлин');
    await palette.dialog.locator('[role=option][id*="-division-"]').first().click();
    await expect(page.getByRole('heading', { name: TEXT.divisions.title, exact: true })).toBeVisible();
    await palette.find('1');
    await palette.options.filter({ hasText: TEXT.requests.number(1) }).click();
    await expect(page.getByRole('region', { name: TEXT.requests.number(1) })).toBeVisible();
    await page.keyboard.press('Control+KeyK');
    await expect(palette.dialog.getByText(WORDS.kinds.recent)).toBeVisible();
    await expect(palette.options.first()).toContainText(TEXT.requests.number(1));
    await expect(palette.options.nth(1)).toContainText(/поликлин/i);
  });

  await test.step('Esc gives the focus back, nothing found is said, and of many all can be shown', async () => {
    await page.keyboard.press('Escape');
    await desk.go('staff');
    const cell = await desk.cell('Фамилия');
    await cell.click();
    await palette.find('ъъъъ');
    await expect(palette.dialog.getByRole('status')).toHaveText(WORDS.found(0));
    await page.keyboard.press('Escape');
    await expect(palette.dialog).toBeHidden();
    await expect(cell).toBeFocused();
    await palette.find('врач');
    await expect(palette.options.filter({ hasText: /показать все/ }).first()).toBeVisible();
    await page.screenshot({ path: join(FOLDER, '50-palette-found.png') });
    const all = palette.options.filter({ hasText: /показать все/ }).first();
    await all.click();
    await expect.poll(() => palette.options.count()).toBeGreaterThan(6);
    await page.keyboard.press('Escape');
    await expect(palette.options.filter({ hasText: /показать все/ }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(palette.dialog).toBeHidden();
  });
});

test('the native menu, the keys and the mouse lead through the program @palette', async ({ program }) => {
  test.slow();
  const desk = new Desk(program);
  await desk.begin(CHIEF);
  const { page } = desk;
  const keyboard = new Keyboard(page);
  const palette = new Palette(page);
  const heading = (section: keyof typeof TEXT.shell.sections) =>
    page.getByRole('main', { name: TEXT.shell.sections[section], exact: true });

  await test.step('a command of the native menu', async () => {
    const chosen = await program.application.evaluate(({ Menu }, label) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
      const item = items.find((one) => one.label === label);
      item?.click();
      return item?.accelerator;
    }, TEXT.shell.sections.requests);
    expect(chosen).toBe('CmdOrCtrl+7');
    await expect(heading('requests')).toBeVisible();
  });

  await test.step('sections by number, back and forward by keys and by the buttons of the mouse', async () => {
    await page.keyboard.press('Control+Digit3');
    await expect(heading('divisions')).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(heading('requests')).toBeVisible();
    await keyboard.sideButton('forward');
    await expect(heading('divisions')).toBeVisible();
    await keyboard.sideButton('back');
    await expect(heading('requests')).toBeVisible();
  });

  await test.step('F6 walks through the parts of the window and comes round', async () => {
    await desk.go('staff');
    await page.keyboard.press('F4');
    await (await desk.cell('Фамилия')).click();
    const goes = async (key: string, part: string) => {
      await page.keyboard.press(key);
      await expect.poll(() => page.evaluate(PART_WITH_FOCUS)).toBe(part);
    };
    for (const part of ['aside', 'footer', 'header', 'nav', 'toolbar', 'main']) await goes('F6', part);
    await goes('Shift+F6', 'toolbar');
    await page.keyboard.press('F4');
  });

  await test.step('a command of another role is not offered', async () => {
    await palette.find('принять сотрудника');
    await expect(palette.dialog.getByRole('status')).toHaveText(WORDS.found(0));
    await page.keyboard.press('Escape');
    await expect(palette.dialog).toBeHidden();
  });

  await test.step('the page of keys, by F1, and its print', async () => {
    await mkdir(FOLDER, { recursive: true });
    await page.keyboard.press('F1');
    const keys = page.getByRole('dialog', { name: TEXT.commands.shortcuts.title });
    await expect(keys.getByText('Ctrl+Shift+D')).toBeVisible();
    await page.screenshot({ path: join(FOLDER, '51-shortcuts.png') });
    await keys.getByRole('button', { name: TEXT.commands.shortcuts.print }).click();
    await (await program.document()).close();
    await page.keyboard.press('Escape');
    await expect(keys).toBeHidden();
  });
});

test('going back finds the list as it was left; a restart finds the section and the card @palette', async ({
  program,
}) => {
  test.slow();
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { page } = desk;
  const grid = page.getByRole('grid', { name: TEXT.staff.title });
  const chosen = page.locator('[role=gridcell][aria-selected=true]');

  await test.step('filter, scroll and cell are there after going back', async () => {
    await desk.go('staff');
    const counts = page.getByRole('main').getByRole('status').first();
    await expect(counts).not.toBeEmpty();
    const everybody = await counts.textContent();
    await page.getByRole('searchbox', { name: TEXT.staff.search }).fill('а');
    await expect(counts).not.toHaveText(everybody ?? '');
    await settled(page);
    await grid.evaluate((element) => element.scrollTo({ top: 300 }));
    const cell = grid.locator('[role=row][aria-rowindex="15"] [role=gridcell][aria-colindex="2"]');
    await cell.click();
    await expect(cell).not.toBeEmpty();
    const name = await cell.textContent();
    const top = await grid.evaluate((element) => element.scrollTop);
    expect(top).toBeGreaterThan(200);
    await desk.go('requests');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByRole('searchbox', { name: TEXT.staff.search })).toHaveValue('а');
    await expect(chosen).toHaveText(name ?? '');
    await expect(chosen).toBeFocused();
    await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBe(top);
  });

  await test.step('the program begins where it was left, with the card', async () => {
    await page.getByRole('button', { name: TEXT.staff.openCard, exact: true }).click();
    const heading = page.getByRole('dialog').getByRole('heading').first();
    await expect(heading).not.toBeEmpty();
    const title = await heading.textContent();
    await expect
      .poll(() =>
        program.application.evaluate(({ app }) =>
          process.getBuiltinModule('fs').readFileSync(`${app.getPath('userData')}/settings.json`, 'utf8'),
        ),
      )
      .toContain('personId');
    await program.close();
    await program.open();
    await desk.page.getByLabel(TEXT.access.pin, { exact: true }).fill(CLERK.pin);
    await desk.page.keyboard.press('Enter');
    await expect(
      desk.page
        .getByRole('dialog')
        .getByRole('heading', { name: title ?? '' })
        .first(),
    ).toBeVisible();
  });
});

const PART_WITH_FOCUS = `(() => {
  const pane = document.activeElement?.closest('[data-pane]');
  return pane?.getAttribute('role') ?? pane?.localName ?? '';
})()`;
