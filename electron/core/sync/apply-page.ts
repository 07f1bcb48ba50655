import { createHash } from 'node:crypto';
import type { PendingChanges, StaffIndex } from '../changes/pending.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Feed, PullPage, RemoteChange } from '../registry/port.ts';
import { noteAnchors } from './anchor.ts';
import { type Applied, type ApplyParts, ApplyRun } from './apply.ts';
import type { ShadowStore } from './shadow-store.ts';

export interface PageParts extends ApplyParts {
  readonly db: Database;
  readonly shadow: ShadowStore;
  readonly staffIndex: StaffIndex;
  readonly journal: Journal;
  readonly pending: PendingChanges;
}

/** Who does it, in the journal. */
export const EXCHANGE = { actorId: null, actorName: 'registry', role: 'registry' } as const;

/**
 * Puts one page into the store: rows, children, kept copies, merges, conflicts, tombstones, the staff index, the
 * journal's entry and the cursor stand or fall together.
 *
 * @param options.lines false while a first copy brings people whose employments come later: their lines are made then
 */
export function applyPage(parts: PageParts, feed: Feed, page: PullPage, { lines = true } = {}): Applied {
  const { db, replica } = parts;
  return db
    .transaction(() => {
      const before = replica.cursor(feed.name);
      const run = new ApplyRun(parts, { tellsNew: before.complete });
      for (const change of page.changes) run.apply(change);
      noteAnchors(parts, page.changes);
      if (page.nextPage === null) {
        run.endOfFeed(feed.kinds);
        replica.setCursor(feed.name, { cursor: page.cursor, page: null, complete: true });
      } else replica.setCursor(feed.name, { ...before, page: page.nextPage });
      finish(parts, withLines(parts, run.result, lines), 'sync.page', page.changes, { feed: feed.name });
      return run.result;
    })
    .immediate();
}

/** Without the people whose lines are made later; who has one by now, edited here after a stop, keeps it true. */
export function withLines({ replica }: Pick<PageParts, 'replica'>, applied: Applied, lines: boolean): Applied {
  if (lines) return applied;
  return { ...applied, people: new Set([...applied.people].filter((id) => replica.hasLine(id))) };
}

/** What every run leaves behind: lines of the people touched, and entries of what came and of what it changed. */
export function finish(
  { staffIndex, journal }: Pick<PageParts, 'staffIndex' | 'journal'>,
  { people, told, returned, counts }: Applied,
  action: string,
  changes: readonly RemoteChange[],
  facts: Readonly<Record<string, string | number>>,
): void {
  if (people.size > 0) staffIndex.refresh(people);
  journal.appendAll(told.map(({ id, ...change }) => ({ ...EXCHANGE, action: 'sync.change', objectId: id, ...change })));
  journal.appendAll(
    returned.map((objectId) => ({ ...EXCHANGE, action: 'sync.returned', kind: 'person' as const, objectId })),
  );
  if (changes.length === counts.skipped) return;
  const digest = createHash('sha256');
  for (const { raw } of changes) digest.update(raw).update('\n');
  journal.append({
    ...EXCHANGE,
    action,
    facts: { ...facts, ...counts, received: changes.length, digest: digest.digest('hex') },
  });
}
