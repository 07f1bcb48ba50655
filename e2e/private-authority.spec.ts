import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policy } from '#shared/contract/policy.ts';
import { PrivateAuthority } from '../sandbox/testing-authority.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import { Program } from './support/program.ts';
import { Requests } from './support/requests.ts';
import { startSandbox } from './support/sandbox.ts';
import { test as base, expect } from './support/test.ts';

const WORDS = TEXT.exchange;
/** A walk waits up to 15 s at a step. */
const WALKED = { timeout: 90_000 };
/** Days: an end within a month would be warned of. */
const LASTS = 90;
const WORD = 'Приказ принесут завтра';

interface House {
  /** Of the only authority that the gateway's certificate names. */
  readonly certificate: string;
  readonly policyFile: string;
  readonly origin: string;
  /** Writes the policy of the workstation, which believes these and, if any, shows this certificate. */
  readonly believe: (tlsAuthorities: readonly string[], tlsClient?: ClientFiles) => Promise<void>;
  /** A certificate by which the house knows the workstation. */
  readonly workstation: ClientFiles;
  /** What has been written to the registry, as text. */
  readonly commits: () => Promise<string>;
}

type ClientFiles = NonNullable<Policy['tlsClient']>;

const test = base.extend<{ isClosed: boolean; house: House }>({
  /** Whether the gateway lets in only those whose certificate is of the house. */
  isClosed: [false, { option: true }],
  /** A registry and a provider behind TLS of the house; gone at the end, also of a test that failed. */
  house: async ({ isClosed }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'kartoteka-house-'));
    const authority = new PrivateAuthority(folder, 'house', LASTS);
    const server = authority.issue('IP:127.0.0.1');
    const tls = { key: join(folder, 'gateway.key'), certificate: join(folder, 'gateway.pem') };
    const clients = join(folder, 'clients.pem');
    await writeFile(tls.key, server.key);
    await writeFile(tls.certificate, server.cert);
    await writeFile(clients, authority.certificate);
    const data = join(folder, 'registry');
    const sandbox = await startSandbox({ people: 10, data, tls: isClosed ? { ...tls, clients } : tls });
    expect([new URL(sandbox.fhir).protocol, new URL(sandbox.issuer).protocol]).toEqual(['https:', 'https:']);
    const policyFile = join(folder, 'policy.json');
    const policy = JSON.parse(await readFile(sandbox.policyFile, 'utf8')) as Record<string, unknown>;
    await use({
      certificate: authority.certificate,
      policyFile,
      origin: new URL(sandbox.fhir).origin,
      believe: (tlsAuthorities, tlsClient) =>
        writeFile(policyFile, JSON.stringify({ ...policy, tlsAuthorities, tlsClient })),
      workstation: authority.issueClient('desk-1'),
      commits: () => readFile(join(data, 'commits.ndjson'), 'utf8').catch(() => ''),
    });
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

async function check(desk: Desk): Promise<void> {
  await desk.go('exchange');
  // Where the exchange has failed it stands beside the reason, too.
  await desk.page.getByRole('button', { name: WORDS.check, exact: true }).first().click();
}

test('a gateway with a certificate of the house is refused, and reached once the policy names its authority @connection', async ({
  display,
  house: { certificate, policyFile, believe, commits },
}) => {
  test.slow();
  const program = await Program.create(policyFile, display.name);
  const desk = new Desk(program);

  await test.step('nobody can sign in where the authority is unknown', async () => {
    await believe([]);
    await program.open();
    await desk.page.getByRole('button', { name: TEXT.access.signIn }).click();
    await expect(desk.page.getByText(/KD-1101/)).toBeVisible(WALKED);
    await program.close();
  });

  await test.step('with it in the policy sign-in and exchange work, there and back', async () => {
    await believe([certificate]);
    await program.open();
    await desk.begin(CLERK);
    await desk.go('staff');
    await desk.type('Телефон', '+7 900 000-00-01');
    await expect(desk.status(/^Сохранено \d/)).toBeVisible();
    await desk.go('requests');
    const requests = new Requests(program);
    await requests.choose(1);
    await desk.page.getByRole('button', { name: TEXT.requests.submit }).click();
    await requests.expectState(1, 'submitted');
    await requests.write(WORD);
    // Told to the other desks: the registry took what was written to it.
    await desk.exchange();
    await expect.poll(commits, WALKED).toContain(WORD);
    await check(desk);
    await expect(desk.page.getByText(WORDS.checking.allWell)).toBeVisible(WALKED);
    await program.close();
  });

  await test.step('without it the check of the connection names the certificate', async () => {
    await believe([]);
    await program.open();
    await desk.unlock(CLERK);
    await check(desk);
    const { broken, steps, findings } = WORDS.checking;
    await expect(desk.page.getByText(broken(steps.tls))).toBeVisible(WALKED);
    await expect(desk.page.getByText(findings.certificateUntrusted.title({ issuer: 'house' }))).toBeVisible();
  });

  await program.dispose();
});

test.describe('a gateway that lets in only workstations that it knows', () => {
  test.use({ isClosed: true });

  test('is reached with the certificate that the policy names; without it the check says what is wanted @connection', async ({
    display,
    house: { certificate, policyFile, origin, believe, workstation },
  }) => {
    test.slow();
    const program = await Program.create(policyFile, display.name);
    const desk = new Desk(program);

    await test.step('with it sign-in, exchange and check go well', async () => {
      program.browser.certificate = { origin, certPath: workstation.certificate, keyPath: workstation.key };
      await believe([certificate], workstation);
      await program.open();
      await desk.begin(CLERK);
      await check(desk);
      await expect(desk.page.getByText(WORDS.checking.allWell)).toBeVisible(WALKED);
      await program.close();
    });

    await test.step('without it the check says that the gateway asks for one, and who provides it', async () => {
      await believe([certificate]);
      await program.open();
      await desk.unlock(CLERK);
      await check(desk);
      const { broken, steps, findings } = WORDS.checking;
      await expect(desk.page.getByText(broken(steps.tls))).toBeVisible(WALKED);
      await expect(desk.page.getByText(findings.certificateWanted.title())).toBeVisible();
      await expect(desk.page.getByText(findings.certificateWanted.advice)).toBeVisible();
    });

    await program.dispose();
  });
});
