import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { discoverProvider } from '../electron/core/access/provider.ts';
import { readClientCertificate } from '../electron/core/client-certificate.ts';
import { systemClock } from '../electron/core/clock.ts';
import { findingOf } from '../electron/core/connection/findings.ts';
import { certificatesOf } from '../electron/core/connection/named-certificates.ts';
import { createFhirProbe } from '../electron/core/registry/fhir/probe.ts';
import { quiet } from '../electron/core/sync/testing/desk.ts';
import { type Trust, trustingFetch } from '../electron/core/trusting-fetch.ts';
import type { Policy } from '../shared/contract/policy.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { PrivateAuthority } from './testing-authority.ts';
import { startProxy } from './testing-proxy.ts';

/** A registry and a provider whose certificates come from an authority that no system knows. */
const folder = mkdtempSync(join(tmpdir(), 'kartoteka-authority-'));
const house = new PrivateAuthority(folder, 'house');
const stranger = new PrivateAuthority(folder, 'stranger');
const never = new AbortController().signal;
const servers: { close(): unknown }[] = [];
let sandbox: Sandbox;
let ofOther: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 3, tls: house.issue('IP:127.0.0.1') });
  ofOther = await startSandbox({ people: 3, tls: house.issue('DNS:elsewhere.example') });
});
afterEach(() => {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  for (const server of servers.splice(0)) server.close();
});
afterAll(async () => {
  await Promise.all([sandbox.stop(), ofOther.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function trusting(
  authorities: readonly string[],
  proxy = 'DIRECT',
  asked: string[] = [],
  client: Trust['client'] = null,
): typeof fetch {
  const host = {
    resolveProxy: async ({ url }: { url: string }) => {
      asked.push(url);
      return proxy;
    },
  };
  return trustingFetch({ authorities, client }, fetch, host);
}

const knock = (fetch: typeof globalThis.fetch, address = sandbox.fhir) =>
  createFhirProbe({
    endpoints: [address],
    clock: systemClock(),
    log: quiet,
    fetch,
    accessToken: async () => 'none',
  }).knock(address, never);

const discover = (fetch: typeof globalThis.fetch) =>
  discoverProvider({ issuer: sandbox.issuer, clientId: 'kartoteka' }, fetch, never);

/** What a failure is called. */
const refused = (work: Promise<unknown>): Promise<string> => work.then(() => 'believed', findingOf);

it('registry and provider are believed with the authority that the policy names', async () => {
  expect(sandbox.fhir).toMatch(/^https:/);
  const fetch = trusting([stranger.certificate, house.certificate]);
  expect((await knock(fetch)).date).not.toBeNull();
  expect((await discover(fetch)).issuer).toBe(sandbox.issuer);
});

it('without it, or with another one, both are refused by name', async () => {
  for (const fetch of [trusting([]), trusting([stranger.certificate])]) {
    expect(await refused(knock(fetch))).toBe('certificateUntrusted');
    await expect(discover(fetch)).rejects.toMatchObject({ code: 'KD-1101' });
  }
});

it('a known authority does not vouch for a wrong name, and nothing from outside turns the check off', async () => {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  const fetch = trusting([house.certificate]);
  expect(await refused(knock(fetch, ofOther.fhir))).toBe('certificateOfOther');
  expect(await refused(knock(trusting([stranger.certificate])))).toBe('certificateUntrusted');
});

it('goes through the proxy of the system, where the other side is looked at all the same', async () => {
  const { server, resolved, asked: through } = await startProxy();
  servers.push(server);
  const asked: string[] = [];
  expect((await knock(trusting([house.certificate], resolved, asked))).date).not.toBeNull();
  expect(asked).toEqual([`${sandbox.fhir}/metadata`]);
  expect(through).toEqual([new URL(sandbox.fhir).host]);
  expect(await refused(knock(trusting([stranger.certificate], resolved)))).toBe('certificateUntrusted');
});

it('reads what is packed, follows nobody elsewhere and ends when it is told to', async () => {
  const fetch = trusting([house.certificate]);
  const answer = await fetch(`${sandbox.fhir}/metadata`);
  expect(await answer.json()).toMatchObject({ resourceType: 'CapabilityStatement' });
  sandbox.fault({ path: '/fhir/metadata', action: 'delay', ms: 60_000 });
  const stop = new AbortController();
  const waiting = fetch(`${sandbox.fhir}/metadata`, { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  sandbox.resetFaults();
});

describe('a server that lets in only whom it knows', () => {
  const workstation = house.issueClient('desk-1');
  const other = stranger.issueClient('desk-2');
  const clientOf = (tlsClient: Policy['tlsClient']) =>
    readClientCertificate({ tlsClient }, (cause) => {
      throw cause;
    });
  let closed: Sandbox;
  beforeAll(async () => {
    closed = await startSandbox({ people: 3, tls: { ...house.issue('IP:127.0.0.1'), clients: house.certificate } });
  });
  afterAll(() => closed.stop());
  const knockAs = (client: Trust['client'], proxy?: string) =>
    knock(trusting([house.certificate], proxy, [], client), closed.fhir);

  it('is reached with the certificate and the key that the policy names, through a proxy, too', async () => {
    const client = clientOf(workstation);
    expect((await knockAs(client)).date).not.toBeNull();
    const { server, resolved } = await startProxy();
    servers.push(server);
    expect((await knockAs(client, resolved)).date).not.toBeNull();
    const issuer = `${new URL(closed.fhir).origin}/oidc`;
    const fetch = trusting([house.certificate], undefined, [], client);
    expect((await discoverProvider({ issuer, clientId: 'kartoteka' }, fetch, never)).issuer).toBe(closed.issuer);
  });

  it('is not without one, and not with one of somebody else', async () => {
    for (const client of [null, clientOf(other)]) expect(await refused(knockAs(client))).not.toBe('believed');
  });

  it('files that are not there are told of, and the rest goes on', () => {
    const told: unknown[] = [];
    const missing = { ...workstation, key: join(folder, 'none.key') };
    expect(readClientCertificate({ tlsClient: missing }, (cause) => told.push(cause))).toBeNull();
    expect(told).toMatchObject([{ code: 'ENOENT' }]);
    expect(readClientCertificate(null, () => told.push('never'))).toBeNull();
    expect(told).toHaveLength(1);
  });
});

it('the certificates that the policy names are watched for their end', () => {
  const days = (until: string) => Math.round((Date.parse(until) - Date.now()) / 86_400_000);
  const tlsClient = house.issueClient('desk-3');
  const policy = { signingAuthorities: [house.certificate], tlsAuthorities: [stranger.certificate] };
  const named = certificatesOf({ ...policy, tlsClient });
  expect(named.map(({ purpose, subject, validTo }) => [purpose, subject, days(validTo)])).toEqual([
    ['authority', 'house', 20],
    ['authority', 'stranger', 20],
    ['client', 'desk-3', 10],
  ]);
  expect(certificatesOf({ ...policy, tlsClient: { ...tlsClient, key: join(folder, 'none.key') } })).toHaveLength(2);
  expect(certificatesOf(null)).toEqual([]);
});

it.each([
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificateWanted'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'certificateWanted'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificateWanted'],
  ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'certificateWanted'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'certificateUntrusted'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'certificateUntrusted'],
])('%s is %s', (code, finding) => {
  expect(findingOf(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) }))).toBe(finding);
});
