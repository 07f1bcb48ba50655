import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { type SignInAttempt, startSignIn } from './sign-in.ts';
import { Browser } from './testing/browser.ts';
import { TEXTS, type TestPorts, testPorts } from './testing/fakes.ts';
import { type Forger, type Forgery, startForger } from './testing/forger.ts';
import { account, CLIENT_ID, startTestProvider, type TestProvider } from './testing/provider.ts';

let ports: TestPorts;
const attempts: SignInAttempt[] = [];
const browsing: Promise<unknown>[] = [];

/** @param browser null: the page is shown and nobody does anything there */
function begin(issuer: string, browser: Browser | null = new Browser(), listen?: () => Promise<number>): SignInAttempt {
  ports = testPorts();
  ports.host.browse = (url) => void (browser && browsing.push(browser.open(url).catch(() => null)));
  const policy = { issuer, clientId: CLIENT_ID };
  const attempt = startSignIn({ ...ports, policy, texts: TEXTS, ...(listen ? { listen } : {}) });
  attempts.push(attempt);
  return attempt;
}

afterEach(async () => {
  for (const attempt of attempts.splice(0)) {
    attempt.cancel();
    await attempt.result.catch(() => undefined);
  }
  await Promise.all(browsing.splice(0));
});

/** What the program asked the provider for. */
const asked = (): URLSearchParams => new URL(ports.host.shown[0] ?? '').searchParams;
const redirectUri = (): string => asked().get('redirect_uri') ?? '';

/** A browser that signs in and stops just before it comes back; gives the answer that it carries. */
async function answerOf(attempt: SignInAttempt): Promise<URL> {
  await attempt.opened;
  const browser = new Browser();
  browser.stopAt = (url) => url.pathname === '/cb';
  return new URL((await browser.open(ports.host.shown[0] ?? '')).url);
}

describe('with a real provider', () => {
  let provider: TestProvider;
  beforeAll(async () => {
    provider = await startTestProvider(account('anna', ['editor']));
  });
  afterAll(() => provider.stop());
  afterEach(() => {
    provider.refuseWith = null;
  });

  test('goes through the browser and comes back with who it is and the tokens', async () => {
    const attempt = begin(provider.issuer);
    const { identity, tokens, issuer } = await attempt.result;
    expect(issuer).toBe(provider.issuer);
    expect(identity).toMatchObject({ subject: 'anna', name: 'Фамилия anna', role: 'editor', confirmed: true });
    expect(tokens.accessToken).not.toBe('');
    expect(tokens.refreshToken).not.toBeNull();
    // Counted by the provider in whole seconds, some of which may have passed.
    expect(tokens.expiresIn).toBeGreaterThan(540);
    await attempt.opened;
  });

  test('asks with PKCE S256, state, nonce, the scope of the desk and a loopback address', async () => {
    await begin(provider.issuer).result;
    const first = asked();
    expect(first.get('scope')).toBe('openid profile offline_access kartoteka');
    expect(first.get('response_type')).toBe('code');
    expect(first.get('client_id')).toBe(CLIENT_ID);
    expect(first.get('code_challenge_method')).toBe('S256');
    expect(first.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/cb$/);
    for (const name of ['code_challenge', 'state', 'nonce']) expect(first.get(name)).toMatch(/^[\w-]{43}$/);
    await begin(provider.issuer).result;
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked().get(name)).not.toBe(first.get(name));
  });

  test('what the provider refuses comes with its words', async () => {
    provider.refuseWith = 'access_denied';
    await expect(begin(provider.issuer).result).rejects.toMatchObject({
      code: 'KD-1106',
      params: { detail: 'access_denied: не сегодня' },
    });
  });

  test('an unknown client never comes back: the time runs out', async () => {
    ports = testPorts();
    const attempt = startSignIn({ ...ports, policy: { issuer: provider.issuer, clientId: 'nobody' }, texts: TEXTS });
    await attempt.opened;
    expect((await new Browser().open(ports.host.shown[0] ?? '')).status).toBe(400);
    ports.clock.advance(300_000);
    await expect(attempt.result).rejects.toMatchObject({ code: 'KD-1103' });
  });

  test('an answer played back finds nobody, and in the next attempt it is not ours', async () => {
    const first = begin(provider.issuer, null);
    const answer = await answerOf(first);
    await fetch(answer);
    await first.result;
    await expect(fetch(answer)).rejects.toThrow();
    const next = begin(provider.issuer, null);
    await next.opened;
    answer.port = new URL(redirectUri()).port;
    expect(await (await fetch(answer)).text()).toContain('KD-1105');
    await expect(next.result).rejects.toMatchObject({ code: 'KD-1105' });
  });

  test('a code of another attempt under our state is refused by the provider (PKCE)', async () => {
    const stolen = await answerOf(begin(provider.issuer, null));
    const attempt = begin(provider.issuer, null);
    await attempt.opened;
    const injected = new URL(redirectUri());
    injected.search = stolen.search;
    injected.searchParams.set('state', asked().get('state') ?? '');
    await fetch(injected);
    await expect(attempt.result).rejects.toMatchObject({
      code: 'KD-1106',
      params: { detail: expect.stringMatching(/^invalid_grant/) },
    });
  });
});

