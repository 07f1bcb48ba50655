/** What comes in pages, by a count of everything that ever was written. */
export interface Timed {
  readonly at: number;
}

export interface Page<T> {
  readonly shown: readonly T[];
  readonly total: number;
  readonly nextPage: string | null;
  readonly cursor: string;
}

/** The part of a log that a look brings; looks overlap by one, as those into a real registry do. */
export function pageOf<T extends Timed>(
  log: readonly T[],
  { time, size, cursor, page }: { time: number; size: number; cursor: string | null; page: string | null },
  order: 'oldest-first' | 'newest-first' = 'oldest-first',
): Page<T> {
  const { start, done, end } = readPage(page) ?? { start: Number(cursor ?? 0), done: 0, end: time };
  const all = between(log, start, end, order);
  const shown = all.slice(done, done + size);
  const to = done + shown.length;
  return {
    shown,
    total: all.length,
    nextPage: to < all.length ? `${start} ${to} ${end}` : null,
    cursor: String(Math.max(0, end - 1)),
  };
}

/** What whoever has come to this cursor, or into the midst of these pages, has been shown. */
export function passedBy<T extends Timed>(
  log: readonly T[],
  { cursor, page }: { readonly cursor: string | null; readonly page: string | null },
  order: 'oldest-first' | 'newest-first' = 'oldest-first',
): readonly T[] {
  const before = between(log, -1, Number(cursor ?? 0), 'oldest-first');
  const read = readPage(page);
  return read === null ? before : [...before, ...between(log, read.start, read.end, order).slice(0, read.done)];
}

function between<T extends Timed>(log: readonly T[], start: number, end: number, order: string): T[] {
  const found = log.filter(({ at }) => at > start && at <= end);
  return order === 'newest-first' ? found.reverse() : found;
}

function readPage(page: string | null): { start: number; done: number; end: number } | null {
  if (page === null) return null;
  const [start = 0, done = 0, end = 0] = page.split(' ').map(Number);
  return { start, done, end };
}
