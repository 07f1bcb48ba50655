import type { KindLoss } from '#shared/contract/exchange.ts';
import { ENTITY_KINDS } from '#shared/domain/entities.ts';
import type { Database } from '../db/open.ts';
import type { Feed, RemoteKind } from '../registry/port.ts';
import type { CursorRow, ParkedRow } from './store.ts';

/** A row of the new copy; null where it equals what is kept. */
export interface ShadowRow extends Omit<ParkedRow, 'raw'> {
  readonly raw: string | null;
}

/** The newest thing that has been seen of the registry, or the newest deletion. */
export interface Anchor {
  readonly kind: RemoteKind;
  readonly remoteId: string;
  readonly committedAt: string;
}

/** In `meta`: the newest deletion that has been seen, as JSON. */
const DELETION = 'sync.deletion';
const COLUMNS = 'kind, remote_id AS remoteId, version, raw';

/** A new copy of the registry while it is gathered beside the old one. Callers hold the transaction. */
export class ShadowStore {
  readonly #statements;
  readonly #known: ReadonlyMap<string, ReturnType<typeof knownIn>>;

  constructor(db: Database) {
    this.#known = new Map(ENTITY_KINDS.map((kind) => [kind, knownIn(db, kind)]));
    this.#statements = {
      isOpen: db.prepare('SELECT EXISTS (SELECT 1 FROM shadow_cursor)').pluck(),
      cursor: db.prepare('SELECT cursor, page, complete FROM shadow_cursor WHERE feed = ?'),
      setCursor: db.prepare(`INSERT INTO shadow_cursor (feed, cursor, page, complete) VALUES (?, ?, ?, ?)
        ON CONFLICT (feed) DO UPDATE SET cursor = excluded.cursor, page = excluded.page, complete = excluded.complete`),
      get: db.prepare(`SELECT ${COLUMNS} FROM shadow WHERE feed = ? AND remote_id = ?`),
      put: db.prepare(`INSERT INTO shadow (feed, kind, remote_id, version, raw) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (feed, remote_id) DO UPDATE
        SET kind = excluded.kind, version = excluded.version, raw = excluded.raw`),
      size: db.prepare('SELECT count(*) FROM shadow').pluck(),
      different: db.prepare(`SELECT ${COLUMNS} FROM shadow WHERE feed = ? AND raw IS NOT NULL ORDER BY rowid`),
      clear: [db.prepare('DELETE FROM shadow'), db.prepare('DELETE FROM shadow_cursor')],
      anchor: db.prepare('SELECT kind, remote_id AS remoteId, committed_at AS committedAt FROM anchor'),
      setAnchor: db.prepare(`INSERT INTO anchor (one, kind, remote_id, committed_at) VALUES (1, ?, ?, ?)
        ON CONFLICT (one) DO UPDATE
        SET kind = excluded.kind, remote_id = excluded.remote_id, committed_at = excluded.committed_at
        WHERE excluded.committed_at >= anchor.committed_at`),
      deletion: db.prepare('SELECT value FROM meta WHERE key = ?').pluck(),
      setDeletion: db.prepare(`INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE
        SET value = excluded.value
        WHERE json_extract(excluded.value, '$.committedAt') >= json_extract(meta.value, '$.committedAt')`),
      forgetAnchors: [db.prepare('DELETE FROM anchor'), db.prepare(`DELETE FROM meta WHERE key = '${DELETION}'`)],
    };
  }

  /** Whether a new copy is being gathered. */
  get isOpen(): boolean {
    return this.#statements.isOpen.get() === 1;
  }

  cursor(feed: string): CursorRow {
    const row = this.#statements.cursor.get(feed) as { cursor: string | null; page: string | null; complete: number };
    return row === undefined
      ? { cursor: null, page: null, complete: false }
      : { cursor: row.cursor, page: row.page, complete: row.complete === 1 };
  }

  setCursor(feed: string, { cursor, page, complete }: CursorRow): void {
    this.#statements.setCursor.run(feed, cursor, page, complete ? 1 : 0);
  }

  get(feed: string, remoteId: string): ShadowRow | null {
    return (this.#statements.get.get(feed, remoteId) as ShadowRow | undefined) ?? null;
  }

  put(feed: string, { kind, remoteId, version, raw }: ShadowRow): void {
    this.#statements.put.run(feed, kind, remoteId, version, raw);
  }

  putAll(feed: string, rows: Iterable<ShadowRow>): void {
    for (const row of rows) this.put(feed, row);
  }

  size(): number {
    return this.#statements.size.get() as number;
  }

  /** What differs from what is kept, in the order in which it came. */
  different(feed: string): ParkedRow[] {
    return this.#statements.different.all(feed) as ParkedRow[];
  }

  /** Remote ids that the desk has and the new copy has not, by id. */
  missing({ name, kinds }: Feed, limit: number): string[] {
    return kinds.flatMap((kind) => this.#known.get(kind)?.missing.all(name, limit) as string[]);
  }

  /** How many the desk has of each kind of a feed, and how many of these the new copy has not. */
  losses({ name, kinds }: Feed): KindLoss[] {
    return kinds.map((kind) => ({ kind, ...(this.#known.get(kind)?.count.get(name) as Omit<KindLoss, 'kind'>) }));
  }

  clear(): void {
    for (const statement of this.#statements.clear) statement.run();
  }

  anchors(): Anchor[] {
    const anchor = this.#statements.anchor.get() as Anchor | undefined;
    const deletion = this.#statements.deletion.get(DELETION) as string | undefined;
    // Written by this class.
    return [anchor ?? [], deletion === undefined ? [] : (JSON.parse(deletion) as Anchor)].flat();
  }

  /** Takes it for the anchor unless a newer one is known. */
  setAnchor({ kind, remoteId, committedAt }: Anchor): void {
    this.#statements.setAnchor.run(kind, remoteId, committedAt);
  }

  /** The same of a deletion. */
  setDeletion(anchor: Anchor): void {
    this.#statements.setDeletion.run(DELETION, JSON.stringify(anchor));
  }

  forgetAnchors(): void {
    for (const statement of this.#statements.forgetAnchors) statement.run();
  }
}

/** Entities of a kind that the registry has named and that are not deleted. */
function knownIn(db: Database, kind: string) {
  const known = `FROM ${kind} e WHERE e.remote_id IS NOT NULL AND e.deleted_at IS NULL`;
  const isThere = 'EXISTS (SELECT 1 FROM shadow s WHERE s.feed = ? AND s.remote_id = e.remote_id)';
  return {
    missing: db.prepare(`SELECT e.remote_id ${known} AND NOT ${isThere} ORDER BY e.remote_id LIMIT ?`).pluck(),
    count: db.prepare(`SELECT count(*) AS known, coalesce(sum(NOT ${isThere}), 0) AS missing ${known}`),
  };
}
