import { request as ask, createServer as createPlain, type Server } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../electron/core/clock.ts';
import { type CheckParts, checkConnection } from '../electron/core/connection/check.ts';
import { type MetCertificate, nodeNetwork } from '../electron/core/connection/network.ts';
import { createFhirProbe } from '../electron/core/registry/fhir/probe.ts';
import { quiet } from '../electron/core/sync/testing/desk.ts';
import { DeskError } from '../shared/contract/result.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { certificatePem, makeServer } from './signing/certificates.ts';
import { startProxy } from './testing-proxy.ts';

/** «Проверить связь» against this registry, with each step broken in turn. */
const DAY = 86_400_000;
let sandbox: Sandbox;
const servers: Server[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ people: 3 });
});
afterEach(() => {
  sandbox.resetFaults();
  sandbox.configure({ clockShiftMs: 0, transactions: true, typeHistory: true });
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => sandbox.stop());

interface Options extends Partial<Omit<CheckParts, 'clock'>> {
  readonly address?: string;
  readonly fetch?: typeof fetch;
  readonly accessToken?: () => Promise<string>;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number | null) => void;
}

function check({ address = sandbox.fhir, signal, progress = () => undefined, ...options }: Options = {}) {
  const common = { clock: systemClock(), log: quiet, fetch, accessToken: () => sandbox.token('kadrovik'), ...options };
  const parts = {
    probe: createFhirProbe({ ...common, endpoints: [address] }),
    network: nodeNetwork(),
    host: { resolveProxy: async () => 'DIRECT' },
    met: () => undefined,
    ...common,
  };
  return checkConnection(parts, { signal: signal ?? new AbortController().signal, progress });
}

/** What is not in order, by step. */
async function findings(options: Options = {}): Promise<Record<string, string>> {
  const { endpoints } = await check(options);
  const lines = endpoints.flatMap((endpoint) => endpoint.lines);
  expect(lines.map(({ step }) => step)).toEqual([
    ...['name', 'proxy', 'tls', 'clock', 'signIn', 'capability', 'permissions'],
  ]);
  return Object.fromEntries(
    lines
      .filter(({ outcome }) => outcome === 'failed' || outcome === 'warning')
      .map(({ step, finding }) => [step, finding]),
  );
}

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Signed by itself. */
async function certificate(to: Date, name = 'localhost'): Promise<{ cert: string; key: string }> {
  const issued = await makeServer(name, { from: new Date(Date.now() - 400 * DAY), to });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', issued.keys.privateKey)).toString('base64');
  return {
    cert: certificatePem(issued),
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`,
  };
}

/** The registry behind TLS; `fetch` trusts that certificate, as a workstation trusts that of its gateway. */
async function gateway(validTo: Date, name?: string): Promise<{ address: string; fetch: typeof fetch }> {
  const { cert, key } = await certificate(validTo, name);
  const port = await listening(
    createServer({ cert, key }, (from, to) => {
      const { pathname, search } = new URL(from.url ?? '', sandbox.fhir);
      const onward = ask(new URL(`${pathname}${search}`, sandbox.fhir), { headers: from.headers }, (answer) => {
        to.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(to);
      });
      from.pipe(onward);
    }),
  );
  return { address: `https://localhost:${port}/fhir`, fetch: fetchTrusting(cert) };
}

function fetchTrusting(ca: string): typeof fetch {
  return (input, init) =>
    new Promise((resolve, reject) => {
      const headers = { ...(init?.headers as Record<string, string>), 'accept-encoding': 'identity' };
      const asked = request(new URL(String(input)), { ca, headers, agent: false }, async (answer) => {
        const pieces: Buffer[] = [];
        for await (const piece of answer) pieces.push(piece as Buffer);
        const body = Buffer.concat(pieces);
        resolve(new Response(body, { status: answer.statusCode ?? 500, headers: answer.headers as HeadersInit }));
      });
      asked.once('error', reject);
      asked.end();
    });
}

it('finds nothing wrong with a registry that is well, and tells how far it is', async () => {
  const told: number[] = [];
  const report = await check({ progress: (done, total) => total === 7 && told.push(done) });
  expect(report.endpoints[0]?.address).toBe(sandbox.fhir);
  expect(report.endpoints[0]?.lines.map(({ outcome, finding }) => `${outcome} ${finding}`)).toEqual([
    ...['ok fine', 'ok fine', 'ok plain', 'ok fine', 'ok fine', 'ok fine', 'ok fine'],
  ]);
  expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('says that nobody knows the name, and that nothing behind it was reached', async () => {
  const network = {
    ...nodeNetwork(),
    resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })),
  };
  expect(await findings({ network })).toEqual({ name: 'nameUnknown' });
  const { endpoints } = await check({ network });
  expect(endpoints[0]?.lines.slice(1).map(({ outcome }) => outcome)).toEqual(Array(6).fill('skipped'));
});

