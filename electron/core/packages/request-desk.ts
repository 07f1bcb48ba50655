import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Envelope } from '../changes/envelope.ts';
import type { CarriedMessage, CarriedMessages } from '../changes/messages.ts';
import type { RequestReader } from '../changes/reading-store.ts';
import type { RequestSharing } from '../changes/sharing.ts';
import type { Taken } from '../changes/take-envelope.ts';
import type { CopyPage } from '../sync/copies.ts';
import type { RegistryCopies } from '../sync/sync.ts';
import type { PackageStore, Travelled } from './store.ts';

/** What the exchange by files needs of change requests. */
export interface RequestBooks {
  readonly sharing: RequestSharing;
  readonly messages: CarriedMessages;
  readonly reader: Pick<RequestReader, 'list' | 'summary'>;
  /** Records that a request changes. */
  readonly entitiesOf: (requestId: EntityId) => readonly { readonly kind: EntityKind; readonly id: EntityId }[];
  /** Whose cards they are, by name. */
  readonly titlesOf: (requestId: EntityId) => readonly string[];
}

interface DeskParts extends RequestBooks {
  readonly store: PackageStore;
  readonly copies: Pick<RegistryCopies, 'of'>;
}

export interface RequestLook {
  readonly number: number;
  readonly state: RequestState;
  readonly subjects: readonly string[];
  readonly fields: number;
}

/** Waiting for an approval, or for the registry. */
const ON_THEIR_WAY: readonly RequestState[] = ['submitted', 'approved', 'queued', 'sent'];
/** The author has them back: whoever got them by a package has to hear of it. */
const TAKEN_BACK: readonly RequestState[] = ['draft', 'withdrawn'];
/** What the author at another desk waits to hear. */
const ANSWERS: readonly RequestState[] = ['approved', 'queued', 'sent', 'returned', 'rejected', 'accepted'];

/** Change requests as packages see them. */
export class RequestDesk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Requests of this desk for another one, and those of which that one has heard something that is no longer so. */
  outgoing(): EntityId[] {
    const { store } = this.#parts;
    const travelled = new Set(store.travelled('out'));
    return [...this.#own(ON_THEIR_WAY), ...this.#own(TAKEN_BACK).filter((id) => travelled.has(id))];
  }

  /** Requests that came in packages, and parts of them that were returned, with something to tell; parts first. */
  answered(): EntityId[] {
    const { store, reader, sharing } = this.#parts;
    const came = new Set(store.travelled('in'));
    if (came.size === 0) return [];
    const { requests } = reader.list({ states: ANSWERS, authorId: null, page: null });
    const envelopes = requests
      .filter(({ elsewhere }) => elsewhere !== undefined)
      .map(({ id }) => sharing.envelope(id).envelope)
      .filter(({ requestId, splitFrom }) => came.has(requestId) || (splitFrom !== null && came.has(splitFrom)));
    return envelopes
      .sort((one, other) => Number(one.splitFrom === null) - Number(other.splitFrom === null))
      .map(({ requestId }) => requestId);
  }

  /** How many messages the desk on the other side is not known to have, about requests that travel that way. */
  unheard(direction: Travelled): number {
    const ids = this.#talkedAbout(direction, direction === 'out' ? this.outgoing() : []);
    return ids.reduce((sum, id) => sum + this.#parts.messages.uncarried(id), 0);
  }

  /** Messages that go with these requests, and those of which the other side may not have heard. */
  messagesWith(direction: Travelled, requestIds: readonly EntityId[]): CarriedMessage[] {
    const { messages } = this.#parts;
    const news = this.#talkedAbout(direction, []).filter((id) => messages.uncarried(id) > 0);
    return [...new Set([...requestIds, ...news])].flatMap((id) => messages.of(id));
  }

  /** Takes a message, inside the caller's transaction. @returns false when it is here already */
  takeMessage(message: CarriedMessage): boolean {
    return this.#parts.messages.carry(message);
  }

  envelopeOf(requestId: EntityId): Envelope {
    return this.#parts.sharing.envelope(requestId).envelope;
  }

  file(sha256: string): Uint8Array | null {
    return this.#parts.sharing.file(sha256);
  }

  /** The registry's copies of what a request changes. */
  copiesOf(requestId: EntityId): CopyPage[] {
    const { entitiesOf, copies } = this.#parts;
    return entitiesOf(requestId).flatMap(({ kind, id }) => copies.of(kind, id) ?? []);
  }

  look(requestId: EntityId): RequestLook | null {
    const { reader, titlesOf } = this.#parts;
    const summary = reader.summary(requestId);
    if (summary === null) return null;
    const { number, state, fields } = summary;
    return { number, state, fields, subjects: titlesOf(requestId) };
  }

  /**
   * Looks at signatures and rights; nothing is written.
   * @returns what takes it, inside the caller's transaction
   */
  check(envelope: Envelope, acceptedAt: string | null): Promise<ErrorCode | (() => Taken)> {
    return this.#parts.sharing.check({ envelope, place: null, acceptedAt });
  }

  /** Tries again what has been waiting for records of the registry. */
  async retry(): Promise<void> {
    await this.#parts.sharing.takeWaiting(false);
  }

  /**
   * Takes the files that requests are waiting for.
   * @returns how many of them were refused
   * @throws DeskError KD-6002
   */
  async takeFiles(
    files: readonly { readonly sha256: string; readonly bytes: Uint8Array }[],
    signal: AbortSignal,
  ): Promise<number> {
    const { sharing } = this.#parts;
    const awaited = new Set(sharing.awaitedFiles());
    let refused = 0;
    for (const { sha256, bytes } of files) {
      if (!awaited.has(sha256)) continue;
      try {
        await sharing.takeFile(sha256, bytes, signal);
      } catch (error) {
        if (!(error instanceof DeskError) || error.code === 'KD-6002') throw error;
        refused++;
      }
    }
    return refused;
  }

  /** These, and all that have ever travelled that way. */
  #talkedAbout(direction: Travelled, requestIds: readonly EntityId[]): EntityId[] {
    return [...new Set([...requestIds, ...this.#parts.store.travelled(direction)])];
  }

  #own(states: readonly RequestState[]): EntityId[] {
    const { requests } = this.#parts.reader.list({ states, authorId: null, page: null });
    return requests.filter(({ elsewhere }) => elsewhere === undefined).map(({ id }) => id);
  }
}
