import type { Sheet, StepsLeft, UnsavedValue } from '#shared/contract/edits.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

/** What a step changed of one entity. */
export type StepEntity = readonly [
  kind: EntityKind,
  id: EntityId,
  fields: readonly (readonly [field: string, from: FieldValue, to: FieldValue])[],
];

export interface Step {
  readonly seq: number;
  readonly subjectId: EntityId | null;
  readonly entities: readonly StepEntity[];
  /** What was done to many at once, as one step; its changes are kept by that area. */
  readonly operationId: EntityId | null;
}

interface StepRow {
  readonly seq: number;
  readonly subjectId: EntityId | null;
  readonly edits: string;
  readonly operationId: EntityId | null;
}

/** Steps and unwritten values of each user and sheet; callers hold the transaction. */
export class UndoStore {
  readonly #statements;

  constructor(db: Database) {
    const next = (undone: 0 | 1, order: string) =>
      db.prepare(`SELECT seq, subject_id AS subjectId, edits, operation_id AS operationId FROM undo_step
        WHERE user_id = ? AND sheet = ? AND undone = ${undone} ORDER BY seq ${order} LIMIT 1`);
    this.#statements = {
      undo: next(0, 'DESC'),
      redo: next(1, 'ASC'),
      insert: db.prepare(
        'INSERT INTO undo_step (user_id, sheet, subject_id, undone, edits, operation_id) VALUES (?, ?, ?, 0, ?, ?)',
      ),
      forgetUndone: db.prepare('DELETE FROM undo_step WHERE user_id = ? AND sheet = ? AND undone = 1'),
      forgetOldest: db.prepare(`DELETE FROM undo_step WHERE seq IN (SELECT seq FROM undo_step
        WHERE user_id = ? AND sheet = ? AND undone = 0 ORDER BY seq DESC LIMIT -1 OFFSET ?)`),
      forget: db.prepare('DELETE FROM undo_step WHERE seq = ?'),
      ofOperation: db.prepare('SELECT seq FROM undo_step WHERE operation_id = ?').pluck(),
      setUndone: db.prepare('UPDATE undo_step SET undone = ? WHERE seq = ?'),
      left: db.prepare(`SELECT count(*) FILTER (WHERE undone = 0) AS undo, count(*) FILTER (WHERE undone = 1) AS redo
        FROM undo_step WHERE user_id = ? AND sheet = ?`),
      unsaved: db.prepare('SELECT value FROM unsaved_value WHERE user_id = ? AND sheet = ?').pluck(),
      keep: db.prepare('INSERT OR REPLACE INTO unsaved_value VALUES (?, ?, ?, ?, ?, ?)'),
      drop: db.prepare(
        'DELETE FROM unsaved_value WHERE user_id = ? AND sheet = ? AND kind = ? AND entity_id = ? AND field = ?',
      ),
    };
  }

  /** The step that comes next; null when there is none. */
  next(what: 'undo' | 'redo', userId: EntityId, sheet: Sheet): Step | null {
    const row = this.#statements[what].get(userId, sheet) as StepRow | undefined;
    if (row === undefined) return null;
    const { edits, ...step } = row;
    // Written by this class.
    return { ...step, entities: JSON.parse(edits) as StepEntity[] };
  }

  /** A new step; what was taken back cannot be done again any more, and the oldest beyond `depth` are forgotten. */
  push(userId: EntityId, sheet: Sheet, step: Omit<Step, 'seq'>, depth: number): void {
    this.#statements.forgetUndone.run(userId, sheet);
    const { subjectId, entities, operationId } = step;
    this.#statements.insert.run(userId, sheet, subjectId, JSON.stringify(entities), operationId);
    this.#statements.forgetOldest.run(userId, sheet, depth);
  }

  /** The step that an operation is; null when it is forgotten. */
  ofOperation(operationId: EntityId): number | null {
    return (this.#statements.ofOperation.get(operationId) as number | undefined) ?? null;
  }

  setUndone(seq: number, undone: boolean): void {
    this.#statements.setUndone.run(undone ? 1 : 0, seq);
  }

  forget(seq: number): void {
    this.#statements.forget.run(seq);
  }

  left(userId: EntityId, sheet: Sheet): StepsLeft {
    return this.#statements.left.get(userId, sheet) as StepsLeft;
  }

  unsaved(userId: EntityId, sheet: Sheet): UnsavedValue[] {
    const rows = this.#statements.unsaved.all(userId, sheet) as string[];
    return rows.map((value) => JSON.parse(value) as UnsavedValue);
  }

  keep(userId: EntityId, sheet: Sheet, value: UnsavedValue): void {
    const { kind, id, field } = value;
    this.#statements.keep.run(userId, sheet, kind, id, field, JSON.stringify(value));
  }

  drop(userId: EntityId, sheet: Sheet, { kind, id, field }: Cell): void {
    this.#statements.drop.run(userId, sheet, kind, id, field);
  }
}

type Cell = Pick<UnsavedValue, 'kind' | 'id' | 'field'>;
