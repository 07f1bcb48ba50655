import type { Attachment, AttachmentKind, AttachmentOwner, AttachmentVersion } from '#shared/contract/attachments.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { foldedWords } from '#shared/text/fold.ts';
import type { Database } from '../db/open.ts';
import { AttachmentSearchStore } from './search-store.ts';

/** What a search for files asks for. */
export interface AttachmentQuery {
  readonly text: string;
  readonly kind: AttachmentKind | null;
  readonly ownerKind: EntityKind | null;
  readonly since: string | null;
  readonly removed: boolean;
  readonly offset: number;
  readonly limit: number;
}

type Row = Omit<Attachment, 'owner' | 'removed' | 'coarse'> & {
  readonly ownerKind: EntityKind;
  readonly ownerId: EntityId;
  readonly removed: number;
  readonly coarse: number;
};

const VERSION = `v.version, v.file_name AS fileName, v.type, v.bytes, v.pages, v.sha256, v.coarse, v.added_at AS addedAt,
  v.added_by AS addedBy`;
/** The record that has `a` now: of two cards made one, that of the card that stayed. */
const OWNER = `coalesce(
  (SELECT o.to_id FROM merged_owner o WHERE o.from_id = a.owner_id ORDER BY o.age DESC LIMIT 1), a.owner_id)`;
const WHOLE = `a.id, a.owner_kind AS ownerKind, ${OWNER} AS ownerId, a.kind, a.removed_at IS NOT NULL AS removed, ${VERSION}`;
const NEWEST = 'attachment_version v ON v.attachment_id = a.id AND v.version = a.version';

