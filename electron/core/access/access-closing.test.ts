import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { storeFile } from './access.ts';
import { at, PIN } from './testing/desk.ts';
import { filesOf, firstUser, openDesks } from './testing/desks.ts';

const { colleague, start } = openDesks();
const STORE = /^kartoteka-[0-9a-f-]{36}\.db$/;

describe('locking', () => {
  test('closes the store, forgets the key, empties the folder of plain files', async () => {
    const desk = start();
    await desk.firstRun();
    const [session] = desk.sessions;
    mkdirSync(join(desk.ports.paths.temporary, 'print'), { recursive: true });
    writeFileSync(join(desk.ports.paths.temporary, 'print', 'a.pdf'), 'Иванова');
    desk.access.lock();
    await expect.poll(() => desk.ports.told.at(-1)?.stage).toBe('locked');
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
    await colleague(desk);
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
    await desk.call('confirmPin', { pin: '271828' });
    expect(await desk.call('signOut', { eraseData: true })).toEqual({ stage: 'first-run', canSignIn: true });
    expect(filesOf(desk)).toEqual([join(data, 'window/state.json')]);
    await desk.firstRun();
    expect(desk.sessions.at(-1)?.db.prepare('SELECT count(*) FROM app_user').pluck().get()).toBe(1);
  });
});
