import type { Sheet, StepsLeft, TakeStep } from '#shared/contract/edits.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { userOf } from '../changes/actor.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { CallContext } from '../core.ts';
import { writeMuch } from '../db/bulk.ts';
import type { Database } from '../db/open.ts';
import type { Emit } from '../ports.ts';
import type { Step, StepEntity, UndoStore } from './store.ts';

export interface UndoParts {
  readonly db: Database;
  readonly store: UndoStore;
  readonly emit: Emit;
  /** The youngest request that changes an entity and is not accepted; null when there is none. */
  readonly holder: (kind: EntityKind, id: EntityId) => { readonly state: RequestState; readonly number: number } | null;
}

/** Steps that can be taken back, of each user and sheet. */
const DEPTH = 200;

/** Only what its author still works on changes by a key of the keyboard. */
const AT_HAND: ReadonlySet<RequestState> = new Set(['draft', 'returned', 'rejected']);

/** The value has moved on or is gone: the step will never fit again and must not stand before older ones. */
const GONE: ReadonlySet<ErrorCode> = new Set(['KD-3001', 'KD-3008', 'KD-3010', 'KD-2213']);

/**
 * The steps of undo, in the store beside what they changed: recorded in the same transaction, so that neither a closed
 * window nor a killed core loses one, and shared by all windows of a user.
 */
export class UndoBook {
  readonly #parts: UndoParts;

  constructor(parts: UndoParts) {
    this.#parts = parts;
  }

  /**
   * Remembers what one command changed, inside its transaction. Nothing changed is no step. What was kept of these fields
   * as not written is written now.
   */
  record(userId: EntityId, sheet: Sheet, changes: readonly RecordedChange[]): void {
    const entities = changes.map(
      ({ kind, id, fields }): StepEntity => [kind, id, fields.map(({ field, from, to }) => [field, from, to])],
    );
    if (entities.length === 0) return;
    const [subjectId = null, ...others] = new Set(changes.map((change) => change.subjectId));
    const step = { subjectId: others.length === 0 ? subjectId : null, entities, operationId: null };
    const { store } = this.#parts;
    store.push(userId, sheet, step, DEPTH);
    const unsaved = store.unsaved(userId, sheet);
    if (unsaved.length === 0) return;
    const written = new Set(entities.flatMap(([, id, fields]) => fields.map(([field]) => `${id} ${field}`)));
    for (const value of unsaved) {
      if (written.has(`${value.id} ${value.field}`)) store.drop(userId, sheet, value);
    }
  }

  /** Remembers what was done to many at once as one step, inside its transaction. */
  recordOperation(userId: EntityId, sheet: Sheet, operationId: EntityId): void {
    this.#parts.store.push(userId, sheet, { subjectId: null, entities: [], operationId }, DEPTH);
  }

  /** The operation that is the next step; null when that is another kind of step. */
  nextOperation(userId: EntityId, sheet: Sheet, { what, subjectId }: TakeStep): EntityId | null {
    return subjectId === null ? (this.#parts.store.next(what, userId, sheet)?.operationId ?? null) : null;
  }

  /** An operation was taken back or done again, in the same transaction. */
  turnOperation(operationId: EntityId, undone: boolean): void {
    const seq = this.#parts.store.ofOperation(operationId);
    if (seq !== null) this.#parts.store.setUndone(seq, undone);
  }

  /** An operation could not be taken back: where it never can, its step must not stand before older ones. */
  refuseOperation(operationId: EntityId, { code }: DeskError): void {
    const seq = this.#parts.store.ofOperation(operationId);
    if (seq !== null && GONE.has(code)) this.#parts.store.forget(seq);
  }

  /**
   * Writes the next step in one transaction with its new place among the steps.
   *
   * @param write all of the edits or none; must not record them as a step
   * @returns null when there is no step, or another subject's is next
   * @throws DeskError KD-3001 a value is no longer what the step left, KD-3008 the entity is gone: the step is forgotten ·
   *   KD-3031 the change waits for a decision · as `write`
   */
  take<T>(
    userId: EntityId,
    sheet: Sheet,
    { what, subjectId }: TakeStep,
    write: (edits: readonly FieldEdit[]) => T,
  ): { readonly edits: FieldEdit[]; readonly written: T } | null {
    const { db, store } = this.#parts;
    const step = store.next(what, userId, sheet);
    if (step === null || (subjectId !== null && step.subjectId !== subjectId)) return null;
    const edits = editsOf(step, what);
    try {
      return writeMuch(db, () => {
        this.#refuseHandedIn(step);
        const written = write(edits);
        store.setUndone(step.seq, what === 'undo');
        return { edits, written };
      });
    } catch (error) {
      if (error instanceof DeskError && GONE.has(error.code)) store.forget(step.seq);
      throw error;
    } finally {
      this.tell(userId, sheet);
    }
  }

  /** Tells the windows how many steps there are, after the transaction. */
  tell(userId: EntityId, sheet: Sheet): void {
    this.#parts.emit('edits.changed', { sheet, ...this.left(userId, sheet) });
  }

  left(userId: EntityId, sheet: Sheet): StepsLeft {
    return this.#parts.store.left(userId, sheet);
  }

  #refuseHandedIn({ entities }: Step): void {
    for (const [kind, id] of entities) {
      const holder = this.#parts.holder(kind, id);
      if (holder !== null && !AT_HAND.has(holder.state)) {
        throw new DeskError('KD-3031', { params: { number: holder.number, id } });
      }
    }
  }
}

function editsOf({ entities }: Step, what: TakeStep['what']): FieldEdit[] {
  return entities.flatMap(([kind, id, fields]) =>
    fields.map(([field, from, to]) =>
      what === 'redo' ? { kind, id, field, from, to } : { kind, id, field, from: to, to: from },
    ),
  );
}

/** Area `edits` of the contract. */
export function createEdits({
  db,
  store,
  emit,
}: Pick<UndoParts, 'db' | 'store' | 'emit'>): Handlers<'edits', CallContext> {
  return {
    left: ({ sheet }, context) => store.left(userOf(context).userId, sheet),
    unsaved: ({ sheet }, context) => ({ values: store.unsaved(userOf(context).userId, sheet) }),
    keepUnsaved({ sheet, keep, drop }, context) {
      const { userId } = userOf(context);
      db.transaction(() => {
        for (const value of keep) store.keep(userId, sheet, value);
        for (const cell of drop) store.drop(userId, sheet, cell);
      }).immediate();
      if (drop.length > 0) emit('edits.dropped', { sheet, cells: drop });
      return {};
    },
  };
}
