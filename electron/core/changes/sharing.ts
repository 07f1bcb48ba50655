import type { AttachmentType } from '#shared/contract/attachments.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { sha256Hex } from '../signing/digest.ts';
import { type AwaitedFile, type Envelope, envelopeOf } from './envelope.ts';
import { type Arrival, checkArrival, type Taken, type TakeParts, takeEnvelope, takeParked } from './take-envelope.ts';

/** What requests need of the area that keeps files. */
export interface SharedFiles {
  /** Bytes that are here, whosever they are. */
  content(sha256: string): Uint8Array | null;
  /** Looks into the bytes. @throws DeskError KD-6301 … KD-6306 why they are not taken · KD-6002 */
  check(file: AwaitedFile, content: Uint8Array, signal: AbortSignal): Promise<AttachmentType>;
  /** Writes a checked file, inside the caller's transaction. */
  put(file: AwaitedFile, content: Uint8Array): void;
}

/** An envelope that others have yet to see. */
export interface Outgoing {
  readonly envelope: Envelope;
  /** The registry's mark of the version that it follows; null for the first. */
  readonly place: string | null;
  /** Goes back into `told`, so that what happens meanwhile is told next. */
  readonly stamp: string;
}

/** Change requests between desks, for whatever carries them. */
export interface RequestSharing {
  /** Requests of which other desks have not heard the latest. */
  outgoing(): readonly EntityId[];
  /** @throws DeskError KD-3008 · KD-3003 never submitted */
  envelope(requestId: EntityId): Outgoing;
  told(requestId: EntityId, place: string | null, stamp: string): void;
  /** The registry knows nothing of it any more: it is told as for the first time. */
  forgotten(requestId: EntityId): void;
  /** The same of all requests, inside the caller's transaction. */
  allForgotten(): void;
  /** The registry's mark of the version that is known here. */
  placeOf(requestId: EntityId): string | null;
  /** Whether the organisation is here of which requests must be; without it all of them would be refused. */
  isReady(): boolean;
  take(arrival: Arrival): Promise<Taken>;
  /** The same in two steps. @returns why it is refused, or what takes it, inside the caller's transaction */
  check(arrival: Arrival): Promise<ErrorCode | (() => Taken)>;
  /**
   * Tries again what waits for records that have come meanwhile.
   * @param isAllHere everything that the registry has was taken since they began to wait
   */
  takeWaiting(isAllHere: boolean): Promise<readonly Taken[]>;
  /** Digests of the files that requests name and that are not here. */
  awaitedFiles(): readonly string[];
  file(sha256: string): Uint8Array | null;
  /**
   * @returns requests that look different now
   * @throws DeskError KD-6308 other bytes than those meant · KD-6301 … KD-6306 the file is not taken, and not awaited any
   *   more · KD-6002
   */
  takeFile(sha256: string, content: Uint8Array, signal: AbortSignal): Promise<readonly EntityId[]>;
}

export function createSharing(parts: TakeParts & { readonly sharedFiles: SharedFiles }): RequestSharing {
  const { db, sharing, sharedFiles } = parts;
  return {
    outgoing: () => sharing.outgoing(),
    envelope: (requestId) => ({
      envelope: envelopeOf(parts, requestId),
      place: sharing.place(requestId),
      stamp: sharing.stamp(requestId),
    }),
    told: (requestId, place, stamp) => sharing.share(requestId, place, stamp),
    forgotten: (requestId) => sharing.forget(requestId),
    allForgotten: () => sharing.forgetAll(),
    placeOf: (requestId) => sharing.place(requestId),
    isReady: () => parts.organisation() !== null,
    take: (arrival) => takeEnvelope(parts, arrival),
    check: (arrival) => checkArrival(parts, arrival),
    takeWaiting: (isAllHere) => takeParked(parts, isAllHere),
    awaitedFiles: () => sharing.awaited(),
    file: (sha256) => sharedFiles.content(sha256),
    async takeFile(sha256, content, signal) {
      if (sha256Hex(content) !== sha256) throw new DeskError('KD-6308');
      const awaiting = sharing.awaiting(sha256);
      try {
        for (const { file } of awaiting) {
          const type = await sharedFiles.check(file, content, signal);
          if (type !== file.type) throw new DeskError('KD-6304');
        }
      } catch (error) {
        if (!(error instanceof DeskError && error.code === 'KD-6002')) sharing.arrived(sha256);
        throw error;
      }
      db.transaction(() => {
        for (const { file } of awaiting) sharedFiles.put(file, content);
        sharing.arrived(sha256);
      }).immediate();
      return [...new Set(awaiting.map(({ requestId }) => requestId))];
    },
  };
}
