import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { AccessState } from '#shared/contract/access.ts';
import { storeFile } from './access.ts';
import { at, type Desk, type DeskOptions, PIN, restart, startDesk } from './testing/desk.ts';
import { account, CLINIC, startTestProvider, type TestProvider } from './testing/provider.ts';

let provider: TestProvider;
const desks: Desk[] = [];
beforeAll(async () => {
  provider = await startTestProvider(account('anna', ['editor']));
});
afterAll(() => provider.stop());
afterEach(async () => {
  provider.account = account('anna', ['editor']);
  for (const desk of desks.splice(0)) {
    for (const state of desk.ports.told) AccessState.parse(state);
    await desk.access.dispose();
  }
});

function start(options: Partial<DeskOptions> = {}): Desk {
  const desk = startDesk({ issuer: provider.issuer, ...options });
  desks.push(desk);
  return desk;
}
async function again(desk: Desk, options: Partial<DeskOptions> = {}): Promise<Desk> {
  const next = await restart(desk, { issuer: provider.issuer, ...options });
  desks.push(next);
  return next;
}
const files = (desk: Desk): string[] => {
  const { data, temporary } = desk.ports.paths;
  return [data, temporary].filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile()),
  );
};
const STORE = /^kartoteka-[0-9a-f-]{36}\.db$/;
const firstUser = async (desk: Desk): Promise<string> => at(await desk.state(), 'locked').users[0]?.userId ?? '';

