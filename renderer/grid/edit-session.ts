import type { UnsavedValue } from '#shared/contract/edits.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import { EDITS_AT_ONCE, type FieldEdit } from '#shared/contract/staff.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import {
  type CellAddress,
  cellId,
  countOf,
  type EditBuffer,
  EMPTY_BUFFER,
  type PendingEdit,
  type Refusal,
  refuse,
  restore,
  restoreAll,
  seenValue,
  settle,
  stage,
  type TypedValue,
} from './edit-buffer.ts';

export interface EditSessionPorts<R> {
  /** So many values are taken as one step; {@link EDITS_AT_ONCE} where not given. */
  readonly atMost?: number;
  /** Answers when the edits are on disk, all or none of them. */
  readonly apply: (edits: readonly FieldEdit[]) => Promise<Result<{ readonly rows: readonly R[] }>>;
  /** Takes the last step back, or does it again, once that is on disk; null when there is none. */
  readonly take: (what: Step) => Promise<Result<{ readonly rows: readonly R[] } | null>>;
  /** Rows as they are on disk now; called before the typed values leave the buffer, so that no old value flashes up. */
  readonly rowsSaved: (rows: readonly R[]) => void;
  readonly onRefused: (refusal: Refusal, what: 'edit' | Step) => void;
}

export type Step = 'undo' | 'redo';

export interface EditState {
  readonly buffer: EditBuffer;
  /** Batches that have reached the disk. */
  readonly saved: number;
  /** Values that wait for the user: refused by a rule here, refused by the program. */
  readonly invalid: number;
  readonly refused: number;
}

/**
 * The edits of one user in one window: typed values and their way to the disk, one batch after another. It outlives the
 * page that shows it, so that leaving the page loses nothing. The steps of undo are the program's: they are asked for in
 * turn with the batches, so that a key pressed before an edit is acknowledged takes back that edit.
 */
export class EditSession<R> {
  #state: EditState = { buffer: EMPTY_BUFFER, saved: 0, invalid: 0, refused: 0 };
  #typing: UnsavedValue | null = null;
  #tickets: number = GIVEN_BACK;
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

  /** So many values can be typed by one gesture. */
  get atMost(): number {
    return this.#ports.atMost ?? EDITS_AT_ONCE;
  }