describe('with a provider that lies', () => {
  let forger: Forger;
  beforeAll(async () => {
    forger = await startForger();
  });
  afterAll(() => forger.stop());
  const forged = (forgery: Forgery): Promise<unknown> => {
    forger.forgery = forgery;
    return begin(forger.issuer).result;
  };
  const past = Math.floor(Date.now() / 1_000) - 3_600;

  test('an honest answer of the same provider is taken', async () => {
    const result = await forged({});
    expect(result).toMatchObject({ identity: { subject: 'forged', role: 'editor' } });
    const form = forger.exchanged.at(-1);
    const asked = new URL(ports.host.shown[0] ?? '').searchParams;
    const challenge = createHash('sha256')
      .update(form?.get('code_verifier') ?? '')
      .digest('base64url');
    expect(challenge).toBe(asked.get('code_challenge'));
  });

  test.each<[string, Forgery]>([
    ['nonce of another attempt', { claims: { nonce: 'other' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['token of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['token for another program', { claims: { aud: 'other' } }],
    ['token for several programs, not from us', { claims: { aud: [CLIENT_ID, 'other'], azp: 'other' } }],
    ['expired token', { claims: { exp: past } }],
    ['token without an end', { claims: { exp: undefined } }],
    ['token of the future', { claims: { nbf: Math.floor(Date.now() / 1_000) + 3_600 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['signature of an unknown key', { foreignKey: true }],
    ['no signature', { alg: 'none' }],
    ['no signature, announced', { alg: 'none', metadata: { id_token_signing_alg_values_supported: ['none'] } }],
    ['signed with the client id', { alg: 'HS256' }],
    [
      'signed with the client id, announced',
      { alg: 'HS256', metadata: { id_token_signing_alg_values_supported: ['HS256'] } },
    ],
    ['no ID token', { token: { status: 200, body: '{"access_token":"a","token_type":"Bearer"}' } }],
    ['no JSON', { token: { status: 200, body: '<html>' } }],
    ['description of another issuer', { metadata: { issuer: 'https://evil.example' } }],
    ['page over plain http elsewhere', { metadata: { authorization_endpoint: 'http://evil.example/auth' } }],
    ['page of another kind', { metadata: { authorization_endpoint: 'file:///etc/passwd' } }],
    ['tokens over plain http elsewhere', { metadata: { token_endpoint: 'http://evil.example/token' } }],
    ['keys over plain http elsewhere', { metadata: { jwks_uri: 'http://evil.example/jwks' } }],
    ['an endless answer', { claims: { padding: 'x'.repeat(1_100_000) } }],
    ['claims of another shape', { claims: { roles: 'editor' } }],
  ])('%s: KD-1107', async (_name, forgery) => {
    await expect(forged(forgery)).rejects.toMatchObject({ code: 'KD-1107' });
  });

  test.each<[string, Forgery]>([
    ['wrong state', { answer: { state: 'wrong' } }],
    ['no state', { answer: { state: null } }],
    ['empty state', { answer: { state: '' } }],
    ['answer of another issuer (mix-up)', { answer: { iss: 'https://evil.example' } }],
    ['answer without the promised issuer', { answer: { iss: null } }],
  ])('%s: KD-1105, and nothing is exchanged', async (_name, forgery) => {
    const before = forger.exchanged.length;
    await expect(forged(forgery)).rejects.toMatchObject({ code: 'KD-1105' });
    expect(forger.exchanged).toHaveLength(before);
  });

  test.each<[string, string, Forgery]>([
    ['a refusal of the code', 'KD-1106', { token: { status: 400, body: '{"error":"invalid_grant"}' } }],
    ['a refusal in the browser', 'KD-1106', { answer: { code: null, error: 'access_denied' } }],
    ['a provider that is broken', 'KD-1101', { token: { status: 500, body: '{"error":"server_error"}' } }],
    ['a provider that is busy', 'KD-1101', { token: { status: 429, body: '{"error":"slow_down"}' } }],
    ['the page of a proxy', 'KD-1101', { discovery: { status: 200, body: '<html>' } }],
    ['no description', 'KD-1101', { discovery: { status: 404, body: '{}' } }],
    ['no role', 'KD-1008', { claims: { roles: [] } }],
  ])('%s: %s', async (_name, code, forgery) => {
    await expect(forged(forgery)).rejects.toMatchObject({ code });
  });

  test.each(['/.well-known/openid-configuration', '/jwks', '/token'])(
    'silence at %s ends with the wish to cancel',
    async (silentAt) => {
      const silent = await startForger({ silentAt });
      const attempt = begin(silent.issuer);
      await silent.silence;
      attempt.cancel();
      await expect(attempt.result).rejects.toMatchObject({ code: 'KD-1104' });
      await silent.stop();
    },
  );
});

describe('without an answer', () => {
  let forger: Forger;
  beforeAll(async () => {
    forger = await startForger();
  });
  afterAll(() => forger.stop());
  async function waiting(): Promise<SignInAttempt> {
    const attempt = begin(forger.issuer, null);
    await attempt.opened;
    return attempt;
  }

  test('five minutes, then KD-1103 and nobody listens any more', async () => {
    const attempt = await waiting();
    expect(attempt.expiresAt).toBe('2026-11-21T08:05:00.000Z');
    ports.clock.advance(299_999);
    await expect(fetch(redirectUri(), { method: 'POST' })).resolves.toMatchObject({ status: 405 });
    ports.clock.advance(1);
    await expect(attempt.result).rejects.toMatchObject({ code: 'KD-1103' });
    await expect(fetch(redirectUri())).rejects.toThrow();
    await expect(attempt.reopen()).rejects.toMatchObject({ code: 'KD-1012' });
  });

  test('cancelled: KD-1104, and a late answer goes nowhere', async () => {
    const attempt = await waiting();
    attempt.cancel();
    await expect(attempt.result).rejects.toMatchObject({ code: 'KD-1104' });
    const late = await new Browser().open(ports.host.shown[0] ?? '').catch((error: unknown) => error);
    expect(late).toBeInstanceOf(TypeError);
    expect(forger.exchanged).toHaveLength(0);
  });

  test('the page can be opened again: the same one', async () => {
    const attempt = await waiting();
    await attempt.reopen();
    expect(ports.host.shown).toHaveLength(2);
    expect(ports.host.shown[1]).toBe(ports.host.shown[0]);
    await new Browser().open(ports.host.shown[1] ?? '');
    await expect(attempt.result).resolves.toMatchObject({ identity: { subject: 'forged' } });
  });

  test.each(['state', 'iss'])('an answer with two of %s is not ours, though both are right', async (name) => {
    const attempt = begin(forger.issuer, null);
    const answer = await answerOf(attempt);
    answer.searchParams.append(name, answer.searchParams.get(name) ?? '');
    await fetch(answer);
    await expect(attempt.result).rejects.toMatchObject({ code: 'KD-1105' });
  });

  test('a second answer is told so while the first is being exchanged', async () => {
    const silent = await startForger({ silentAt: '/token' });
    const attempt = begin(silent.issuer, null);
    const answer = await answerOf(attempt);
    expect(await (await fetch(answer)).text()).toContain('Можно вернуться');
    await silent.silence;
    expect(await (await fetch(answer)).text()).toContain('KD-1108');
    attempt.cancel();
    await expect(attempt.result).rejects.toMatchObject({ code: 'KD-1104' });
    await silent.stop();
  });

  test('no port: KD-1102 before any browser opens', async () => {
    const attempt = begin(forger.issuer, null, async () => {
      throw new DeskError('KD-1102');
    });
    await expect(attempt.opened).rejects.toMatchObject({ code: 'KD-1102' });
    expect([attempt.wasShown(), ports.host.shown.length]).toEqual([false, 0]);
  });

  test('a browser that cannot be opened ends the attempt and frees the port', async () => {
    const attempt = begin(forger.issuer);
    ports.host.browse = () => {
      throw new DeskError('KD-9003');
    };
    await expect(attempt.opened).rejects.toMatchObject({ code: 'KD-9003' });
    await expect(fetch(redirectUri())).rejects.toThrow();
  });

  test('nobody at the address: KD-1101 with the host', async () => {
    const gone = await startForger();
    await gone.stop();
    await expect(begin(gone.issuer).opened).rejects.toMatchObject({
      code: 'KD-1101',
      params: { host: new URL(gone.issuer).host },
    });
  });

  test.each(['http://provider.example', 'http://127.0.0.1.nip.example', 'http://localhost.evil.example'])(
    'plain http to %s is never spoken',
    async (issuer) => {
      ports = testPorts();
      const requests: unknown[] = [];
      const fetchSpy: typeof fetch = async (input) => {
        requests.push(input);
        return new Response();
      };
      const attempt = startSignIn({ ...ports, fetch: fetchSpy, policy: { issuer, clientId: CLIENT_ID }, texts: TEXTS });
      await expect(attempt.result).rejects.toMatchObject({ code: 'KD-1101' });
      expect(requests).toEqual([]);
    },
  );
});
