import type { EntityId } from '#shared/domain/values.ts';
import type { Feed, PullPage, Registry } from '../registry/port.ts';
import type { Applied } from './apply.ts';
import { applyPage, type PageParts } from './apply-page.ts';
import { isAnother } from './epoch.ts';
import { breathe, isEndless, pagesOf } from './pages.ts';
import { reconcile } from './reconcile.ts';
import type { Renewal } from './renewal.ts';
import { rereadCopies } from './reread.ts';

export interface PullParts extends PageParts {
  readonly registry: Registry;
  readonly renewal: Renewal;
}

export interface PullReport {
  /** Told once, before the first page. */
  begin(total: number | null): void;
  page(feed: Feed, page: PullPage, applied: Applied): void;
  /** So many resources are here for a new copy that is not yet shown. */
  gathered(count: number): void;
  /** Something changed that no page has brought. */
  applied(applied: Applied): void;
  /** These people are in the list only now: nobody has heard of them since their page was taken. */
  listed(people: Set<EntityId>): void;
}

const LINES_AT_ONCE = 500;

/**
 * Takes what is new, feed by feed and page by page; each page is on disk before the next is taken up, and a pull that
 * was stopped goes on there. When the registry has become another one (it went back to an older copy, or lost its
 * history), everything is taken anew beside what is there.
 *
 * @throws DeskError of the registry; KD-4003 when its pages lead in a ring; KD-6002 when aborted
 */
export async function pullAll(parts: PullParts, report: PullReport, signal: AbortSignal): Promise<void> {
  const { renewal } = parts;
  // Nobody need be reached for it: so a desk does that has its copies from packages alone.
  await rereadCopies(parts, report, signal);
  if (!renewal.isDue) {
    if (!renewal.isDoubted && (await pullNews(parts, report, signal))) return;
    renewal.begin();
  }
  await renewal.run(report, signal);
}

/** @returns false when the registry is not the one that was known */
async function pullNews(parts: PullParts, report: PullReport, signal: AbortSignal): Promise<boolean> {
  try {
    await parts.renewal.checkAnchor(signal);
    await pullKnown(parts, report, signal);
    return true;
  } catch (error) {
    if (isAnother(error)) return false;
    throw error;
  }
}

async function pullKnown(parts: PullParts, report: PullReport, signal: AbortSignal): Promise<void> {
  const { registry, replica } = parts;
  const isFirst = !replica.areComplete(registry.feeds);
  // Only the progress needs it: a registry that cannot count can still be copied.
  report.begin(isFirst ? await registry.size(signal).catch(() => null) : null);
  if (isFirst) return replica.inBulk(() => pullFeeds(parts, report, signal));
  return pullFeeds(parts, report, signal);
}

async function pullFeeds(parts: PullParts, report: PullReport, signal: AbortSignal): Promise<void> {
  const { registry, replica } = parts;
  for (const [index, feed] of registry.feeds.entries()) {
    const lines = replica.areComplete(registry.feeds.slice(index + 1));
    await pullFeed(parts, feed, { lines }, report, signal);
  }
  report.listed(await addMissingLines(parts, signal));
  for (const feed of registry.feeds) await reconcile(parts, feed, report, signal);
}

/**
 * People of the first copy who are employed nowhere, or whose employments came in a run that was stopped.
 *
 * @returns who is in the list now
 */
export async function addMissingLines(
  { db, replica, staffIndex }: PullParts,
  signal: AbortSignal,
): Promise<Set<EntityId>> {
  const added = new Set<EntityId>();
  let last = '';
  for (;;) {
    const people = replica.peopleWithoutLine(last, LINES_AT_ONCE);
    last = people.at(-1) ?? '';
    if (last === '') return added;
    db.transaction(() => staffIndex.refresh(people)).immediate();
    for (const id of people) added.add(id);
    await breathe(signal);
  }
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
  try {
    for await (const page of pagesOf(registry, feed, start, signal)) {
      report.page(feed, page, applyPage(parts, feed, page, options));
    }
  } catch (error) {
    if (isEndless(error)) replica.setCursor(feed.name, { ...start, page: null });
    throw error;
  }
}
