import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { BulletinSharing } from '../bulletins/bulletins.ts';
import { envelopeText, readEnvelope } from '../changes/envelope.ts';
import type { MessageSharing } from '../changes/messages.ts';
import type { RequestSharing } from '../changes/sharing.ts';
import type { Taken } from '../changes/take-envelope.ts';
import type { Log } from '../ports.ts';
import type { DeskExchange, InboxPage, SharedNote, SharedRequest } from '../registry/desks.ts';
import type { Registry } from '../registry/port.ts';
import type { ReplicaStore } from './store.ts';

export interface DesksParts {
  readonly registry: Pick<Registry, 'desks'>;
  readonly replica: Pick<ReplicaStore, 'cursor' | 'setCursor'>;
  readonly sharing: RequestSharing;
  readonly messages: MessageSharing;
  readonly bulletins: BulletinSharing;
  /** Whether the user at work may tell others anything: a viewer only listens. */
  readonly mayTell: boolean;
  readonly log: Log;
  /** These look different now. */
  readonly changed: (requestIds: readonly EntityId[], subjectIds: readonly EntityId[]) => void;
}

/** Stand among the cursors of the feeds. */
export const INBOX = { requests: 'requests', notes: 'notes' } as const;
/** Pages of one look into the inbox; more is no inbox but a trap. */
const MOST_PAGES = 2_000;
/** How often a request is told anew within one run because others keep telling of it. */
const ROUNDS = 3;

/** Change requests of the desks of one clinic and the messages about them, through the registry: what is new comes in, what is ours goes out. */
export class Desks {
  readonly #parts: DesksParts;
  /** Undefined before the registry has said. */
  #exchange: DeskExchange | null | undefined;
  /** The registry answers in this run. */
  #answers = false;

  constructor(parts: DesksParts) {
    this.#parts = parts;
  }

  /** Whether other desks know of this request, so that it may be sent; always where they cannot know of any. */
  isTold(requestId: EntityId): boolean {
    return this.#exchange === null || (this.#exchange !== undefined && this.#parts.sharing.placeOf(requestId) !== null);
  }

  /**
   * Takes what other desks have told and written, and the files that came with it.
   * @param hasPulled all that is new at the registry was taken right before
   */
  async receive(hasPulled: boolean, signal: AbortSignal): Promise<void> {
    this.#answers = false;
    this.#exchange = await this.#parts.registry.desks(signal);
    if (this.#exchange === null) return;
    // Nothing can be taken before the organisation is here that it must be of: so nothing is passed over either.
    if (!this.#parts.sharing.isReady()) return;
    const exchange = this.#exchange;
    await this.#takeWaiting(hasPulled);
    await this.#inbox(
      INBOX.requests,
      (...since) => exchange.inbox(...since),
      (request) => this.#take(request),
      signal,
    );
    // What has come just now may speak of what the next pull brings.
    await this.#takeWaiting(false);
    await this.#files(exchange, signal);
    await this.#inbox(
      INBOX.notes,
      (...since) => exchange.notes(...since),
      (note) => this.#hear(note),
      signal,
    );
    this.#answers = true;
  }

