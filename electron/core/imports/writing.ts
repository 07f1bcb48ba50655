import { setImmediate as nextTurn } from 'node:timers/promises';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { Drafts, RecordedChange } from '../changes/drafts.ts';
import type { StaffIndex } from '../changes/pending.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import { Pace } from '../db/pace.ts';
import type { EntityStore, FieldValues } from '../entities/store.ts';
import { type Author, creationOf, factOf, refused, writeChange } from '../entities/writing.ts';
import type { Journal, JournalFact } from '../journal/append.ts';
import type { Clock, Ids } from '../ports.ts';
import type { ImportStore, Run, WrittenStep } from './store.ts';

export interface WritingParts {
  readonly db: Database;
  readonly store: ImportStore;
  readonly entities: EntityStore;
  readonly drafts: Pick<Drafts, 'record'>;
  readonly journal: Journal;
  readonly index: StaffIndex;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  /** Number of a request that keeps the user from editing the entity without taking it back first, or null. */
  readonly heldBy: (kind: EntityKind, id: EntityId, userId: EntityId) => number | null;
  /** What open requests say of an entity. */
  readonly pending: (
    kind: EntityKind,
    id: EntityId,
  ) => readonly { readonly field: string; readonly from: FieldValue; readonly to: FieldValue }[];
  /** Name of somebody else who has the number, or null. */
  readonly snilsOwner: (snils: string, personId: EntityId) => string | null;
}

/** So many changes are remembered together; a turn takes several such steps, and between two turns other calls are answered. */
const STEP = 50;

/** What a run of changes is for the journal. */
export interface RunNames {
  /** Of each change, and of the run itself. */
  readonly change: string;
  readonly run: string;
  readonly facts: NonNullable<JournalFact['facts']>;
  /** Told once all of it is certain, in the same transaction. */
  readonly certain?: () => void;
}

/**
 * Writes many changes in pieces, and all or nothing: while they are written every piece is remembered, and what is cancelled,
 * refused or left behind by a program that died is taken back piece by piece. Journal and lists hear of it only when all
 * of it is written, so that what was taken back never was there for them.
 */
export class ImportWriting {
  readonly #parts: WritingParts;
  #running: Promise<unknown> | null = null;
  #stopping = false;

  constructor(parts: WritingParts) {
    this.#parts = parts;
  }

  /** Requests and further runs wait until it is over. */
  get isBusy(): boolean {
    return this.#running !== null;
  }

