import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { Policy } from '#shared/contract/policy.ts';
import { costFor, type KdfCost } from '../../electron/core/access/kdf.ts';
import {
  newSlots,
  storeKey,
  withPin,
  withRecovery,
  withRecoveryConfirmed,
  withStore,
  writeSlots,
} from '../../electron/core/access/keyslots.ts';
import { newRecoveryKey } from '../../electron/core/access/recovery-key.ts';
import { putUser } from '../../electron/core/access/store.ts';
import { SLOTS_FILE, storeFile } from '../../electron/core/access/vault.ts';
import { openDatabase } from '../../electron/core/db/open.ts';
import { TRAINING_ORGANISATION } from '../../electron/core/training/generate.ts';
import { foldersOf } from '../../electron/main/places.ts';
import { type Bench, subfolder } from './bench.ts';
import { newKey } from './desk.ts';
import { electronPath } from './launch.ts';
import { storeOf } from './stores.ts';

/** Files of the program on a workstation where a clerk has signed in before and all people are here. */
export interface Profile {
  readonly folder: string;
  readonly policyFile: string;
}

export const PIN = '904173';
const CLERK = { issuer: 'http://127.0.0.1:9', subject: 'kadrovik', role: 'editor' } as const;

/**
 * An encrypted store that the program opens by {@link PIN}, written with its own key slots at the cost that it would
 * choose on this machine.
 */
export async function profileOf(bench: Bench, people: number): Promise<Profile> {
  const folder = subfolder(bench, `profile-${people}`);
  await fillProfile(bench, [people], folder);
  return { folder, policyFile: writePolicy(bench) };
}

/** Nobody answers at the addresses of this policy: the program works without a network. */
export function writePolicy({ folder }: Bench): string {
  const policy: Policy = {
    contour: 'test',
    issuer: CLERK.issuer,
    clientId: 'kartoteka',
    registryEndpoints: [`${CLERK.issuer}/fhir`],
    signingAuthorities: [],
    tlsAuthorities: [],
    bulletinPublishers: [],
    idleLockMinutes: 60,
    authorMayApprove: false,
    syncEverySeconds: 0,
  };
  const file = join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify(policy));
  return file;
}

/** @param people of the organisation at hand, then of further ones that the clerk keeps as well */
export async function fillProfile(bench: Bench, people: readonly [number, ...number[]], folder: string): Promise<void> {
  const { desk } = foldersOf(folder);
  mkdirSync(desk, { recursive: true });
  const now = new Date().toISOString();
  const userId = v7();
  const masterKey = newKey();
  const stores = people.map((size, index) => ({ size, storeId: v7(), oid: `${TRAINING_ORGANISATION.oid}${index}` }));
  const [{ storeId, oid } = { storeId: '', oid: '' }, ...further] = stores;
  let slots = newSlots(storeId, 'test', oid);
  for (const store of further) slots = withStore(slots, store.storeId, store.oid);
  for (const store of stores) {
    const { path, key } = await storeOf(bench, store.size);
    const db = openDatabase(path, key);
    const organisation = `${TRAINING_ORGANISATION.nameShort}, ${store.size}`;
    const user = { userId, ...CLERK, name: 'Кадровик', snils: null, confirmed: true };
    putUser(db, { ...user, organisation, organisationOid: store.oid }, now);
    // The store was made with a key of its own; here its key comes from the one that the PIN opens.
    db.pragma('journal_mode = DELETE');
    db.rekey(Buffer.from(`raw:${Buffer.from(storeKey(masterKey, slots, store.storeId)).toString('hex')}`));
    db.close();
    renameSync(path, join(desk, storeFile(store.storeId)));
  }
  slots = await withPin(slots, masterKey, { userId, ...CLERK, storeId }, PIN, kdfCost(), now);
  await writeSlots(join(desk, SLOTS_FILE), withRecoveryConfirmed(withRecovery(slots, masterKey, newRecoveryKey())));
}

/** What the program would choose on this machine: its runtime derives keys at another speed than plain Node. */
function kdfCost(): KdfCost {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return costFor(Number(execFileSync(electronPath(), ['-e', PROBE], { env, encoding: 'utf8' })));
}

/** As `measureCost` does: the faster of two tries at 2^14 rounds. */
const PROBE = `
  const { scryptSync, randomBytes } = require('node:crypto');
  const times = [1, 2].map(() => {
    const begun = performance.now();
    scryptSync('measure', randomBytes(16), 32, { N: 2 ** 14, r: 8, p: 1, maxmem: 2 ** 26 });
    return performance.now() - begun;
  });
  console.log(Math.min(...times));`;
