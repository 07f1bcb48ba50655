import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { Grid } from './support/grid.ts';
import { expectNoPlainText } from './support/plain-text.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';

const run = promisify(execFile);
const PHONES = ['+7 900 000-00-01', '+7 900 000-00-02', '+7 900 000-00-03'];

test.use({ people: 2000 });

test('the whole main path @main-path', async ({ registry, program }) => {
  test.slow();
  const desk = new Desk(program);
  const requests = new Requests(program);
  const files = await mkdtemp(join(tmpdir(), 'kartoteka-files-'));
  const people: { readonly name: string; readonly snils: string }[] = [];

  const recoveryKey = await test.step('the clerk signs in by the system browser and sets a PIN', async () => {
    await desk.signIn(CLERK);
    await desk.setPin(CLERK);
    return desk.takeRecoveryKey();
  });

  await test.step('the first pull brings the clinic', async () => {
    await desk.pulled();
    await desk.go('staff');
    const practitioners = await registry.sandbox.resources('Practitioner');
    expect(practitioners).toHaveLength(2000);
    for (const { name, identifier } of practitioners.slice(0, 3) as unknown as Practitioner[]) {
      const snils = identifier.find(
        ({ system, value }) => /snils|1\.2\.643\.100\.3/.test(system ?? '') && value,
      )?.value;
      people.push({
        name: [name[0]?.family, ...(name[0]?.given ?? [])].join(' '),
        snils: snils?.replace(/\D/g, '') ?? '',
      });
    }
  });

  await test.step('the chief doctor signs in on the same workstation once', async () => {
    await desk.signOut();
    await desk.signInAsAnother(CHIEF);
    await desk.joinBy(recoveryKey, CHIEF);
    await desk.signOut();
  });

  await test.step('with no registry the program starts and is unlocked', async () => {
    await program.close();
    await registry.stop();
    await program.open();
    await desk.unlock(CLERK);
    await expect(desk.status(new RegExp(TEXT.shell.signInAgain))).toBeVisible();
  });

  await test.step('a wrong СНИЛС is refused at its field; three people are edited', async () => {
    await desk.go('staff');
    const [first] = people;
    await desk.search(first?.snils ?? '');
    const snils = await desk.cell('СНИЛС');
    const before = await desk.text('СНИЛС');
    await desk.type('СНИЛС', '11223344596');
    await expect(snils).toHaveAttribute('aria-invalid', 'true');
    await snils.hover();
    await expect(desk.page.getByText(/контрольная сумма.*KD-2104/).first()).toBeVisible();
    await snils.click();
    await new Grid(program, desk.grid).giveUp(snils, before);
    for (const [index, { snils: number }] of people.entries()) {
      await desk.search(number);
      await desk.type('Телефон', PHONES[index] ?? '');
      await expect(desk.status(/^Сохранено \d/)).toBeVisible();
      await expect(await desk.cell('Телефон')).toContainText(PHONES[index]?.slice(-5) ?? '');
      await expect(desk.page.getByText('изменено 1')).toBeVisible();
    }
  });

  await test.step('the draft is submitted', async () => {
    await desk.go('requests');
    await requests.choose(1);
    await expect(requests.subjects).toHaveCount(3);
    await desk.page.getByRole('button', { name: TEXT.requests.submit }).click();
    await requests.expectState(1, 'submitted');
    await desk.signOut();
  });

  await test.step('the chief doctor sees exactly three differences, returns one and signs the rest', async () => {
    await desk.unlock(CHIEF);
    await desk.go('requests');
    await requests.choose(1);
    await expect(requests.subjects).toHaveCount(3);
    for (const [index, { name }] of people.entries()) {
      const rows = requests.subject(name).getByRole('row');
      await expect(rows).toHaveCount(2);
      await expect(rows.nth(1)).toContainText(PHONES[index]?.slice(-2) ?? '');
    }
    await requests.returnOne(people[2]?.name ?? '', 'Уточните номер телефона');
    await expect(requests.subjects).toHaveCount(2);
    await requests.approve(2, registry.sandbox.signing.container, registry.sandbox.signing.password);
    await requests.expectState(1, 'queued');
  });

  await test.step('when the registry is back the request is sent once', async () => {
    await registry.start();
    await desk.signInAgain(CHIEF);
    await requests.expectState(1, 'accepted');
    // The returned part has its Task, too: other desks hear of it.
    const tasks = (await registry.sandbox.resources('Task')).filter(({ status }) => status === 'completed');
    const provenances = await registry.sandbox.resources('Provenance');
    expect([tasks.length, provenances.length]).toEqual([1, 1]);
    await verifySignature(tasks[0], provenances[0], registry.sandbox.signing.ca, files);
    const phones = JSON.stringify(await registry.sandbox.resources('Practitioner'));
    expect(PHONES.map((phone) => phones.includes(phone.replace(/[^\d+]/g, '')))).toEqual([true, true, false]);
  });

  await test.step('the reports open in other programs', async () => {
    await desk.go('reports');
    const count = await desk.report(TEXT.reports.names['staff-list'], 'xlsx', join(files, 'staff.xlsx'));
    const csv = join(files, 'staff.csv');
    await run('soffice', ['--headless', '--convert-to', 'csv', '--outdir', files, join(files, 'staff.xlsx')], {
      env: { ...process.env, HOME: files },
    });
    const lines = (await readFile(csv, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(count + 1);
    expect(lines.filter((line) => /9000000000?[123]\b|900.{0,2}000-00-0[123]/.test(line))).toHaveLength(3);

    await desk.report(TEXT.reports.names.headcount, 'pdf', join(files, 'headcount.pdf'));
    const { stdout } = await run('pdftotext', ['-layout', join(files, 'headcount.pdf'), '-']);
    expect(stdout).toContain(TEXT.documents.titles.headcount);
    expect(stdout).toMatch(/Всего\s+\d/);
  });

  await test.step('nothing readable lies in the profile', async () => {
    await program.close();
    const names = people.flatMap(({ name }) => name.split(' '));
    await expectNoPlainText(program.profile, [...names, ...people.map(({ snils }) => snils), ...PHONES]);
  });
});

interface Practitioner {
  readonly name: readonly { readonly family: string; readonly given: readonly string[] }[];
  readonly identifier: readonly { readonly system?: string; readonly value?: string }[];
}

/** The signed bytes travel in the Task, the detached CMS in the Provenance: another program must find them good. */
async function verifySignature(task: unknown, provenance: unknown, ca: string, folder: string): Promise<void> {
  const { input } = task as { input: readonly { readonly valueBase64Binary?: string }[] };
  const { signature } = provenance as { signature: readonly { readonly data: string }[] };
  const content = input.find((part) => part.valueBase64Binary)?.valueBase64Binary ?? '';
  await writeFile(join(folder, 'content.json'), Buffer.from(content, 'base64'));
  await writeFile(join(folder, 'signature.der'), Buffer.from(signature[0]?.data ?? '', 'base64'));
  await run('openssl', [
    ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(folder, 'signature.der')],
    ...['-content', join(folder, 'content.json'), '-CAfile', ca, '-purpose', 'any', '-out', '/dev/null'],
  ]);
}
