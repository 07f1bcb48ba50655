import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { withoutRegistry } from './support/offline-policy.ts';
import { openPackage } from './support/open-package.ts';
import { Packages } from './support/packages.ts';
import { expectNoPlainText } from './support/plain-text.ts';
import { Program } from './support/program.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.packages.taking;
const STATES = TEXT.states.request;
const PHONE = '+7 900 000-00-01';
const WORD = 'Приказ принесут завтра';
const WORKS = 'Обновление реестра';
const BANNER = TEXT.bulletins.head(TEXT.bulletins.severity.works, WORKS);

test('a request travels by stick from a workstation without a network to the registry and back @packages', async ({
  registry,
  program,
  display,
}) => {
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-stick-'));
  const stick = (name: string) => join(folder, `${name}.kpkg`);
  const remote = await Program.create(await withoutRegistry(registry.sandbox.policyFile, folder), display.name);
  await remote.open();
  const [chief, clerk] = [new Desk(program), new Desk(remote)];
  const [there, here] = [new Packages(program, chief), new Packages(remote, clerk)];
  const { signing } = registry.sandbox;
  const phrases: Record<string, string> = {};

  await test.step('the records of the registry come in a signed package', async () => {
    await registry.sandbox.publish({ severity: 'works', title: WORKS });
    await chief.begin(CHIEF);
    await expect(program.page.getByText(BANNER)).toBeVisible({ timeout: 60_000 });
    await there.go();
    phrases.registry = await there.write('registry', stick('registry'), signing);
    await clerk.signIn(CLERK);
    await clerk.setPin(CLERK);
    await clerk.takeRecoveryKey();
    await here.go();
    await here.open(stick('registry'), phrases.registry);
    await expect(here.dialog.getByText(/^Сведения реестра: новых [1-9]/)).toBeVisible();
    await expect(here.dialog.getByText(TEXT.packages.taking.signer)).toBeVisible();
    await expect(here.dialog.getByText(WORDS.bulletins(1, 0, 0))).toBeVisible();
    await here.take();
    await expect(remote.page.getByText(BANNER)).toBeVisible();
    await clerk.go('staff');
    await expect(clerk.grid).toHaveAttribute('aria-rowcount', /^(3\d|4\d)$/);
  });

  await test.step('somebody is edited, and the request goes onto the stick', async () => {
    await clerk.type('Телефон', PHONE);
    await expect(clerk.status(/^Сохранено \d/)).toBeVisible();
    await clerk.go('requests');
    await new Requests(remote).choose(1);
    await clerk.page.getByRole('button', { name: TEXT.requests.submit }).click();
    await new Requests(remote).expectState(1, 'submitted');
    await new Requests(remote).write(WORD);
    await here.go();
    phrases.requests = await here.write('requests', stick('requests'));
  });

  await test.step('the chief doctor sees what would come, takes it, approves it', async () => {
    await there.go();
    await there.open(stick('requests'), phrases.requests ?? '');
    await expect(there.dialog.getByRole('cell', { name: WORDS.becomes(STATES.submitted) })).toBeVisible();
    await expect(there.dialog.getByText(WORDS.messages(1, 0))).toBeVisible();
    await there.take();
    await chief.go('requests');
    const requests = new Requests(program);
    await requests.choose(1);
    await expect(requests.messages.getByText(WORD, { exact: true })).toBeVisible();
    await requests.approve(1, signing.container, signing.password);
    await requests.expectState(1, 'accepted');
    expect(JSON.stringify(await registry.sandbox.resources('Practitioner'))).toContain('+79000000001');
  });

  await test.step('the answer comes back and closes the request, once', async () => {
    await there.go();
    phrases.receipt = await there.write('receipt', stick('receipt'));
    await here.go();
    await here.open(stick('receipt'), phrases.receipt);
    await expect(here.dialog.getByRole('cell', { name: WORDS.step(STATES.submitted, STATES.accepted) })).toBeVisible();
    await here.take();
    await clerk.go('requests');
    await new Requests(remote).choose(1);
    await new Requests(remote).expectState(1, 'accepted');
    await here.go();
    await here.open(stick('receipt'), phrases.receipt);
    await expect(here.dialog.getByText(/^Этот пакет уже принят/)).toBeVisible();
    await expect(here.dialog.getByRole('button', { name: WORDS.submit, exact: true })).toHaveCount(0);
    await here.close();
  });

  await test.step('other programs open the packages; without the phrase they hold nothing readable', async () => {
    const opened = join(folder, 'opened');
    const inside = await openPackage(stick('registry'), phrases.registry ?? '', join(opened, 'registry'), signing.ca);
    expect((await readdir(join(inside, 'copies'))).length).toBeGreaterThan(1);
    const request = await openPackage(stick('requests'), phrases.requests ?? '', join(opened, 'requests'));
    expect(await readFile(join(request, 'requests/00001.json'), 'utf8')).toContain('+79000000001');
    await rm(opened, { recursive: true });
    await expectNoPlainText(folder, ['+79000000001', PHONE, 'Practitioner']);
  });
  await remote.dispose();
  await rm(folder, { recursive: true, force: true });
});
