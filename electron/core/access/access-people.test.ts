import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, type Desk, PIN } from './testing/desk.ts';
import { openDesks } from './testing/desks.ts';
import { account, CLINIC } from './testing/provider.ts';

const { again, as, colleague, start } = openDesks();

describe('somebody new at a store that is there', () => {
  async function withAnna(keystore: boolean): Promise<[Desk, recoveryKey: string]> {
    const desk = start();
    desk.ports.host.keystore = keystore;
    const recoveryKey = await desk.firstRun();
    await desk.call('lock', {});
    as(account('boris', ['approver']));
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
    as(account('boris', ['approver'], { organization: { ...CLINIC, oid: '1.2.3' } }));
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
    await colleague(desk);
    await desk.call('lock', {});
    as(account('anna', ['approver']));
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
    as(account('boris', ['editor']));
    await desk.signIn('set-pin');
    const boris = at(await desk.call('setPin', { pin: '271828' }), 'open').user.userId;
    await desk.call('lock', {});
    as(account('anna', ['editor']));
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
    as(account('anna', ['approver'], { name: 'Новая Фамилия' }));
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
    as(account('boris', ['approver']));
    await desk.signIn('set-pin');
    expect([desk.closed.length, desk.access.session()]).toEqual([1, null]);
  });
});
