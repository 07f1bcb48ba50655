import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, PIN } from './testing/desk.ts';
import { filesOf, firstUser, openDesks } from './testing/desks.ts';
import { account, CLINIC } from './testing/provider.ts';

const { again, as, start } = openDesks();
const STORE = /^kartoteka-[0-9a-f-]{36}\.db$/;

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
      filesOf(desk)
        .map((path) => path.split('/').at(-1))
        .sort(),
    ).toEqual([expect.stringMatching(STORE), 'keyslots.json', expect.stringMatching(/^refresh-[0-9a-f-]{73}\.bin$/)]);
    for (const path of filesOf(desk)) {
      const content = readFileSync(path);
      for (const secret of secrets) expect(content.includes(secret), `${secret} in ${path}`).toBe(false);
    }
    expect(JSON.stringify(desk.ports.logged)).not.toMatch(/anna|Фамилия|11223344595/);
  });

  test('an account that is not confirmed may only look', async () => {
    as(account('anna', ['administrator'], { trusted: false }));
    const desk = start();
    await desk.firstRun();
    expect(desk.access.session()).toMatchObject({ role: 'viewer', confirmed: false });
  });

  test.each([
    ['no role', { roles: ['somebody'] }],
    ['no organisation', { organization: null }],
  ])('%s: back at the beginning, and why', async (_name, changes) => {
    as({ ...account('anna', ['editor']), ...changes });
    const desk = start();
    const state = await desk.signIn('first-run');
    expect(state.failure).toMatchObject({ code: 'KD-1008' });
    expect(desk.ports.logged).toContainEqual({
      event: 'access.failed',
      fields: expect.objectContaining({ code: 'KD-1008', correlationId: state.failure?.correlationId }),
    });
    as(account('anna', ['editor']));
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
    expect(filesOf(desk)).toEqual([]);
  });

  test('beside a real store: it stays when nobody is there, and erasing does not touch the store', async () => {
    const desk = start();
    await desk.firstRun();
    await desk.call('lock', {});
    const before = filesOf(desk);
    await desk.call('openTraining', { role: 'editor', people: 1 });
    await expect(desk.call('beginSignIn', {})).rejects.toMatchObject({ code: 'KD-1012' });
    desk.access.lock();
    at(await desk.state(), 'open');
    at(await desk.call('signOut', { eraseData: true }), 'locked');
    expect(filesOf(desk)).toEqual(before);
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