describe('first run', () => {
  test('browser, PIN, recovery key, open: each step is told', async () => {
    const desk = start();
    expect(await desk.state()).toEqual({ stage: 'first-run', canSignIn: true });
    expect(await desk.signIn('set-pin')).toEqual({ stage: 'set-pin', name: 'Фамилия anna', role: 'editor' });
    await expect(desk.call('setPin', { pin: '123456' })).rejects.toMatchObject({
      code: 'KD-1005',
      params: { minimum: 6 },
    });
    await expect(desk.call('setPin', { pin: 'abcabca' })).rejects.toMatchObject({
      code: 'KD-1005',
      params: { minimum: 8 },
    });
    const { recoveryKey } = at(await desk.call('setPin', { pin: PIN }), 'recovery-key');
    expect(recoveryKey).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]{5}$/);
    expect([desk.access.session(), desk.sessions]).toEqual([null, []]);
    const open = at(await desk.call('recoveryKeySaved', {}), 'open');
    const user = { name: 'Фамилия anna', role: 'editor', organisation: CLINIC.name, confirmed: true };
    expect(open).toMatchObject({ contour: 'test', training: false, user });
    expect(desk.access.session()).toEqual(open.user);
    expect(desk.ports.told.map((state) => state.stage)).toEqual([
      'waiting-for-browser',
      'set-pin',
      'recovery-key',
      'open',
    ]);
  });

  test('the rest of core gets an open store that knows the user', async () => {
    const desk = start();
    await desk.firstRun();
    const [session] = desk.sessions;
    const row = session?.db.prepare('SELECT id, subject, snils, role, organisation_oid, confirmed FROM app_user').get();
    const id = session?.user.userId;
    expect(row).toEqual({
      id,
      subject: 'anna',
      snils: '11223344595',
      role: 'editor',
      organisation_oid: CLINIC.oid,
      confirmed: 1,
    });
    expect(desk.access.openSession()).toBe(session);
  });

  test('no file tells who it is, what they typed, or what the provider gave them', async () => {
    const desk = start();
    const recoveryKey = await desk.firstRun();
    const token = await desk.access.accessToken(new AbortController().signal);
    await desk.call('lock', {});
    const secrets = [
      'anna',
      'Фамилия',
      '11223344595',
      '112-233-445',
      PIN,
      recoveryKey,
      token,
      CLINIC.name,
      CLINIC.oid,
      'SQLite format',
    ];
    expect(
      files(desk)
        .map((path) => path.split('/').at(-1))
        .sort(),
    ).toEqual([expect.stringMatching(STORE), 'keyslots.json', expect.stringMatching(/^refresh-[0-9a-f-]{73}\.bin$/)]);
    for (const path of files(desk)) {
      const content = readFileSync(path);
      for (const secret of secrets) expect(content.includes(secret), `${secret} in ${path}`).toBe(false);
    }
    expect(JSON.stringify(desk.ports.logged)).not.toMatch(/anna|Фамилия|11223344595/);
  });

  test('an account that is not confirmed may only look', async () => {
    provider.account = account('anna', ['administrator'], { trusted: false });
    const desk = start();
    await desk.firstRun();
    expect(desk.access.session()).toMatchObject({ role: 'viewer', confirmed: false });
  });

  test.each([
    ['no role', { roles: ['somebody'] }],
    ['no organisation', { organization: null }],
  ])('%s: back at the beginning, and why', async (_name, changes) => {
    provider.account = { ...account('anna', ['editor']), ...changes };
    const desk = start();
    const state = await desk.signIn('first-run');
    expect(state.failure).toMatchObject({ code: 'KD-1008' });
    expect(desk.ports.logged).toContainEqual({
      event: 'access.failed',
      fields: expect.objectContaining({ code: 'KD-1008', correlationId: state.failure?.correlationId }),
    });
    provider.account = account('anna', ['editor']);
    await desk.firstRun();
    expect(at(await desk.state(), 'open').failure).toBeUndefined();
  });

  test('ended before the recovery key was written down: a new one is shown at the next unlock', async () => {
    const desk = start();
    await desk.signIn('set-pin');
    const lost = at(await desk.call('setPin', { pin: PIN }), 'recovery-key').recoveryKey;
    const next = await again(desk, { offline: true });
    const userId = await firstUser(next);
    const shown = at(await next.call('unlock', { userId, pin: PIN }), 'recovery-key').recoveryKey;
    expect(shown).not.toBe(lost);
    at(await next.call('recoveryKeySaved', {}), 'open');
    await next.call('lock', {});
    const newPin = '271828';
    await expect(next.call('unlockWithRecoveryKey', { userId, recoveryKey: lost, newPin })).rejects.toMatchObject({
      code: 'KD-1006',
    });
    at(await next.call('unlockWithRecoveryKey', { userId, recoveryKey: shown, newPin }), 'open');
  });

  test('killed between the key slots and the store: the next sign-in makes it whole', async () => {
    const desk = start({
      hooks: {
        onOpen: () => {
          throw new Error('killed');
        },
      },
    });
    await desk.signIn('set-pin');
    await desk.call('setPin', { pin: PIN });
    await expect(desk.call('recoveryKeySaved', {})).rejects.toThrow('killed');
    expect(desk.access.session()).toBeNull();
    desk.ports.host.keystore = false;
    const next = await again(desk);
    const slots = JSON.parse(readFileSync(join(next.ports.paths.data, 'keyslots.json'), 'utf8'));
    expect(slots.recovery.confirmed).toBe(true);
    const userId = await firstUser(next);
    expect(await next.signIn('locked')).toMatchObject({ users: [{ userId }] });
    at(await next.call('unlock', { userId, pin: PIN }), 'open');
  });
});

