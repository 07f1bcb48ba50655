import { join } from 'node:path';
import type { SessionUser } from '#shared/contract/access.ts';
import type { Handlers } from '#shared/contract/index.ts';
import type { Policy } from '#shared/contract/policy.ts';
import { DeskError } from '#shared/contract/result.ts';
import { traceOf } from '#shared/contract/trace.ts';
import type { CallContext } from '../core.ts';
import type { Ports } from '../ports.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { createEntrance } from './entrance.ts';
import { type KdfCost, measureCost } from './kdf.ts';
import type { BrowserTexts } from './loopback.ts';
import { createProofs } from './proofs.ts';
import { discoverProvider, type Provider } from './provider.ts';
import { createQueue } from './queue.ts';
import { createRefreshStore, tokenOwner } from './refresh-store.ts';
import { createRemoval } from './removal.ts';
import { type AccessHooks, createSessionKeeper, type OpenSession } from './session.ts';
import { startSignIn } from './sign-in.ts';
import { createStepUp } from './step-up.ts';
import { createTokens } from './tokens.ts';
import type { TrainingNames } from './training.ts';
import { ATTEMPTS_FILE, createVault } from './vault.ts';
import { WayIn } from './way-in.ts';

export type { AccessHooks, OpenSession } from './session.ts';
export { PERSONAL_FOLDERS, storeFile } from './vault.ts';

export type AccessPorts = Pick<Ports, 'clock' | 'fetch' | 'host' | 'log' | 'paths' | 'ids' | 'emit'>;

export interface AccessOptions {
  /** Null: only the training clinic can be opened. */
  readonly policy: Policy | null;
  /** What main kept for us from a core that died (`CoreStart.session`), else null. */
  readonly session: Uint8Array | null;
  readonly hooks: AccessHooks;
  readonly texts: BrowserTexts;
  readonly training: TrainingNames;
  /** Cost of a PIN; left out, it is measured once when a PIN is set. Tests make it cheap. */
  readonly kdfCost?: KdfCost;
}

export interface Access {
  readonly handlers: Handlers<'access', CallContext>;
  /** The disk was looked at, and the store of a core that died is open again if it can be. Never rejects. */
  readonly ready: Promise<void>;
  /** Who has the store open; null as soon as it begins to close. */
  session(): SessionUser | null;
  openSession(): OpenSession | null;
  /** @throws DeskError KD-1001 · KD-1016; see `StepUp.require` */
  stepUp(): void;
  /**
   * A token for the registry; it is renewed when it nears its end or is the one that the registry has just `refused`.
   * @param signal ends the wait, not the renewal
   * @throws DeskError KD-1001 closed · KD-4001 the provider cannot be reached · KD-4004 a new sign-in is needed ·
   *   KD-4008 training · KD-1007…1009 the person's rights have ended (the store locks)
   */
  accessToken(signal: AbortSignal, refused?: string): Promise<string>;
  /**
   * The screen was locked, the machine sleeps, nobody was there.
   * @returns whether an open store closes now; the training clinic stays open
   */
  lock(): boolean;
  /** Closes the store, forgets the key, ends a sign-in that is under way. */
  dispose(): Promise<void>;
}

/**
 * The way into the program: sign-in through the system browser, the keys of the encrypted store, PIN, recovery key, lock.
 *
 * It owns in the data folder `keyslots.json`, `attempts.json`, `refresh-*.bin` and opens `kartoteka-*.db`, one store for
 * each organisation. It knows no
 * other service: when the store is open it calls `hooks.onOpen(session)` and lets calls in after that; before it closes
 * the database it stops letting calls in and calls `hooks.onClose()`. Each change of the state is told as the event
 * `access.changed`. It starts by itself; calls wait until the disk has been looked at.
 */
