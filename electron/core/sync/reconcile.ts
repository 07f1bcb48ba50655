import type { Feed, IdPage, Registry } from '../registry/port.ts';
import { noteAnchors } from './anchor.ts';
import { ApplyRun } from './apply.ts';
import { finish, type PageParts } from './apply-page.ts';
import { isTooMuch, notBelieved } from './loss.ts';
import { missingOf } from './missing.ts';
import { breathe, endless, MOST_PAGES } from './pages.ts';
import type { PullReport } from './pull.ts';
import type { ShadowStore } from './shadow-store.ts';

export interface ReconcileParts extends PageParts {
  readonly registry: Registry;
  readonly shadow: ShadowStore;
}

/** Milliseconds between two lists of all ids. */
const EVERY = 6 * 3_600_000;

/**
 * Where pulls do not tell deletions, all ids are asked for now and then: what is not among them and not to be had is gone.
 * @throws DeskError KD-4010 when most of the feed is missing
 */
export async function reconcile(
  parts: ReconcileParts,
  feed: Feed,
  report: Pick<PullReport, 'applied'>,
  signal: AbortSignal,
): Promise<void> {
  const { db, registry, replica, shadow, clock } = parts;
  const last = Date.parse(replica.listedAt(feed.name) ?? '');
  const now = clock.now();
  if (Math.abs(Date.parse(now) - last) < EVERY) return;
  let page = await registry.ids(feed, null, signal);
  if (page === null) return;
  const [kind] = feed.kinds;
  if (kind === undefined) return;
  db.transaction(() => shadow.clear()).immediate();
  const seen = new Set<string | null>();
  while (page !== null) {
    const { ids, nextPage }: IdPage = page;
    if (seen.has(nextPage) || seen.size > MOST_PAGES) throw endless();
    seen.add(nextPage);
    const rows = ids.map((remoteId) => ({ kind, remoteId, version: '', raw: null }));
    db.transaction(() => shadow.putAll(feed.name, rows)).immediate();
    await breathe(signal);
    page = nextPage === null ? null : await registry.ids(feed, nextPage, signal);
  }
  const losses = shadow.losses(feed);
  if (isTooMuch(losses)) throw notBelieved(feed, losses);
  for await (const changes of missingOf(parts, feed, signal)) {
    const applied = db
      .transaction(() => {
        const run = new ApplyRun(parts);
        for (const change of changes) run.apply(change);
        noteAnchors(parts, changes);
        shadow.putAll(feed.name, changes);
        run.endOfFeed(feed.kinds);
        finish(parts, run.result, 'sync.list', changes, { feed: feed.name });
        return run.result;
      })
      .immediate();
    report.applied(applied);
  }
  db.transaction(() => {
    shadow.clear();
    replica.setListedAt(feed.name, now);
  }).immediate();
}
