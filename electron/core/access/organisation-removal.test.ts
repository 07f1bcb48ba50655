import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type AccessState, access } from '#shared/contract/access.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { ROLES } from '#shared/domain/states.ts';
import { openDatabase } from '../db/open.ts';
import { readSlots, storeKey } from './keyslots.ts';
import { readBlob } from './session.ts';
import { at, type Desk, PIN } from './testing/desk.ts';
import { openDesks } from './testing/desks.ts';
import { account, CLINIC } from './testing/provider.ts';
import { SLOTS_FILE, storeFile } from './vault.ts';

const BRANCH = { oid: '1.2.643.5.1.13.13.12.2.77.2', name: 'Филиал «Южный»', inn: '3', ogrn: '4' };

/** Files that another program holds, and those that the disk does not take. */
const disk = vi.hoisted(() => ({ held: /^$/, full: /^$/ }));
vi.mock('./durable-file.ts', async (original) => {
  const real = await original<typeof import('./durable-file.ts')>();
  return {
    ...real,
    remove: async (path: string) => {
      if (disk.held.test(path)) throw Object.assign(new Error('held'), { code: 'EBUSY' });
      return real.remove(path);
    },
    writeDurably: async (path: string, content: string) => {
      if (disk.full.test(path)) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      return real.writeDurably(path, content);
    },
  };
});

const NOTHING = /^$/;
afterEach(() => {
  disk.held = NOTHING;
  disk.full = NOTHING;
});

const desks = openDesks();
const administrator = (sub: string, organization = CLINIC) => account(sub, ['administrator'], { organization });

/** Anna keeps the clinic and its branch; the branch is at hand. */
async function openBoth(): Promise<{ desk: Desk; branch: string }> {
  desks.as(administrator('anna'));
  const desk = desks.start();
  await desk.firstRun();
  desks.as(administrator('anna', BRANCH));
  await desk.call('addOrganisation', {});
  const { storeId } = await desk.until('open');
  await desk.call('confirmPin', { pin: PIN });
  return { desk, branch: storeId };
}

const remove = (desk: Desk, storeId: string, name = BRANCH.name): Promise<AccessState> =>
  desk.call('removeOrganisation', { storeId, name });
const namesAt = async (desk: Desk): Promise<string[]> =>
  at(await desk.state(), 'open').organisations.map(({ name }) => name);
const filesOf = (desk: Desk, storeId: string): string[] =>
  readdirSync(desk.ports.paths.data)
    .filter((name) => name.includes(storeId))
    .sort();
const slotsOf = (desk: Desk) => readSlots(join(desk.ports.paths.data, SLOTS_FILE));

async function unlockFirst(desk: Desk): Promise<AccessState> {
  const { users } = at(await desk.state(), 'locked');
  return desk.call('unlock', { userId: users[0]?.userId ?? '', pin: PIN });
}

test('an administrator alone may do it, and one whose account is confirmed', () => {
  const may = (role: (typeof ROLES)[number], confirmed = true) =>
    refusalOf(access.removeOrganisation, { role, confirmed }) === null;
  expect(ROLES.filter((role) => may(role))).toEqual(['administrator']);
  expect(may('administrator', false)).toBe(false);
});

test('its files, tokens and places are gone; the person goes on in the other one, which is as it was', async () => {
  const { desk, branch } = await openBoth();
  const { data } = desk.ports.paths;
  expect(filesOf(desk, branch)).toEqual([
    ...['', '-shm', '-wal'].map((end) => `${storeFile(branch)}${end}`),
    expect.stringMatching(`^refresh-${branch}-.+\\.bin$`),
  ]);
  const others = readdirSync(data).filter((name) => !name.includes(branch) && name !== SLOTS_FILE);
  const state = at(await remove(desk, branch, ` ${BRANCH.name.toLocaleUpperCase('ru')}  `), 'open');
  expect([state.user.organisation, state.failure]).toEqual([CLINIC.name, undefined]);
  expect(await namesAt(desk)).toEqual([CLINIC.name]);
  expect(filesOf(desk, branch)).toEqual([]);
  expect(readdirSync(data)).toEqual(expect.arrayContaining(others));
  expect(desk.ports.host.forgotten).toEqual([branch]);
  expect(desk.sessions.map(({ db }) => db.open)).toEqual([false, false, true]);
  expect(readFileSync(join(data, SLOTS_FILE), 'utf8')).not.toContain(branch);
  const next = await desks.again(desk);
  expect(at(await unlockFirst(next), 'open').user.organisation).toBe(CLINIC.name);
});

test('whoever kept its file and has the master key cannot read it any more', async () => {
  const { desk, branch } = await openBoth();
  const { data } = desk.ports.paths;
  desk.sessions.at(-1)?.db.pragma('wal_checkpoint(TRUNCATE)');
  const kept = join(data, 'kept.db');
  copyFileSync(join(data, storeFile(branch)), kept);
  const masterKey = readBlob(desk.ports.host.kept ?? new Uint8Array())?.key ?? new Uint8Array();
  const before = await slotsOf(desk);
  await remove(desk, branch);
  const after = await slotsOf(desk);
  if (before === null || after === null) throw new Error('no slots');
  expect(() => storeKey(masterKey, after, branch)).toThrow(expect.objectContaining({ code: 'KD-1009' }));
  const secretless = { ...before, stores: before.stores.map((store) => ({ ...store, secret: null })) };
  expect(() => openDatabase(kept, storeKey(masterKey, secretless, branch))).toThrow(
    expect.objectContaining({ code: 'KD-5001' }),
  );
  openDatabase(kept, storeKey(masterKey, before, branch)).close();
});