export function createAccess(ports: AccessPorts, options: AccessOptions): Access {
  const { clock, fetch, host, log, paths, ids, emit } = ports;
  const { policy, hooks, texts } = options;
  const exclusive = createQueue();
  const vault = createVault(paths, policy?.contour ?? null);
  const keeper = createSessionKeeper({ clock, host, log, paths, hooks });
  const refreshStore = createRefreshStore({ host, paths, log });
  const provider = keepProvider(policy, ports);
  let attempts: Attempts = NO_ATTEMPTS;
  let cost: Promise<KdfCost> | null = null;

  const entrance = createEntrance({
    clock,
    host,
    ids,
    log,
    vault,
    keeper,
    tokensOf: (storeId, userId, onClaims) =>
      createTokens({
        owner: tokenOwner(storeId, userId),
        store: refreshStore,
        clock,
        log,
        provider,
        onClaims,
      }),
    onUser: (refusal) => wayIn.userChanged(refusal),
  });
  const proofs = createProofs({ vault, attempts: () => attempts, onWrong: () => wayIn.tell() });
  const stepUp = createStepUp({ clock, keeper, proofs });
  const wayIn = new WayIn({
    clock,
    ids,
    log,
    emit,
    policy,
    exclusive,
    vault,
    keeper,
    entrance,
    removal: createRemoval({ vault, host, log }),
    attempts: () => attempts,
    proofs,
    stepUp,
    startSignIn: (usable) => startSignIn({ clock, fetch, host, log, texts, policy: usable }),
    kdfCost: () => {
      cost ??= options.kdfCost ? Promise.resolve(options.kdfCost) : measureCost(clock.monotonic);
      return cost;
    },
    training: options.training,
  });

  const ready = exclusive(async () => {
    const path = join(paths.data, ATTEMPTS_FILE);
    attempts = await createAttempts({ path, clock, log, onOver: () => wayIn.tell() });
    await wayIn.begin(options.session);
  }).catch((error) => log.error('access.begin.failed', traceOf(error)));

  return {
    ready,
    handlers: {
      state: async () => {
        await ready;
        return wayIn.state();
      },
      beginSignIn: () => wayIn.beginSignIn('enter'),
      reopenBrowser: () => wayIn.reopenBrowser(),
      cancelSignIn: () => wayIn.cancelSignIn(),
      grant: (input) => wayIn.grant(input),
      setPin: ({ pin }) => wayIn.setPin(pin),
      recoveryKeySaved: () => wayIn.recoveryKeySaved(),
      unlock: ({ userId, pin }) => wayIn.unlock(userId, pin),
      unlockWithRecoveryKey: ({ userId, recoveryKey, newPin }) =>
        wayIn.unlockWithRecoveryKey(userId, recoveryKey, newPin),
      openTraining: ({ role, people }) => wayIn.openTraining(role, people),
      switchOrganisation: ({ storeId }) => wayIn.switchOrganisation(storeId),
      removeOrganisation: (named) => wayIn.removeOrganisation(named),
      addOrganisation: () => wayIn.beginSignIn('add-organisation'),
      async confirmPin({ pin }) {
        await exclusive(() => stepUp.prove(pin));
        return wayIn.state();
      },
      lock: () => wayIn.lock(),
      signOut: ({ eraseData }) => wayIn.signOut(eraseData),
    },
    session: () => keeper.current()?.user ?? null,
    openSession: () => keeper.current(),
    stepUp: () => stepUp.require(),
    async accessToken(signal, refused) {
      const session = keeper.current();
      if (session === null) throw new DeskError('KD-1001');
      const behind = keeper.behind();
      if (behind === null) throw new DeskError('KD-4008');
      return behind.tokens.accessToken(signal, refused);
    },
    lock() {
      const session = keeper.current();
      wayIn.lockUnattended().catch((error) => log.error('access.lock.failed', traceOf(error)));
      return session !== null && session.training === null;
    },
    async dispose() {
      await wayIn.end();
      await attempts.dispose();
    },
  };
}

/** Before the disk was looked at. */
const NO_ATTEMPTS: Attempts = {
  waitSeconds: () => 0,
  charge: async () => undefined,
  forgive: async () => undefined,
  dispose: async () => undefined,
};

/** The provider's description is read once while the program runs; a failure is not kept. */
function keepProvider(policy: Policy | null, ports: Pick<Ports, 'fetch'>): (signal: AbortSignal) => Promise<Provider> {
  let known: Provider | null = null;
  return async (signal) => {
    if (policy === null) throw new DeskError('KD-1010');
    known ??= await discoverProvider(policy, ports.fetch, signal);
    return known;
  };
}
