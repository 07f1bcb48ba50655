import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { at, type Desk, PIN, restart, startDesk } from './testing/desk.ts';
import { account, CLIENT_ID, startTestProvider, type TestProvider } from './testing/provider.ts';

let provider: TestProvider;
let desk: Desk;
const never = new AbortController().signal;

beforeAll(async () => {
  provider = await startTestProvider(account('anna', ['editor']));
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.account = account('anna', ['editor']);
  desk = startDesk({ issuer: provider.issuer });
});
afterEach(() => desk.access.dispose());

async function again(offline = false): Promise<void> {
  desk = await restart(desk, { issuer: provider.issuer, offline });
  const { users } = at(await desk.state(), 'locked');
  await desk.call('unlock', { userId: users[0]?.userId ?? '', pin: PIN });
}
const refreshFiles = (): string[] => readdirSync(desk.ports.paths.data).filter((name) => name.startsWith('refresh-'));
/** The refresh token in the file, as the operating system's keystore gives it back. */
const keptToken = (): Promise<string> =>
  desk.ports.host.keystoreUnwrap({
    wrapped: readFileSync(join(desk.ports.paths.data, refreshFiles()[0] ?? ''), 'utf8'),
  });
/** Exchanges it behind the program's back. */
const spend = (refreshToken: string): Promise<Response> => {
  const form = { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: refreshToken };
  return fetch(`${provider.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) });
};

test('the token of the sign-in serves until it nears its end', async () => {
  await desk.firstRun();
  const token = await desk.access.accessToken(never);
  expect(await desk.access.accessToken(never)).toBe(token);
  // The provider's own clock runs meanwhile, so the last seconds before the end are left out.
  desk.ports.clock.advance(540_000);
  expect(await desk.access.accessToken(never)).toBe(token);
  desk.ports.clock.advance(30_000);
  expect(await desk.access.accessToken(never)).not.toBe(token);
});

test('a wall clock that is set does not make a token last longer', async () => {
  await desk.firstRun();
  const token = await desk.access.accessToken(never);
  desk.ports.clock.setBack(86_400_000);
  desk.ports.clock.advance(600_000);
  expect(await desk.access.accessToken(never)).not.toBe(token);
});

test('a refused token is renewed, once for all who ask', async () => {
  await desk.firstRun();
  const token = await desk.access.accessToken(never);
  const renewed = await Promise.all([1, 2, 3].map(() => desk.access.accessToken(never, token)));
  expect(new Set(renewed).size).toBe(1);
  expect(renewed[0]).not.toBe(token);
  expect(await desk.access.accessToken(never, token)).toBe(renewed[0]);
});

test('whoever does not want to wait any more need not, and the renewal goes on', async () => {
  await desk.firstRun();
  const token = await desk.access.accessToken(never);
  const controller = new AbortController();
  const wait = desk.access.accessToken(controller.signal, token);
  controller.abort(new Error('enough'));
  await expect(wait).rejects.toThrow('enough');
  expect(await desk.access.accessToken(never, token)).not.toBe(token);
});

test('the keystore keeps the way on over restarts, through any number of exchanges', async () => {
  await desk.firstRun();
  let last = await desk.access.accessToken(never);
  for (let n = 0; n < 3; n += 1) {
    await again();
    const next = await desk.access.accessToken(never);
    expect(next).not.toBe(last);
    last = next;
    last = await desk.access.accessToken(never, last);
  }
  expect(refreshFiles()).toHaveLength(1);
});

test('without a keystore it lasts through a lock and not through a restart, and no file is written', async () => {
  desk.ports.host.keystore = false;
  await desk.firstRun();
  const { users } = at(await desk.call('lock', {}), 'locked');
  await desk.call('unlock', { userId: users[0]?.userId ?? '', pin: PIN });
  expect(await desk.access.accessToken(never)).not.toBe('');
  expect(refreshFiles()).toEqual([]);
  await again();
  await expect(desk.access.accessToken(never)).rejects.toMatchObject({ code: 'KD-4004' });
});

test('no network is another thing than no right', async () => {
  await desk.firstRun();
  await again(true);
  const { host } = new URL(provider.issuer);
  await expect(desk.access.accessToken(never)).rejects.toMatchObject({ code: 'KD-4001', params: { host } });
  expect(refreshFiles()).toHaveLength(1);
  await again();
  expect(await desk.access.accessToken(never)).not.toBe('');
});

test('a spent refresh token asks for a new sign-in, which makes it good', async () => {
  await desk.firstRun();
  expect((await spend(await keptToken())).status).toBe(200);
  const token = await desk.access.accessToken(never);
  await expect(desk.access.accessToken(never, token)).rejects.toMatchObject({ code: 'KD-4004' });
  expect(refreshFiles()).toEqual([]);
  await expect(desk.access.accessToken(never, token)).rejects.toMatchObject({ code: 'KD-4004' });
  await desk.call('beginSignIn', {});
  await desk.until('open');
  expect(await desk.access.accessToken(never, token)).not.toBe(token);
});

test('nobody gets a token while the store is closed', async () => {
  await desk.firstRun();
  await desk.call('lock', {});
  await expect(desk.access.accessToken(never)).rejects.toMatchObject({ code: 'KD-1001' });
});

test('signing out revokes at the provider', async () => {
  await desk.firstRun();
  const refreshToken = await keptToken();
  const revoked = new Promise<void>((resolve) => {
    provider.onRevoked = resolve;
  });
  await desk.call('signOut', { eraseData: false });
  await revoked;
  expect((await spend(refreshToken)).status).toBe(400);
});

test('a role that changed at the provider holds from the next renewal, in the open session', async () => {
  await desk.firstRun();
  const token = await desk.access.accessToken(never);
  provider.account.roles = ['viewer'];
  await desk.access.accessToken(never, token);
  expect(desk.access.session()?.role).toBe('viewer');
  expect(at(desk.ports.told.at(-1) ?? (await desk.state()), 'open').user.role).toBe('viewer');
  await again(true);
  expect(desk.access.session()?.role).toBe('viewer');
});

test('a role that is gone closes the store, and the PIN does not open it any more', async () => {
  await desk.firstRun();
  const token = await desk.access.accessToken(never);
  provider.account.roles = [];
  await expect(desk.access.accessToken(never, token)).rejects.toMatchObject({ code: 'KD-1008' });
  const locked = await desk.until('locked');
  const userId = locked.users[0]?.userId ?? '';
  await expect(desk.call('unlock', { userId, pin: PIN })).rejects.toMatchObject({ code: 'KD-1008' });
  expect(at(await desk.state(), 'locked').failure).toMatchObject({ code: 'KD-1008' });
  provider.account.roles = ['editor'];
  await desk.signIn('locked');
  expect(at(await desk.call('unlock', { userId, pin: PIN }), 'open').user.role).toBe('editor');
});
