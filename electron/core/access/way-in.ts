import { randomBytes } from 'node:crypto';
import type { AccessState } from '#shared/contract/access.ts';
import type { Policy } from '#shared/contract/policy.ts';
import { DeskError, type Failure } from '#shared/contract/result.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { storeOfOrganisation, userOfSubject, withPin, withStore } from './keyslots.ts';
import { checkPin, type GrantInput } from './proofs.ts';
import type { NamedOrganisation } from './removal.ts';
import { readBlob } from './session.ts';
import type { SignedIn, SignInAttempt } from './sign-in.ts';
import { type Entry, type SignInPurpose, type Stage, stateOf } from './stage.ts';
import { trainingSession } from './training.ts';
import { noted, surroundingsOf, type WayInParts } from './way-in-parts.ts';

/**
 * The stages of the way in. Every step runs alone (`exclusive`), checks that it is its turn, and ends by telling the
 * pages; only the wish to cancel does not wait.
 */
export class WayIn {
  readonly #parts: WayInParts;
  #stage: Stage = { at: 'rest' };
  #failure: Failure | null = null;
  /** Why the store on the disk cannot be used; it stays until the disk is another. */
  #obstacle: Failure | null = null;

  constructor(parts: WayInParts) {
    this.#parts = parts;
  }

  state(): AccessState {
    return stateOf(this.#stage, surroundingsOf(this.#parts, this.#failure ?? this.#obstacle));
  }

  tell(): AccessState {
    const state = this.state();
    this.#parts.emit('access.changed', state);
    return state;
  }

  /** First look at the disk, and the way back in for a core that was restarted under an open session. */
  async begin(blob: Uint8Array | null): Promise<void> {
    const { vault, log, policy } = this.#parts;
    await this.#look();
    await this.#parts.removal.finish().catch((error) => this.#fail(error));
    const found = blob === null ? null : readBlob(blob);
    if (found === null || policy === null || vault.problem() !== null || vault.slots() === null) return;
    try {
      await this.#enter({ ...found, signedIn: null });
    } catch (error) {
      log.warn('access.session.lost', { code: error instanceof DeskError ? error.code : null });
    }
  }

  async beginSignIn(purpose: SignInPurpose): Promise<AccessState> {
    const { exclusive } = this.#parts;
    const { attempt, settled } = await exclusive(() => {
      this.#expect('rest', 'known', 'grant');
      const policy = this.#usable();
      if (this.#parts.keeper.current()?.training) throw new DeskError('KD-1012');
      this.#failure = null;
      const started = this.#parts.startSignIn(policy);
      this.#go({ at: 'browser', attempt: started, purpose });
      this.tell();
      const end = started.result.then(
        (signedIn) => exclusive(() => this.#signedIn(started, signedIn, purpose)),
        (error: unknown) => exclusive(() => this.#signInFailed(started, error)),
      );
      return { attempt: started, settled: end };
    });
    try {
      await attempt.opened;
    } catch (error) {
      await settled;
      throw error;
    }
    return this.state();
  }

  async reopenBrowser(): Promise<AccessState> {
    if (this.#stage.at !== 'browser') throw new DeskError('KD-1012');
    await this.#stage.attempt.reopen();
    return this.state();
  }

  async cancelSignIn(): Promise<AccessState> {
    if (this.#stage.at === 'browser') this.#stage.attempt.cancel();
    return this.#parts.exclusive(() => {
      this.#expect('rest', 'browser', 'known', 'grant', 'pin');
      this.#go({ at: 'rest' });
      return this.tell();
    });
  }

  grant(input: GrantInput): Promise<AccessState> {
    return this.#parts.exclusive(async () => {
      const { proofs } = this.#parts;
      const stage = this.#expect('grant', 'known');
      const key =
        'pin' in input ? await proofs.byPin(input.userId, input.pin) : proofs.byRecoveryKey(input.recoveryKey);
      this.#parts.entrance.checkFits(key, stage.signedIn.identity);
      this.#go({ at: 'pin', signedIn: stage.signedIn, key });
      return this.tell();
    });
  }

  setPin(pin: string): Promise<AccessState> {
    const { exclusive, vault, entrance, clock } = this.#parts;
    return exclusive(async () => {
      const { signedIn, key } = this.#expect('pin');
      const { contour } = this.#usable();
      checkPin(pin);
      const { slots, owner } = entrance.placeOf(key, signedIn, contour);
      // The way to the key is on disk before there is anything that could be lost without it.
      await vault.change(await withPin(slots, key, owner, pin, await this.#parts.kdfCost(), clock.now()));
      return this.#enter({ userId: owner.userId, key, storeId: owner.storeId, signedIn });
    });
  }

  recoveryKeySaved(): Promise<AccessState> {
    return this.#parts.exclusive(async () => {
      const { entry } = this.#expect('recovery');
      await this.#parts.entrance.recoveryKeySaved();
      return this.#enter(entry);
    });
  }

  unlock(userId: EntityId, pin: string): Promise<AccessState> {
    return this.#parts.exclusive(async () => {
      const signedIn = this.#atDoor(userId);
      const { proofs, entrance } = this.#parts;
      const key = await proofs.byPin(userId, pin);
      return this.#enter({ userId, key, storeId: entrance.storeOf(userId, signedIn), signedIn });
    });
  }

