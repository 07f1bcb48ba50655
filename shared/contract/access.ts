import { z } from 'zod';
import { Contour, Role } from '../domain/states.ts';
import { EntityId, Instant } from '../domain/values.ts';
import { command, query } from './define.ts';
import { Failure } from './result.ts';

/** A person who may unlock this workstation's store. Nothing here tells who it is before the store is open. */
export const KnownUser = z.object({ userId: EntityId, role: Role, ordinal: z.number().int(), addedAt: Instant });
export type KnownUser = z.infer<typeof KnownUser>;
export const SessionUser = z.object({
  userId: EntityId,
  name: z.string(),
  role: Role,
  organisation: z.string(),
  confirmed: z.boolean(),
});
export type SessionUser = z.infer<typeof SessionUser>;

/** An organisation whose store is on this workstation and open to the user of the session. */
export const DeskOrganisation = z.object({ storeId: EntityId, name: z.string() });
export type DeskOrganisation = z.infer<typeof DeskOrganisation>;

/** Why the last sign-in in the browser came to nothing, or why the store on the disk cannot be used. */
const LastFailure = Failure.optional();

/**
 * Where the way in stands:
 * `first-run` nobody has signed in here · `locked` choose who and enter the PIN · `waiting-for-browser` the system
 * browser has the sign-in page · `needs-grant` signed in, but the store exists and somebody with access must open it
 * once · `set-pin` choose a PIN · `recovery-key` write it down (shown once) · `open`.
 * After a browser sign-in a person who is known here is `locked` with themselves as the only user; `cancelSignIn` brings
 * the others back.
 */
export const AccessState = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('first-run'), canSignIn: z.boolean(), failure: LastFailure }),
  z.object({
    stage: z.literal('locked'),
    users: z.array(KnownUser),
    canSignIn: z.boolean(),
    /** Whole seconds until the next try is allowed, 0 when at once. */
    waitSeconds: z.number().int(),
    failure: LastFailure,
  }),
  z.object({ stage: z.literal('waiting-for-browser'), expiresAt: Instant }),
  z.object({ stage: z.literal('needs-grant'), name: z.string(), users: z.array(KnownUser) }),
  z.object({ stage: z.literal('set-pin'), name: z.string(), role: Role }),
  z.object({ stage: z.literal('recovery-key'), recoveryKey: z.string() }),
  z.object({
    stage: z.literal('open'),
    /** A call that belongs to another session is refused: what a page of one organisation asks never reaches another. */
    sessionId: EntityId,
    /** The organisation at hand. */
    storeId: EntityId,
    /** All that the user may choose from, the one at hand among them; empty in the training clinic. */
    organisations: z.array(DeskOrganisation),
    user: SessionUser,
    contour: Contour,
    training: z.boolean(),
    failure: LastFailure,
  }),
]);
export type AccessState = z.infer<typeof AccessState>;

const Nothing = z.object({});
const Pin = z.string().min(1).max(200);

export const access = {
  state: query('anyone', Nothing, AccessState),
  beginSignIn: command('anyone', Nothing, AccessState),
  /** Opens the same sign-in page in the browser once more. */
  reopenBrowser: command('anyone', Nothing, AccessState),
  cancelSignIn: command('anyone', Nothing, AccessState),
  /** Opens the existing store for a user new on this workstation: PIN of a known user, or the recovery key. */
  grant: command(
    'anyone',
    z.union([z.object({ userId: EntityId, pin: Pin }), z.object({ recoveryKey: z.string().max(200) })]),
    AccessState,
  ),
  setPin: command('anyone', z.object({ pin: Pin }), AccessState),
  recoveryKeySaved: command('anyone', Nothing, AccessState),
  unlock: command('anyone', z.object({ userId: EntityId, pin: Pin }), AccessState),
  unlockWithRecoveryKey: command(
    'anyone',
    z.object({ userId: EntityId, recoveryKey: z.string().max(200), newPin: Pin }),
    AccessState,
  ),
  /** A generated clinic in memory that never exchanges with anything; the role is chosen freely. */
  openTraining: command('anyone', z.object({ role: Role, people: z.number().int().min(1).max(100_000) }), AccessState),
  /** Closes the store of the organisation at hand and opens another of `organisations`. */
  switchOrganisation: command('signed-in', z.object({ storeId: EntityId }), AccessState),
  /** A sign-in after which the store of an organisation that is new here is made and opened. */
  addOrganisation: command('signed-in', Nothing, AccessState),
  /**
   * Takes the organisation at hand off this workstation with all that was not sent: its key is destroyed, then its files.
   * The user goes on in another of `organisations`, or is at the door. What would be lost tells `sync.unsent`.
   * @throws KD-1013 `name` is not that of the organisation · KD-1014 it is the only one here · KD-1016
   */
  removeOrganisation: command(
    ['administrator'],
    z.object({ storeId: EntityId, name: z.string().max(1000) }),
    AccessState,
  ),
  /**
   * The user of the open session enters their PIN again: for five minutes nothing answers KD-1016. A wrong one counts as
   * a try at the door. @throws KD-1003 · KD-1004 · KD-1012 training
   */
  confirmPin: command('signed-in', z.object({ pin: Pin }), AccessState),
  lock: command('signed-in', Nothing, AccessState),
  /** @throws KD-1016 with `eraseData` */
  signOut: command('signed-in', z.object({ eraseData: z.boolean() }), AccessState),
};
