import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type {
  DeskExchange,
  InboxPage,
  SharedFile,
  SharedMessage,
  SharedNote,
  SharedRequest,
} from '../../registry/desks.ts';
import { pageOf, type Timed } from './pages.ts';

export interface Told extends SharedRequest, Timed {
  /** The registry's own time, which it may go back to. */
  readonly told: number;
}

/** What desks have told one another, in memory: versions with a log, files by their digest. It fails on demand. */
export class FakeDesks implements DeskExchange {
  readonly files = new Map<string, Uint8Array>();
  /** The next answers of a kind that are lost after the thing was done. */
  lose: (keyof DeskExchange)[] = [];
  /** What everything that is told is answered with, if anything. */
  refused: 'KD-4002' | null = null;
  pageSize = 500;
  /** In the order of arrival. */
  readonly noteLog: SharedNote[] = [];
  readonly #now: () => number;
  #log: Told[] = [];
  #count = 0;

  /** @param now the registry's own time */
  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  get(requestId: EntityId): SharedRequest | null {
    return this.#log.findLast((one) => one.requestId === requestId) ?? null;
  }

  /** Everything that was told, the oldest first. */
  get log(): readonly Told[] {
    return this.#log;
  }

  get size(): number {
    return this.#log.length;
  }

  /** As another desk does. */
  tell(requestId: EntityId, envelope: string): void {
    this.#put(requestId, envelope, null);
  }

  /** As a registry does that applies a request. */
  accept(requestId: EntityId, envelope: string, at: string): void {
    this.#put(requestId, envelope, at);
  }

  /** What was told after that time never was. */
  restore(time: number): void {
    this.#log = this.#log.filter(({ told }) => told <= time);
  }

  async inbox(cursor: string | null, page: string | null, signal: AbortSignal): Promise<InboxPage<SharedRequest>> {
    await turn(signal);
    const { shown, ...rest } = pageOf(this.#log, { time: this.#count, size: this.pageSize, cursor, page });
    return this.#after('inbox', { items: shown, nextPage: rest.nextPage, cursor: rest.cursor });
  }

  async notes(cursor: string | null, page: string | null, signal: AbortSignal): Promise<InboxPage<SharedNote>> {
    await turn(signal);
    return this.#after('notes', this.#page(this.noteLog, cursor, page));
  }

  async say(message: SharedMessage, signal: AbortSignal): Promise<void> {
    await turn(signal);
    if (this.refused !== null) throw new DeskError(this.refused);
    const isThere = this.noteLog.some((note) => note.kind === 'message' && note.messageId === message.messageId);
    if (!isThere) this.noteLog.push({ kind: 'message', ...message });
    this.#after('say', null);
  }

  async find(requestId: EntityId, signal: AbortSignal): Promise<SharedRequest | null> {
    await turn(signal);
    return this.get(requestId);
  }

  async publish(
    { requestId, envelope, place }: Parameters<DeskExchange['publish']>[0],
    signal: AbortSignal,
  ): Promise<string | null> {
    await turn(signal);
    if (this.refused !== null) throw new DeskError(this.refused);
    if ((this.get(requestId)?.place ?? null) !== place) return null;
    return this.#after('publish', this.#put(requestId, envelope, null).place);
  }

  async putFile({ sha256 }: SharedFile, content: Uint8Array, signal: AbortSignal): Promise<void> {
    await turn(signal);
    this.files.set(sha256, content);
  }

  async getFile(sha256: string, signal: AbortSignal): Promise<Uint8Array | null> {
    await turn(signal);
    return this.files.get(sha256) ?? null;
  }

  #put(requestId: EntityId, envelope: string, acceptedAt: string | null): SharedRequest {
    const before = this.get(requestId);
    // As that of a Task: its id and its version, which is made again after a way back.
    const [task = `t${this.#count + 1}`, version = '0'] = before?.place.split(' ') ?? [];
    const place = `${task} ${Number(version) + 1}`;
    const put = { requestId, place, envelope, acceptedAt, at: ++this.#count, told: this.#now() };
    this.#log.push(put);
    return put;
  }

  #page<T>(log: readonly T[], cursor: string | null, page: string | null): InboxPage<T> {
    const from = Number(page ?? cursor ?? '0');
    const to = Math.min(from + this.pageSize, log.length);
    return {
      items: log.slice(from, to),
      nextPage: to < log.length ? String(to) : null,
      // Looks overlap by one, as those into a real registry do.
      cursor: String(Math.max(0, to - 1)),
    };
  }

  #after<T>(what: keyof DeskExchange, answer: T): T {
    const at = this.lose.indexOf(what);
    if (at < 0) return answer;
    this.lose.splice(at, 1);
    throw new DeskError('KD-4001', { params: { host: 'registry' } });
  }
}

/** As a network takes. */
async function turn(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new DeskError('KD-6002');
}
