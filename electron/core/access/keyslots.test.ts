import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  knownUsers,
  newSlots,
  openByPin,
  openByRecovery,
  readSlots,
  type SlotFile,
  storeKey,
  storeOfOrganisation,
  userOfSubject,
  withPin,
  withRecovery,
  withStore,
  withVisit,
  writeSlots,
} from './keyslots.ts';
import { newRecoveryKey } from './recovery-key.ts';
import { temporaryFolder } from './testing/fakes.ts';

const CHEAP = { log2N: 13, r: 8, p: 1 } as const;
const NOW = '2026-11-21T08:00:00.000Z';
const ISSUER = 'https://gateway.example';
const key = randomBytes(32);
const [anna, boris, store] = [randomUUID(), randomUUID(), randomUUID()];
const recoveryKey = newRecoveryKey();

let path: string;
let slots: SlotFile;
beforeEach(async () => {
  path = join(temporaryFolder(), 'keyslots.json');
  slots = newSlots(store, 'test', '1.2.3');
  const owner = { issuer: ISSUER, role: 'editor', storeId: store } as const;
  slots = await withPin(slots, key, { ...owner, userId: anna, subject: 'anna' }, '904173', CHEAP, NOW);
  slots = await withPin(slots, key, { ...owner, userId: boris, subject: 'boris' }, 'зелёный стол', CHEAP, NOW);
  slots = withRecovery(slots, key, recoveryKey);
  await writeSlots(path, slots);
});

describe('ways to the key', () => {
  test('each user by their own PIN, anybody by the recovery key, also after reading back', async () => {
    const read = await readSlots(path);
    expect(read).toEqual(slots);
    if (read === null) throw new Error('no file');
    expect(await openByPin(read, anna, ' 904173 ')).toEqual(key);
    expect(await openByPin(read, boris, 'зелёный стол'.normalize('NFD'))).toEqual(key);
    expect(openByRecovery(read, recoveryKey)).toEqual(key);
  });

  test('not by a wrong PIN, by a colleague’s, or by another recovery key', async () => {
    expect(await openByPin(slots, anna, '904174')).toBeNull();
    expect(await openByPin(slots, anna, 'зелёный стол')).toBeNull();
    expect(openByRecovery(slots, newRecoveryKey())).toBeNull();
    expect(openByRecovery({ ...slots, recovery: null }, recoveryKey)).toBeNull();
    await expect(openByPin(slots, randomUUID(), '904173')).rejects.toMatchObject({ code: 'KD-1011' });
  });

  test('a new PIN takes the place of the old one', async () => {
    const changed = await withPin(slots, key, anna, '271828', CHEAP, NOW);
    expect(await openByPin(changed, anna, '904173')).toBeNull();
    expect(await openByPin(changed, anna, '271828')).toEqual(key);
    expect(knownUsers(changed)).toEqual(knownUsers(slots));
  });

  test('a box opens nowhere but in its slot and in its file', async () => {
    const [a, b] = slots.users;
    if (a === undefined || b === undefined) throw new Error('two users');
    const swapped = {
      ...slots,
      users: [
        { ...a, pin: b.pin },
        { ...b, pin: a.pin },
      ],
    };
    expect(await openByPin(swapped, anna, 'зелёный стол')).toBeNull();
    expect(await openByPin({ ...slots, id: randomUUID() }, anna, '904173')).toBeNull();
    expect(openByRecovery({ ...slots, id: randomUUID() }, recoveryKey)).toBeNull();
  });
});