  unlockWithRecoveryKey(userId: EntityId, recoveryKey: string, newPin: string): Promise<AccessState> {
    const { exclusive, vault, entrance, proofs, attempts, clock } = this.#parts;
    return exclusive(async () => {
      const signedIn = this.#atDoor(userId);
      const key = proofs.byRecoveryKey(recoveryKey);
      checkPin(newPin);
      const slots = vault.slots();
      if (slots === null) throw new DeskError('KD-1011');
      await vault.change(await withPin(slots, key, userId, newPin, await this.#parts.kdfCost(), clock.now()));
      // Whoever typed the key in has it in hand.
      await entrance.recoveryKeySaved();
      await attempts().forgive();
      return this.#enter({ userId, key, storeId: entrance.storeOf(userId, signedIn), signedIn });
    });
  }

  openTraining(role: Role, people: number): Promise<AccessState> {
    const { exclusive, keeper, training } = this.#parts;
    return exclusive(async () => {
      this.#expect('rest', 'known', 'grant');
      if (keeper.current() !== null) throw new DeskError('KD-1012');
      await keeper.open(trainingSession(this.#parts, training, role, people), null);
      this.#failure = null;
      this.#go({ at: 'rest' });
      return this.tell();
    });
  }

  switchOrganisation(storeId: EntityId): Promise<AccessState> {
    const { exclusive, keeper } = this.#parts;
    return exclusive(async () => {
      this.#expect('rest');
      const session = keeper.current();
      if (session === null) throw new DeskError('KD-1001');
      if (storeId === session.storeId) return this.state();
      if (!keeper.behind()?.organisations.some((each) => each.storeId === storeId)) throw new DeskError('KD-1009');
      return this.#moveTo(storeId, null).catch((error: unknown) => {
        this.#fail(error);
        this.tell();
        throw error;
      });
    });
  }

  /**
   * Takes the organisation at hand off the workstation. From the moment its key is gone nothing brings it back: the
   * person goes on in another one that knows them, or is at the door, and what stood in the way is told there.
   */
  removeOrganisation(named: NamedOrganisation): Promise<AccessState> {
    const { exclusive, keeper, vault, removal, stepUp } = this.#parts;
    return exclusive(async () => {
      this.#expect('rest');
      const [session, behind] = [keeper.current(), keeper.behind()];
      if (session === null) throw new DeskError('KD-1001');
      if (behind === null) throw new DeskError('KD-1012');
      const { slots, next } = removal.plan(session, behind, named);
      stepUp.require();
      await behind.tokens.forget();
      this.#failure = null;
      try {
        await this.#moveTo(next, null, () => vault.change(slots));
      } catch (error) {
        this.#fail(error);
      }
      await removal.finish().catch((error) => this.#fail(error));
      return this.tell();
    });
  }

  lock(): Promise<AccessState> {
    return this.#parts.exclusive(() => this.#leave());
  }

  signOut(eraseData: boolean): Promise<AccessState> {
    const { exclusive, keeper, vault, attempts, entrance, stepUp } = this.#parts;
    return exclusive(async () => {
      const session = keeper.current();
      if (session === null) throw new DeskError('KD-1001');
      const erase = eraseData && session.training === null;
      if (erase) stepUp.require();
      await entrance.forgetTokens();
      if (!erase) return this.#leave();
      this.#go({ at: 'rest' });
      this.#failure = null;
      await keeper.close();
      try {
        await vault.wipe();
        await attempts().forgive();
      } finally {
        await this.#look();
        this.tell();
      }
      return this.state();
    });
  }

  /** The screen was locked, the machine slept, nobody was there: the training clinic has nothing to hide and stays. */
  lockUnattended(): Promise<void> {
    const { exclusive, keeper } = this.#parts;
    return exclusive(async () => {
      const session = keeper.current();
      // A sign-in in the browser goes on: the person may be looking for their telephone.
      if (session?.training || (session === null && ['rest', 'browser'].includes(this.#stage.at))) return;
      await this.#leave();
    });
  }

  /** A renewed token said something new about the session's user. */
  userChanged(refusal: DeskError | null): void {
    if (refusal === null) {
      this.tell();
      return;
    }
    const refused = this.#parts.keeper.current();
    void this.#parts.exclusive(async () => {
      if (refused === null || this.#parts.keeper.current() !== refused) return;
      await this.#leave();
      this.#fail(refusal);
      this.tell();
    });
  }

  async end(): Promise<void> {
    if (this.#stage.at === 'browser') this.#stage.attempt.cancel();
    await this.#parts.exclusive(async () => {
      this.#go({ at: 'rest' });
      await this.#parts.keeper.close();
    });
  }

  async #signedIn(attempt: SignInAttempt, signedIn: SignedIn, purpose: SignInPurpose): Promise<void> {
    if (this.#stage.at !== 'browser' || this.#stage.attempt !== attempt) return;
    this.#go({ at: 'rest' });
    try {
      await this.#proceed(signedIn, purpose);
    } catch (error) {
      this.#fail(error);
    }
    this.tell();
  }

  async #proceed(signedIn: SignedIn, purpose: SignInPurpose): Promise<void> {
    const { vault, keeper, entrance, ids } = this.#parts;
    const { issuer, identity } = signedIn;
    this.#usable();
    const slots = vault.slots();
    if (slots === null) return this.#go({ at: 'pin', signedIn, key: randomBytes(32) });
    const session = keeper.current();
    const same = session !== null && keeper.behind()?.subject === identity.subject;
    let storeId = storeOfOrganisation(slots, identity.organisation.oid);
    if (storeId === null && same && purpose === 'add-organisation') {
      storeId = ids.next();
      await vault.change(withStore(slots, storeId, identity.organisation.oid));
    }
    // Somebody else at an open program, or an organisation that nobody wanted here: the session was not theirs.
    if (session !== null && (!same || storeId === null)) await keeper.close();
    if (storeId === null) throw new DeskError('KD-1009');
    if (session !== null && same) {
      if (session.storeId === storeId) await entrance.renew(session, signedIn);
      else await this.#moveTo(storeId, signedIn);
      return;
    }
    const userId = userOfSubject(slots, issuer, identity.subject);
    if (userId !== null) return this.#go({ at: 'known', signedIn, userId });
    const key = await entrance.keyFromKeystore(storeId, identity);
    this.#go(key === null ? { at: 'grant', signedIn } : { at: 'pin', signedIn, key });
  }

  #signInFailed(attempt: SignInAttempt, error: unknown): void {
    if (this.#stage.at !== 'browser' || this.#stage.attempt !== attempt) return;
    this.#go({ at: 'rest' });
    // That they cancelled, they know. The caller hears of what failed before the browser; at the door that page has gone.
    const cancelled = error instanceof DeskError && error.code === 'KD-1104';
    const isHeard = !attempt.wasShown() && this.#parts.keeper.current() !== null;
    if (!cancelled && !isHeard) this.#fail(error);
    this.tell();
  }

  async #enter(entry: Entry): Promise<AccessState> {
    const recoveryKey = await this.#parts.entrance.enter(entry);
    this.#failure = null;
    // The stage that is left may own the key: it is wiped there, so the next one gets a copy.
    const kept = { ...entry, key: Uint8Array.from(entry.key) };
    entry.key.fill(0);
    this.#go(recoveryKey === null ? { at: 'rest' } : { at: 'recovery', entry: kept, recoveryKey });
    if (recoveryKey === null) kept.key.fill(0);
    return this.tell();
  }

  /**
   * The same person goes over to the store of another organisation. When it does not open they are at the door.
   * @param storeId null leads to the door @param between is done while no store is open
   */
  async #moveTo(
    storeId: EntityId | null,
    signedIn: SignedIn | null,
    between?: () => Promise<void>,
  ): Promise<AccessState> {
    const { keeper } = this.#parts;
    const userId = keeper.current()?.user.userId;
    const behind = keeper.behind();
    if (userId === undefined || behind === null) throw new DeskError('KD-1001');
    const key = Uint8Array.from(behind.masterKey);
    try {
      await keeper.close();
      await between?.();
      return storeId === null ? this.tell() : await this.#enter({ userId, key, storeId, signedIn });
    } finally {
      key.fill(0);
    }
  }

  /** Back to the door, with everything shut. */
  async #leave(): Promise<AccessState> {
    this.#go({ at: 'rest' });
    this.#failure = null;
    await this.#parts.keeper.close();
    return this.tell();
  }