describe('later starts', () => {
  test('work without any network: PIN, role of the last sign-in', async () => {
    const desk = start();
    await desk.firstRun();
    const next = await again(desk, { offline: true });
    const locked = at(await next.state(), 'locked');
    expect(locked).toEqual({
      stage: 'locked',
      canSignIn: true,
      waitSeconds: 0,
      users: [{ userId: expect.any(String), role: 'editor', ordinal: 1, addedAt: '2026-11-21T08:00:00.000Z' }],
    });
    const userId = locked.users[0]?.userId ?? '';
    await expect(next.call('unlock', { userId, pin: '904174' })).rejects.toMatchObject({ code: 'KD-1003' });
    expect(at(await next.call('unlock', { userId, pin: ` ${PIN} ` }), 'open').user).toEqual(desk.sessions[0]?.user);
    await expect(next.call('beginSignIn', {})).rejects.toMatchObject({ code: 'KD-1101' });
    at(await next.state(), 'open');
  });

  test('five wrong PINs: the door waits, told to the pages, also after a restart', async () => {
    const desk = start();
    await desk.firstRun();
    const next = await again(desk, { offline: true });
    const userId = await firstUser(next);
    for (let n = 0; n < 5; n += 1) {
      await expect(next.call('unlock', { userId, pin: `90417${n + 4}` })).rejects.toMatchObject({ code: 'KD-1003' });
    }
    expect(next.ports.told.at(-1)).toMatchObject({ stage: 'locked', waitSeconds: 30 });
    const wait = { code: 'KD-1004', params: { seconds: 30 } };
    await expect(next.call('unlock', { userId, pin: PIN })).rejects.toMatchObject(wait);
    const third = await again(next, { offline: true });
    expect(await third.state()).toMatchObject({ waitSeconds: 30 });
    await expect(third.call('unlock', { userId, pin: PIN })).rejects.toMatchObject(wait);
    third.ports.clock.advance(30_000);
    expect(third.ports.told.at(-1)).toMatchObject({ stage: 'locked', waitSeconds: 0 });
    at(await third.call('unlock', { userId, pin: PIN }), 'open');
    expect(readdirSync(third.ports.paths.data)).not.toContain('attempts.json');
  });

  test('the recovery key replaces a forgotten PIN, delay or not', async () => {
    const desk = start();
    const recoveryKey = await desk.firstRun();
    const next = await again(desk, { offline: true });
    const userId = await firstUser(next);
    for (let n = 0; n < 5; n += 1) await next.call('unlock', { userId, pin: 'wrong one' }).catch(() => undefined);
    const call = (key: string, newPin: string) =>
      next.call('unlockWithRecoveryKey', { userId, recoveryKey: key, newPin });
    await expect(call('AAAAA', '271828')).rejects.toMatchObject({ code: 'KD-1006' });
    await expect(call(recoveryKey, '111111')).rejects.toMatchObject({ code: 'KD-1005' });
    at(await call(recoveryKey.toLowerCase().replaceAll('-', ' '), '271828'), 'open');
    await next.call('lock', {});
    await expect(next.call('unlock', { userId, pin: PIN })).rejects.toMatchObject({ code: 'KD-1003' });
    at(await next.call('unlock', { userId, pin: '271828' }), 'open');
  });

  test('nobody of this id', async () => {
    const desk = start();
    const recoveryKey = await desk.firstRun();
    await desk.call('lock', {});
    const userId = crypto.randomUUID();
    await expect(desk.call('unlock', { userId, pin: PIN })).rejects.toMatchObject({ code: 'KD-1011' });
    await expect(desk.call('unlockWithRecoveryKey', { userId, recoveryKey, newPin: '271828' })).rejects.toMatchObject({
      code: 'KD-1011',
    });
  });

  test('a core that died under an open session is followed by one that is open at once', async () => {
    const desk = start();
    await desk.firstRun();
    const session = desk.ports.host.kept;
    expect(session).not.toBeNull();
    // No good order: the old core is simply gone, and its connection with it.
    desk.sessions[0]?.db.close();
    const next = start({ earlier: desk, session, offline: true });
    expect(at(await next.state(), 'open').user).toEqual(desk.sessions[0]?.user);
    expect(next.sessions).toHaveLength(1);
    await next.call('lock', {});
    expect(next.ports.host.kept).toBeNull();
  });

  test.each([
    ['garbage', Buffer.from('{"key":1}')],
    [
      'a wrong key',
      Buffer.from(JSON.stringify({ key: Buffer.alloc(32).toString('base64'), userId: crypto.randomUUID() })),
    ],
  ])('a session blob that is %s is not taken', async (_name, session) => {
    const desk = start();
    await desk.firstRun();
    const next = await again(desk, { session });
    at(await next.state(), 'locked');
    at(await next.call('unlock', { userId: await firstUser(next), pin: PIN }), 'open');
  });
});

