import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { addDays } from '#shared/rules/dates.ts';
import { backToToday, showDay } from './support/days.ts';
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';
import { share } from './support/workstation.ts';

const run = promisify(execFile);
const WORDS = TEXT.organisation;
const LABEL = TEXT.fields;

test.use({ people: 60 });

test('requisites, a building and a service of the organisation reach the registry @organisation', async ({
  program,
  registry,
}) => {
  test.slow();
  const desk = new Desk(program);
  const requests = new Requests(program);
  const { page } = desk;
  const main = page.getByRole('main');
  await share(desk);
  await desk.go('organisation');
  const inn = main.getByLabel(LABEL['organisation.inn']);
  await expect(inn).not.toHaveValue('');
  const before = await inn.inputValue();

  await test.step('a wrong number is refused at its field, and a right one saved when the field is left', async () => {
    await inn.fill('7707083894');
    await main.getByLabel(LABEL['organisation.kpp']).focus();
    await expect(main.getByText(/KD-2111/)).toBeVisible();
    await inn.fill(before);
    await main.getByLabel(LABEL['organisation.site']).fill('clinic.example');
    // No dictionary of activities is loaded: the code is typed.
    await main.getByLabel(LABEL['organisation.okved']).fill('86.21');
    await main.getByLabel(LABEL['organisation.email']).focus();
    await expect(main.getByText(/KD-2111/)).toBeHidden();
    await expect(main.getByText(TEXT.states.request.draft)).toBeVisible();
    await desk.go('divisions');
    await desk.go('organisation');
    await expect(main.getByLabel(LABEL['organisation.site'])).toHaveValue('clinic.example');
    await expect(main.getByLabel(LABEL['organisation.okved'])).toHaveValue('86.21');
  });

  await test.step('the head is chosen by letters of a name; half a name changes nobody', async () => {
    const head = main.getByRole('combobox', { name: LABEL['organisation.headPersonId'] });
    await expect(head).not.toHaveValue('');
    const chief = await head.inputValue();
    await head.fill('нет такого');
    await main.getByLabel(LABEL['organisation.email']).focus();
    await expect(head).toHaveValue(chief);
    await head.selectText();
    await page.keyboard.type(chief.slice(0, 1));
    const choice = page.getByRole('option').filter({ hasNotText: chief }).first();
    await choice.click();
    await expect(head).not.toHaveValue(chief);
    await expect(head).toHaveValue(/^[А-ЯЁ]\S+ \S+/);
    await expect(main.getByText(TEXT.staff.card.was(chief))).toBeVisible();
  });

  await test.step('yesterday it had no such site, and nothing can be edited there', async () => {
    const site = main.getByLabel(LABEL['organisation.site']);
    await showDay(main, page, addDays(new Date().toLocaleDateString('sv'), -1));
    await expect(site).not.toHaveValue('clinic.example');
    await expect(site).toBeDisabled();
    await backToToday(page);
    await expect(site).toHaveValue('clinic.example');
  });

  await test.step('a building and a service are added', async () => {
    await main.getByRole('tab', { name: WORDS.tabs.buildings }).click();
    await main.getByRole('button', { name: WORDS.add.building }).click();
    const dialog = page.getByRole('dialog', { name: WORDS.add.building });
    await dialog.getByLabel(LABEL['building.name']).fill('Новый корпус');
    await dialog
      .getByRole('textbox', { name: LABEL['building.addressText'], exact: true })
      .fill('г. Учебный, ул. Новая, д. 7');
    await dialog.getByLabel(LABEL['building.buildYear']).fill('2020');
    await dialog.getByLabel(LABEL['building.floorCount']).fill('3');
    await dialog.getByLabel(LABEL['building.beginDate']).fill('01.01.2021');
    await dialog.getByRole('button', { name: WORDS.addVerb, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(main.getByRole('row').filter({ hasText: 'Новый корпус' })).toContainText(WORDS.changed);

    await main.getByRole('tab', { name: WORDS.tabs.services }).click();
    await main.getByRole('button', { name: WORDS.add.service }).click();
    const service = page.getByRole('dialog', { name: WORDS.add.service });
    await service.getByLabel(LABEL['service.name']).fill('Приём врача-терапевта');
    await service.getByLabel(LABEL['service.beginDate']).fill('01.01.2021');
    await service.getByRole('button', { name: WORDS.addVerb, exact: true }).click();
    await expect(service).toBeHidden();
    await expect(main.getByRole('row').filter({ hasText: 'Приём врача-терапевта' })).toBeVisible();
  });

  await test.step('the request is sent for approval', async () => {
    await main.getByRole('button', { name: TEXT.staff.submit }).click();
    const ask = page.getByRole('alertdialog');
    await ask.getByRole('button', { name: TEXT.staff.submit, exact: true }).click();
    await expect(ask).toBeHidden();
    await expect(main.getByText(TEXT.states.request.submitted)).toBeVisible();
  });

  await test.step('the chief doctor sees old and new, signs, and the registry has it', async () => {
    await desk.signOut();
    await desk.unlock(CHIEF);
    await desk.go('requests');
    await requests.choose(1);
    await expect(requests.subjects).toHaveCount(1);
    await expect(requests.subjects.first()).toContainText('clinic.example');
    await expect(requests.subjects.first()).toContainText('ул. Новая');
    const { container, password } = registry.sandbox.signing;
    await requests.approve(1, container, password);
    await desk.signInAgain(CHIEF);
    await requests.expectState(1, 'accepted');
    const locations = JSON.stringify(await registry.sandbox.resources('Location'));
    expect(locations).toContain('Новый корпус');
    const services = JSON.stringify(await registry.sandbox.resources('HealthcareService'));
    expect(services).toContain('Приём врача-терапевта');
    const organisations = JSON.stringify(await registry.sandbox.resources('Organization'));
    expect(organisations).toContain('clinic.example');
    expect(organisations).toContain('86.21');
  });
});

test('the card of the organisation and its public extract open in other programs @organisation', async ({
  program,
}) => {
  test.slow();
  const files = await mkdtemp(join(tmpdir(), 'organisation-'));
  const desk = new Desk(program);
  const { page } = desk;
  await desk.begin(CLERK);
  await desk.go('organisation');
  const nameFull = page.getByRole('main').getByLabel(LABEL['organisation.nameFull']);
  await expect(nameFull).not.toHaveValue('');
  const name = await nameFull.inputValue();
  const save = async (report: 'organisation-card' | 'organisation-public', format: 'pdf' | 'xlsx' | 'csv') => {
    const file = join(files, `${report}.${format}`);
    await program.answerDialogs({ save: file });
    await page.getByRole('button', { name: WORDS.export }).click();
    const group = page.getByRole('group', { name: TEXT.reports.names[report] });
    await group.getByRole('menuitem', { name: TEXT.reports.save[format] }).click();
    await expect(page.getByText(TEXT.reports.ready(`${report}.${format}`))).toBeVisible();
    return file;
  };

  const pdf = await save('organisation-card', 'pdf');
  const { stdout } = await run('pdftotext', ['-layout', pdf, '-']);
  expect(stdout).toContain(TEXT.documents.titles['organisation-card']);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(name.split(' ')[0] ?? '');

  // The file that was saved serves as a charter.
  await page.getByRole('tab', { name: WORDS.tabs.documents }).click();
  const needed = page.getByRole('list', { name: WORDS.documentsNeeded });
  await expect(needed.getByText(WORDS.notAttached, { exact: true })).toHaveCount(3);
  await program.answerDialogs({ open: pdf });
  await page.getByRole('button', { name: TEXT.attachments.attachTo(WORDS.title) }).click();
  await page.getByRole('dialog').getByRole('button', { name: TEXT.attachments.chooseFile }).click();
  await expect(needed.getByText(WORDS.attached, { exact: true })).toHaveCount(1);

  // LibreOffice reads both tables into the same lines.
  const xlsx = await save('organisation-card', 'xlsx');
  const csv = await readFile(await save('organisation-card', 'csv'), 'utf8');
  await run(
    'soffice',
    ['--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):59,34,76', '--outdir', files, xlsx],
    {
      env: { ...process.env, HOME: files },
    },
  );
  const converted = await readFile(join(files, 'organisation-card.csv'), 'utf8');
  const plain = (text: string) =>
    text
      .replaceAll(/["\uFEFF]/g, '')
      .split(/\r?\n/)
      .filter((line) => line !== '');
  expect(plain(converted)).toEqual(plain(csv));

  const extract = await readFile(await save('organisation-public', 'csv'), 'utf8');
  expect(extract).toContain(name);
  expect(extract).not.toContain(LABEL['organisation.headPersonId']);
  await rm(files, { recursive: true });
});