describe('stores of several organisations', () => {
  test('each by its organisation, each with a key of its own', () => {
    const second = randomUUID();
    const both = withStore(slots, second, '1.2.4');
    expect(['1.2.3', '1.2.4', '1.2.5'].map((oid) => storeOfOrganisation(both, oid))).toEqual([store, second, null]);
    const keys = [key, storeKey(key, both, store), storeKey(key, both, second), storeKey(randomBytes(32), both, store)];
    expect(new Set(keys.map((each) => Buffer.from(each).toString('hex'))).size).toBe(4);
    expect(storeKey(key, both, store)).toEqual(storeKey(key, slots, store));
  });

  test('the secret of a store is part of its key; a store of an earlier program has none and opens as before', async () => {
    const plain = { ...slots, version: 1, stores: slots.stores.map(({ secret: _, ...kept }) => kept) };
    const { removed: _, ...former } = plain;
    writeFileSync(path, JSON.stringify(former));
    const read = await readSlots(path);
    if (read === null) throw new Error('no file');
    expect([read.version, read.stores[0]?.secret, read.removed]).toEqual([2, null, []]);
    expect(await openByPin(read, anna, '904173')).toEqual(key);
    expect(storeKey(key, read, store)).toEqual(new Uint8Array(hkdfSync('sha256', key, store, 'kartoteka-store', 32)));
    expect(storeKey(key, slots, store)).not.toEqual(storeKey(key, read, store));
    expect(() => storeKey(key, slots, randomUUID())).toThrow(expect.objectContaining({ code: 'KD-1009' }));
  });

  test('a visit is remembered for its user alone', () => {
    const second = randomUUID();
    const visited = withVisit(slots, anna, 'editor', second);
    expect(visited.users.map((user) => [user.storeId, user.ordinal])).toEqual([
      [second, 1],
      [store, 2],
    ]);
    expect(withVisit(visited, anna, 'editor', second)).toBe(visited);
    expect(withVisit(slots, randomUUID(), 'editor', second)).toBe(slots);
  });
});

describe('the plain file', () => {
  test('knows users and organisation again without naming them', () => {
    expect(userOfSubject(slots, ISSUER, 'anna')).toBe(anna);
    expect(userOfSubject(slots, 'https://other.example', 'anna')).toBeNull();
    expect(userOfSubject(slots, ISSUER, 'vera')).toBeNull();
    expect(storeOfOrganisation(slots, '1.2.3')).toBe(store);
    expect(storeOfOrganisation(slots, '1.2.4')).toBeNull();
    expect(storeOfOrganisation({ ...slots, contour: 'production' }, '1.2.3')).toBeNull();
    const text = readFileSync(path, 'utf8');
    for (const secret of ['anna', 'boris', '904173', 'зелёный', '1.2.3', ISSUER, key.toString('base64'), recoveryKey]) {
      expect(text).not.toContain(secret);
    }
  });

  test('numbers users in the order they came and never twice', () => {
    expect(knownUsers(slots).map((user) => [user.userId, user.ordinal])).toEqual([
      [anna, 1],
      [boris, 2],
    ]);
    expect(knownUsers(withVisit(slots, anna, 'approver', store)).map((user) => user.role)).toEqual([
      'approver',
      'editor',
    ]);
  });

  test('is written whole: nothing is left beside it', async () => {
    await writeSlots(path, withVisit(slots, anna, 'viewer', store));
    expect(readdirSync(join(path, '..'))).toEqual(['keyslots.json']);
  });

  test.each([
    ['empty', '', 'KD-5002'],
    ['cut', '{"format":"kartoteka-keyslots","version":1,"users":[', 'KD-5002'],
    ['something else', '[]', 'KD-5002'],
    ['newer', '{"format":"kartoteka-keyslots","version":3}', 'KD-5003'],
  ])('%s: named, kept as it is', async (_name, content, code) => {
    writeFileSync(path, content);
    await expect(readSlots(path)).rejects.toMatchObject({ code, params: { detail: 'keyslots.json' } });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  test('none is none', async () => {
    expect(await readSlots(join(path, '..', 'other.json'))).toBeNull();
  });
});

test('whatever one byte of the file becomes: the right key, none, or a named refusal; never another key', async () => {
  const text = readFileSync(path, 'utf8');
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: text.length - 1 }), fc.integer({ min: 32, max: 126 }), async (at, sign) => {
      writeFileSync(path, text.slice(0, at) + String.fromCharCode(sign) + text.slice(at + 1));
      const read = await readSlots(path).catch((error: { code?: string }) => error.code ?? 'unnamed');
      if (typeof read === 'string' || read === null) {
        // One sign may make the version a newer one.
        expect(read).toMatch(/^KD-500[23]$/);
        return;
      }
      const [user] = read.users;
      const found = user === undefined ? null : await openByPin(read, user.userId, '904173');
      if (found !== null) expect(found).toEqual(key);
    }),
    { numRuns: 60 },
  );
});