  /** Tells other desks what they have not heard, unless the registry does not answer in this run. */
  async publish(signal: AbortSignal): Promise<void> {
    const exchange = this.#exchange;
    if (exchange == null || !this.#answers || !this.#parts.mayTell) return;
    const { sharing, messages } = this.#parts;
    const failures = [
      ...(await this.#each(sharing.outgoing(), (requestId) => this.#publish(exchange, requestId, signal), signal)),
      // About requests that the others know by now.
      ...(await this.#each(
        messages.outgoing(),
        async (message) => {
          await exchange.say(message, signal);
          messages.told(message.messageId);
        },
        signal,
      )),
    ];
    if (failures.length > 0) throw failures[0];
  }

  /** Something happened to this request elsewhere. */
  async refresh(requestId: EntityId, signal: AbortSignal): Promise<void> {
    if (this.#exchange == null) return;
    const found = await this.#exchange.find(requestId, signal);
    if (found !== null) await this.#take(found);
    // The registry went back to an older copy of itself.
    else this.#parts.sharing.forgotten(requestId);
  }

  /**
   * Tells one after the other; what the registry refuses holds up nothing else.
   * @returns the refusals
   * @throws what ends the run
   */
  async #each<T>(items: readonly T[], tell: (item: T) => Promise<void>, signal: AbortSignal): Promise<unknown[]> {
    const refusals: unknown[] = [];
    for (const item of items) {
      try {
        await tell(item);
      } catch (error) {
        if (signal.aborted || !isVerdict(error)) {
          this.#answers = false;
          throw error;
        }
        refusals.push(error);
      }
    }
    return refusals;
  }

  async #publish(exchange: DeskExchange, requestId: EntityId, signal: AbortSignal): Promise<void> {
    const { sharing } = this.#parts;
    for (let round = 0; round < ROUNDS; round++) {
      const { envelope, place, stamp } = sharing.envelope(requestId);
      for (const { sha256, fileName, type } of envelope.files) {
        const content = sharing.file(sha256);
        if (content !== null) await exchange.putFile({ sha256, fileName, type }, content, signal);
      }
      const told = await exchange.publish({ requestId, envelope: envelopeText(envelope), place }, signal);
      if (told !== null) {
        sharing.told(requestId, told, stamp);
        return;
      }
      await this.refresh(requestId, signal);
      // Theirs came after ours, or is waited for.
      if (!sharing.outgoing().includes(requestId)) return;
    }
  }

  async #inbox<T>(
    name: string,
    ask: (...since: Parameters<DeskExchange['inbox']>) => Promise<InboxPage<T>>,
    take: (item: T) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<void> {
    const { replica } = this.#parts;
    const start = replica.cursor(name);
    let { page } = start;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const { items, nextPage, cursor } = await ask(start.cursor, page, signal);
      for (const item of items) {
        await take(item);
        if (signal.aborted) throw new DeskError('KD-6002');
      }
      if (nextPage === null) {
        replica.setCursor(name, { cursor, page: null, complete: true });
        return;
      }
      page = nextPage;
      replica.setCursor(name, { ...start, page });
    }
    replica.setCursor(name, { ...start, page: null });
    throw new DeskError('KD-4003', { params: { detail: 'pages lead in a ring' } });
  }

  async #takeWaiting(isAllHere: boolean): Promise<void> {
    for (const taken of await this.#parts.sharing.takeWaiting(isAllHere)) this.#tell(taken);
  }

  async #take({ requestId, place, envelope: text, acceptedAt }: SharedRequest): Promise<void> {
    const { sharing, log } = this.#parts;
    if (sharing.placeOf(requestId) === place) return;
    const envelope = readEnvelope(text);
    if (envelope?.requestId !== requestId) {
      log.warn('desks.unreadable', { requestId });
      return;
    }
    const taken = await sharing.take({ envelope, place, acceptedAt });
    if (taken.kind === 'refused') log.warn('desks.refused', { requestId, code: taken.code });
    this.#tell(taken);
  }

  #hear(note: SharedNote): void {
    if (note.kind === 'bulletin') {
      this.#parts.bulletins.take(note);
      return;
    }
    const requestId = this.#parts.messages.take(note.message);
    if (requestId !== null) this.#parts.changed([requestId], []);
  }

  async #files(exchange: DeskExchange, signal: AbortSignal): Promise<void> {
    const { sharing, log } = this.#parts;
    for (const sha256 of sharing.awaitedFiles()) {
      const content = sharing.file(sha256) ?? (await exchange.getFile(sha256, signal));
      if (content === null) continue;
      try {
        this.#parts.changed(await sharing.takeFile(sha256, content, signal), []);
      } catch (error) {
        if (!(error instanceof DeskError) || error.code === 'KD-6002') throw error;
        log.warn('desks.file', { sha256, code: error.code });
      }
    }
  }

  #tell(taken: Taken): void {
    if (taken.kind === 'taken') this.#parts.changed(taken.requestIds, taken.subjectIds);
  }
}

/** The registry did not take this one; it may take others. */
function isVerdict(error: unknown): boolean {
  if (!(error instanceof DeskError) || error.code !== 'KD-4002') return false;
  const { status } = error.params ?? {};
  return typeof status === 'number' && status < 500 && status !== 429 && status !== 408 && status !== 425;
}