it('says that nobody listens, or that nobody answers', async () => {
  const port = await listening(createPlain());
  servers.splice(0)[0]?.close();
  expect(await findings({ address: `http://127.0.0.1:${port}/fhir` })).toEqual({ tls: 'refused' });
  sandbox.fault({ path: '/fhir/metadata', action: 'delay', ms: 60_000 });
  // Long enough for every other step of a busy machine.
  expect(await findings({ patience: 2_000 })).toEqual({ tls: 'silent' });
});

it('goes through the proxy of the system, and names one that does not let it through', async () => {
  const { address, fetch } = await gateway(new Date(Date.now() + 400 * DAY));
  const { server, resolved, asked } = await startProxy();
  servers.push(server);
  const host = { resolveProxy: async () => resolved };
  const met: MetCertificate[] = [];
  const { endpoints } = await check({ address, fetch, host, met: (chain) => void met.push(...chain) });
  expect(asked).toEqual([new URL(address).host]);
  expect(met).toMatchObject([{ subject: 'localhost' }]);
  expect(endpoints[0]?.lines.slice(0, 3)).toMatchObject([
    { finding: 'nameByProxy' },
    { finding: 'proxyUsed', facts: { proxy: resolved.slice('PROXY '.length, resolved.indexOf(';')) } },
    { finding: 'fine', facts: { issuer: 'localhost' } },
  ]);
  const refusing: typeof globalThis.fetch = () => Promise.reject(new Error('net::ERR_TUNNEL_CONNECTION_FAILED'));
  expect(await findings({ address, host, fetch: refusing })).toEqual({ tls: 'proxyFailed' });
});

it('names a certificate that ends, has ended, is not trusted or is of another', async () => {
  const until = new Date(Date.now() + 10 * DAY);
  const ending = await gateway(until);
  expect(await findings(ending)).toEqual({ tls: 'certificateEnds' });
  const { endpoints } = await check(ending);
  expect(endpoints[0]?.lines[2]?.facts).toEqual({ issuer: 'localhost', until: until.toISOString().slice(0, 10) });
  expect(await findings({ ...ending, fetch })).toEqual({ tls: 'certificateUntrusted' });
  expect(await findings(await gateway(new Date(Date.now() - DAY)))).toEqual({ tls: 'certificateExpired' });
  expect(await findings(await gateway(until, 'elsewhere.example'))).toEqual({ tls: 'certificateOfOther' });
});

it('measures how far the clocks are apart', async () => {
  sandbox.configure({ clockShiftMs: 400_000 });
  expect(await findings()).toEqual({ clock: 'clockOff' });
  const { endpoints } = await check();
  expect(Number(endpoints[0]?.lines[3]?.facts.seconds)).toBeGreaterThan(395);
});

it('tells a missing sign-in from a provider that is silent and a token that is not taken', async () => {
  const failing = (code: 'KD-4001' | 'KD-4004') => () => Promise.reject(new DeskError(code));
  expect(await findings({ accessToken: failing('KD-4004') })).toEqual({ signIn: 'signInNeeded' });
  expect(await findings({ accessToken: failing('KD-4001') })).toEqual({ signIn: 'providerSilent' });
  expect(await findings({ accessToken: async () => 'of-nobody' })).toEqual({ signIn: 'signInNeeded' });
});

it('names what the registry cannot do, or that it is none', async () => {
  sandbox.configure({ transactions: false });
  expect(await findings()).toEqual({ capability: 'noTransactions' });
  sandbox.configure({ transactions: true, typeHistory: false });
  expect(await findings()).toEqual({ capability: 'noHistory' });
  sandbox.fault({ path: '/fhir/metadata', action: 'status', status: 200, body: '{}', after: 1 });
  expect(await findings()).toEqual({ capability: 'notFhir' });
});

it('names what the user may not read there', async () => {
  sandbox.fault({ path: '/fhir/Task', action: 'status', status: 403 });
  expect(await findings()).toEqual({ permissions: 'forbidden' });
  const { endpoints } = await check();
  expect(endpoints[0]?.lines[6]?.facts).toEqual({ kinds: 'Task' });
  sandbox.fault({ path: '/fhir/Practitioner?', action: 'status', status: 503, after: 1 });
  expect(await findings()).toEqual({ permissions: 'failed' });
});

it('ends at once when it is stopped', async () => {
  sandbox.fault({ path: '/fhir/metadata', action: 'delay', ms: 60_000 });
  const stop = new AbortController();
  const running = check({ signal: stop.signal, progress: (done) => done === 2 && setImmediate(() => stop.abort()) });
  await expect(running).rejects.toMatchObject({ code: 'KD-6002' });
});

it('tells nobody what the token was', async () => {
  const token = await sandbox.token('kadrovik');
  sandbox.fault({ path: '/fhir/Practitioner', action: 'status', status: 503, body: `refused ${token}` });
  expect(JSON.stringify(await check({ accessToken: async () => token }))).not.toContain(token);
});
