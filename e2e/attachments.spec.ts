import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { attach } from './support/attachments.ts';
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { cardOf, openEducation, partsOf } from './support/education.ts';
import { Grid } from './support/grid.ts';
import { emptyPdf } from './support/pdf.ts';
import { expectNoPlainText } from './support/plain-text.ts';
import type { Program } from './support/program.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';
import { share } from './support/workstation.ts';

const WORDS = TEXT.attachments;
const CARD = TEXT.staff.card;
const EDUCATION = TEXT.states.entity.education;
/** A word of the text of a file, in no name. */
const INSIDE = 'Apostille';
/** Stands in the files as it is: nowhere on the disk may it be found. */
const MARK = 'KARTOTEKA-PLANTED-MARK-7731';

test.use({ people: 40 });

test('scans are attached, replaced, looked at and signed with their request @attachments', async ({ program }) => {
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-scans-'));
  const scans = await makeScans(folder, program);
  const desk = new Desk(program);
  await share(desk);
  const { snils, name } = await openEducation(desk);
  const { card, record, files } = partsOf(desk.page);

  await test.step('a PDF by the dialog of the system, an image by a drop', async () => {
    await attach(program, record, EDUCATION, scans.diploma);
    await expect(files.getByRole('listitem')).toHaveCount(1);
    await drop(record, scans.photo);
    const dialog = attachDialog(desk.page);
    await expect(dialog.getByText('фото.jpg')).toBeVisible();
    await dialog.getByRole('button', { name: WORDS.attach, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(files.getByRole('listitem')).toHaveCount(2);
  });

  await test.step('a program named as a document is refused, with the reason', async () => {
    await program.answerDialogs({ open: scans.program });
    await record.getByRole('button', { name: WORDS.attachTo(EDUCATION) }).click();
    const dialog = attachDialog(desk.page);
    await dialog.getByRole('button', { name: WORDS.chooseFile }).click();
    await expect(dialog.getByText('KD-6303')).toBeVisible();
    await dialog.getByRole('button', { name: TEXT.common.cancel, exact: true }).click();
    await expect(files.getByRole('listitem')).toHaveCount(2);
  });

  await test.step('a replaced file keeps its former version', async () => {
    await program.answerDialogs({ open: scans.better });
    await command(desk.page, files, 'диплом.pdf', WORDS.replace);
    await expect(files.getByText(WORDS.version(2))).toBeVisible();
  });

  await test.step('an image is shown over the page, a PDF in a window of its own', async () => {
    await files.getByRole('button', { name: WORDS.openOne('фото.jpg') }).click();
    const image = desk.page.getByRole('img', { name: 'фото.jpg' });
    await expect(image).toBeVisible();
    const size = () => image.evaluate((shown: HTMLImageElement) => [shown.naturalWidth, shown.naturalHeight]);
    await expect.poll(size).toEqual([320, 200]);
    await desk.page.keyboard.press('Escape');
    await files.getByRole('button', { name: WORDS.openOne('лучше.pdf') }).click();
    await (await program.document()).close();
  });

  await test.step('the education is corrected and sent for approval', async () => {
    await record.getByLabel(TEXT.fields['education.documentNumber']).fill('900100');
    await record.getByLabel(TEXT.fields['education.institution']).focus();
    await expect(card.getByText(TEXT.states.request.draft)).toBeVisible();
    await desk.page.keyboard.press('Escape');
    await expect(card).toBeHidden();
    await desk.go('requests');
    await new Requests(program).choose(1);
    await desk.page.getByRole('button', { name: TEXT.requests.submit }).click();
    await new Requests(program).expectState(1, 'submitted');
  });

  await program.close();
  await program.open();
  await desk.unlock(CLERK);

  await test.step('after a restart both versions are there, byte by byte', async () => {
    await desk.go('staff');
    await desk.search(snils);
    await openEducation(desk);
    const { files } = partsOf(desk.page);
    await expect(files.getByRole('listitem')).toHaveCount(2);
    await command(desk.page, files, 'лучше.pdf', WORDS.versions);
    const versions = desk.page.getByRole('dialog', { name: WORDS.versionsOf('лучше.pdf') });
    const lines = versions.getByRole('list', { name: WORDS.versions }).getByRole('listitem');
    for (const [at, original] of [scans.better, scans.diploma].entries()) {
      const copy = join(folder, `copy-${at}.pdf`);
      await program.answerDialogs({ save: copy });
      await lines.nth(at).getByRole('button', { name: WORDS.save }).click();
      const saved = () => readFile(copy, 'base64').catch(() => null);
      await expect.poll(saved).toBe(await readFile(original, 'base64'));
    }
    await desk.page.keyboard.press('Escape');
    await expect(versions).toBeHidden();
    await cardOf(desk.page).getByRole('button', { name: TEXT.common.close }).click();
    await expect(cardOf(desk.page)).toBeHidden();
  });
  await expectNoPlainText(program.profile, [MARK, 'диплом.pdf']);

  await test.step('the register finds them and leads to their record', async () => {
    await desk.go('documents');
    const grid = desk.page.getByRole('grid', { name: WORDS.title });
    await expect(grid).toHaveAttribute('aria-rowcount', '3');
    await new Grid(program, grid).staysInSight(WORDS.register.columns.file);
    await desk.page.getByRole('searchbox', { name: WORDS.register.search }).fill('лучше');
    await expect(grid).toHaveAttribute('aria-rowcount', '2');
    await desk.page.getByRole('searchbox', { name: WORDS.register.search }).fill(INSIDE.toLowerCase());
    await expect(grid).toHaveAttribute('aria-rowcount', '2');
    await desk.page.getByRole('searchbox', { name: WORDS.register.search }).fill('нетакихнигде');
    await desk.page.getByRole('main').getByRole('button', { name: TEXT.common.clearFilter, exact: true }).click();
    await desk.page.getByRole('searchbox', { name: WORDS.register.search }).fill('лучше');
    await expect(grid).toHaveAttribute('aria-rowcount', '2');
    await grid.getByRole('button', { name }).click();
    await expect(cardOf(desk.page).getByRole('tab', { name: CARD.tabs.education, selected: true })).toBeVisible();
    await cardOf(desk.page).getByRole('button', { name: TEXT.common.close }).click();
    await expect(cardOf(desk.page)).toBeHidden();
  });

  await test.step('the approver sees in the request what is attached, and looks at it', async () => {
    await desk.signOut();
    await desk.unlock(CHIEF);
    await desk.go('requests');
    const requests = new Requests(program);
    await requests.choose(1);
    const shown = requests.subject(name).getByRole('list', { name: WORDS.listOf(EDUCATION) });
    await expect(shown.getByRole('listitem')).toHaveCount(2);
    await shown.getByRole('button', { name: WORDS.openOne('фото.jpg') }).click();
    await expect(desk.page.getByRole('img', { name: 'фото.jpg' })).toBeVisible();
  });
  await rm(folder, { recursive: true });
});

test('licences, buildings, divisions and staffing tables have their files too @attachments', async ({ program }) => {
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-scans-'));
  const scan = join(folder, 'скан.pdf');
  await writeFile(scan, await emptyPdf(1, MARK));
  const desk = new Desk(program);
  const { page } = desk;
  const main = page.getByRole('main');
  await desk.begin(CLERK);
  const expectOne = (within: Locator) =>
    expect(within.getByRole('button', { name: WORDS.openOne('скан.pdf') })).toHaveCount(1);

  await desk.go('organisation');
  await main.getByRole('tab', { name: TEXT.organisation.tabs.licences }).click();
  const licence = main.getByRole('table').getByRole('row').nth(1);
  const number = (
    (await licence.getByRole('button', { name: /^Приложить файл/ }).getAttribute('aria-label')) ?? ''
  ).slice(WORDS.attachTo('').length);
  await attach(program, licence, number, scan);
  await expectOne(licence);

  await main.getByRole('tab', { name: TEXT.organisation.tabs.buildings }).click();
  const name = main.getByRole('table').getByRole('row').nth(1).getByRole('button').first();
  const building = (await name.textContent()) ?? '';
  await name.click();
  const dialog = page.getByRole('dialog', { name: building });
  await attach(program, dialog, building, scan);
  await expectOne(dialog);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await desk.go('staffing');
  await page.getByRole('button', { name: TEXT.staffing.file }).click();
  const table = page.getByRole('dialog');
  const title = ((await table.getByRole('heading', { level: 2 }).textContent()) ?? '').trim();
  await attach(program, table, title, scan);
  await expectOne(table);
  await page.keyboard.press('Escape');
  await expect(table).toBeHidden();

  await desk.go('divisions');
  const tree = page.getByRole('treegrid');
  await tree.getByRole('row').nth(1).click();
  await page.getByRole('toolbar').getByRole('button', { name: TEXT.divisions.card, exact: true }).click();
  const card = page.getByRole('dialog', { name: new RegExp(`^${TEXT.divisions.cardOf('')}`) });
  const division = ((await card.getAttribute('aria-label')) ?? '').slice(TEXT.divisions.cardOf('').length);
  await attach(program, card, division, scan);
  await expectOne(card);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();

  await desk.go('documents');
  await expect(page.getByRole('grid', { name: WORDS.title })).toHaveAttribute('aria-rowcount', '5');
  await rm(folder, { recursive: true });
});

const attachDialog = (page: Page): Locator => page.getByRole('dialog', { name: WORDS.attachTo(EDUCATION) });

/** As the system gives a file that is let go over a record. */
async function drop(record: Locator, file: string): Promise<void> {
  const bytes = [...(await readFile(file))];
  const transfer = await record.page().evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(content)], 'фото.jpg', { type: 'image/jpeg' }));
    return data;
  }, bytes);
  const place = record.getByRole('button', { name: WORDS.attachTo(EDUCATION) });
  await place.dispatchEvent('dragover', { dataTransfer: transfer });
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}

async function command(page: Page, files: Locator, file: string, verb: string): Promise<void> {
  await files.getByRole('button', { name: WORDS.more(file) }).click();
  await page.getByRole('menuitem', { name: verb }).click();
}

interface Scans {
  readonly diploma: string;
  readonly better: string;
  readonly photo: string;
  readonly program: string;
}

async function makeScans(folder: string, program: Program): Promise<Scans> {
  const path = (name: string) => join(folder, name);
  await writeFile(path('диплом.pdf'), await emptyPdf(1, MARK));
  await writeFile(path('лучше.pdf'), await emptyPdf(2, MARK, INSIDE));
  await writeFile(path('setup.pdf'), `MZ ${MARK}`);
  const photo = await program.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(320, 200);
    canvas.getContext('2d')?.fillRect(20, 20, 80, 60);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  await writeFile(path('фото.jpg'), Uint8Array.from(photo));
  return {
    diploma: path('диплом.pdf'),
    better: path('лучше.pdf'),
    photo: path('фото.jpg'),
    program: path('setup.pdf'),
  };
}
