import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { newPeople } from '../electron/core/imports/test-writing.ts';
import { clinicSource } from '../electron/core/training/generate.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Imports } from './support/imports.ts';
import { portalDivisions } from './support/portal.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.imports;
const clinic = clinicSource({ people: 40 });

/** Two people as a payroll program exports them; the phone of the first is a new one. */
function people(): string {
  const rows = [clinic.personAt(1), clinic.personAt(2)].map(({ person }, at) =>
    [person.lastName, person.firstName, person.snils, at === 0 ? '8 900 777-66-55' : ''].join(';'),
  );
  return ['Фамилия;Имя;СНИЛС;Телефон', ...rows].join('\n');
}

/** What an import would have changed. */
function state(program: Program): Promise<unknown> {
  return program.page.evaluate(async () => {
    const requests = await window.kartoteka.changes.list({ states: null });
    const home = await window.kartoteka.home.summary({});
    return [requests, home.ok ? home.value.people : home.error];
  });
}

/** Presses the button in the page itself, as soon as something is written: from outside it may be too late. */
async function stopWhenWriting(page: Page): Promise<void> {
  const words = { writing: WORDS.writing, stop: TEXT.common.stop };
  await page.evaluate(({ writing, stop }) => {
    const watch = new MutationObserver(() => {
      const bar = document.querySelector(`[role=progressbar][aria-label="${writing}"]`);
      if (!/^[1-9].* из 18/.test(bar?.getAttribute('aria-valuetext') ?? '')) return;
      watch.disconnect();
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === stop)?.click();
    });
    watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-valuetext'] });
  }, words);
}

test('divisions of a public dictionary become one request; a folder offers what another program puts there @import', async ({
  program,
}) => {
  test.slow();
  const desk = new Desk(program);
  const imports = new Imports(program);
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-exports-'));
  await desk.begin(CLERK);

  await test.step('stopped while it is written, an import leaves nothing', async () => {
    const file = join(folder, 'Много.csv');
    const [work] = clinic.personAt(0).employments;
    const division = clinic.divisions.find(({ remoteId }) => remoteId === work?.divisionRemoteId);
    await writeFile(file, newPeople(9_000, String(division?.name), String(work?.postCode)));
    const before = await state(program);
    await desk.go('imports');
    await imports.preview(file);
    await imports.expectCounts({ new: 9_000 });
    await stopWhenWriting(desk.page);
    await desk.page.getByRole('button', { name: WORDS.apply(9_000) }).click();
    await expect(desk.page.getByText('KD-6002')).toBeVisible();
    expect(await state(program)).toEqual(before);
    await rm(file);
  });

  await test.step('the dictionary is recognised, others’ divisions are left out', async () => {
    const file = join(folder, '1.2.643.5.1.13.13.99.2.114.json');
    await writeFile(file, portalDivisions());
    await desk.go('imports');
    await imports.choose(file);
    await expect(desk.page.getByRole('radio', { name: WORDS.targets.divisions })).toBeChecked();
    await imports.check();
    // From the list of steps the keyboard goes to what the step offers first.
    const apply = desk.page.getByRole('button', { name: WORDS.apply(2) });
    await expect(apply).toBeEnabled();
    await expect(desk.page.getByRole('list').filter({ has: desk.page.locator('[aria-current=step]') })).toBeFocused();
    await desk.page.keyboard.press('Tab');
    await expect(apply).toBeFocused();
    await imports.expectCounts({ new: 2, changed: 0, wrong: 0 });
    await expect(imports.table).toContainText('Псковская область, ул. Новая, д. 1');
    await imports.apply(2);
    await expect(desk.page.getByText('Дневной стационар новый').first()).toBeVisible();
    await rm(file);
  });

  await test.step('what else it could be is a choice of the keyboard', async () => {
    await desk.go('imports');
    const file = join(folder, 'Должности.csv');
    await writeFile(file, 'Подразделение;Должность;Количество ставок\nНигде;Никто;1\n');
    await imports.choose(file);
    const staffing = desk.page.getByRole('radio', { name: WORDS.targets.staffing });
    await expect(staffing).toBeChecked();
    await staffing.focus();
    await desk.page.keyboard.press('ArrowLeft');
    await expect(desk.page.getByRole('radio', { name: WORDS.targets.divisions })).toBeChecked();
    await expect(desk.page.getByRole('table', { name: WORDS.columnsTable }).getByRole('combobox').first()).toHaveValue(
      'division.name',
    );
    await rm(file);
  });

  await test.step('no folder is watched until the clerk names one', async () => {
    await desk.go('settings');
    const section = desk.page.getByRole('region', { name: WORDS.folder.title });
    await expect(section.getByText(WORDS.folder.off)).toBeVisible();
    await program.answerDialogs({ open: folder });
    await section.getByRole('button', { name: WORDS.folder.choose }).click();
    await expect(section.getByText(folder)).toBeVisible();
  });

  await test.step('a new file is offered with its changes, and taken by a person', async () => {
    await writeFile(join(folder, 'Сотрудники.csv'), people());
    const notice = desk.page.getByText(WORDS.offers.found('Сотрудники.csv', 1, 0));
    await expect(notice).toBeVisible();
    await desk.page.getByRole('button', { name: WORDS.offers.open, exact: true }).click();
    await expect(imports.table).toBeVisible();
    await imports.expectCounts({ changed: 1, same: 1 });
    await imports.apply(1);
    await expect(notice).toBeHidden();
  });

  await test.step('an unreadable one is named and can be put aside', async () => {
    await writeFile(join(folder, 'Снимок.xlsx'), Buffer.from('PK nothing more'));
    const notice = desk.page.getByText(/^Снимок\.xlsx: /);
    await expect(notice).toBeVisible();
    await desk.page.getByRole('button', { name: WORDS.offers.dismiss, exact: true }).click();
    await expect(notice).toBeHidden();
  });
  await rm(folder, { recursive: true, force: true });
});