  #go(next: Stage): void {
    const left = this.#stage;
    this.#stage = next;
    if (left.at === 'browser') left.attempt.cancel();
    if (left.at === 'pin') left.key.fill(0);
    if (left.at === 'recovery') left.entry.key.fill(0);
  }

  async #look(): Promise<void> {
    const { vault } = this.#parts;
    await vault.load();
    const problem = vault.problem();
    this.#obstacle = problem === null ? null : noted(this.#parts, problem);
  }

  #fail(error: unknown): void {
    this.#failure = noted(this.#parts, error);
  }

  /** @throws DeskError KD-1012 when the stage is none of these */
  #expect<A extends Stage['at']>(...allowed: readonly A[]): Extract<Stage, { at: A }> {
    const stage = this.#stage;
    if (!allowed.some((at) => at === stage.at)) throw new DeskError('KD-1012');
    return stage as Extract<Stage, { at: A }>;
  }

  /** The store may be used with this policy. @throws DeskError KD-1010 · the vault's problem */
  #usable(): Policy {
    const { policy, vault } = this.#parts;
    const problem = vault.problem();
    if (problem !== null) throw problem;
    if (policy === null) throw new DeskError('KD-1010');
    return policy;
  }

  /** Before the PIN: who signed in just now if it is this person, else null. */
  #atDoor(userId: EntityId): SignedIn | null {
    const stage = this.#expect('rest', 'known');
    if (this.#parts.keeper.current() !== null) throw new DeskError('KD-1012');
    this.#usable();
    return stage.at === 'known' && stage.userId === userId ? stage.signedIn : null;
  }
}
