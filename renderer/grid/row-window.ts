/**
 * Rows of a long list of which only those near the eye are here. Rows are loaded in blocks; a row that is not here yet
 * is null. The array is replaced, never changed, whenever a row changes.
 */
export interface RowWindowPorts<R> {
  /** Rows `offset … offset+limit` of the view; rejects or answers null when they cannot be had now. */
  readonly load: (viewId: number, offset: number, limit: number) => Promise<readonly R[] | null>;
}

export interface WindowState<R> {
  readonly viewId: number;
  readonly rows: readonly (R | null)[];
  /** The last loading failed: rows stay placeholders until they are asked for again. */
  readonly failed: boolean;
}

export const BLOCK = 100;
/** Milliseconds after which the rest of the rows near the eye is read. */
const REST = 80;
/** Blocks side by side that are asked for in one call: the program hands out 1,000 rows at most. */
const AT_ONCE = 10;

export class RowWindow<R> {
  #state: WindowState<R> = { viewId: 0, rows: [], failed: false };
  readonly #loading = new Set<number>();
  #near = { from: 0, to: BLOCK - 1 };
  readonly #waiting: Promise<void>[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #ports: RowWindowPorts<R>;

  constructor(ports: RowWindowPorts<R>) {
    this.#ports = ports;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): WindowState<R> => this.#state;

  /** A view just opened, with its first rows. */
  open(viewId: number, total: number, first: readonly R[]): void {
    const rows: (R | null)[] = new Array<R | null>(total).fill(null);
    for (let i = 0; i < Math.min(first.length, total); i++) rows[i] = first[i] ?? null;
    this.#loading.clear();
    this.#set({ viewId, rows, failed: false });
    clearTimeout(this.#rest);
    const { from, to } = this.#near;
    if (to < first.length || total <= first.length) return;
    // The list may be looked at far from its beginning, where the first rows are not seen. Otherwise the rest of them is
    // read when no other view follows at once, as it does while a search is typed.
    if (from > 0) void this.ensure(from, to);
    else this.#rest = setTimeout(() => void this.ensure(from, to), REST);
  }

  /** Loaded rows of the part that was looked at last. */
  near(): readonly R[] {
    return this.#state.rows.slice(this.#near.from, this.#near.to + 1).filter((row) => row !== null);
  }

  /** Rows away from the part looked at become placeholders again: they may have changed and are read when needed. */
  forgetFar(): void {
    const { from, to } = this.#near;
    this.#set({ ...this.#state, rows: this.#state.rows.map((row, i) => (i >= from && i <= to ? row : null)) });
  }

  /** The rows `from … to` (inclusive) are looked at now. */
  async look(from: number, to: number): Promise<void> {
    this.#near = { from: Math.max(0, from), to: Math.max(0, to) };
    await this.ensure(from, to);
  }

  /** Loads what is missing of the rows `from … to` (inclusive); resolves when it is here or has failed. */
  async ensure(from: number, to: number): Promise<void> {
    const last = Math.min(to, this.#state.rows.length - 1);
    const loads: Promise<void>[] = [];
    for (let block = Math.floor(Math.max(0, from) / BLOCK); block * BLOCK <= last; ) {
      if (!this.#missing(block)) {
        block++;
        continue;
      }
      let end = block + 1;
      while (end - block < AT_ONCE && end * BLOCK <= last && this.#missing(end)) end++;
      loads.push(this.#load(block, end));
      block = end;
    }
    await Promise.all([...loads, ...this.#waiting]);
  }

  /** Puts fresh rows in the place of those with the same key. */
  replace(fresh: readonly R[], keyOf: (row: R) => string): void {
    const byKey = new Map(fresh.map((row) => [keyOf(row), row]));
    let changed = false;
    const rows = this.#state.rows.map((row) => {
      const next = row === null ? undefined : byKey.get(keyOf(row));
      if (next === undefined) return row;
      changed = true;
      return next;
    });
    if (changed) this.#set({ ...this.#state, rows });
  }

  #missing(block: number): boolean {
    if (this.#loading.has(block)) return false;
    const { rows } = this.#state;
    const end = Math.min(rows.length, (block + 1) * BLOCK);
    for (let i = block * BLOCK; i < end; i++) if (rows[i] === null) return true;
    return false;
  }

  #load(block: number, end: number): Promise<void> {
    const { viewId } = this.#state;
    const offset = block * BLOCK;
    for (let loading = block; loading < end; loading++) this.#loading.add(loading);
    const done = this.#ports
      .load(viewId, offset, (end - block) * BLOCK)
      .catch(() => null)
      .then((loaded) => {
        // Rows of a view that is no longer shown belong nowhere.
        if (this.#state.viewId !== viewId) return;
        for (let loading = block; loading < end; loading++) this.#loading.delete(loading);
        if (loaded === null) {
          this.#set({ ...this.#state, failed: true });
          return;
        }
        const rows = [...this.#state.rows];
        loaded.forEach((row, i) => {
          if (offset + i < rows.length) rows[offset + i] = row;
        });
        this.#set({ ...this.#state, rows, failed: false });
      })
      .finally(() => this.#waiting.splice(this.#waiting.indexOf(done), 1));
    this.#waiting.push(done);
    return done;
  }

  #set(state: WindowState<R>): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