describe('somebody new at a store that is there', () => {
  async function withAnna(keystore: boolean): Promise<[Desk, recoveryKey: string]> {
    const desk = start();
    desk.ports.host.keystore = keystore;
    const recoveryKey = await desk.firstRun();
    await desk.call('lock', {});
    provider.account = account('boris', ['approver']);
    return [desk, recoveryKey];
  }

  test('comes in by their own PIN where the keystore vouches for the workstation', async () => {
    const [desk] = await withAnna(true);
    expect(await desk.signIn('set-pin')).toMatchObject({ name: 'Фамилия boris', role: 'approver' });
    const open = at(await desk.call('setPin', { pin: '271828' }), 'open');
    expect(open.user).toMatchObject({ name: 'Фамилия boris', role: 'approver' });
    const locked = at(await desk.call('lock', {}), 'locked');
    expect(locked.users.map(({ role, ordinal }) => [role, ordinal])).toEqual([
      ['editor', 1],
      ['approver', 1],
    ]);
    const [anna, boris] = locked.users;
    expect(boris?.userId).toBe(open.user.userId);
    at(await desk.call('unlock', { userId: anna?.userId ?? '', pin: PIN }), 'open');
    expect(desk.access.session()?.name).toBe('Фамилия anna');
  });

  test('needs somebody with a PIN where there is no keystore', async () => {
    const [desk] = await withAnna(false);
    const grant = await desk.signIn('needs-grant');
    expect(grant).toMatchObject({ name: 'Фамилия boris', users: [{ role: 'editor', ordinal: 1 }] });
    const userId = grant.users[0]?.userId ?? '';
    await expect(desk.call('grant', { userId, pin: '271828' })).rejects.toMatchObject({ code: 'KD-1003' });
    at(await desk.state(), 'needs-grant');
    expect(at(await desk.call('grant', { userId, pin: PIN }), 'set-pin').name).toBe('Фамилия boris');
    at(await desk.call('setPin', { pin: '271828' }), 'open');
  });

  test('or the recovery key', async () => {
    const [desk, recoveryKey] = await withAnna(false);
    await desk.signIn('needs-grant');
    await expect(desk.call('grant', { recoveryKey: 'AAAAA' })).rejects.toMatchObject({ code: 'KD-1006' });
    at(await desk.call('grant', { recoveryKey }), 'set-pin');
    at(await desk.call('setPin', { pin: '271828' }), 'open');
  });

  test('guessing a colleague’s PIN there counts like any other guess', async () => {
    const [desk] = await withAnna(false);
    const { users } = await desk.signIn('needs-grant');
    const userId = users[0]?.userId ?? '';
    for (let n = 0; n < 5; n += 1) await desk.call('grant', { userId, pin: '271828' }).catch(() => undefined);
    await expect(desk.call('grant', { userId, pin: PIN })).rejects.toMatchObject({ code: 'KD-1004' });
  });

  test('a keystore that gives back something else is not believed', async () => {
    const [desk] = await withAnna(true);
    const path = join(desk.ports.paths.data, 'keyslots.json');
    const slots = JSON.parse(readFileSync(path, 'utf8'));
    const keystore = await desk.ports.host.keystoreWrap({ secret: Buffer.alloc(32).toString('base64') });
    writeFileSync(path, JSON.stringify({ ...slots, keystore }));
    const next = await again(desk);
    await next.signIn('needs-grant');
  });

  test('from another organisation stays outside', async () => {
    const [desk] = await withAnna(true);
    provider.account = account('boris', ['approver'], { organization: { ...CLINIC, oid: '1.2.3' } });
    expect((await desk.signIn('locked')).failure).toMatchObject({ code: 'KD-1009' });
    expect(desk.sessions).toHaveLength(1);
  });

  test('may change their mind', async () => {
    const [desk] = await withAnna(false);
    await desk.signIn('needs-grant');
    expect(at(await desk.call('cancelSignIn', {}), 'locked').failure).toBeUndefined();
    await expect(desk.call('grant', { recoveryKey: 'A' })).rejects.toMatchObject({ code: 'KD-1012' });
  });
});

