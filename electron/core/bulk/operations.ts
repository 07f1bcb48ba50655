import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { AttachmentsOfMany } from '../attachments/many.ts';
import type { Drafts, Moved, RecordedChange } from '../changes/drafts.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { EntityStore } from '../entities/store.ts';
import type { Author } from '../entities/writing.ts';
import { type ImportWriting, inverseOf } from '../imports/writing.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Ids } from '../ports.ts';
import type { UndoBook } from '../undo/undo.ts';
import type { BulkStore, Content, Operation } from './store.ts';

export interface OperationParts {
  readonly db: Database;
  readonly store: BulkStore;
  readonly entities: EntityStore;
  readonly journal: Journal;
  readonly drafts: Pick<Drafts, 'takeOut' | 'putBack'>;
  readonly files: AttachmentsOfMany;
  /** Writes changes in pieces, all of them or none. */
  readonly writing: Pick<ImportWriting, 'write'>;
  /** An operation is one step among the others. */
  readonly undo: Pick<UndoBook, 'recordOperation' | 'turnOperation' | 'refuseOperation' | 'tell'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

export interface Outcome {
  readonly operationId: EntityId;
  readonly requestId: EntityId | null;
  /** What looks different now, and whose. */
  readonly kind: 'person' | 'division' | 'attachment';
  readonly subjectIds: readonly EntityId[];
}

type Running = Pick<CallContext, 'signal' | 'progress'>;

/** Carries operations out, takes them back and does them again: each whole or not at all. */
export class Operations {
  readonly #parts: OperationParts;

  constructor(parts: OperationParts) {
    this.#parts = parts;
  }

  /** @throws DeskError KD-3002 nothing changes · KD-6106 another one is being written · as `ImportWriting.write` */
  async changes(author: Author, changes: readonly RecordedChange[], action: string, running: Running) {
    const keep = this.#keeping(author, action);
    const content = { kind: 'changes', pieces: changes } as const;
    return this.#written(author, changes, action, running, keep.id, () => keep.now(content, sheetOf(changes)));
  }

