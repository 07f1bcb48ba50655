import type { SyncState } from '#shared/contract/areas.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { ConflictSides } from '#shared/contract/worklists.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { BulletinSharing } from '../bulletins/bulletins.ts';
import { type Actor, actorOf, userOf } from '../changes/actor.ts';
import type { MessageSharing } from '../changes/messages.ts';
import type { PendingChanges, StaffIndex } from '../changes/pending.ts';
import type { RequestSharing } from '../changes/sharing.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { EntityStore } from '../entities/store.ts';
import type { Journal } from '../journal/append.ts';
import type { Ports } from '../ports.ts';
import { absentRegistry } from '../registry/absent.ts';
import type { Registry } from '../registry/port.ts';
import type { SignatureRecheck } from '../signing/port.ts';
import type { Applied } from './apply.ts';
import { sidesOf } from './conflict-details.ts';
import { ConflictStore, type OpenConflict } from './conflict-store.ts';
import { Conflicts } from './conflicts.ts';
import { type CopyCounts, type CopyPage, compareCopies, copyOfEntity, readCopies, takeAllCopies } from './copies.ts';
import { type Choice, decide, decideAll } from './decide.ts';
import { Engine } from './engine.ts';
import { acceptLoss } from './loss.ts';
import { LossStore } from './loss-store.ts';
import { News } from './news.ts';
import { OutboxStore } from './outbox-store.ts';
import { sessionsOf, waitingRequests } from './overview.ts';
import { OverviewStore } from './overview-store.ts';
import { Renewal } from './renewal.ts';
import { Schedule } from './schedule.ts';
import { ShadowStore } from './shadow-store.ts';
import { ReplicaStore } from './store.ts';

export interface SyncParts {
  /** Open, schema up to date; stays open until `dispose` is done. */
  readonly db: Database;
  readonly ports: Pick<Ports, 'clock' | 'ids' | 'log' | 'emit'>;
  readonly books: {
    readonly entities: EntityStore;
    readonly journal: Journal;
    readonly pending: PendingChanges;
    readonly staffIndex: StaffIndex;
    readonly recheck: SignatureRecheck;
    readonly sharing: RequestSharing;
    readonly messages: MessageSharing;
    readonly bulletins: BulletinSharing;
  };
  /** Null where the policy names none: every exchange then fails with KD-1010. */
  readonly registry: Registry | null;
  /** Seconds between two exchanges (policy); 0 means by hand and after approvals only. */
  readonly syncEverySeconds: number;
  /** The training clinic takes its first copy and never exchanges: `run` is refused with KD-4008. */
  readonly training: boolean;
  /** False for those whose role tells other desks nothing; true when not said. */
  readonly mayTell?: boolean;
  /** Between 0 and 1; spreads the desks of a clinic after a breakdown. */
  readonly random?: () => number;
}

/** The exchange with the registry over one open store. */
export interface Sync {
  /** What is known of the exchange itself; the rest of the area concerns the workstation and its connection. */
  readonly handlers: Omit<Handlers<'sync', CallContext>, 'health' | 'unsent' | 'check'>;
  /** Begins to exchange. Resolves after the first run, whatever its outcome; of the training clinic after its filling. */
  start(): Promise<void>;
  /** The operating system gained or lost the network. */
  online(isOnline: boolean): void;
  /** Something was approved: send it now, or right after the run under way. */
  kick(): void;
  /** What a person has to decide, the oldest first. */
  conflicts(): readonly OpenConflict[];
  /** Both sides of a decision; null when there is none to be made. */
  sidesOf(kind: EntityKind, id: EntityId, field: string): ConflictSides | null;
  /** See `decide.ts`. @throws DeskError KD-3008 · KD-3003 · KD-4007 */
  decide(conflictId: EntityId, choice: Choice, by: Actor): void;
  /** @returns how many decisions were made, and how many still have to be */
  decideAll(conflictIds: readonly EntityId[], choice: Choice, by: Actor): { decided: number; left: number };
  /** The copy of the registry as pages that another desk can take. */
  readonly copies: RegistryCopies;
  /** Stops within a second and waits; nothing touches the store afterwards. */
  dispose(): Promise<void>;
}

