import type { Failure, Result } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import {
  type CellAddress,
  cellId,
  countOf,
  discard,
  type EditBuffer,
  EMPTY_BUFFER,
  type Refusal,
  refuse,
  restore,
  restoreAll,
  seenValue,
  settle,
  stage,
  type TypedValue,
} from './edit-buffer.ts';
import { EMPTY_UNDO, pushStep, redoOf, type UndoStack, type UndoStep, undoOf } from './undo-stack.ts';

export interface EditSessionPorts<R> {
  /** Answers when the edits are on disk, all or none of them. */
  readonly apply: (edits: readonly FieldEdit[]) => Promise<Result<{ readonly rows: readonly R[] }>>;
  /** Rows as they are on disk now; called before the typed values leave the buffer, so that no old value flashes up. */
  readonly rowsSaved: (rows: readonly R[]) => void;
  readonly onRefused: (refusal: Refusal, what: 'edit' | 'undo' | 'redo') => void;
}

export interface EditState {
  readonly buffer: EditBuffer;
  readonly undo: UndoStack;
  /** Values that wait for the user: refused by a rule here, refused by the program. */
  readonly invalid: number;
  readonly refused: number;
}

/**
 * The edits of one user in one window: typed values, their way to the disk one batch after another, and what can be
 * undone. It outlives the page that shows it, so that leaving the page loses nothing.
 */
export class EditSession<R> {
  #state: EditState = { buffer: EMPTY_BUFFER, undo: EMPTY_UNDO, invalid: 0, refused: 0 };
  #tickets = 0;
  #queue: Promise<void> = Promise.resolve();
  readonly #ports: EditSessionPorts<R>;
  readonly #listeners = new Set<() => void>();

  constructor(ports: EditSessionPorts<R>) {
    this.#ports = ports;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): EditState => this.#state;

  seen(cell: CellAddress, onDisk: FieldValue): FieldValue {
    return seenValue(this.#state.buffer, cell, onDisk);
  }

  /** Values typed by one gesture: checked already; what a rule refused stays, the rest is sent at once as one batch. */
  type(typed: readonly TypedValue[]): Promise<void> {
    const ticket = ++this.#tickets;
    const { buffer, send } = stage(this.#state.buffer, typed, ticket);
    this.#set({ buffer });
    if (send.length === 0) return this.#queue;
    return this.#inTurn(() => this.#apply(send, ticket, 'edit', (undo) => pushStep(undo, send)));
  }

  /** Sends refused values once more (the core was not there, the disk was full). */
  retry(): Promise<void> {
    const refused = [...this.#state.buffer.values()].filter(({ status }) => status === 'refused');
    return this.type(refused.map((entry) => ({ ...entry, refusal: null })));
  }

  restore(cell: CellAddress): void {
    this.#set({ buffer: restore(this.#state.buffer, cell) });
  }

  restoreAll(): void {
    this.#set({ buffer: restoreAll(this.#state.buffer) });
  }

  undo(): Promise<void> {
    return this.#again('undo', undoOf);
  }

  redo(): Promise<void> {
    return this.#again('redo', redoOf);
  }

  /** After the way in was closed nothing typed may stay in memory. */
  clear(): void {
    this.#set({ buffer: EMPTY_BUFFER, undo: EMPTY_UNDO });
  }

  /** Takes its turn: undo takes back the last gesture and not the one before, redo what was undone just now. */
  #again(what: 'undo' | 'redo', find: typeof undoOf): Promise<void> {
    return this.#inTurn(async () => {
      const found = find(this.#state.undo);
      if (found === null) return;
      const ticket = ++this.#tickets;
      const typed = found.edits.map((edit) => ({ ...edit, text: null, refusal: null }));
      this.#set({ buffer: stage(this.#state.buffer, typed, ticket).buffer });
      await this.#apply(found.edits, ticket, what, () => found.after);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work);
    return this.#queue;
  }

  async #apply(
    edits: UndoStep,
    ticket: number,
    what: 'edit' | 'undo' | 'redo',
    remember: (undo: UndoStack) => UndoStack,
  ): Promise<void> {
    const result = await this.#ports.apply(edits);
    if (result.ok) {
      this.#ports.rowsSaved(result.value.rows);
      this.#set({ buffer: settle(this.#state.buffer, ticket), undo: remember(this.#state.undo) });
      return;
    }
    const { code, params } = result.error;
    const refusal: Refusal = params === undefined ? { code } : { code, params };
    if (what === 'edit') await this.#keep(edits, ticket, refusal, result.error);
    else this.#set({ buffer: discard(this.#state.buffer, ticket) });
    this.#ports.onRefused(refusal, what);
  }

  /**
   * The program takes all edits of a batch or none. Where it named the one at fault, that one stays as not saved and the
   * rest goes again, a few times; then the whole batch waits for the user.
   */
  async #keep(edits: UndoStep, ticket: number, first: Refusal, failure: Failure): Promise<void> {
    let rest = edits;
    let refusal = first;
    let error = failure;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const fault = faultOf(rest, error);
      if (fault === null || rest.length === 1) break;
      this.#set({ buffer: refuse(this.#state.buffer, ticket, refusal, cellId(fault)) });
      rest = rest.filter((edit) => edit !== fault);
      const result = await this.#ports.apply(rest);
      if (result.ok) {
        const saved = rest;
        this.#ports.rowsSaved(result.value.rows);
        this.#set({ buffer: settle(this.#state.buffer, ticket), undo: pushStep(this.#state.undo, saved) });
        return;
      }
      error = result.error;
      refusal = error.params === undefined ? { code: error.code } : { code: error.code, params: error.params };
    }
    this.#set({ buffer: refuse(this.#state.buffer, ticket, refusal) });
  }

  #set(change: Partial<Pick<EditState, 'buffer' | 'undo'>>): void {
    const buffer = change.buffer ?? this.#state.buffer;
    this.#state = {
      buffer,
      undo: change.undo ?? this.#state.undo,
      invalid: countOf(buffer, 'invalid'),
      refused: countOf(buffer, 'refused'),
    };
    for (const listener of this.#listeners) listener();
  }
}

/** How often a batch is sent again without the cells that the program named. */
const ATTEMPTS = 20;

/** The edit that the program named: its field, and the entity in the parameters. */
function faultOf(edits: UndoStep, { field, params }: Failure): FieldEdit | null {
  return edits.find((edit) => `${edit.kind}.${edit.field}` === field && edit.id === params?.id) ?? null;
}