/** Attachments, their versions and their bytes. It knows no rules and no rights; callers hold the transaction. */
export class AttachmentStore {
  readonly #db: Database;
  readonly #search: AttachmentSearchStore;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#search = new AttachmentSearchStore(db);
    this.#statements = {
      putContent: db.prepare('INSERT INTO attachment_content (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING'),
      content: db.prepare('SELECT bytes FROM attachment_content WHERE sha256 = ?').pluck(),
      insert: db.prepare(`INSERT INTO attachment (id, line, owner_kind, owner_id, kind, version, added_at)
        VALUES (?, (SELECT coalesce(max(line), 0) + 1 FROM attachment), ?, ?, ?, 0, '')`),
      insertVersion: db.prepare(`INSERT INTO attachment_version
        (attachment_id, version, file_name, search, type, bytes, pages, coarse, sha256, added_at, added_by)
        VALUES (@id, @version, @fileName, @search, @type, @bytes, @pages, @coarse, @sha256, @addedAt, @addedBy)`),
      setVersion: db.prepare(`UPDATE attachment SET version = @version, added_at = @addedAt, sha256 = @sha256
        WHERE id = @id AND version < @version`),
      setRemoved: db.prepare('UPDATE attachment SET removed_at = ? WHERE id = ?'),
      any: db.prepare('SELECT EXISTS (SELECT 1 FROM attachment)').pluck(),
      get: db.prepare(`SELECT ${WHOLE} FROM attachment a JOIN ${NEWEST} WHERE a.id = ?`),
      page: db.prepare(`SELECT ${WHOLE} FROM json_each(?) j CROSS JOIN attachment a ON a.id = j.value JOIN ${NEWEST}
        ORDER BY j.key`),
      of: db.prepare(`SELECT ${WHOLE} FROM (SELECT value AS id FROM json_each(@owners)
          UNION SELECT o.from_id FROM json_each(@owners) j CROSS JOIN merged_owner o ON o.to_id = j.value) w
        CROSS JOIN attachment a ON a.owner_id = w.id JOIN ${NEWEST} ORDER BY a.id`),
      versions: db.prepare(
        `SELECT ${VERSION} FROM attachment_version v WHERE v.attachment_id = ? ORDER BY v.version DESC`,
      ),
    };
  }

  putContent(sha256: string, bytes: Uint8Array): void {
    this.#statements.putContent.run(sha256, bytes);
  }

  content(sha256: string): Uint8Array | null {
    return (this.#statements.content.get(sha256) as Uint8Array | undefined) ?? null;
  }

  /** Without a version yet. */
  insert(id: EntityId, owner: AttachmentOwner, kind: AttachmentKind): void {
    this.#statements.insert.run(id, owner.kind, owner.id, kind);
  }

  /** The newest from now on, unless a newer one is there already. */
  insertVersion(id: EntityId, version: AttachmentVersion): void {
    const search = foldedWords(version.fileName).join(' ');
    this.#statements.insertVersion.run({ ...version, id, search, coarse: version.coarse ? 1 : 0 });
    if (this.#statements.setVersion.run({ ...version, id, coarse: null }).changes === 1) this.#search.put(id, search);
  }

  setRemoved(id: EntityId, at: string | null): void {
    this.#statements.setRemoved.run(at, id);
  }

  get(id: EntityId): Attachment | null {
    const row = this.#statements.get.get(id) as Row | undefined;
    return row === undefined ? null : attachmentOf(row);
  }

  /** Files of these records, removed ones too, in the order in which they came. */
  of(owners: readonly AttachmentOwner[]): Attachment[] {
    const kinds = new Map(owners.map(({ kind, id }) => [id, kind]));
    const rows = this.#statements.of.all({ owners: JSON.stringify([...kinds.keys()]) }) as Row[];
    return rows.map(attachmentOf).filter(({ owner }) => kinds.get(owner.id) === owner.kind);
  }

  /** A file as it was in one of its versions. */
  at(id: EntityId, version: number): Attachment | null {
    const newest = this.get(id);
    const found = this.versions(id).find((one) => one.version === version);
    return newest === null || found === undefined ? null : { ...newest, ...found };
  }

  /** The newest first. */
  versions(id: EntityId): AttachmentVersion[] {
    return (this.#statements.versions.all(id) as Row[]).map((row) => ({ ...row, coarse: row.coarse === 1 }));
  }

  /** There are files, be they removed ones. */
  any(): boolean {
    return this.#statements.any.get() === 1;
  }

  /** The newest first. */
  find({ text, offset, limit, ...filter }: AttachmentQuery): { total: number; found: Attachment[] } {
    const parameters: Record<string, string | number | null> = {
      kind: filter.kind,
      ownerKind: filter.ownerKind,
      since: filter.since,
    };
    const conditions = [
      `a.removed_at IS ${filter.removed ? 'NOT ' : ''}NULL`,
      ...(filter.kind === null ? [] : ['a.kind = @kind']),
      ...(filter.ownerKind === null ? [] : ['a.owner_kind = @ownerKind']),
      ...(filter.since === null ? [] : ['a.added_at >= @since']),
    ];
    const words = foldedWords(text).map((word, at) => `a.line IN (${this.#search.linesOf(word, at, parameters)})`);
    // Searched once, for the number and the page, which is gathered in its order; its rows are read whole.
    const { total, page } = this.#db
      .prepare(`WITH found (line) AS MATERIALIZED (
          SELECT a.line FROM attachment a WHERE ${[...words, ...conditions].join(' AND ')})
        SELECT (SELECT count(*) FROM found) AS total, (SELECT json_group_array(id) FROM
          (SELECT a.id FROM attachment a WHERE +a.line IN (SELECT line FROM found)
            ORDER BY a.added_at DESC, a.id DESC LIMIT @limit OFFSET @offset)) AS page`)
      .get({ ...parameters, limit, offset }) as { total: number; page: string };
    const rows = this.#statements.page.all(page) as Row[];
    return { total, found: rows.map(attachmentOf) };
  }
}

function attachmentOf({ ownerKind, ownerId, removed, coarse, ...row }: Row): Attachment {
  return { ...row, owner: { kind: ownerKind, id: ownerId }, removed: removed === 1, coarse: coarse === 1 };
}