  seen(cell: CellAddress, onDisk: FieldValue): FieldValue {
    return seenValue(this.#state.buffer, cell, onDisk);
  }

  /** Values typed by one gesture: checked already; what a rule refused stays, the rest is sent at once as one batch. */
  type(typed: readonly TypedValue[]): Promise<void> {
    const ticket = ++this.#tickets;
    const { buffer, send } = stage(this.#state.buffer, typed, ticket);
    this.#set({ buffer });
    if (send.length === 0) return this.#queue;
    return this.#inTurn(() => this.#apply(send, ticket));
  }

  /** Sends refused values once more: all of them, or those that the program refused with this code. */
  retry(code: ErrorCode | null = null): Promise<void> {
    const refused = [...this.#state.buffer.values()].filter(
      ({ status, refusal }) => status === 'refused' && (code === null || refusal?.code === code),
    );
    return this.type(refused.map((entry) => ({ ...entry, refusal: null })));
  }

  /** What is in an editor that is still open; null once it was closed. Not an edit yet, and not to be lost either. */
  typing(value: UnsavedValue | null): void {
    if (value === null && this.#typing === null) return;
    this.#typing = value;
    this.#tell();
  }

  readonly isTyping = (): boolean => this.#typing !== null;

  /** Values typed and not written, the one still being typed last. */
  unsaved(): UnsavedValue[] {
    const waiting = [...this.#state.buffer.values()].flatMap((entry) => unsavedOf(entry) ?? []);
    const typing = this.#typing;
    return typing === null ? waiting : [...waiting.filter((value) => cellId(value) !== cellId(typing)), typing];
  }

  /** Values kept from before a lock or a fall take their places again, where nothing newer was typed. */
  giveBack(values: readonly UnsavedValue[]): void {
    const buffer = new Map(this.#state.buffer);
    for (const value of values) {
      if (!buffer.has(cellId(value))) buffer.set(cellId(value), pendingOf(value));
    }
    this.#set({ buffer });
  }

  /** What another window has written or given up is not kept here either. */
  dropGivenBack(cells: readonly CellAddress[]): void {
    for (const cell of cells) {
      if (this.#state.buffer.get(cellId(cell))?.ticket === GIVEN_BACK) this.restore(cell);
    }
  }

  restore(cell: CellAddress): void {
    this.#set({ buffer: restore(this.#state.buffer, cell) });
  }

  restoreAll(): void {
    this.#set({ buffer: restoreAll(this.#state.buffer) });
  }

  undo(): Promise<void> {
    return this.#take('undo');
  }

  redo(): Promise<void> {
    return this.#take('redo');
  }

  /** After the way in was closed nothing typed may stay in memory. */
  clear(): void {
    this.#typing = null;
    this.#set({ buffer: EMPTY_BUFFER });
  }

  #take(what: Step): Promise<void> {
    return this.#inTurn(async () => {
      const result = await this.#ports.take(what);
      if (!result.ok) this.#ports.onRefused(refusalOf(result.error), what);
      else if (result.value !== null) this.#ports.rowsSaved(result.value.rows);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work);
    return this.#queue;
  }

  /**
   * The program takes all edits of a batch or none. Where it named the one at fault, that one stays as not saved and the
   * rest goes again, a few times; then the whole batch waits for the user.
   */
  async #apply(edits: readonly FieldEdit[], ticket: number): Promise<void> {
    let rest = edits;
    let first: Refusal | null = null;
    for (let attempt = 0; attempt <= ATTEMPTS; attempt++) {
      const result = await this.#ports.apply(rest);
      if (result.ok) {
        this.#ports.rowsSaved(result.value.rows);
        this.#set({ buffer: settle(this.#state.buffer, ticket), saved: this.#state.saved + 1 });
        break;
      }
      if (result.error.code === STOPPED) {
        this.#set({ buffer: settle(this.#state.buffer, ticket) });
        return;
      }
      const refusal = refusalOf(result.error);
      first ??= refusal;
      const fault = attempt === ATTEMPTS || rest.length === 1 ? null : faultOf(rest, result.error);
      this.#set({ buffer: refuse(this.#state.buffer, ticket, refusal, fault && cellId(fault)) });
      if (fault === null) break;
      rest = rest.filter((edit) => edit !== fault);
    }
    if (first !== null) this.#ports.onRefused(first, 'edit');
  }

  #set(change: Partial<Pick<EditState, 'buffer' | 'saved'>>): void {
    const buffer = change.buffer ?? this.#state.buffer;
    this.#state = {
      buffer,
      saved: change.saved ?? this.#state.saved,
      invalid: countOf(buffer, 'invalid'),
      refused: countOf(buffer, 'refused'),
    };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The batch of values that were kept from before: none is ever sent under it. */
const GIVEN_BACK = 0;

/** The user stopped the writing: nothing of it is there, and nobody waits for it. */
const STOPPED = 'KD-6002';

/** How often a batch is sent again without the cells that the program named. */
const ATTEMPTS = 20;

/** The edit that the program named: its field, and the entity in the parameters. */
function faultOf(edits: readonly FieldEdit[], { field, params }: Failure): FieldEdit | null {
  return edits.find((edit) => `${edit.kind}.${edit.field}` === field && edit.id === params?.id) ?? null;
}

function refusalOf({ code, params }: Failure): Refusal {
  return params === undefined ? { code } : { code, params };
}

/** Null for a value that is on its way: the program has it. */
function unsavedOf({ ticket: _, status, refusal, ...value }: PendingEdit): UnsavedValue | null {
  if (status === 'saving' || refusal === null) return null;
  const { code, params } = refusal;
  return { ...value, status, refusal: params === undefined ? { code } : { code, params: { ...params } } };
}

function pendingOf({ refusal: { code, params }, ...value }: UnsavedValue): PendingEdit {
  return { ...value, refusal: params === undefined ? { code } : { code, params }, ticket: GIVEN_BACK };
}
