import type { SyncState } from '#shared/contract/areas.ts';
import { DeskError } from '#shared/contract/result.ts';
import { traceOf } from '#shared/contract/trace.ts';
import { failureOf } from '../failures.ts';
import type { Ids, Log } from '../ports.ts';
import { ApplyRun } from './apply.ts';
import { finish } from './apply-page.ts';
import type { ConflictStore } from './conflict-store.ts';
import { Desks, type DesksParts } from './desks.ts';
import { isAnother } from './epoch.ts';
import type { News } from './news.ts';
import { pullAll } from './pull.ts';
import { Push, type PushParts } from './push.ts';
import type { Renewal } from './renewal.ts';

export interface EngineParts extends Omit<PushParts, 'desks'>, Pick<DesksParts, 'mayTell' | 'messages' | 'bulletins'> {
  readonly ids: Ids;
  readonly log: Log;
  readonly conflictStore: ConflictStore;
  readonly news: News;
  readonly renewal: Renewal;
  readonly tell: (state: SyncState) => void;
}

export interface RunOptions {
  /** By hand: what failed for want of a network is tried at once. */
  readonly forced: boolean;
}

/** What one run came to; null error for success. */
export interface RunResult {
  readonly error: unknown;
}

/**
 * One exchange at a time: takes what is new, then sends what is approved. Everything it knows is on disk, so that it may
 * be stopped at any moment and goes on later.
 */
export class Engine {
  readonly #parts: EngineParts;
  readonly #desks: Desks;
  readonly #push: Push;
  #running: { readonly stop: AbortController; readonly done: Promise<RunResult> } | null = null;
  #phase: SyncState['phase'] = 'idle';
  #done = 0;
  #total: number | null = null;
  #error: SyncState['error'] = null;
  #queued = 0;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    const changed = parts.news.requests.bind(parts.news);
    this.#desks = new Desks({ ...parts, changed });
    this.#push = new Push({ ...parts, desks: this.#desks });
    this.refresh();
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  state(): SyncState {
    const { registry, replica, outbox, conflictStore } = this.#parts;
    const unreadable = this.#error === null && this.#phase === 'idle' ? replica.unreadable() : null;
    return {
      phase: this.#phase,
      complete: replica.areComplete(registry.feeds),
      done: this.#done,
      total: this.#total === null ? null : Math.max(this.#total, this.#done),
      lastSuccess: outbox.lastSuccess(),
      queued: this.#queued,
      conflicts: conflictStore.count(),
      clockSkew: registry.clockSkew(),
      error: unreadable === null ? this.#error : { code: 'KD-4003', detail: unreadable },
    };
  }

  /** Counts what waits, after something else may have changed it. */
  refresh(): void {
    this.#queued = this.#parts.pending.approved().length;
  }