describe('nothing is touched', () => {
  test('when another name is typed, or another store is meant than the one at hand', async () => {
    const { desk, branch } = await openBoth();
    const before = await desk.state();
    await expect(remove(desk, branch, CLINIC.name)).rejects.toMatchObject({ code: 'KD-1013', field: 'name' });
    await expect(remove(desk, crypto.randomUUID())).rejects.toMatchObject({ code: 'KD-1009' });
    expect([await desk.state(), filesOf(desk, branch).length]).toEqual([before, 4]);
  });

  test('when it is the only one: that is what erasure is for', async () => {
    const desk = desks.start();
    await desk.firstRun();
    const { storeId } = at(await desk.state(), 'open');
    await expect(remove(desk, storeId, CLINIC.name)).rejects.toMatchObject({ code: 'KD-1014' });
    expect((await desk.state()).stage).toBe('open');
  });

  test('in the training clinic, and while the store is locked', async () => {
    const desk = desks.start();
    await expect(remove(desk, crypto.randomUUID())).rejects.toMatchObject({ code: 'KD-1001' });
    await desk.call('openTraining', { role: 'administrator', people: 1 });
    const { storeId, user } = at(await desk.state(), 'open');
    await expect(remove(desk, storeId, user.organisation)).rejects.toMatchObject({ code: 'KD-1012' });
  });

  test('when the disk does not take the new slots: the person is at the door with the reason', async () => {
    const { desk, branch } = await openBoth();
    disk.full = /keyslots\.json$/;
    expect(at(await remove(desk, branch), 'locked').failure).toMatchObject({ code: 'KD-5004' });
    disk.full = NOTHING;
    await unlockFirst(desk);
    expect(await namesAt(desk)).toEqual([CLINIC.name, BRANCH.name]);
  });
});

describe('whoever else has a PIN here', () => {
  /** Boris works in the branch only; he is the one who is in. */
  async function withBoris(): Promise<{ desk: Desk; branch: string; anna: string; boris: string }> {
    const { desk, branch } = await openBoth();
    const anna = at(await desk.state(), 'open').user.userId;
    await desk.call('lock', {});
    desks.as(administrator('boris', BRANCH));
    await desk.signIn('set-pin');
    const state = at(await desk.call('setPin', { pin: '271828' }), 'open');
    await desk.call('confirmPin', { pin: '271828' });
    return { desk, branch, anna, boris: state.user.userId };
  }

  test('loses it when they knew nothing but this organisation, and is at the door', async () => {
    const { desk, branch, anna } = await withBoris();
    const { users } = at(await remove(desk, branch), 'locked');
    expect(users.map(({ userId }) => userId)).toEqual([anna]);
    // Anna was last in what is gone: her PIN opens the clinic now.
    expect(at(await unlockFirst(desk), 'open').user.organisation).toBe(CLINIC.name);
  });

  test('keeps it when the other organisation cannot be read now: it may know them', async () => {
    const { desk, branch, anna, boris } = await withBoris();
    const clinic = (await slotsOf(desk))?.stores.find(({ storeId }) => storeId !== branch)?.storeId ?? '';
    copyFileSync(join(desk.ports.paths.data, SLOTS_FILE), join(desk.ports.paths.data, storeFile(clinic)));
    const { users, failure } = at(await remove(desk, branch), 'locked');
    expect(users.map(({ userId }) => userId)).toEqual([anna, boris]);
    expect(failure).toMatchObject({ code: 'KD-5001' });
    expect(filesOf(desk, branch)).toEqual([]);
  });
});

describe('a file is held', () => {
  test('it is named, unreadable, and goes at the next start', async () => {
    const { desk, branch } = await openBoth();
    disk.held = new RegExp(`${storeFile(branch)}$`);
    const state = at(await remove(desk, branch), 'open');
    expect(state.user.organisation).toBe(CLINIC.name);
    expect(state.failure).toMatchObject({ code: 'KD-1015', params: { detail: storeFile(branch) } });
    expect((await slotsOf(desk))?.removed).toEqual([branch]);
    const held = await desks.again(desk);
    expect(at(await held.state(), 'locked').failure).toMatchObject({ code: 'KD-1015' });
    expect(at(await unlockFirst(held), 'open').organisations).toHaveLength(1);
    disk.held = NOTHING;
    const next = await desks.again(held);
    expect(at(await next.state(), 'locked').failure).toBeUndefined();
    expect([filesOf(next, branch), (await slotsOf(next))?.removed]).toEqual([[], []]);
  });

  test('the organisation can be added anew meanwhile: it gets another store', async () => {
    const { desk, branch } = await openBoth();
    disk.held = new RegExp(storeFile(branch));
    await remove(desk, branch);
    await desk.call('addOrganisation', {});
    const isBack = async () => expect(await namesAt(desk)).toEqual([CLINIC.name, BRANCH.name]);
    await vi.waitFor(isBack, { timeout: 20_000 });
    expect(at(await desk.state(), 'open').storeId).not.toBe(branch);
  });
});

test('a program that dies when the key is gone and the files are not finishes at its next start', async () => {
  const { desk, branch } = await openBoth();
  disk.held = new RegExp(storeFile(branch));
  await remove(desk, branch);
  expect(filesOf(desk, branch).length).toBeGreaterThan(0);
  expect(desk.ports.host.forgotten).toEqual([]);
  disk.held = NOTHING;
  // Main has forgotten the session as well: nothing of the dead program but its disk.
  const next = desks.start({ earlier: desk });
  await next.state();
  expect([filesOf(next, branch), desk.ports.host.forgotten]).toEqual([[], [branch]]);
  expect(at(await unlockFirst(next), 'open').user.organisation).toBe(CLINIC.name);
});
