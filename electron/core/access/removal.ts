import { DeskError } from '#shared/contract/result.ts';
import { traceOf } from '#shared/contract/trace.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { sameName } from '#shared/rules/names.ts';
import type { Ports } from '../ports.ts';
import { type SlotFile, withoutStore } from './keyslots.ts';
import type { Behind, OpenSession } from './session.ts';
import { findUser } from './store.ts';
import type { Vault } from './vault.ts';

export interface RemovalParts extends Pick<Ports, 'host' | 'log'> {
  readonly vault: Vault;
}

/** What the user named: the store they mean, and the organisation as they typed it. */
export interface NamedOrganisation {
  readonly storeId: EntityId;
  readonly name: string;
}

export interface RemovalPlan {
  /** Without the store: once they are on the disk nobody can read it. */
  readonly slots: SlotFile;
  /** The store where its user goes on; null when no other one knows them. */
  readonly next: EntityId | null;
}

/** Taking one organisation off the workstation: the key of its store goes first, then what lies on the disk. */
export interface Removal {
  /**
   * @throws DeskError KD-1009 not the organisation at hand · KD-1013 another name was typed · KD-1014 it is the only one,
   *   which goes with {@link Vault.wipe}
   */
  plan(session: OpenSession, behind: Behind, named: NamedOrganisation): RemovalPlan;
  /**
   * Removes what is left of organisations that were taken away; does nothing when there is none. Whatever stays is tried
   * again the next time. @throws DeskError KD-1015 something cannot be removed
   */
  finish(): Promise<void>;
}

export function createRemoval({ vault, host, log }: RemovalParts): Removal {
  /**
   * Which other store knows a person. One that cannot be read now may well know them: they keep their PIN for it.
   * @param others stores besides the one that goes
   */
  function homeOf(others: readonly EntityId[], masterKey: Uint8Array, userId: EntityId): EntityId | null {
    let unread: EntityId | null = null;
    for (const storeId of others) {
      try {
        if (vault.within(masterKey, storeId, (db) => findUser(db, userId)) !== null) return storeId;
      } catch (error) {
        log.warn('access.store.unusable', traceOf(error));
        unread = storeId;
      }
    }
    return unread;
  }

  return {
    plan({ storeId, user }, { masterKey }, named) {
      const slots = vault.slots();
      if (slots === null || named.storeId !== storeId) throw new DeskError('KD-1009');
      if (!sameName(named.name, user.organisation)) throw new DeskError('KD-1013', { field: 'name' });
      const others = slots.stores.map((store) => store.storeId).filter((each) => each !== storeId);
      if (others.length === 0) throw new DeskError('KD-1014');
      return {
        slots: withoutStore(slots, storeId, (userId) => homeOf(others, masterKey, userId)),
        next: homeOf(others, masterKey, user.userId),
      };
    },
    async finish() {
      let failure: unknown = null;
      for (const storeId of vault.slots()?.removed ?? []) {
        try {
          await vault.wipeStore(storeId);
          await host.forgetPlaces({ storeId });
          const slots = vault.slots();
          if (slots !== null) await vault.change({ ...slots, removed: slots.removed.filter((id) => id !== storeId) });
          log.info('access.organisation.removed');
        } catch (error) {
          failure = error;
        }
      }
      if (failure !== null) throw failure;
    },
  };
}