describe('somebody known signs in again', () => {
  test('their PIN is asked, and a new role holds from then on', async () => {
    const desk = start();
    await desk.firstRun();
    await desk.call('lock', {});
    provider.account = account('boris', ['editor']);
    await desk.signIn('set-pin');
    await desk.call('setPin', { pin: '271828' });
    await desk.call('lock', {});
    provider.account = account('anna', ['approver']);
    const only = await desk.signIn('locked');
    expect(only.users.map((user) => user.ordinal)).toEqual([1]);
    expect(at(await desk.call('cancelSignIn', {}), 'locked').users).toHaveLength(2);
    const { users } = await desk.signIn('locked');
    const userId = users[0]?.userId ?? '';
    expect(at(await desk.call('unlock', { userId, pin: PIN }), 'open').user.role).toBe('approver');
    const next = await again(desk, { offline: true });
    expect(at(await next.state(), 'locked').users[0]?.role).toBe('approver');
    expect(at(await next.call('unlock', { userId, pin: PIN }), 'open').user.role).toBe('approver');
  });

  test('a forgotten PIN is replaced with a colleague’s grant', async () => {
    const desk = start();
    await desk.firstRun();
    await desk.call('lock', {});
    provider.account = account('boris', ['editor']);
    await desk.signIn('set-pin');
    const boris = at(await desk.call('setPin', { pin: '271828' }), 'open').user.userId;
    await desk.call('lock', {});
    provider.account = account('anna', ['editor']);
    const anna = (await desk.signIn('locked')).users[0]?.userId ?? '';
    at(await desk.call('grant', { userId: boris, pin: '271828' }), 'set-pin');
    expect(at(await desk.call('setPin', { pin: '314159' }), 'open').user.userId).toBe(anna);
    await desk.call('lock', {});
    await expect(desk.call('unlock', { userId: anna, pin: PIN })).rejects.toMatchObject({ code: 'KD-1003' });
    at(await desk.call('unlock', { userId: anna, pin: '314159' }), 'open');
  });

  test('at the open program: the session goes on, with what the provider says now', async () => {
    const desk = start();
    await desk.firstRun();
    provider.account = account('anna', ['approver'], { name: 'Новая Фамилия' });
    await desk.call('beginSignIn', {});
    const [session] = desk.sessions;
    const { user } = await desk.until('open');
    expect(user).toMatchObject({ role: 'approver', name: 'Новая Фамилия' });
    expect([desk.sessions.length, desk.closed.length]).toEqual([1, 0]);
    expect(session?.user).toEqual(user);
    expect(session?.db.prepare('SELECT role FROM app_user').pluck().get()).toBe('approver');
  });

  test('somebody else at the open program ends the session that was not theirs', async () => {
    const desk = start();
    await desk.firstRun();
    provider.account = account('boris', ['approver']);
    await desk.signIn('set-pin');
    expect([desk.closed.length, desk.access.session()]).toEqual([1, null]);
  });
});

describe('locking', () => {
  test('closes the store, forgets the key, empties the folder of plain files', async () => {
    const desk = start();
    await desk.firstRun();
    const [session] = desk.sessions;
    mkdirSync(join(desk.ports.paths.temporary, 'print'), { recursive: true });
    writeFileSync(join(desk.ports.paths.temporary, 'print', 'a.pdf'), 'Иванова');
    desk.access.lock();
    await vi.waitFor(() => expect(desk.ports.told.at(-1)?.stage).toBe('locked'));
    expect(desk.access.session()).toBeNull();
    expect(session?.db.open).toBe(false);
    expect(session?.file?.key.every((byte) => byte === 0)).toBe(true);
    expect(desk.ports.host.kept).toBeNull();
    expect(readdirSync(desk.ports.paths.temporary)).toEqual([]);
    expect(desk.closed).toHaveLength(1);
  });

  test('nobody is let in while the rest of core puts its work down, and the store is open until then', async () => {
    let seen: unknown;
    const desk = start({
      hooks: {
        onClose: () => {
          seen = [desk.access.session(), desk.sessions[0]?.db.open];
        },
      },
    });
    await desk.firstRun();
    await desk.call('lock', {});
    expect(seen).toEqual([null, true]);
  });

  test('does not wait for ever', async () => {
    const desk = start({ hooks: { onClose: () => new Promise(() => undefined) } });
    await desk.firstRun();
    const locking = desk.call('lock', {});
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    desk.ports.clock.advance(10_000);
    at(await locking, 'locked');
    expect(desk.sessions[0]?.db.open).toBe(false);
  });

  test('drops whoever was on their way in, but not the browser page', async () => {
    const desk = start();
    await desk.signIn('set-pin');
    desk.access.lock();
    at(await desk.until('first-run'), 'first-run');
    desk.ports.host.browse = () => undefined;
    await desk.call('beginSignIn', {});
    desk.access.lock();
    await desk.call('reopenBrowser', {});
    at(await desk.state(), 'waiting-for-browser');
  });
});

