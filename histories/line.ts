import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type {
  Feed,
  IdPage,
  PullPage,
  Registry,
  RemoteChange,
  RemoteContent,
  RemoteKind,
  Submission,
  SubmitOutcome,
} from '../electron/core/registry/port.ts';
import type { FakeRegistry, Version } from '../electron/core/sync/testing/fake-registry.ts';
import { failure } from '../electron/core/sync/testing/faults.ts';
import { DeskLine } from './desk-line.ts';
import type { Exchange, Fault } from './story.ts';

/** Wires between the desks and the registry that nobody waits for any more. */
export class Post {
  readonly #registry: FakeRegistry;
  /** Somebody who is quicker than the next submission. */
  rival: (() => Promise<void> | void) | null = null;
  /** What a submission has changed. */
  taken: (wire: string, changes: readonly Version[]) => void = () => {};
  readonly #held: (() => Promise<unknown>)[] = [];
  readonly #refused = new Set<string>();

  constructor(registry: FakeRegistry) {
    this.#registry = registry;
  }

  /** @returns what the registry says about it, as it always will */
  async send(wire: string, signal: AbortSignal): Promise<SubmitOutcome> {
    if (this.#refused.has(wire)) return { kind: 'refused', code: 'RULE', message: 'Так нельзя', field: 'person.snils' };
    const { rival } = this;
    this.rival = null;
    await rival?.();
    const before = this.#registry.log.length;
    const outcome = await this.#registry.submit(wire, 'only', signal);
    const changes = this.#registry.log.slice(before);
    if (changes.length > 0) this.taken(wire, changes);
    return outcome;
  }

  hold(arrive: () => Promise<unknown>): void {
    this.#held.push(arrive);
  }

  refuse(wire: string): void {
    const { requestId } = JSON.parse(wire) as { requestId: EntityId };
    if (!this.#registry.taken.has(requestId)) this.#refused.add(wire);
  }

  /** What was held arrives, in order. */
  async deliver(): Promise<void> {
    for (const arrive of this.#held.splice(0)) await arrive();
  }
}

/** A desk's way to the registry, on which everything happens that can happen on a network. */
export class Line implements Registry {
  readonly feeds: readonly Feed[];
  /** Whether desks hear of one another's requests. */
  readonly isShared: boolean;
  readonly calls: Record<Exchange, number> = { pull: 0, submit: 0, find: 0, tell: 0 };
  /** Before every message: the desk may have died, somebody may type, another may be quicker. */
  before: (what: Exchange) => Promise<void> | void = () => {};
  /** What goes out. */
  leaving: (wire: string) => void = () => {};
  /** What is told to other desks. */
  telling: (envelope: string) => void = () => {};
  /** Nobody will answer. */
  stalled: () => void = () => {};
  readonly #registry: FakeRegistry;
  readonly #post: Post;
  readonly #faults: { readonly what: Exchange; readonly fault: Fault }[] = [];

  constructor(registry: FakeRegistry, post: Post, isShared: boolean) {
    this.#registry = registry;
    this.#post = post;
    this.isShared = isShared;
    this.feeds = registry.feeds;
  }

  fault(what: Exchange, fault: Fault): void {
    this.#faults.push({ what, fault });
  }

  calm(): void {
    this.#faults.length = 0;
  }

  size(): Promise<number> {
    return this.#registry.size();
  }

  async pull(feed: Feed, cursor: string | null, page: string | null, signal: AbortSignal): Promise<PullPage> {
    await this.meet('pull', signal);
    return this.#registry.pull(feed, cursor, page, signal);
  }

  async read(feed: Feed, remoteIds: readonly string[], signal: AbortSignal): Promise<readonly RemoteChange[]> {
    await this.meet('pull', signal);
    return this.#registry.read(feed, remoteIds, signal);
  }

  ids(feed: Feed, page: string | null, signal: AbortSignal): Promise<IdPage | null> {
    return this.#registry.ids(feed, page, signal);
  }

  committedAt(raw: string): string {
    return this.#registry.committedAt(raw);
  }

  clockSkew(): number | null {
    return this.#registry.clockSkew();
  }

  interpret(kind: RemoteKind, raw: string): RemoteContent {
    return this.#registry.interpret(kind, raw);
  }

  isOlder(one: Pick<RemoteChange, 'version'>, other: Pick<RemoteChange, 'version'>): boolean {
    return this.#registry.isOlder(one, other);
  }

  endpoint(): string {
    return this.#registry.endpoint();
  }

  prepare(submission: Submission): string {
    return this.#registry.prepare(submission);
  }

  async submit(wire: string, _endpoint: string, signal: AbortSignal): Promise<SubmitOutcome> {
    this.leaving(wire);
    const fault = await this.meet('submit', signal);
    if (fault === 'delayed' || fault === 'doubled') {
      this.#post.hold(() => this.#post.send(wire, new AbortController().signal));
    }
    if (fault === 'delayed') throw failure('lost');
    if (fault === 'refused') this.#post.refuse(wire);
    const outcome = await this.#post.send(wire, signal);
    if (fault === 'lost' || fault === 'garbled') throw failure(fault);
    return outcome;
  }

  async findSubmitted(
    requestId: EntityId,
    wire: string,
    endpoint: string,
    signal: AbortSignal,
  ): Promise<SubmitOutcome | null> {
    await this.meet('find', signal);
    return this.#registry.findSubmitted(requestId, wire, endpoint, signal);
  }

  async desks(): Promise<DeskLine | null> {
    return this.isShared ? new DeskLine(this.#registry.told, this, this.#post) : null;
  }

  /** @returns what befalls the answer, or what is written alone */
  async meet(what: Exchange, signal: AbortSignal): Promise<Fault | null> {
    this.calls[what]++;
    await this.before(what);
    const at = this.#faults.findIndex((one) => one.what === what);
    const fault = at < 0 ? null : (this.#faults.splice(at, 1)[0]?.fault ?? null);
    switch (fault) {
      case 'unreached':
      case 'busy':
      case 'signed-out':
        throw failure(fault);
      case 'throttled':
        throw failure(fault, 60);
      case 'stalled':
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve(), { once: true });
          if (signal.aborted) resolve();
          this.stalled();
        });
        throw new DeskError('KD-6002');
      case 'lost':
      case 'garbled':
        if (what === 'pull' || what === 'find') throw failure(fault);
    }
    return fault;
  }
}
