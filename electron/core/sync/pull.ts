import { DeskError } from '#shared/contract/result.ts';
import type { Feed, PullPage, Registry } from '../registry/port.ts';
import type { Applied } from './apply.ts';
import { applyPage, type PageParts } from './apply-page.ts';

export interface PullParts extends PageParts {
  readonly registry: Registry;
}

export interface PullReport {
  /** Told once, before the first page. */
  begin(total: number | null): void;
  page(feed: Feed, page: PullPage, applied: Applied): void;
}

/** Pages of one feed in one pull; more is no feed but a trap. */
const MOST_PAGES = 20_000;
const LINES_AT_ONCE = 500;

/**
 * Takes what is new, feed by feed and page by page; each page is on disk before the next is taken up, and a pull that
 * was stopped goes on there. While one page is written the next is on its way.
 *
 * @throws DeskError of the registry; KD-4003 when its pages lead in a ring; KD-6002 when aborted
 */
export async function pullAll(parts: PullParts, report: PullReport, signal: AbortSignal): Promise<void> {
  const { registry, replica } = parts;
  const isFirst = registry.feeds.some(({ name }) => !replica.cursor(name).complete);
  // Only the progress needs it: a registry that cannot count can still be copied.
  report.begin(isFirst ? await registry.size(signal).catch(() => null) : null);
  if (isFirst) return replica.inBulk(() => pullFeeds(parts, report, signal));
  return pullFeeds(parts, report, signal);
}

async function pullFeeds(parts: PullParts, report: PullReport, signal: AbortSignal): Promise<void> {
  const { registry, replica } = parts;
  for (const [index, feed] of registry.feeds.entries()) {
    const lines = registry.feeds.slice(index + 1).every(({ name }) => replica.cursor(name).complete);
    await pullFeed(parts, feed, { lines }, report, signal);
  }
  await addMissingLines(parts, signal);
}

/** People of the first copy who are employed nowhere, or whose employments came in a run that was stopped. */
export async function addMissingLines({ db, replica, staffIndex }: PullParts, signal: AbortSignal): Promise<void> {
  let last = '';
  for (;;) {
    const people = replica.peopleWithoutLine(last, LINES_AT_ONCE);
    last = people.at(-1) ?? '';
    if (last === '') return;
    db.transaction(() => staffIndex.refresh(people)).immediate();
    await breathe(signal);
  }
}

/** Lets the windows' questions in. */
async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new DeskError('KD-6002');
}

async function pullFeed(
  parts: PullParts,
  feed: Feed,
  options: { readonly lines: boolean },
  report: PullReport,
  signal: AbortSignal,
): Promise<void> {
  const { registry, replica } = parts;
  const start = replica.cursor(feed.name);
  const seen = new Set<string>();
  let coming = registry.pull(feed, start.cursor, start.page, signal);
  for (;;) {
    const page = await coming;
    if (signal.aborted) throw new DeskError('KD-6002');
    const { nextPage } = page;
    if (nextPage !== null) {
      if (seen.has(nextPage) || seen.size >= MOST_PAGES) {
        // The next pull begins anew from the last good cursor.
        replica.setCursor(feed.name, { ...start, page: null });
        throw new DeskError('KD-4003', { params: { detail: 'pages lead in a ring' } });
      }
      seen.add(nextPage);
      coming = registry.pull(feed, start.cursor, nextPage, signal);
      coming.catch(() => undefined);
    }
    report.page(feed, page, applyPage(parts, feed, page, options));
    if (nextPage === null) return;
    await breathe(signal);
  }
}