describe('signing out', () => {
  test('keeps the store and its PIN, and forgets the tokens', async () => {
    const desk = start();
    await desk.firstRun();
    at(await desk.call('signOut', { eraseData: false }), 'locked');
    expect(readdirSync(desk.ports.paths.data).sort()).toEqual([expect.stringMatching(STORE), 'keyslots.json']);
    at(await desk.call('unlock', { userId: await firstUser(desk), pin: PIN }), 'open');
    await expect(desk.access.accessToken(new AbortController().signal)).rejects.toMatchObject({ code: 'KD-4004' });
  });

  test('with erasure leaves nothing of anybody', async () => {
    const desk = start();
    await desk.firstRun();
    await desk.call('lock', {});
    provider.account = account('boris', ['editor']);
    await desk.signIn('set-pin');
    await desk.call('setPin', { pin: '271828' });
    const { data, temporary } = desk.ports.paths;
    for (const folder of ['attachments', 'backups', 'window']) mkdirSync(join(data, folder));
    for (const file of [
      'attachments/1',
      'backups/1.db',
      `${storeFile(crypto.randomUUID())}-journal`,
      'keyslots.json.1.part',
      'window/state.json',
    ]) {
      writeFileSync(join(data, file), 'x');
    }
    mkdirSync(temporary, { recursive: true });
    writeFileSync(join(temporary, 'plain.pdf'), 'Иванова');
    expect(await desk.call('signOut', { eraseData: true })).toEqual({ stage: 'first-run', canSignIn: true });
    expect(files(desk)).toEqual([join(data, 'window/state.json')]);
    await desk.firstRun();
    expect(desk.sessions.at(-1)?.db.prepare('SELECT count(*) FROM app_user').pluck().get()).toBe(1);
  });
});

describe('the training clinic', () => {
  test('is open to any role without a policy, in memory, and leaves nothing', async () => {
    const desk = start({ issuer: null });
    expect(await desk.state()).toEqual({ stage: 'first-run', canSignIn: false });
    await expect(desk.call('beginSignIn', {})).rejects.toMatchObject({ code: 'KD-1010' });
    const open = at(await desk.call('openTraining', { role: 'approver', people: 40 }), 'open');
    expect(open).toMatchObject({ training: true, contour: 'training' });
    expect(open.user).toMatchObject({
      name: 'Учебный пользователь',
      role: 'approver',
      organisation: 'Учебная клиника',
    });
    expect(desk.sessions[0]?.training).toEqual({ people: 40 });
    expect(desk.sessions[0]?.db.memory).toBe(true);
    expect(desk.ports.host.kept).toBeNull();
    await expect(desk.access.accessToken(new AbortController().signal)).rejects.toMatchObject({ code: 'KD-4008' });
    at(await desk.call('lock', {}), 'first-run');
    expect(desk.sessions[0]?.db.open).toBe(false);
    expect(files(desk)).toEqual([]);
  });

  test('beside a real store: it stays when nobody is there, and erasing does not touch the store', async () => {
    const desk = start();
    await desk.firstRun();
    await desk.call('lock', {});
    const before = files(desk);
    await desk.call('openTraining', { role: 'editor', people: 1 });
    await expect(desk.call('beginSignIn', {})).rejects.toMatchObject({ code: 'KD-1012' });
    desk.access.lock();
    at(await desk.state(), 'open');
    at(await desk.call('signOut', { eraseData: true }), 'locked');
    expect(files(desk)).toEqual(before);
    at(await desk.call('unlock', { userId: await firstUser(desk), pin: PIN }), 'open');
  });

  test('is refused when it cannot be generated, and the way in stays where it was', async () => {
    const desk = start({
      hooks: {
        onOpen: ({ training }) => {
          if (training) throw new Error('no names left');
        },
      },
    });
    await expect(desk.call('openTraining', { role: 'editor', people: 1 })).rejects.toThrow('no names left');
    at(await desk.state(), 'first-run');
    await desk.firstRun();
  });
});
