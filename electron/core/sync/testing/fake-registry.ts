import { DeskError } from '#shared/contract/result.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type {
  Feed,
  IdPage,
  PullPage,
  Registry,
  RemoteChange,
  RemoteChild,
  RemoteContent,
  RemoteKind,
  Snapshot,
  Submission,
  SubmitOutcome,
} from '../../registry/port.ts';
import { FakeDesks } from './fake-desks.ts';
import { failure } from './faults.ts';
import { pageOf } from './pages.ts';
import { type Wire, wireOf } from './wire.ts';

type Values = Record<string, FieldValue>;

/** What goes wrong with the next exchanges of a kind. */
export type Fault =
  /** The registry is not reached. */
  | 'unreached'
  /** It does what was asked, and the answer is lost. */
  | 'lost'
  | 'busy'
  | 'garbled'
  | 'refuse';

/** Between two commits, in milliseconds. */
const MINUTE = 60_000;

export interface Version {
  readonly kind: RemoteKind;
  readonly remoteId: string;
  readonly version: number;
  /** Its own time: a count of all commits, which no restored copy takes back. */
  readonly at: number;
  readonly content: RemoteContent;
}

/**
 * A registry with versions, a log of commits and atomic submissions, that speaks the port and nothing else. It loses,
 * repeats and refuses on demand.
 */
