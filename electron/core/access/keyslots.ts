import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { KnownUser } from '#shared/contract/access.ts';
import { DeskError } from '#shared/contract/result.ts';
import { Contour, Role } from '#shared/domain/states.ts';
import { EntityId, Instant } from '#shared/domain/values.ts';
import { normalPin } from '#shared/rules/pin.ts';
import { whenMissing, writeDurably } from './durable-file.ts';
import { deriveKey, KdfCost } from './kdf.ts';
import { recoveryWrappingKey } from './recovery-key.ts';
import { Sealed, seal, unseal } from './seal.ts';

/** 1 had stores without a secret of their own. */
const VERSION = 2;
const READ_VERSIONS = [1, VERSION];
/** Of the sealed boxes: it is part of what they are bound to. */
const BOX_VERSION = 1;
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

const UserSlot = z.object({
  userId: EntityId,
  /** The role of the last sign-in, to be recognised by; rights come from the encrypted store. */
  role: Role,
  ordinal: z.number().int().min(1),
  /** Where they were last: this store is opened by their PIN. */
  storeId: EntityId,
  addedAt: Instant,
  subject: Digest,
  pin: z.object({ kdf: KdfCost, salt: z.base64(), box: Sealed }),
});

/**
 * The store of one organisation. Its key comes from the master key and from `secret`, which stands nowhere else: without
 * it the store is unreadable for good, also for whoever has the master key. Null in stores of earlier programs.
 */
const StoreSlot = z.object({ storeId: EntityId, organisation: Digest, secret: z.base64().nullable().default(null) });

/**
 * The ways to the master key, each a wrapped copy of it; the key of each organisation's store is derived from it. The
 * file is plain, so it holds no name, no СНИЛС and no account: persons and organisations stand in it as salted digests.
 */
const SlotFile = z.object({
  format: z.literal('kartoteka-keyslots'),
  version: z.literal(VERSION),
  id: EntityId,
  contour: Contour,
  salt: z.base64(),
  stores: z.array(StoreSlot).min(1).max(100),
  /** Stores that were taken away and of which something may still lie on the disk. */
  removed: z.array(EntityId).max(100).default([]),
  users: z.array(UserSlot).max(1_000),
  /** `confirmed` when somebody said that it is written down; until then a new one is made at the next unlock. */
  recovery: z.object({ salt: z.base64(), box: Sealed, confirmed: z.boolean() }).nullable(),
  /** The key as the operating system's keystore wrapped it; null where there is none. */
  keystore: z.string().max(10_000).nullable(),
});
export type SlotFile = z.infer<typeof SlotFile>;

const Version = z.object({ format: z.literal('kartoteka-keyslots'), version: z.number().int() });

/**
 * Null when there is none. A file that cannot be understood stays where it is and is never written over.
 * @throws DeskError KD-5001 unreadable · KD-5002 damaged · KD-5003 newer than the program; `detail` names the file
 */
export async function readSlots(path: string): Promise<SlotFile | null> {
  const params = { detail: basename(path) };
  let text: string | null;
  try {
    text = await readFile(path, 'utf8').catch(whenMissing(null));
  } catch (cause) {
    throw new DeskError('KD-5001', { params, cause });
  }
  if (text === null) return null;
  try {
    const content: unknown = JSON.parse(text);
    const found = Version.safeParse(content).data?.version ?? 0;
    if (found > VERSION) throw new DeskError('KD-5003', { params: { ...params, found, known: VERSION } });
    return SlotFile.parse(READ_VERSIONS.includes(found) ? { ...(content as object), version: VERSION } : content);
  } catch (cause) {
    throw cause instanceof DeskError ? cause : new DeskError('KD-5002', { params, cause });
  }
}

export function writeSlots(path: string, slots: SlotFile): Promise<void> {
  return writeDurably(path, `${JSON.stringify(SlotFile.parse(slots), null, 2)}\n`);
}

/** @param id of the file; its first store gets it as well */
export function newSlots(id: EntityId, contour: Contour, organisationOid: string): SlotFile {
  const slots: SlotFile = {
    format: 'kartoteka-keyslots',
    version: VERSION,
    id,
    contour,
    salt: randomBytes(16).toString('base64'),
    stores: [],
    removed: [],
    users: [],
    recovery: null,
    keystore: null,
  };
  return withStore(slots, id, organisationOid);
}

/** Adds the store of one more organisation. */
export function withStore(slots: SlotFile, storeId: EntityId, organisationOid: string): SlotFile {
  const organisation = organisationDigest(slots, organisationOid);
  const store = { storeId, organisation, secret: randomBytes(32).toString('base64') };
  return { ...slots, stores: [...slots.stores, store] };
}

/** The store that holds the organisation's data, or null. */
export function storeOfOrganisation(slots: SlotFile, organisationOid: string): EntityId | null {
  const wanted = organisationDigest(slots, organisationOid);
  return slots.stores.find((store) => store.organisation === wanted)?.storeId ?? null;
}

/**
 * The slots without one store: what made its key is gone. Whoever was in it last is next met where `homeOf` says; null
 * means nowhere here, and then their way in goes too.
 */
export function withoutStore(
  slots: SlotFile,
  storeId: EntityId,
  homeOf: (userId: EntityId) => EntityId | null,
): SlotFile {
  const users = slots.users.flatMap((user) => {
    if (user.storeId !== storeId) return [user];
    const home = homeOf(user.userId);
    return home === null ? [] : [{ ...user, storeId: home }];
  });
  const stores = slots.stores.filter((store) => store.storeId !== storeId);
  return { ...slots, users, stores, removed: [...slots.removed, storeId] };
}

