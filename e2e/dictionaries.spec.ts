import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { addDays, formatDay } from '#shared/rules/dates.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { expect, test } from './support/test.ts';

const SHIPPED = resolve(import.meta.dirname, '../resources/dictionaries/posts.json');
/** The version that only the registry has. */
const NEXT = '9.7 (учебная)';
const daysAgo = (days: number) => formatDay(addDays(new Date().toLocaleDateString('sv'), -days));
const CLOSED = { name: 'Врач-хирург', on: daysAgo(50) };
/** A day on which it was still open. */
const BEFORE = daysAgo(80);

interface Row {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly group: boolean;
  readonly closedOn: string | null;
}

test.use({ people: 300 });

test('a new version of the posts is previewed, loaded, and closes a post in the picker @dictionaries', async ({
  program,
  registry,
}) => {
  const desk = new Desk(program);
  const { page } = desk;
  const words = TEXT.dictionaries;
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-nsi-'));
  const { name, version, rows } = JSON.parse(await readFile(SHIPPED, 'utf8')) as {
    name: string;
    version: string;
    rows: Row[];
  };
  const file = join(folder, 'posts.tsv');
  await writeFile(file, tsv(rows));

  await desk.begin(CLERK);
  await desk.go('dictionaries');

  await test.step('the list tells what is in use; a wrong file is refused and changes nothing', async () => {
    await page.getByRole('navigation', { name: words.list }).getByRole('button', { name }).click();
    await expect(page.getByRole('region', { name, exact: true }).getByText(words.trainingNote)).toBeVisible();
    const bomb = join(folder, 'bomb.xml');
    await writeFile(bomb, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>');
    await program.answerDialogs({ open: bomb });
    await page.getByRole('button', { name: words.load }).click();
    await expect(page.getByText(/KD-6205/)).toBeVisible();
  });

  await test.step('the preview counts what changes before anything is written', async () => {
    await program.answerDialogs({ open: file });
    await page.getByRole('button', { name: words.load }).click();
    const dialog = page.getByRole('dialog', { name: words.preview.title });
    await expect(dialog.getByText(words.preview.compared(version))).toBeVisible();
    const counts = Object.fromEntries(
      await dialog
        .locator('dl > div')
        .evaluateAll((parts) =>
          parts.map((part) => [part.querySelector('dt')?.textContent, part.querySelector('dd')?.textContent]),
        ),
    );
    expect(counts).toEqual({
      [words.preview.rows]: String(rows.length),
      [words.preview.added]: '0',
      [words.preview.changed]: '0',
      [words.preview.closed]: '1',
      [words.preview.missing]: '0',
    });
    await dialog.getByRole('textbox', { name: words.preview.version }).fill('9.6.5');
    await dialog.getByRole('button', { name: words.preview.submit }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('the version is in use: the closed post is hidden today and there on a day before', async () => {
    const view = page.getByRole('region', { name, exact: true });
    const versions = view.getByRole('combobox', { name: words.versions });
    await expect(versions).toHaveText(`${words.version('9.6.5')} (${words.inUse})`);
    await view.getByRole('searchbox').fill(CLOSED.name);
    const row = view.getByRole('row').filter({ has: page.getByText(CLOSED.name, { exact: true }) });
    await expect(row).toHaveCount(0);
    await view.getByLabel(words.onDay).fill(BEFORE);
    await view.getByLabel(words.onDay).press('Tab');
    await expect(row).toContainText(words.closed(CLOSED.on));
    await versions.click();
    await page.getByRole('option', { name: words.version(version), exact: true }).click();
    await view.getByRole('searchbox').fill(CLOSED.name);
    await expect(row).toContainText(words.open);
  });

  await test.step('the picker of a post has it only for work that begins before', async () => {
    await desk.go('staff');
    await page.getByRole('button', { name: TEXT.staff.hire, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: TEXT.staff.hireDialog.title });
    await dialog.getByLabel(TEXT.fields['person.lastName']).fill('Выборова');
    await dialog.getByLabel(TEXT.fields['person.firstName']).fill('Анна');
    const next = dialog.getByRole('button', { name: TEXT.staff.hireDialog.next, exact: true });
    await next.click();
    await expect(dialog.getByLabel(TEXT.fields['person.phone'])).toBeVisible();
    await next.click();
    const post = dialog.getByRole('combobox', { name: TEXT.fields['employment.postCode'] });
    const option = page.getByRole('option').filter({ has: page.getByText(CLOSED.name, { exact: true }) });
    await post.fill(CLOSED.name);
    await expect(page.getByRole('option').first()).toBeVisible();
    await expect(option).toHaveCount(0);
    await post.press('Escape');
    const begin = dialog.getByLabel(TEXT.fields['employment.beginDate']);
    await begin.fill(BEFORE);
    await begin.press('Tab');
    await post.fill(CLOSED.name);
    await expect(option).not.toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: TEXT.common.cancel }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('the registry is asked for newer versions; without a connection the page says so', async () => {
    await desk.go('dictionaries');
    const check = page.getByRole('button', { name: words.registry.check });
    await registry.stop();
    await check.click();
    await expect(page.getByText(words.registry.offline)).toBeVisible();
    await registry.start();
    await check.click();
    const offers = page.getByRole('table', { name: words.registry.list });
    await expect(offers.getByRole('row').filter({ hasText: NEXT })).toContainText(name);
    await offers.getByRole('button', { name: words.registry.openOne(name, NEXT) }).click();
  });

  const person =
    await test.step('its preview names the records that it breaks; it is loaded as a file is', async () => {
      const dialog = page.getByRole('dialog', { name: words.preview.title });
      await expect(dialog.getByText(words.preview.fromRegistry(name, NEXT))).toBeVisible();
      await dialog.getByRole('button', { name: words.preview.showRecords }).click();
      const records = dialog.getByRole('table', { name: words.records.table });
      const row = records.getByRole('row').filter({ hasText: words.records.holds }).first();
      const title = (await row.getByRole('button').textContent()) ?? '';
      await dialog.getByRole('button', { name: words.preview.submit }).click();
      await expect(dialog).toBeHidden();
      return title;
    });

  await test.step('after loading the same records lead to the field of their cards', async () => {
    await page.getByRole('tab', { name: words.recordsTab }).click();
    const records = page.getByRole('table', { name: words.records.table });
    await records
      .getByRole('button', { name: TEXT.worklists.openCard(person) })
      .first()
      .click();
    const card = page.getByRole('dialog', { name: TEXT.staff.card.title(person) });
    const post = card.getByRole('combobox', { name: TEXT.fields['employment.postCode'] }).first();
    await expect(post).toBeFocused();
  });
  await rm(folder, { recursive: true });
});

function tsv(rows: readonly Row[]): string {
  const lines = rows.map(({ code, name, parent, group, closedOn }) => {
    const end = name === CLOSED.name ? CLOSED.on : (closedOn?.split('-').reverse().join('.') ?? '');
    return [code, name, parent ?? '', group ? '1' : '0', end].join('\t');
  });
  return ['ID\tNAME\tPARENT\tGROUP\tDATA_END', ...lines].join('\r\n');
}
