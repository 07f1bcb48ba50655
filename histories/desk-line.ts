import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type {
  DeskExchange,
  InboxPage,
  SharedFile,
  SharedMessage,
  SharedNote,
  SharedRequest,
} from '../electron/core/registry/desks.ts';
import type { FakeDesks } from '../electron/core/sync/testing/fake-desks.ts';
import { failure } from '../electron/core/sync/testing/faults.ts';
import type { Line, Post } from './line.ts';

type Telling = Parameters<DeskExchange['publish']>[0];

/** The part of a desk's line on which it hears of requests of other desks, and tells of its own. */
export class DeskLine implements DeskExchange {
  readonly #told: FakeDesks;
  readonly #line: Pick<Line, 'meet' | 'telling'>;
  readonly #post: Post;

  constructor(told: FakeDesks, line: Pick<Line, 'meet' | 'telling'>, post: Post) {
    this.#told = told;
    this.#line = line;
    this.#post = post;
  }

  async inbox(cursor: string | null, page: string | null, signal: AbortSignal): Promise<InboxPage<SharedRequest>> {
    await this.#ask(signal);
    return this.#told.inbox(cursor, page, signal);
  }

  async notes(cursor: string | null, page: string | null, signal: AbortSignal): Promise<InboxPage<SharedNote>> {
    await this.#ask(signal);
    return this.#told.notes(cursor, page, signal);
  }

  async say(message: SharedMessage, signal: AbortSignal): Promise<void> {
    await this.#ask(signal);
    await this.#told.say(message, signal);
  }

  async find(requestId: EntityId, signal: AbortSignal): Promise<SharedRequest | null> {
    await this.#ask(signal);
    return this.#told.find(requestId, signal);
  }

  async publish(request: Telling, signal: AbortSignal): Promise<string | null> {
    this.#line.telling(request.envelope);
    const fault = await this.#line.meet('tell', signal);
    if (fault === 'delayed' || fault === 'doubled') {
      this.#post.hold(() => this.#told.publish(request, new AbortController().signal));
    }
    if (fault === 'delayed') throw failure('lost');
    // This one alone, as it is now.
    if (fault === 'refused') throw new DeskError('KD-4002', { params: { status: 422 } });
    const place = await this.#told.publish(request, signal);
    if (fault === 'lost' || fault === 'garbled') throw failure(fault);
    return place;
  }

  async putFile(file: SharedFile, content: Uint8Array, signal: AbortSignal): Promise<void> {
    await this.#ask(signal);
    await this.#told.putFile(file, content, signal);
  }

  async getFile(sha256: string, signal: AbortSignal): Promise<Uint8Array | null> {
    await this.#ask(signal);
    return this.#told.getFile(sha256, signal);
  }

  /** Nothing is written: whatever befalls the answer befalls the question as well. */
  async #ask(signal: AbortSignal): Promise<void> {
    if ((await this.#line.meet('tell', signal)) !== null) throw failure('lost');
  }
}