/** See `copies.ts`. */
export interface RegistryCopies {
  count(): number;
  read(signal: AbortSignal): AsyncGenerator<CopyPage>;
  /** Of the resource that holds an entity; null where there is none. */
  of(kind: EntityKind, id: EntityId): CopyPage | null;
  compare(page: CopyPage): CopyCounts;
  /** @param done records that are on disk by now */
  take(
    pages: Iterable<CopyPage> | AsyncIterable<CopyPage>,
    done: (records: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

export function createSync(parts: SyncParts): Sync {
  const { db, ports, books, training, random = Math.random, mayTell = true } = parts;
  const registry = parts.registry ?? absentRegistry();
  const { clock, ids, log, emit } = ports;
  const conflictStore = new ConflictStore(db);
  const outbox = new OutboxStore(db);
  const news = new News(emit, clock);
  const disposed = new AbortController();
  const isDisposed = (): boolean => disposed.signal.aborted;
  let taking: Promise<void> = Promise.resolve();
  const common = {
    ...books,
    db,
    clock,
    ids,
    log,
    registry,
    replica: new ReplicaStore(db),
    shadow: new ShadowStore(db),
    losses: new LossStore(db),
    conflicts: new Conflicts(conflictStore, clock, ids),
    conflictStore,
    outbox,
    overview: new OverviewStore(db),
    random,
    mayTell,
    news,
    tell: (state: SyncState): void => {
      if (!isDisposed()) emit('sync.changed', state);
    },
  };
  const work = { ...common, renewal: new Renewal(common) };
  function decided(applied: readonly Applied[]): void {
    for (const one of applied) news.applied(one);
    news.flush();
    work.tell(engine.state());
  }
  const engine = new Engine(work);
  const schedule = new Schedule({
    clock,
    random,
    everySeconds: training ? 0 : parts.syncEverySeconds,
    run: (options) => engine.run(options),
    nextTryAt: () => (training ? null : outbox.nextTryAt()),
  });

  return {
    handlers: {
      state: () => engine.state(),
      async run() {
        if (training) throw new DeskError('KD-4008');
        await schedule.run({ forced: true });
        return engine.state();
      },
      async cancel() {
        await engine.cancel();
        return engine.state();
      },
      overview: () => ({
        waiting: training ? [] : waitingRequests(work, engine.state()),
        endpoints: [...(registry.endpoints?.() ?? [])],
        everySeconds: training ? 0 : parts.syncEverySeconds,
        nextRunAt: schedule.nextAt,
        loss: work.losses.find(),
      }),
      acceptLoss(decision, context) {
        acceptLoss(work, decision, actorOf(userOf(context)));
        void schedule.kick({ forced: true });
        return {};
      },
      sessions: (page) => sessionsOf(work.overview, page, engine.isRunning),
    },
    start: () => schedule.kick({ forced: false }),
    online(isOnline) {
      if (training || isDisposed()) return;
      schedule.online(isOnline);
      engine.offline(!isOnline);
    },
    kick() {
      if (training || isDisposed()) return;
      engine.refresh();
      work.tell(engine.state());
      if (schedule.isOnline) void schedule.kick({ forced: false });
    },
    conflicts: () => conflictStore.open(),
    sidesOf: (kind, id, field) => sidesOf(work, kind, id, field),
    decide(conflictId, choice, by) {
      decided([decide(work, conflictId, choice, by)]);
    },
    decideAll(conflictIds, choice, by) {
      const { applied, left } = decideAll(work, conflictIds, choice, by);
      decided(applied);
      return { decided: applied.length, left };
    },
    copies: {
      count: () => work.replica.size(),
      read: (signal) => readCopies(work, signal),
      of: (kind, id) => copyOfEntity(work, kind, id),
      compare: (page) => compareCopies(work, page),
      async take(pages, done, signal) {
        const stop = AbortSignal.any([signal, disposed.signal]);
        let taken = 0;
        const told = (applied: Applied, { copies }: CopyPage): void => {
          news.applied(applied);
          taken += copies.length;
          done(taken);
        };
        const run = takeAllCopies(work, pages, told, stop).then((people) => news.listed(people));
        taking = run.catch(() => undefined);
        await run.finally(() => news.flush());
        work.tell(engine.state());
      },
    },
    async dispose() {
      disposed.abort();
      schedule.stop();
      await Promise.all([engine.cancel(), taking]);
    },
  };
}