  /**
   * @returns the request that took the last change
   * @throws DeskError KD-6106 another one is being written · KD-3001, KD-3008, KD-3009, KD-2105 the store has changed
   *   since the comparison; nothing is written then, nor when the signal stops it
   */
  write(
    author: Author,
    changes: readonly RecordedChange[],
    names: RunNames,
    context: Pick<CallContext, 'signal' | 'progress'>,
  ): Promise<EntityId> {
    return this.#alone(async () => {
      const run: Run = { id: this.#parts.ids.next(), state: 'writing', author, action: names.change };
      this.#parts.store.begin(run, this.#parts.clock.now());
      try {
        const requestId = await this.#pieces(run, changes, context);
        this.#certain(run, requestId, names);
        await this.#settle(run);
        return requestId;
      } catch (error) {
        await this.#leave(run);
        throw error;
      }
    });
  }

  /** Ends what an earlier program left unfinished. */
  async resume(): Promise<void> {
    const runs = this.#parts.store.runs();
    if (runs.length > 0) await this.#alone(() => this.#leaveAll(runs));
  }

  /** The store is about to close: what is half done is ended when it is opened again. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running?.catch(() => undefined);
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running !== null) throw new DeskError('KD-6106');
    const running = Promise.resolve().then(work);
    this.#running = running;
    try {
      return await running;
    } finally {
      this.#running = null;
    }
  }

  async #pieces(
    run: Run,
    changes: readonly RecordedChange[],
    { signal, progress }: Pick<CallContext, 'signal' | 'progress'>,
  ): Promise<EntityId> {
    const { db, drafts, store } = this.#parts;
    const pace = new Pace();
    let requestId: EntityId | null = null;
    for (let done = 0; done < changes.length; ) {
      signal.throwIfAborted();
      const piece = changes.slice(done, done + pace.size * STEP);
      const write = db.transaction(() => {
        for (let from = 0; from < piece.length; from += STEP) {
          const step = piece.slice(from, from + STEP);
          store.addStep(
            run.id,
            step.map((change) => this.#one(run.author, change)),
          );
        }
        return drafts.record(run.author, piece);
      });
      requestId = pace.turn(() => write.immediate());
      done += piece.length;
      progress(done, changes.length);
      await this.#breathe();
    }
    if (requestId === null) throw new DeskError('KD-3002');
    signal.throwIfAborted();
    return requestId;
  }

  /** Others are answered in between. @throws DeskError KD-6002 the store is about to close */
  async #breathe(): Promise<void> {
    await nextTurn();
    if (this.#stopping) throw new DeskError('KD-6002');
  }

  /** Asks once more what may have changed since the comparison. */
  #one(author: Author, change: RecordedChange): WrittenStep {
    const { entities, heldBy, pending, snilsOwner } = this.#parts;
    const { kind, id, operation, fields } = change;
    const values = Object.fromEntries(fields.map(({ field, to }) => [field, to]));
    const { snils } = values;
    const owner = kind === 'person' && typeof snils === 'string' ? snilsOwner(snils, id) : null;
    if (owner !== null) throw refused('KD-2105', { kind, id, field: 'snils' }, { name: owner });
    const stored = entities.get(kind, id)?.entity as FieldValues | undefined;
    // What is new cannot be there; what has come back in the meantime is as somebody else wants it.
    if (operation === 'create' && stored !== undefined) throw new DeskError('KD-3001', { params: { id } });
    if (operation !== 'create' && stored === undefined) throw new DeskError('KD-3008', { params: { id } });
    const number = heldBy(kind, id, author.id);
    if (number !== null) throw new DeskError('KD-3009', { params: { number, id } });
    const stale = stored && fields.find(({ field, from }) => (stored[field] ?? null) !== from);
    if (stale !== undefined) throw refused('KD-3001', { kind, id, field: stale.field });
    writeChange(this.#parts, change);
    const asked = operation === 'update' ? pending(kind, id) : [];
    const home = fields.filter(({ field, to }) => asked.some((one) => one.field === field && one.from === to));
    return home.length === 0 ? change : { ...change, home: home.map(({ field }) => field) };
  }

  #certain({ id, author }: Run, requestId: EntityId, { run: action, facts, certain }: RunNames): void {
    const { db, store, journal } = this.#parts;
    db.transaction(() => {
      store.settle(id);
      certain?.();
      const who = { actorId: author.id, actorName: author.name, role: author.role };
      journal.append({ action, ...who, kind: 'request', objectId: requestId, facts });
    }).immediate();
  }

  /** Journal and lists learn of the pieces. */
  #settle(run: Run): Promise<void> {
    const { entities, journal, index } = this.#parts;
    return this.#walk(run, 'first', (changes) => {
      const facts = changes.flatMap((change) => {
        if (change.operation !== 'create') return [factOf(run.author, change, run.action)];
        const { kind, id, subjectKind, subjectId } = change;
        const stored = entities.find(kind, id)?.entity as FieldValues | undefined;
        if (stored === undefined) return [];
        const { id: _id, ...values } = stored;
        return [factOf(run.author, creationOf(kind, id, values, { kind: subjectKind, id: subjectId }), run.action)];
      });
      journal.appendAll(facts);
      index.refresh(peopleOf(changes));
    });
  }

  /** Undoes the pieces, the last one first; what others have changed since is left to them. */
  #takeBack(run: Run): Promise<void> {
    return this.#walk(run, 'last', (changes) => {
      const undone = [...changes].reverse().flatMap((change) => this.#undo(change));
      if (undone.length > 0) this.#parts.drafts.record(run.author, undone);
      this.#parts.index.refresh(peopleOf(changes));
    });
  }

  #undo(change: WrittenStep): RecordedChange[] {
    const { entities, pending } = this.#parts;
    const { kind, id } = change;
    if (change.operation !== 'update') {
      const back = inverseOf(change);
      if (back.operation === 'create' || !entities.remove(kind, id)) writeChange(this.#parts, back);
      return [back];
    }
    const stored = entities.get(kind, id)?.entity as FieldValues | undefined;
    const asked = pending(kind, id);
    const fields = change.fields
      .filter(({ field, to }) => {
        const isAsked = asked.some((one) => one.field === field && one.to === to) || change.home?.includes(field);
        return isAsked === true && (stored?.[field] ?? null) === to;
      })
      .map(({ field, from, to }) => ({ field, from: to, to: from }));
    if (fields.length === 0) return [];
    entities.patch(kind, id, Object.fromEntries(fields.map(({ field, to }) => [field, to])));
    return [{ ...change, fields }];
  }

  async #walk(run: Run, which: 'first' | 'last', act: (changes: readonly WrittenStep[]) => void): Promise<void> {
    const { db, store } = this.#parts;
    const pace = new Pace();
    const walk = db.transaction((steps: number) => {
      const changes = store.takeSteps(run.id, which, steps);
      if (changes.length === 0) store.end(run.id);
      else act(changes);
      return changes.length > 0;
    });
    while (pace.turn(walk.immediate)) await this.#breathe();
  }

  async #leaveAll(runs: readonly Run[]): Promise<void> {
    for (const run of runs) await (run.state === 'writing' ? this.#takeBack(run) : this.#settle(run));
  }

  /** After a refusal: whether the import was certain by then stands in the store. */
  async #leave({ id }: Run): Promise<void> {
    if (!this.#stopping) await this.#leaveAll(this.#parts.store.runs().filter((run) => run.id === id));
  }
}

/** The change that takes a change back. */
export function inverseOf(change: RecordedChange): RecordedChange {
  const operation = { create: 'delete', delete: 'create', update: 'update' } as const;
  const fields = change.fields.map(({ field, from, to }) => ({ field, from: to, to: from }));
  return { ...change, operation: operation[change.operation], fields };
}

function peopleOf(changes: readonly RecordedChange[]): EntityId[] {
  return [...new Set(changes.flatMap(({ subjectKind, subjectId }) => (subjectKind === 'person' ? [subjectId] : [])))];
}