/**
 * The key of one store: whoever has it cannot read the other stores. HKDF with SHA-256 (RFC 5869); 32 bytes.
 * @throws DeskError KD-1009 no such store here
 */
export function storeKey(masterKey: Uint8Array, slots: SlotFile, storeId: EntityId): Uint8Array {
  const store = slots.stores.find((each) => each.storeId === storeId);
  if (store === undefined) throw new DeskError('KD-1009');
  const salt = Buffer.concat([Buffer.from(storeId), Buffer.from(store.secret ?? '', 'base64')]);
  return new Uint8Array(hkdfSync('sha256', masterKey, salt, 'kartoteka-store', 32));
}

export interface SlotOwner {
  readonly userId: EntityId;
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  readonly storeId: EntityId;
}

/** Adds a user's way in, or replaces it: the PIN, and with it salt and cost. */
export async function withPin(
  slots: SlotFile,
  key: Uint8Array,
  owner: SlotOwner | EntityId,
  pin: string,
  kdf: KdfCost,
  now: string,
): Promise<SlotFile> {
  const userId = typeof owner === 'string' ? owner : owner.userId;
  const salt = randomBytes(16);
  const wrappingKey = await deriveKey(normalPin(pin), salt, kdf);
  const box = seal(key, wrappingKey, context(slots, 'pin', userId));
  wrappingKey.fill(0);
  const pinSlot = { kdf, salt: salt.toString('base64'), box };
  const known = slots.users.find((user) => user.userId === userId);
  if (known) return { ...slots, users: slots.users.map((user) => (user === known ? { ...user, pin: pinSlot } : user)) };
  if (typeof owner === 'string') throw new DeskError('KD-1011');
  const ordinal = nextOrdinal(slots, owner.role);
  const subject = subjectDigest(slots, owner.issuer, owner.subject);
  const { role, storeId } = owner;
  const user = { userId, role, ordinal, storeId, addedAt: now, subject, pin: pinSlot };
  return { ...slots, users: [...slots.users, user] };
}

/** Accounts of one role are told apart by number. */
function nextOrdinal({ users }: SlotFile, role: Role): number {
  return Math.max(0, ...users.filter((user) => user.role === role).map(({ ordinal }) => ordinal)) + 1;
}

/** Where somebody was last, and as what. The same slots when nothing of it is new. */
export function withVisit(slots: SlotFile, userId: EntityId, role: Role, storeId: EntityId): SlotFile {
  const known = slots.users.find((user) => user.userId === userId);
  if (known === undefined || (known.role === role && known.storeId === storeId)) return slots;
  const ordinal = known.role === role ? known.ordinal : nextOrdinal(slots, role);
  const visited = { ...known, role, ordinal, storeId };
  return { ...slots, users: slots.users.map((user) => (user === known ? visited : user)) };
}

export function withRecovery(slots: SlotFile, key: Uint8Array, recoveryKey: string): SlotFile {
  const salt = randomBytes(16);
  const box = seal(key, recoveryWrappingKey(recoveryKey, salt), context(slots, 'recovery', ''));
  return { ...slots, recovery: { salt: salt.toString('base64'), box, confirmed: false } };
}

export function withRecoveryConfirmed(slots: SlotFile): SlotFile {
  return slots.recovery === null ? slots : { ...slots, recovery: { ...slots.recovery, confirmed: true } };
}

/** Null when the PIN is wrong or the slot was tampered with. @throws DeskError KD-1011 nobody of this id */
export async function openByPin(slots: SlotFile, userId: EntityId, pin: string): Promise<Uint8Array | null> {
  const slot = slots.users.find((user) => user.userId === userId)?.pin;
  if (slot === undefined) throw new DeskError('KD-1011');
  const wrappingKey = await deriveKey(normalPin(pin), Buffer.from(slot.salt, 'base64'), slot.kdf);
  const key = unseal(slot.box, wrappingKey, context(slots, 'pin', userId));
  wrappingKey.fill(0);
  return key;
}

/** @param recoveryKey in its printed form, see `parseRecoveryKey` */
export function openByRecovery(slots: SlotFile, recoveryKey: string): Uint8Array | null {
  if (slots.recovery === null) return null;
  const wrappingKey = recoveryWrappingKey(recoveryKey, Buffer.from(slots.recovery.salt, 'base64'));
  return unseal(slots.recovery.box, wrappingKey, context(slots, 'recovery', ''));
}

export function knownUsers(slots: SlotFile): KnownUser[] {
  return slots.users.map(({ userId, role, ordinal, addedAt }) => ({ userId, role, ordinal, addedAt }));
}

/** Who of the known users this account is, or null. */
export function userOfSubject(slots: SlotFile, issuer: string, subject: string): EntityId | null {
  const wanted = subjectDigest(slots, issuer, subject);
  return slots.users.find((user) => user.subject === wanted)?.userId ?? null;
}

function subjectDigest(slots: SlotFile, issuer: string, subject: string): string {
  return digest(slots.salt, ['subject', issuer, subject]);
}

function organisationDigest(slots: SlotFile, oid: string): string {
  return digest(slots.salt, ['organisation', slots.contour, oid]);
}

function digest(salt: string, parts: readonly string[]): string {
  return createHmac('sha256', Buffer.from(salt, 'base64')).update(JSON.stringify(parts)).digest('hex');
}

/** A box opens only in the slot and in the file it was made for. */
function context(slots: SlotFile, kind: 'pin' | 'recovery', userId: string): string {
  return JSON.stringify(['kartoteka-keyslot', BOX_VERSION, slots.id, kind, userId]);
}
