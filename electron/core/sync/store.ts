import { ENTITY_KINDS, type EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { Feed, RemoteChange, RemoteKind } from '../registry/port.ts';

/** An entity as the exchange sees it. */
export interface Known {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly deleted: boolean;
  /** Version of the kept copy; null when there is none. */
  readonly version: string | null;
}

export interface Kept {
  readonly version: string;
  readonly raw: string;
}

export interface ParkedRow extends Kept {
  readonly kind: RemoteKind;
  readonly remoteId: string;
}

export interface CursorRow {
  readonly cursor: string | null;
  readonly page: string | null;
  readonly complete: boolean;
}

/** In `meta`: kept copies are to be read again, from the one after this entity on. */
const REREAD = 'replica.reread';
/** 32 MB of log. */
const BULK_PAGES = 8_000;

type Row = Record<string, unknown>;

/** The replica: kept copies, what waits for a reference, and how far each feed is. Callers hold the transaction. */
export class ReplicaStore {
  readonly #db: Database;
  readonly #statements;
  readonly #byKind: Readonly<
    Record<EntityKind, Readonly<Record<'find' | 'own' | 'remoteId' | 'copies', ReturnType<Database['prepare']>>>>
  >;

  constructor(db: Database) {
    this.#db = db;
    const byKind = ENTITY_KINDS.map((kind) => [
      kind,
      {
        find: db.prepare(`SELECT e.id, e.deleted_at, r.version FROM ${kind} e LEFT JOIN replica r ON r.entity_id = e.id
          WHERE e.remote_id = ?`),
        own: db.prepare(`SELECT e.id, e.deleted_at, NULL AS version FROM ${kind} e
          WHERE e.id = ? AND e.remote_id IS NULL`),
        remoteId: db.prepare(`SELECT remote_id FROM ${kind} WHERE id = ?`).pluck(),
        copies: db.prepare(`SELECT '${kind}' AS kind, e.remote_id AS remoteId, r.version, r.raw FROM ${kind} e
          JOIN replica r ON r.entity_id = e.id WHERE e.remote_id > ? ORDER BY e.remote_id LIMIT ?`),
      },
    ]);
    this.#byKind = Object.fromEntries(byKind);
    this.#statements = {
      kept: db.prepare('SELECT version, raw FROM replica WHERE entity_id = ?'),
      keep: db.prepare(`INSERT INTO replica (entity_id, kind, version, raw) VALUES (?, ?, ?, ?)
        ON CONFLICT (entity_id) DO UPDATE SET kind = excluded.kind, version = excluded.version, raw = excluded.raw`),
      count: db.prepare('SELECT count(*) FROM replica').pluck(),
      keptAfter: db.prepare('SELECT entity_id AS id, kind FROM replica WHERE entity_id > ? ORDER BY entity_id LIMIT ?'),
      reread: db.prepare(`SELECT value FROM meta WHERE key = '${REREAD}'`).pluck(),
      setReread: db.prepare(`UPDATE meta SET value = ? WHERE key = '${REREAD}'`),
      endReread: db.prepare(`DELETE FROM meta WHERE key = '${REREAD}'`),
      park: db.prepare(`INSERT INTO parked (remote_id, kind, version, raw, waits_for) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (kind, remote_id) DO UPDATE
        SET version = excluded.version, raw = excluded.raw, waits_for = excluded.waits_for`),
      unpark: db.prepare('DELETE FROM parked WHERE kind = ? AND remote_id = ?'),
      parked: db.prepare(
        'SELECT kind, remote_id AS remoteId, version, raw FROM parked WHERE kind = ? AND remote_id = ?',
      ),
      parkedKeys: db.prepare('SELECT kind, remote_id, waits_for FROM parked'),
      forget: db.prepare('DELETE FROM parked WHERE waits_for = ? AND kind = ?'),
      unreadable: db
        .prepare(`SELECT kind || '/' || remote_id || ': ' || substr(waits_for, 2) FROM parked
        WHERE waits_for >= '!' AND waits_for < '"' LIMIT 1`)
        .pluck(),
      cursor: db.prepare('SELECT cursor, page, complete FROM sync_cursor WHERE kind = ?'),
      complete: db.prepare('SELECT kind FROM sync_cursor WHERE complete = 1').pluck(),
      setCursor: db.prepare(`INSERT INTO sync_cursor (kind, cursor, page, complete) VALUES (?, ?, ?, ?)
        ON CONFLICT (kind) DO UPDATE SET cursor = excluded.cursor, page = excluded.page, complete = excluded.complete`),
      listedAt: db.prepare('SELECT listed_at FROM sync_cursor WHERE kind = ?').pluck(),
      setListedAt: db.prepare('UPDATE sync_cursor SET listed_at = ? WHERE kind = ?'),
      forgetAllParked: db.prepare('DELETE FROM parked'),
      organisation: db
        .prepare(`SELECT remote_id FROM organisation WHERE deleted_at IS NULL AND remote_id IS NOT NULL
          ORDER BY id LIMIT 1`)
        .pluck(),
      unit: db.prepare(`SELECT 'division' AS kind, id, organisation_id AS organisationId FROM division WHERE remote_id = ?
        UNION ALL SELECT 'organisation', id, id FROM organisation WHERE remote_id = ?`),
      withoutLine: db
        .prepare(`SELECT p.id FROM person p WHERE p.id > ? AND p.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM staff_line l WHERE l.person_id = p.id) ORDER BY p.id LIMIT ?`)
        .pluck(),
      returned: db.prepare('UPDATE purged_record SET returned_id = ? WHERE remote_digest = ?'),
      hasLine: db.prepare('SELECT EXISTS (SELECT 1 FROM staff_line WHERE person_id = ?)').pluck(),
      parent: db.prepare('SELECT parent_id FROM division WHERE id = ?').pluck(),
    };
  }

  find(kind: EntityKind, remoteId: string): Known | null {
    return known(kind, this.#byKind[kind].find.get(remoteId));
  }

  /** An entity of ours that the registry has not named yet. */
  findOwn(kind: EntityKind, id: EntityId): Known | null {
    return known(kind, this.#byKind[kind].own.get(id));
  }

  remoteIdOf(kind: EntityKind, id: EntityId): string | null {
    return (this.#byKind[kind].remoteId.get(id) as string | null | undefined) ?? null;
  }

  kept(id: EntityId): Kept | null {
    return (this.#statements.kept.get(id) as Kept | undefined) ?? null;
  }

  keep(id: EntityId, { kind, version, raw }: Pick<RemoteChange, 'kind' | 'version' | 'raw'>): void {
    this.#statements.keep.run(id, kind, version, raw);
  }

  /** Kept copies of a kind by remote id, tombstones included. */
  copies(kind: RemoteKind, after: string, limit: number): ParkedRow[] {
    return this.#byKind[kind].copies.all([after, limit]) as ParkedRow[];
  }

  /** What has a kept copy, by its own id. */
  keptAfter(after: EntityId, limit: number): { readonly kind: RemoteKind; readonly id: EntityId }[] {
    return this.#statements.keptAfter.all(after, limit) as { kind: RemoteKind; id: EntityId }[];
  }

  /** The last whose copy was read again, empty before the first; null where nothing is to be read again. */
  rereadAfter(): EntityId | null {
    return (this.#statements.reread.get() as EntityId | undefined) ?? null;
  }

  setReread(after: EntityId | null): void {
    if (after === null) this.#statements.endReread.run();
    else this.#statements.setReread.run(after);
  }

  /** How many resources have been copied so far. */
  size(): number {
    return this.#statements.count.get() as number;
  }

  /** @param waitsFor keys of what it waits for, separated by spaces, or a mark with a note */
  park({ kind, remoteId, version, raw }: Omit<RemoteChange, 'content'>, waitsFor: string): void {
    this.#statements.park.run(remoteId, kind, version, raw, waitsFor);
  }

  unpark(kind: RemoteKind, remoteId: string): void {
    this.#statements.unpark.run(kind, remoteId);
  }

  parked(kind: RemoteKind, remoteId: string): ParkedRow | null {
    return (this.#statements.parked.get(kind, remoteId) as ParkedRow | undefined) ?? null;
  }

  /** Everything that is parked, without contents. */
  parkedKeys(): { readonly kind: RemoteKind; readonly remoteId: string; readonly waitsFor: string }[] {
    return (this.#statements.parkedKeys.all() as Row[]).map((row) => ({
      kind: row.kind as RemoteKind,
      remoteId: String(row.remote_id),
      waitsFor: String(row.waits_for),
    }));
  }

  forgetParked(waitsFor: string, kinds: readonly RemoteKind[]): void {
    for (const kind of kinds) this.#statements.forget.run(waitsFor, kind);
  }

  forgetAllParked(): void {
    this.#statements.forgetAllParked.run();
  }

  /** A resource that could not be read, and the element at fault; null when there is none. */
  unreadable(): string | null {
    return (this.#statements.unreadable.get() as string | undefined) ?? null;
  }

  cursor(feed: string): CursorRow {
    const row = this.#statements.cursor.get(feed) as { cursor: string | null; page: string | null; complete: number };
    return row === undefined
      ? { cursor: null, page: null, complete: false }
      : { cursor: row.cursor, page: row.page, complete: row.complete === 1 };
  }

  /** Whether all of these feeds have been copied to their end. */
  areComplete(feeds: readonly Pick<Feed, 'name'>[]): boolean {
    const complete = new Set(this.#statements.complete.all());
    return feeds.every(({ name }) => complete.has(name));
  }

  setCursor(feed: string, { cursor, page, complete }: CursorRow): void {
    this.#statements.setCursor.run(feed, cursor, page, complete ? 1 : 0);
  }

  /** When all ids of a feed were last compared, ISO 8601; null for never. */
  listedAt(feed: string): string | null {
    return (this.#statements.listedAt.get(feed) as string | null | undefined) ?? null;
  }

  setListedAt(feed: string, at: string): void {
    this.#statements.setListedAt.run(at, feed);
  }

  /** The clinic itself, as the registry calls it. */
  organisation(): string | null {
    return (this.#statements.organisation.get() as string | undefined) ?? null;
  }

  /** A division or an organisation, and the organisation that it belongs to. */
  unit(remoteId: string): { kind: 'division' | 'organisation'; id: EntityId; organisationId: EntityId } | null {
    const row = this.#statements.unit.get(remoteId, remoteId);
    return (row as { kind: 'division' | 'organisation'; id: EntityId; organisationId: EntityId } | undefined) ?? null;
  }

  /** People that the staff grid does not show yet, by id. */
  peopleWithoutLine(after: EntityId, limit: number): EntityId[] {
    return this.#statements.withoutLine.all(after, limit) as EntityId[];
  }

  hasLine(personId: EntityId): boolean {
    return this.#statements.hasLine.get(personId) === 1;
  }

  /** Whether a record that was erased here has come from the registry once more; where it has is kept. */
  noteReturn(digest: string, id: EntityId): boolean {
    return this.#statements.returned.run(id, digest).changes > 0;
  }

  /** Much is written at once: pages that are written again and again go from the log into the file less often. */
  async inBulk<T>(work: () => Promise<T>): Promise<T> {
    const before = Number(this.#db.pragma('wal_autocheckpoint', { simple: true }));
    this.#db.pragma(`wal_autocheckpoint = ${BULK_PAGES}`);
    try {
      return await work();
    } finally {
      this.#db.pragma(`wal_autocheckpoint = ${before}`);
      this.#db.pragma('wal_checkpoint(PASSIVE)');
    }
  }

  parentOf(divisionId: EntityId): EntityId | null {
    return (this.#statements.parent.get(divisionId) as EntityId | null | undefined) ?? null;
  }
}

function known(kind: EntityKind, row: unknown): Known | null {
  if (row === undefined) return null;
  const { id, deleted_at, version } = row as { id: EntityId; deleted_at: string | null; version: string | null };
  return { kind, id, deleted: deleted_at !== null, version };
}