  files(author: Author, action: string, subjectIds: readonly EntityId[], add: () => EntityId[]): Outcome {
    if (subjectIds.length === 0) throw new DeskError('KD-3002');
    const keep = this.#keeping(author, action);
    return this.#atOnce(() => {
      keep.now({ kind: 'files', pieces: add() });
      this.#tell(author, action, null, subjectIds.length);
      return { operationId: keep.id, requestId: null, kind: 'attachment', subjectIds };
    });
  }

  request(author: Author, action: string, moves: readonly Moved[]): Outcome {
    if (moves.length === 0) throw new DeskError('KD-3002');
    const keep = this.#keeping(author, action);
    return this.#atOnce(() => {
      const requestId = this.#parts.drafts.takeOut(author, moves);
      // The first one says where they are now.
      keep.now({ kind: 'request', pieces: [{ requestId, subjectIds: [] }, ...moves] });
      const subjectIds = moves.flatMap((move) => move.subjectIds);
      this.#tell(author, action, requestId, subjectIds.length);
      return { operationId: keep.id, requestId, kind: 'person', subjectIds };
    });
  }

  /**
   * Takes an operation back, or does it again.
   *
   * @throws DeskError KD-3008 not known, or of somebody else · KD-3001 it is so already, or somebody has gone on from
   *   there · KD-3003 · KD-3009 · KD-3010 the registry has got it meanwhile
   */
  async turn(author: Author, id: EntityId, undone: boolean, running: Running): Promise<Outcome> {
    const operation = this.#parts.store.get(id);
    if (operation === null || operation.authorId !== author.id) throw new DeskError('KD-3008');
    if (operation.undone === undone) throw new DeskError('KD-3001');
    try {
      return await this.#turn(author, operation, undone, running);
    } catch (error) {
      if (error instanceof DeskError) this.#parts.undo.refuseOperation(id, error);
      throw error;
    }
  }

  async #turn(author: Author, operation: Operation, undone: boolean, running: Running): Promise<Outcome> {
    const action = undone ? 'bulk.undo' : 'bulk.redo';
    const { id, content } = operation;
    const now = () => this.#setUndone(id, undone);
    switch (content.kind) {
      case 'changes': {
        const changes = undone ? content.pieces.map(inverseOf).toReversed() : content.pieces;
        if (undone) this.#refuseBuiltUpon(content.pieces);
        return this.#written(author, changes, action, running, id, now);
      }
      case 'files':
        return this.#atOnce(() => {
          const subjectIds = this.#parts.files.setRemoved(author, content.pieces, undone);
          now();
          this.#tell(author, action, null, subjectIds.length);
          return { operationId: id, requestId: null, kind: 'attachment', subjectIds };
        });
      case 'request':
        return this.#atOnce(() => this.#turnRequest(author, operation, content.pieces, undone));
    }
  }

  #turnRequest(author: Author, { id, action }: Operation, pieces: readonly Moved[], undone: boolean): Outcome {
    const { store, drafts, clock } = this.#parts;
    const [at, ...moves] = pieces;
    if (at === undefined) throw new DeskError('KD-3008');
    const subjectIds = moves.flatMap((move) => move.subjectIds);
    let requestId: EntityId | null = null;
    if (undone) {
      drafts.putBack(author, at.requestId, moves);
      this.#setUndone(id, true);
    } else {
      requestId = drafts.takeOut(author, moves);
      const content = { kind: 'request', pieces: [{ requestId, subjectIds: [] }, ...moves] } as const;
      store.keep({ id, action, authorId: author.id, content }, clock.now());
      this.#setUndone(id, false);
    }
    this.#tell(author, undone ? 'bulk.undo' : 'bulk.redo', requestId ?? at.requestId, subjectIds.length);
    return { operationId: id, requestId, kind: 'person', subjectIds };
  }

  async #written(
    author: Author,
    changes: readonly RecordedChange[],
    run: string,
    running: Running,
    operationId: EntityId,
    certain: () => void,
  ): Promise<Outcome> {
    const subjectIds = [...new Set(changes.map(({ subjectId }) => subjectId))];
    const names = { change: 'bulk.write', run, facts: { records: subjectIds.length }, certain };
    const requestId = await this.#parts.writing.write(author, changes, names, running);
    const kind = sheetOf(changes) === 'divisions' ? 'division' : 'person';
    return { operationId, requestId, kind, subjectIds };
  }

  #setUndone(id: EntityId, undone: boolean): void {
    this.#parts.store.setUndone(id, undone);
    this.#parts.undo.turnOperation(id, undone);
  }

  #atOnce(act: () => Outcome): Outcome {
    return this.#parts.db.transaction(act).immediate();
  }

  /** Remembers a new operation once it is certain, as a step that can be taken back. */
  #keeping(author: Author, action: string) {
    const { store, undo, ids, clock } = this.#parts;
    const id = ids.next();
    const now = (content: Content, sheet: 'staff' | 'divisions' = 'staff'): void => {
      store.keep({ id, action, authorId: author.id, content }, clock.now());
      undo.recordOperation(author.id, sheet, id);
    };
    return { id, now };
  }

  #tell(author: Author, action: string, requestId: EntityId | null, records: number): void {
    this.#parts.journal.append({
      action,
      actorId: author.id,
      actorName: author.name,
      role: author.role,
      ...(requestId === null ? {} : { kind: 'request', objectId: requestId }),
      facts: { records },
    });
  }

  /** What was made cannot vanish under what somebody has added to it, nor from the registry. */
  #refuseBuiltUpon(changes: readonly RecordedChange[]): void {
    const { entities } = this.#parts;
    const own = new Set(changes.map(({ id }) => id));
    for (const { kind, id, operation } of changes) {
      if (operation !== 'create') continue;
      if (entities.get(kind, id)?.remoteId != null) throw new DeskError('KD-3010', { params: { id } });
      const added =
        kind === 'employment' && entities.list('leave', 'employmentId', id).some((one) => !own.has(one.entity.id));
      if (added) throw new DeskError('KD-3001', { params: { id } });
    }
  }
}

function sheetOf([change]: readonly RecordedChange[]): 'staff' | 'divisions' {
  return change?.subjectKind === 'division' ? 'divisions' : 'staff';
}
