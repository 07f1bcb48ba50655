import type { Organization } from '@medplum/fhirtypes';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { snilsControl } from '../../electron/core/training/numbers.ts';
import type { GeneratedOrganisation } from '../../electron/core/training/types.ts';
import { type Sandbox, startSandbox } from '../index.ts';
import { ORGANISATIONS, SANATORIUM } from '../organisations.ts';
import { TestClient } from '../testing.ts';

/** «The system browser»: follows redirects with cookies, stops at the desk's loopback address. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async open(url: string, form?: Record<string, string>): Promise<{ url: string; status: number; html: string }> {
    let address = url;
    let body = form;
    for (let hop = 0; hop < 10; hop++) {
      const response = await fetch(address, {
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body) }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? [];
        if (value === '') this.#cookies.delete(name);
        else this.#cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) return { url: address, status: response.status, html: await response.text() };
      address = new URL(location, address).href;
      if (address.includes('/cb?')) return { url: address, status: response.status, html: '' };
      body = undefined;
    }
    throw new Error('Too many redirects');
  }
}

let sandbox: Sandbox;
let client: oidc.Configuration;
const REDIRECT = 'http://127.0.0.1:45871/cb';

beforeAll(async () => {
  sandbox = await startSandbox({ people: 40, tokenSeconds: 600 });
  client = await oidc.discovery(new URL(sandbox.issuer), sandbox.clientId, undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  });
});
afterAll(() => sandbox.stop());

interface Attempt {
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

async function attempt(changes: Record<string, string> = {}): Promise<Attempt> {
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(client, {
    redirect_uri: REDIRECT,
    scope: 'openid profile offline_access kartoteka',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...changes,
  });
  return { url, verifier, state, nonce };
}

async function signIn(
  login: string,
  browser = new Browser(),
  changes: Record<string, string> = {},
  organisation?: GeneratedOrganisation,
) {
  const { url, verifier, state, nonce } = await attempt(changes);
  const page = await browser.open(url.href);
  const inside = page.url.includes('/cb?') ? page : await browser.open(page.url, { login, password: login });
  const done = organisation ? await browser.open(inside.url, { organisation: organisation.oid ?? '' }) : inside;
  return oidc.authorizationCodeGrant(client, new URL(done.url), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
}

describe('signing in', () => {
  test('gives the claims of the chief doctor in the ID token and at userinfo', async () => {
    const tokens = await signIn('glavvrach');
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      sub: 'glavvrach',
      family_name: 'Аксёнов',
      given_name: 'Денис',
      middle_name: 'Никитич',
      name: 'Аксёнов Денис Никитич',
      trusted: true,
      roles: ['approver'],
      organization: { inn: '9800010011', ogrn: '1029800010019', oid: '1.2.643.5.1.13.13.12.2.98.999001' },
      acr: 'urn:kartoteka:acr:mfa',
      amr: ['pwd', 'otp', 'mfa'],
    });
    const snils = String(claims?.snils);
    expect(snils).toMatch(/^\d{11}$/);
    expect(snilsControl(snils)).toBe(snils.slice(9));
    const info = await oidc.fetchUserInfo(client, tokens.access_token, 'glavvrach');
    expect(info).toMatchObject({ snils, roles: ['approver'], organization: { inn: '9800010011' } });
    const registry = new TestClient(sandbox.fhir, tokens.access_token);
    expect((await registry.get('Practitioner/pr-000001')).status).toBe(200);
  });

  test.each([
    ['kadrovik', 'editor', true],
    ['nabludatel', 'viewer', true],
    ['admin', 'administrator', true],
    ['novichok', 'editor', false],
  ])('%s is %s, confirmed: %s', async (login, role, trusted) => {
    expect((await signIn(login)).claims()).toMatchObject({ roles: [role], trusted });
  });

  test('who works in two organisations says in which: tokens and their renewals show its data only', async () => {
    const people: string[] = [];
    for (const organisation of ORGANISATIONS) {
      const tokens = await signIn('sovmestitel', new Browser(), {}, organisation);
      const renewed = await oidc.refreshTokenGrant(client, tokens.refresh_token ?? '');
      for (const { claims } of [tokens, renewed]) {
        expect(claims()).toMatchObject({ sub: 'sovmestitel', organization: { oid: organisation.oid } });
      }
      const registry = new TestClient(sandbox.fhir, renewed.access_token);
      const { body } = await registry.get<Organization>('Organization/org-1');
      expect(body.name).toBe(organisation.nameFull);
      const all = await registry.pages('Practitioner?_count=100');
      expect(all).toHaveLength(organisation === SANATORIUM ? 12 : 40);
      people.push(JSON.stringify(all.map(({ resource }) => resource?.id === 'pr-000003' && resource)));
    }
    expect(new Set(people).size).toBe(2);
  });

  test('an organisation that the person does not work in is not given', async () => {
    const browser = new Browser();
    const { url } = await attempt();
    const page = await browser.open((await browser.open(url.href)).url, {
      login: 'sovmestitel',
      password: 'sovmestitel',
    });
    expect(page.html).toContain('Учебный санаторий');
    const again = await browser.open(page.url, { organisation: '1.2.3' });
    expect([again.status, again.html.includes('Выберите организацию')]).toEqual([200, true]);
  });

  test('goes on with the refresh token, which works once', async () => {
    const tokens = await signIn('kadrovik');
    const refresh = tokens.refresh_token ?? '';
    const next = await oidc.refreshTokenGrant(client, refresh);
    expect(next.refresh_token).not.toBe(refresh);
    expect(next.claims()).toMatchObject({ sub: 'kadrovik', roles: ['editor'] });
    await expect(oidc.refreshTokenGrant(client, refresh)).rejects.toMatchObject({ error: 'invalid_grant' });
    const third = await signIn('kadrovik');
    await oidc.tokenRevocation(client, third.refresh_token ?? '');
    await expect(oidc.refreshTokenGrant(client, third.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('also gives a refresh token when consent is asked for', async () => {
    const tokens = await signIn('kadrovik', new Browser(), { prompt: 'consent' });
    expect(tokens.refresh_token).toBeDefined();
  });

  test('asks again who it is, in the same browser too', async () => {
    const browser = new Browser();
    expect((await signIn('kadrovik', browser)).claims()?.sub).toBe('kadrovik');
    expect((await signIn('glavvrach', browser)).claims()?.sub).toBe('glavvrach');
    expect((await signIn('kadrovik', browser, { prompt: 'login' })).claims()?.sub).toBe('kadrovik');
  });
});

describe('refusing', () => {
  test('says in Russian that the password is wrong, and is no Госуслуги', async () => {
    const browser = new Browser();
    const page = await browser.open((await attempt()).url.href);
    expect(page.html).toContain('Учебный контур. Это не Госуслуги');
    expect(page.html).toContain('name="login"');
    expect(page.html).toContain('Войти</button>');
    expect(page.html).not.toContain('<script');
    const wrong = await browser.open(page.url, { login: '"><b>kadrovik', password: 'x' });
    expect(wrong.status).toBe(401);
    expect(wrong.html).toContain('Неверный логин или пароль');
    expect(wrong.html).not.toContain('<b>');
    const right = await browser.open(page.url, { login: 'kadrovik', password: 'kadrovik' });
    expect(right.url.startsWith(REDIRECT)).toBe(true);
  });

  test('a request without PKCE, of another client or to another address', async () => {
    const browser = new Browser();
    const bare = await attempt();
    for (const name of ['code_challenge', 'code_challenge_method']) bare.url.searchParams.delete(name);
    expect((await browser.open(bare.url.href)).url).toContain('error=invalid_request');
    expect((await browser.open((await attempt({ redirect_uri: 'http://127.0.0.1:1/other' })).url.href)).status).toBe(
      400,
    );
    expect((await browser.open((await attempt({ redirect_uri: 'https://evil.example/cb' })).url.href)).status).toBe(
      400,
    );
    expect((await browser.open((await attempt({ client_id: 'else' })).url.href)).status).toBe(400);
  });

  test('a wrong verifier and a code used twice', async () => {
    const browser = new Browser();
    const first = await attempt();
    const page = await browser.open(first.url.href);
    const done = await browser.open(page.url, { login: 'kadrovik', password: 'kadrovik' });
    const checks = { expectedState: first.state, expectedNonce: first.nonce };
    const grant = (pkceCodeVerifier: string) =>
      oidc.authorizationCodeGrant(client, new URL(done.url), { ...checks, pkceCodeVerifier });
    await expect(grant(oidc.randomPKCECodeVerifier())).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(grant(first.verifier)).resolves.toBeDefined();
    await expect(grant(first.verifier)).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});
