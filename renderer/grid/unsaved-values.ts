import type { Sheet, UnsavedValue } from '#shared/contract/edits.ts';
import { api } from '../app/api.ts';
import { type CellAddress, type CellId, cellId } from './edit-buffer.ts';

/** A moment of typing; nobody loses more than that. */
const PAUSE = 200;

/** What values are typed in: a grid, a form. */
export interface TypedIn {
  readonly subscribe: (listener: () => void) => () => void;
  /** Values typed and not written. */
  unsaved(): UnsavedValue[];
  giveBack(values: readonly UnsavedValue[]): void;
  dropGivenBack(cells: readonly CellAddress[]): void;
}

/**
 * Keeps the values of a session that are not written in the store of the program, a moment after they were typed, and
 * gives them back after a lock, a crash or another start.
 */
export class UnsavedValues {
  readonly #session: TypedIn;
  readonly #sheet: Sheet;
  readonly #isOwn: (cell: CellAddress) => boolean;
  #kept = new Map<CellId, UnsavedValue>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | null = null;

  /** @param isOwn of the values of the sheet, those that this session is about; all where not given */
  constructor(session: TypedIn, sheet: Sheet, isOwn: (cell: CellAddress) => boolean = () => true) {
    this.#session = session;
    this.#sheet = sheet;
    this.#isOwn = isOwn;
  }

  /** After the way in was opened; more calls do nothing. */
  async begin(): Promise<void> {
    if (this.#stop !== null) return;
    const unsubscribe = this.#session.subscribe(() => {
      // What was given up is forgotten at once: it must not come back with the next start.
      if (this.#isAnyGone()) this.#keep();
      else this.#timer ??= setTimeout(() => this.#keep(), PAUSE);
    });
    const unhear = api().on('edits.dropped', ({ sheet, cells }) => {
      if (sheet === this.#sheet) this.#session.dropGivenBack(cells);
    });
    const stop = () => {
      unsubscribe();
      unhear();
    };
    this.#stop = stop;
    const answer = await api().edits.unsaved({ sheet: this.#sheet });
    // Locked again meanwhile, or a role that edits nothing.
    if (this.#stop !== stop || !answer.ok) return;
    const values = answer.value.values.filter(this.#isOwn);
    for (const value of values) this.#kept.set(cellId(value), value);
    this.#session.giveBack(values);
  }

  /** Before the session is emptied or left: what is kept stays kept. */
  end(): void {
    this.#stop?.();
    this.#stop = null;
    if (this.#timer !== undefined) this.#keep();
    this.#kept = new Map();
  }

  #isAnyGone(): boolean {
    if (this.#kept.size === 0) return false;
    const now = new Set(this.#session.unsaved().map(cellId));
    return [...this.#kept.keys()].some((key) => !now.has(key));
  }

  #keep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const now = new Map(this.#session.unsaved().map((value) => [cellId(value), value]));
    const keep = [...now].filter(([key, value]) => !isSame(this.#kept.get(key), value)).map(([, value]) => value);
    const drop = [...this.#kept.values()].filter((value) => !now.has(cellId(value)));
    this.#kept = now;
    if (keep.length + drop.length === 0) return;
    void api().edits.keepUnsaved({
      sheet: this.#sheet,
      keep,
      drop: drop.map(({ kind, id, field }) => ({ kind, id, field })),
    });
  }
}

function isSame(before: UnsavedValue | undefined, now: UnsavedValue): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now);
}
