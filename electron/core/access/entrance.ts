import type { DeskOrganisation, SessionUser } from '#shared/contract/access.ts';
import { DeskError } from '#shared/contract/result.ts';
import { traceOf } from '#shared/contract/trace.ts';
import type { Contour, Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { Ports } from '../ports.ts';
import { type Identity, identityOf } from './claims.ts';
import {
  newSlots,
  type SlotFile,
  type SlotOwner,
  storeOfOrganisation,
  userOfSubject,
  withRecovery,
  withRecoveryConfirmed,
  withVisit,
} from './keyslots.ts';
import { newRecoveryKey } from './recovery-key.ts';
import type { OpenSession, SessionKeeper } from './session.ts';
import type { SignedIn } from './sign-in.ts';
import type { Entry } from './stage.ts';
import { findUser, organisationOf, putUser, type StoredUser } from './store.ts';
import type { Tokens } from './tokens.ts';
import type { Vault } from './vault.ts';

export interface EntranceParts extends Pick<Ports, 'clock' | 'host' | 'ids' | 'log'> {
  readonly vault: Vault;
  readonly keeper: SessionKeeper;
  readonly tokensOf: (storeId: EntityId, userId: EntityId, onClaims: (claims: unknown) => void) => Tokens;
  /** The session's user is somebody else's idea now: tell the pages, or lock when a refusal is given. */
  readonly onUser: (refusal: DeskError | null) => void;
}

/** The last steps in: whoever comes here has the key, and is checked against what the store says inside. */
export interface Entrance {
  /**
   * Opens the store for its session, or answers with a recovery key that must be written down first: then call again
   * after {@link Entrance.recoveryKeySaved}.
   * @throws DeskError KD-1001 known to the slots only · KD-1008 no role · KD-1009 another organisation · KD-5001…5003
   */
  enter(entry: Entry): Promise<string | null>;
  recoveryKeySaved(): Promise<void>;
  /** The user of the open session has signed in again. */
  renew(session: OpenSession, signedIn: SignedIn): Promise<void>;
  /**
   * Who gets a PIN in which slots: new ones on a clean machine; a new person of a store that is here gets an id in it.
   * Checks that the key fits and that the organisation has a store. @throws DeskError KD-1009 · KD-5001…5003
   */
  placeOf(masterKey: Uint8Array, signedIn: SignedIn, contour: Contour): { slots: SlotFile; owner: SlotOwner };
  /** The key, when this account of the operating system may have it without a PIN; else null. */
  keyFromKeystore(storeId: EntityId, identity: Identity): Promise<Uint8Array | null>;
  /** @throws DeskError KD-1009 · KD-5001…5003 */
  checkFits(masterKey: Uint8Array, identity: Identity): void;
  /** The store of the organisation that was signed in to, else the one where the user was last. @throws DeskError KD-1009 */
  storeOf(userId: EntityId, signedIn: SignedIn | null): EntityId;
  /** Ends what the provider gave this user for every organisation on the workstation. */
  forgetTokens(): Promise<void>;
}

export function createEntrance(parts: EntranceParts): Entrance {
  const { clock, host, ids, log, vault, keeper } = parts;

  function admit(db: Database, { userId, signedIn }: Entry): StoredUser {
    if (signedIn !== null) {
      checkOrganisation(db, signedIn.identity);
      const user = storedOf(userId, signedIn.identity);
      return { ...user, userId: putUser(db, user, clock.now()) };
    }
    const user = findUser(db, userId);
    if (user === null) throw new DeskError('KD-1001');
    return user;
  }

  /** A second way in that no guess can open: it saves a colleague's PIN when somebody new signs in on this account. */
  async function rememberInKeystore(masterKey: Uint8Array): Promise<void> {
    const slots = vault.slots();
    if (slots === null || slots.keystore !== null) return;
    try {
      if (!(await host.keystoreAvailable({}))) return;
      const secret = Buffer.from(masterKey).toString('base64');
      const wrapped = await host.keystoreWrap({ secret });
      if ((await host.keystoreUnwrap({ wrapped })) !== secret)
        throw new Error('the keystore gives back something else');
      await vault.change({ ...slots, keystore: wrapped });
    } catch (error) {
      log.warn('access.keystore.unusable', traceOf(error));
    }
  }

  /** For the list of those who may unlock; on a full disk the list is out of date, and that is all. */
  async function rememberVisit(userId: EntityId, role: Role, storeId: EntityId): Promise<void> {
    const slots = vault.slots();
    const visited = slots && withVisit(slots, userId, role, storeId);
    if (visited === null || visited === slots) return;
    await vault.change(visited).catch((error) => log.warn('access.visit.unsaved', traceOf(error)));
  }

  /** All organisations here that know the person: each store says for itself whom it has let in. */
  function organisationsOf(masterKey: Uint8Array, userId: EntityId): DeskOrganisation[] {
    return (vault.slots()?.stores ?? []).flatMap(({ storeId }) => {
      try {
        const user = vault.within(masterKey, storeId, (db) => findUser(db, userId));
        return user === null ? [] : [{ storeId, name: user.organisation }];
      } catch (error) {
        // One damaged store shuts nobody out of the others.
        log.warn('access.store.unusable', traceOf(error));
        return [];
      }
    });
  }

  /** @returns whether anything about the user is different now */
  function applyIdentity(session: OpenSession, identity: Identity): boolean {
    const stored = storedOf(session.user.userId, identity);
    putUser(session.db, stored, clock.now());
    const user = sessionUserOf(stored, identity.role);
    if (sameUser(user, session.user)) return false;
    keeper.changeUser(user);
    return true;
  }

  /** A renewed token may say that the person's role is another one, or none. */
  function onClaims(userId: string, claims: unknown): void {
    const session = keeper.current();
    if (session === null || session.user.userId !== userId) return;
    const known = findUser(session.db, userId);
    try {
      const identity = identityOf(claims);
      if (identity.subject !== known?.subject) throw new DeskError('KD-1107', { params: { claim: 'sub' } });
      checkOrganisation(session.db, identity);
      if (applyIdentity(session, identity)) parts.onUser(null);
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      if (error.code === 'KD-1008' && known !== null) putUser(session.db, { ...known, role: null }, clock.now());
      parts.onUser(error);
      throw error;
    }
  }

  function admitNew(masterKey: Uint8Array, storeId: EntityId, identity: Identity): EntityId {
    return vault.within(masterKey, storeId, (db) => {
      checkOrganisation(db, identity);
      return putUser(db, storedOf(ids.next(), identity), clock.now());
    });
  }

  function storeOfIdentity({ organisation }: Identity): EntityId {
    const slots = vault.slots();
    const storeId = slots && storeOfOrganisation(slots, organisation.oid);
    if (storeId === null) throw new DeskError('KD-1009');
    return storeId;
  }

  return {
    async enter(entry) {
      const { key: masterKey, storeId } = entry;
      const { db, path, key } = vault.open(masterKey, storeId, entry.signedIn !== null);
      try {
        const stored = admit(db, entry);
        const { role, userId } = stored;
        if (role === null) throw new DeskError('KD-1008');
        const slots = vault.slots();
        if (slots !== null && slots.recovery?.confirmed !== true) {
          const recoveryKey = newRecoveryKey();
          await vault.change(withRecovery(slots, masterKey, recoveryKey));
          shut();
          return recoveryKey;
        }
        await rememberInKeystore(masterKey);
        await rememberVisit(userId, role, storeId);
        const tokens = parts.tokensOf(storeId, userId, (claims) => onClaims(userId, claims));
        if (entry.signedIn !== null) await tokens.adopt(entry.signedIn.tokens);
        const user = sessionUserOf(stored, role);
        const sessionId = entry.sessionId ?? ids.next();
        await keeper.open(
          { sessionId, storeId, db, file: { path, key }, user, training: null },
          {
            subject: stored.subject,
            tokens,
            // The entry keeps its own copy of the key until the caller leaves the stage it belongs to.
            masterKey: Uint8Array.from(masterKey),
            organisations: organisationsOf(masterKey, userId),
          },
        );
        return null;
      } catch (error) {
        shut();
        throw error;
      }

      function shut(): void {
        db.close();
        key.fill(0);
      }
    },
    async recoveryKeySaved() {
      const slots = vault.slots();
      if (slots !== null) await vault.change(withRecoveryConfirmed(slots));
    },
    async renew(session, { identity, tokens }) {
      applyIdentity(session, identity);
      await keeper.behind()?.tokens.adopt(tokens);
      await rememberVisit(session.user.userId, identity.role, session.storeId);
    },
    placeOf(masterKey, { issuer, identity }, contour) {
      const { subject, role, organisation } = identity;
      const existing = vault.slots();
      if (existing === null) {
        const storeId = ids.next();
        const slots = newSlots(storeId, contour, organisation.oid);
        return { slots, owner: { userId: ids.next(), issuer, subject, role, storeId } };
      }
      const storeId = storeOfIdentity(identity);
      const userId = userOfSubject(existing, issuer, subject) ?? admitNew(masterKey, storeId, identity);
      return { slots: existing, owner: { userId, issuer, subject, role, storeId } };
    },
    async keyFromKeystore(storeId, identity) {
      const slots = vault.slots();
      if (slots === null || slots.keystore === null) return null;
      try {
        const key = Buffer.from(await host.keystoreUnwrap({ wrapped: slots.keystore }), 'base64');
        vault.within(key, storeId, (db) => checkOrganisation(db, identity));
        return key;
      } catch (error) {
        log.warn('access.keystore.unusable', traceOf(error));
        return null;
      }
    },
    checkFits: (masterKey, identity) =>
      vault.within(masterKey, storeOfIdentity(identity), (db) => checkOrganisation(db, identity)),
    storeOf(userId, signedIn) {
      if (signedIn !== null) return storeOfIdentity(signedIn.identity);
      const user = vault.slots()?.users.find((each) => each.userId === userId);
      if (user === undefined) throw new DeskError('KD-1011');
      return user.storeId;
    },
    async forgetTokens() {
      const session = keeper.current();
      const behind = keeper.behind();
      if (session === null || behind === null) return;
      await behind.tokens.forget();
      const others = behind.organisations.filter(({ storeId }) => storeId !== session.storeId);
      for (const { storeId } of others) await parts.tokensOf(storeId, session.user.userId, () => undefined).forget();
    },
  };
}

function checkOrganisation(db: Database, identity: Identity): void {
  const owner = organisationOf(db);
  if (owner !== null && owner !== identity.organisation.oid) throw new DeskError('KD-1009');
}

function storedOf(userId: string, identity: Identity): StoredUser {
  const { subject, name, snils, role, organisation, confirmed } = identity;
  const { name: organisationName, oid } = organisation;
  return { userId, subject, name, snils, role, organisation: organisationName, organisationOid: oid, confirmed };
}

function sessionUserOf({ userId, name, organisation, confirmed }: StoredUser, role: Role): SessionUser {
  return { userId, name, role, organisation, confirmed };
}

function sameUser(one: SessionUser, other: SessionUser): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