  /** Shows that there is no network while nothing runs. */
  offline(isOffline: boolean): void {
    if (this.isRunning || (this.#phase === 'offline') === isOffline) return;
    this.#phase = isOffline ? 'offline' : 'idle';
    this.#tell();
  }

  /** Joins the run under way, if there is one. Never rejects. */
  run(options: RunOptions): Promise<RunResult> {
    if (this.#running !== null) return this.#running.done;
    const stop = new AbortController();
    const done = this.#run(options, stop.signal)
      .catch((error: unknown): RunResult => {
        // Even the note of its beginning or end could not be written.
        this.#show(error);
        this.#parts.log.error('sync.failed', traceOf(error));
        return { error };
      })
      .finally(() => {
        this.#running = null;
        this.#tell();
      });
    this.#running = { stop, done };
    return done;
  }

  /** Stops the run under way and waits for it. */
  async cancel(): Promise<void> {
    this.#running?.stop.abort(new DeskError('KD-6002'));
    await this.#running?.done;
  }

  async #run({ forced }: RunOptions, signal: AbortSignal): Promise<RunResult> {
    const { outbox, ids, clock, news, log } = this.#parts;
    const session = ids.next();
    const counts = { pulled: 0, pushed: 0 };
    outbox.beginSession(session, clock.now());
    let error: unknown = null;
    const steps = [
      () => this.#pull(counts, signal),
      () => this.#desks.receive(error === null, signal),
      // Others hear of an approval before it is carried out, and of a refusal after it.
      () => this.#desks.publish(signal),
      () => this.#send(counts, forced, signal),
      () => this.#desks.publish(signal),
    ];
    for (const step of steps) {
      try {
        await step();
      } catch (failure) {
        error ??= signal.aborted ? new DeskError('KD-6002') : failure;
        if (!isLocal(failure) || signal.aborted) break;
      } finally {
        news.flush();
      }
    }
    const outcome = error === null ? 'success' : failureOf(error, '').code;
    outbox.endSession(session, clock.now(), outcome, counts.pulled, counts.pushed);
    this.refresh();
    this.#show(error);
    const fields = { ...counts, outcome };
    if (error === null) log.info('sync.done', fields);
    else if (error instanceof DeskError) log.warn('sync.failed', fields);
    else log.error('sync.failed', { ...fields, ...traceOf(error) });
    return { error };
  }

  async #pull(counts: { pulled: number }, signal: AbortSignal): Promise<void> {
    const { replica, news } = this.#parts;
    this.#phase = 'pulling';
    this.#done = 0;
    this.#total = null;
    this.#error = null;
    this.#tell();
    this.#heal();
    let before = 0;
    await pullAll(
      this.#parts,
      {
        begin: (total) => {
          // A first copy counts from what an earlier run has brought already.
          before = total === null ? 0 : replica.size();
          this.#total = total;
          this.#done = before;
          this.#tell();
        },
        page: (_feed, page, applied) => {
          counts.pulled += page.changes.length - applied.counts.skipped;
          this.#done += page.changes.length;
          news.applied(applied);
          this.#tell();
        },
        gathered: (count) => {
          this.#done += count;
          this.#tell();
        },
        applied: (applied) => {
          const { inserted, changed, deleted } = applied.counts;
          counts.pulled += inserted + changed + deleted;
          news.applied(applied);
          this.#tell();
        },
        listed: (people) => news.listed(people),
      },
      signal,
    );
  }

  /** Conflicts whose changes were given up meanwhile: the registry's values come through. */
  #heal(): void {
    const { db, conflicts, news } = this.#parts;
    const open = conflicts.entities();
    if (open.length === 0) return;
    const applied = db
      .transaction(() => {
        const run = new ApplyRun(this.#parts);
        for (const { kind, id } of open) run.again(kind, id);
        finish(this.#parts, run.result, 'sync.heal', [], {});
        return run.result;
      })
      .immediate();
    news.applied(applied);
  }

  async #send(counts: { pushed: number }, forced: boolean, signal: AbortSignal): Promise<void> {
    const { news, renewal } = this.#parts;
    this.refresh();
    if (this.#queued === 0 || renewal.isDue) return;
    this.#phase = 'pushing';
    this.#done = 0;
    this.#total = this.#queued;
    this.#tell();
    const sending = this.#push.run(
      forced,
      {
        settled: (requestId, applied) => {
          if (applied !== null) {
            counts.pushed++;
            this.#done++;
            this.#queued = Math.max(0, this.#queued - 1);
            news.applied(applied);
          }
          news.request(requestId);
          this.#tell();
        },
      },
      signal,
    );
    await sending.catch((error: unknown) => {
      if (isAnother(error)) renewal.begin();
      throw error;
    });
  }

  #show(error: unknown): void {
    this.#total = null;
    const code = error === null ? null : failureOf(error, '').code;
    if (code === null || code === 'KD-6002') {
      this.#phase = 'idle';
      this.#error = null;
      return;
    }
    this.#phase = code === 'KD-4001' ? 'offline' : 'failed';
    const detail = error instanceof DeskError ? error.params?.detail : undefined;
    this.#error = { code, detail: detail === undefined ? null : String(detail) };
  }

  #tell(): void {
    this.#parts.tell(this.state());
  }
}

/** A failure that leaves the rest of the run possible: what came was wrong, but the registry is there. */
function isLocal(error: unknown): boolean {
  return error instanceof DeskError && (error.code === 'KD-4003' || error.code === 'KD-4002');
}