export class FakeRegistry implements Registry {
  feeds: readonly Feed[] = [
    { name: 'people', kinds: ['person'] },
    { name: 'buildings', kinds: ['building'] },
    { name: 'units', kinds: ['organisation', 'division'] },
    { name: 'employments', kinds: ['employment'] },
    { name: 'services', kinds: ['service'] },
    { name: 'staffing', kinds: ['staffingDocument', 'staffingPosition'] },
  ];
  pageSize = 500;
  order: 'oldest-first' | 'newest-first' = 'oldest-first';
  /** Called before every exchange; for tests that stop or change things at a place. */
  before: (what: 'pull' | 'submit' | 'find') => void = () => {};
  /** Called before a submission is written, with what is there. */
  onTake: (requestId: EntityId, kind: RemoteKind, remoteId: string, before: Snapshot | null) => void = () => {};
  /** How the registry itself writes what it was sent. */
  spelling: (fields: Values) => Values = (fields) => fields;
  readonly taken = new Map<EntityId, number>();
  /** What desks tell one another through it. */
  readonly told = new FakeDesks(() => this.#time);
  /** Requests that it had taken when it went back to a copy from before. */
  readonly lost = new Set<EntityId>();
  readonly lostLog: Version[] = [];
  readonly #takenAt = new Map<EntityId, number>();
  /** Without a history: deletions are not told, its ids are. */
  isPoor = false;
  #log: Version[] = [];
  #time = 0;
  readonly #faults: { what: 'pull' | 'submit' | 'find'; fault: Fault; retryAfter?: number }[] = [];
  #created = 0;

  fault(what: 'pull' | 'submit' | 'find', fault: Fault, retryAfter?: number): void {
    this.#faults.push({ what, fault, ...(retryAfter === undefined ? {} : { retryAfter }) });
  }

  calm(): void {
    this.#faults.length = 0;
  }

  /** Writes as another desk would. */
  put(kind: RemoteKind, remoteId: string, fields: Values, children?: readonly RemoteChild[], localId?: string): void {
    const old = this.current(kind, remoteId);
    const snapshot: Snapshot = {
      localId: localId ?? old?.localId ?? null,
      fields: { ...old?.fields, ...fields },
      children: children ?? old?.children ?? [],
    };
    this.#commit(kind, remoteId, { state: 'present', snapshot });
  }

  spoil(kind: RemoteKind, remoteId: string): void {
    this.#commit(kind, remoteId, { state: 'unreadable', problem: 'name.0' });
  }

  remove(kind: RemoteKind, remoteId: string): void {
    this.#commit(kind, remoteId, { state: 'deleted' });
  }

  current(kind: RemoteKind, remoteId: string): Snapshot | null {
    const content = this.#newest(kind, remoteId)?.content;
    return content?.state === 'present' ? content.snapshot : null;
  }

  /** Every commit, the oldest first; a cursor is the time of one. */
  get log(): readonly Version[] {
    return this.#log;
  }

  /** Everything that is there now. */
  all(kind: RemoteKind): Map<string, Snapshot> {
    const found = new Map<string, Snapshot>();
    for (const { kind: of, remoteId } of this.#log) {
      const snapshot = of === kind ? this.current(kind, remoteId) : null;
      if (snapshot !== null) found.set(remoteId, snapshot);
    }
    return found;
  }

  /** Goes back to an older copy of itself, as after a breakdown: what came after `time` never was. */
  restore(time: number): void {
    this.lostLog.push(...this.#log.filter(({ at }) => at > time));
    this.#log = this.#log.filter(({ at }) => at <= time);
    for (const [requestId, at] of this.#takenAt) {
      if (at <= time) continue;
      this.taken.delete(requestId);
      this.#takenAt.delete(requestId);
      this.lost.add(requestId);
    }
    this.told.restore(time);
  }

  get time(): number {
    return this.#time;
  }

  async size(): Promise<number> {
    return new Set(this.#log.map(({ kind, remoteId }) => `${kind} ${remoteId}`)).size;
  }

  async pull(feed: Feed, cursor: string | null, page: string | null, signal: AbortSignal): Promise<PullPage> {
    await this.#meet('pull', signal);
    const log = this.#log.filter((one) => feed.kinds.includes(one.kind) && this.#tells(one));
    const { shown, ...rest } = pageOf(log, { time: this.#time, size: this.pageSize, cursor, page }, this.order);
    return { changes: shown.map(changeOf), ...rest };
  }

  async ids(feed: Feed, page: string | null, signal: AbortSignal): Promise<IdPage | null> {
    if (!this.isPoor) return null;
    await this.#meet('pull', signal);
    const all = feed.kinds.flatMap((kind) => [...this.all(kind).keys()]);
    const from = Number(page ?? 0);
    const to = from + this.pageSize;
    return { ids: all.slice(from, to), nextPage: to < all.length ? String(to) : null };
  }

  async read(feed: Feed, remoteIds: readonly string[], signal: AbortSignal): Promise<readonly RemoteChange[]> {
    await this.#meet('pull', signal);
    const [kind] = feed.kinds;
    if (kind === undefined) throw new RangeError(feed.name);
    return remoteIds.map((remoteId) => {
      const found = feed.kinds.map((one) => this.#newest(one, remoteId)).find((one) => one !== undefined);
      const never: Version = { kind, remoteId, version: 0, at: 0, content: { state: 'deleted', unknown: true } };
      return changeOf(found ?? never);
    });
  }

  interpret(_kind: RemoteKind, raw: string): RemoteContent {
    return (JSON.parse(raw) as Version).content;
  }

  isOlder(one: Pick<RemoteChange, 'version'>, other: Pick<RemoteChange, 'version'>): boolean {
    return Number(one.version) < Number(other.version);
  }

  committedAt(raw: string): string {
    return new Date((JSON.parse(raw) as Version).at * MINUTE).toISOString();
  }

  clockSkew(): number | null {
    return null;
  }

  endpoint(): string {
    return 'only';
  }

  async desks(): Promise<FakeDesks> {
    return this.told;
  }

  prepare(submission: Submission): string {
    return wireOf(submission);
  }

  async submit(wire: string, _endpoint: string, signal: AbortSignal): Promise<SubmitOutcome> {
    const fault = await this.#meet('submit', signal);
    if (fault === 'refuse') return { kind: 'refused', code: 'RULE', message: 'Так нельзя', field: 'person.snils' };
    const outcome = this.#take(JSON.parse(wire) as Wire);
    if (fault === 'lost' || fault === 'garbled') throw failure(fault);
    return outcome;
  }

  async findSubmitted(
    requestId: EntityId,
    wire: string,
    _endpoint: string,
    signal: AbortSignal,
  ): Promise<SubmitOutcome | null> {
    await this.#meet('find', signal);
    if (!this.taken.has(requestId)) return null;
    const { operations } = JSON.parse(wire) as Wire;
    return {
      kind: 'accepted',
      changes: operations.map((one) => this.#present(one.kind, one.remoteId ?? `r-${one.localId}`)),
    };
  }

  #take({ requestId, shared, operations }: Wire): SubmitOutcome {
    if (this.told.get(requestId)?.place !== shared?.place) return { kind: 'moved' };
    const stale = operations.filter(
      ({ kind, remoteId, version }) => remoteId !== null && String(this.#newest(kind, remoteId)?.version) !== version,
    );
    if (stale.length > 0) {
      return { kind: 'conflict', changes: stale.map(({ kind, remoteId }) => this.#present(kind, remoteId ?? '')) };
    }
    const before = this.#log.length;
    const ids = new Map(operations.map(({ localId, remoteId }) => [`new ${localId}`, remoteId ?? `r-${localId}`]));
    for (const { kind, remoteId, localId, gone, fields, children } of operations) {
      const id = remoteId ?? `r-${localId}`;
      if (gone) {
        this.remove(kind, id);
        continue;
      }
      // A create that comes again finds the first one, also where that has gone since.
      if (remoteId === null && this.#newest(kind, id) !== undefined) continue;
      this.onTake(requestId, kind, id, this.current(kind, id));
      this.#created += remoteId === null ? 1 : 0;
      const values = Object.fromEntries(
        Object.entries(fields).map(([field, value]) => [field, ids.get(String(value)) ?? value]),
      );
      const old = this.current(kind, id)?.children ?? [];
      const changed = old.flatMap((child) => {
        const found = children.find((one) => one.remoteId === child.remoteId);
        if (found?.gone === true) return [];
        return [found === undefined ? child : { ...child, fields: { ...child.fields, ...found.fields } }];
      });
      const added = children
        .filter((one) => one.remoteId === null)
        .map(
          (one): RemoteChild => ({
            kind: one.kind,
            remoteId: `${id}/${one.localId}`,
            localId: one.localId,
            fields: one.fields,
          }),
        );
      this.put(kind, id, this.spelling(values), [...changed, ...added], remoteId === null ? localId : undefined);
    }
    if (shared !== null) this.told.accept(requestId, shared.envelope, new Date(0).toISOString());
    // What comes again and changes nothing is the same one.
    const times = this.taken.get(requestId) ?? 0;
    if (times === 0 || this.#log.length > before) this.taken.set(requestId, times + 1);
    if (times === 0) this.#takenAt.set(requestId, this.#time);
    return {
      kind: 'accepted',
      changes: operations.map((one) => this.#present(one.kind, one.remoteId ?? `r-${one.localId}`)),
    };
  }

  get created(): number {
    return this.#created;
  }

  #present(kind: RemoteKind, remoteId: string): RemoteChange {
    const found = this.#newest(kind, remoteId);
    if (found === undefined) throw new Error(`Nothing at ${kind}/${remoteId}`);
    return changeOf(found);
  }

  #newest(kind: RemoteKind, remoteId: string): Version | undefined {
    return this.#log.findLast((one) => one.kind === kind && one.remoteId === remoteId);
  }

  #commit(kind: RemoteKind, remoteId: string, content: RemoteContent): void {
    const version = (this.#newest(kind, remoteId)?.version ?? 0) + 1;
    this.#time++;
    this.#log.push({ kind, remoteId, version, at: this.#time, content });
  }

  /** A search shows what is there now, and only that. */
  #tells(one: Version): boolean {
    return !this.isPoor || (one.content.state !== 'deleted' && one === this.#newest(one.kind, one.remoteId));
  }

  /** Waits a turn, as a network does, and meets what was ordered. */
  async #meet(what: 'pull' | 'submit' | 'find', signal: AbortSignal): Promise<Fault | null> {
    this.before(what);
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) throw new DeskError('KD-6002');
    const at = this.#faults.findIndex((one) => one.what === what);
    if (at < 0) return null;
    const [met] = this.#faults.splice(at, 1);
    if (met?.fault === 'unreached' || met?.fault === 'busy') throw failure(met.fault, met.retryAfter);
    if (met?.fault === 'garbled' && what !== 'submit') throw failure(met.fault);
    return met?.fault ?? null;
  }
}

function changeOf(version: Version): RemoteChange {
  const { kind, remoteId, content } = version;
  return { kind, remoteId, version: String(version.version), content, raw: JSON.stringify(version) };
}
