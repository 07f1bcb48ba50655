import { notFound, OperationOutcomeError } from '@medplum/core';
import { invalid } from './outcome.ts';
import type { Registry } from './registry.ts';
import { DEFAULT_COUNT, link, MAX_COUNT, parseInstant } from './search.ts';
import { type Committed, historyEntry } from './versions.ts';

export type HistoryOrder = 'oldest-first' | 'newest-first';

/**
 * One page of the type-level (or whole) history as text. Oldest first by default, so that a client that stops in the
 * middle has everything up to a point; `_sort=-_lastUpdated` or the control API turn it round, as other servers do.
 */
export function historyPage(
  registry: Registry,
  type: string | undefined,
  base: string,
  query: URLSearchParams,
  usual: HistoryOrder,
): string {
  const log = registry.log(type);
  const sort = query.get('_sort');
  const newestFirst = sort === null ? usual === 'newest-first' : sort === '-_lastUpdated';
  const count = Math.min(positive(query.get('_count')) ?? DEFAULT_COUNT, MAX_COUNT);
  const since = query.get('_since');
  // Commit times never go back along the log, so both ends are found by halving.
  const start = since === null ? 0 : firstAt(log, (item) => item.version.at >= parseInstant(since));
  const cursor = positive(query.get('_cursor'));
  let page: readonly Committed[];
  let more: boolean;
  if (newestFirst) {
    const end = cursor === undefined ? log.length : firstAt(log, (item) => item.seq >= cursor);
    const from = Math.max(start, end - count);
    page = log.slice(from, end).reverse();
    more = from > start;
  } else {
    const from =
      cursor === undefined
        ? start
        : Math.max(
            start,
            firstAt(log, (item) => item.seq > cursor),
          );
    page = log.slice(from, from + count);
    more = from + count < log.length;
  }
  const address = type === undefined ? `${base}/_history` : `${base}/${type}/_history`;
  const links = [link('self', address, query)];
  const last = page.at(-1);
  if (more && last !== undefined) {
    query.set('_cursor', String(last.seq));
    links.push(link('next', address, query));
  }
  return bundle(
    log.length - start,
    links,
    page.map(({ version }) => historyEntry(version, base)),
  );
}

/** All versions of one resource, newest first, its deletions included. */
export function instanceHistory(registry: Registry, type: string, id: string, base: string): string {
  const versions = registry.historyOf(type, id);
  if (versions.length === 0) throw new OperationOutcomeError(notFound);
  const self = link('self', `${base}/${type}/${id}/_history`, new URLSearchParams());
  return bundle(
    versions.length,
    [self],
    versions.toReversed().map((version) => historyEntry(version, base)),
  );
}

function bundle(total: number, links: readonly string[], entries: readonly string[]): string {
  const tail = entries.length > 0 ? `,"entry":[${entries.join(',')}]` : '';
  return `{"resourceType":"Bundle","type":"history","total":${total},"link":[${links.join(',')}]${tail}}`;
}

function positive(text: string | null): number | undefined {
  if (text === null) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw invalid(`Not a number: ${text}`);
  return value;
}

function firstAt(log: readonly Committed[], reached: (item: Committed) => boolean): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = log[middle];
    if (item !== undefined && reached(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
