import type { Attachment, AttachmentKind, AttachmentOwner, AttachmentVersion } from '#shared/contract/attachments.ts';
import { type EntityKind, FILE_KINDS, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { foldedWords } from '#shared/text/fold.ts';
import type { Database } from '../db/open.ts';
import { columnOf } from '../entities/store.ts';

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

/** The person in whose file the owner of `a` stands, by the tables as they are: records may move between people. */
const PERSON = `CASE a.owner_kind WHEN 'person' THEN ${OWNER}
  WHEN 'employment' THEN (SELECT person_id FROM employment WHERE id = ${OWNER})
  WHEN 'leave' THEN (SELECT e.person_id FROM leave x JOIN employment e ON e.id = x.employment_id WHERE x.id = ${OWNER})
  ${FILE_KINDS.filter((kind) => kind !== 'leave')
    .map((kind) => `WHEN '${kind}' THEN (SELECT ${columnOf(OWNER_OF[kind].field)} FROM ${kind} WHERE id = ${OWNER})`)
    .join(' ')} END`;

/** Attachments, their versions and their bytes. It knows no rules and no rights; callers hold the transaction. */
export class AttachmentStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      putContent: db.prepare('INSERT INTO attachment_content (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING'),
      content: db.prepare('SELECT bytes FROM attachment_content WHERE sha256 = ?').pluck(),
      insert: db.prepare(`INSERT INTO attachment (id, owner_kind, owner_id, kind, version, added_at)
        VALUES (?, ?, ?, ?, 0, '')`),
      insertVersion: db.prepare(`INSERT INTO attachment_version
        (attachment_id, version, file_name, search, type, bytes, pages, coarse, sha256, added_at, added_by)
        VALUES (@id, @version, @fileName, @search, @type, @bytes, @pages, @coarse, @sha256, @addedAt, @addedBy)`),
      setVersion: db.prepare(
        'UPDATE attachment SET version = @version, added_at = @addedAt WHERE id = @id AND version < @version',
      ),
      setRemoved: db.prepare('UPDATE attachment SET removed_at = ? WHERE id = ?'),
      any: db.prepare('SELECT EXISTS (SELECT 1 FROM attachment)').pluck(),
      get: db.prepare(`SELECT ${WHOLE} FROM attachment a JOIN ${NEWEST} WHERE a.id = ?`),
      of: db.prepare(`SELECT ${WHOLE} FROM (SELECT value AS id FROM json_each(@owners)
          UNION SELECT o.from_id FROM json_each(@owners) j CROSS JOIN merged_owner o ON o.to_id = j.value) w
        CROSS JOIN attachment a ON a.owner_id = w.id JOIN ${NEWEST} ORDER BY a.id`),
      versions: db.prepare(
        `SELECT ${VERSION} FROM attachment_version v WHERE v.attachment_id = ? ORDER BY v.version DESC`,
      ),
      named: db.prepare(`SELECT id, name FROM division UNION ALL SELECT id, name_full FROM organisation
        UNION ALL SELECT id, name FROM building UNION ALL SELECT id, number FROM staffingDocument
        UNION ALL SELECT id, number FROM licence WHERE number IS NOT NULL`),
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
    this.#statements.setVersion.run({ id, version: version.version, addedAt: version.addedAt });
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
    const words = foldedWords(text);
    const conditions = [
      `a.removed_at IS ${filter.removed ? 'NOT ' : ''}NULL`,
      ...(filter.kind === null ? [] : ['a.kind = @kind']),
      ...(filter.ownerKind === null ? [] : ['a.owner_kind = @ownerKind']),
      ...(filter.since === null ? [] : ['a.added_at >= @since']),
      ...words.map((word, at) => this.#matches(word, at, parameters)),
    ];
    const searched = words.length === 0 ? '' : `JOIN ${NEWEST} LEFT JOIN staff_line l ON l.person_id = ${PERSON}`;
    const from = `FROM attachment a ${searched} WHERE ${conditions.join(' AND ')}`;
    const total = this.#db.prepare(`SELECT count(*) ${from}`).pluck().get(parameters) as number;
    // Keys alone are put in order; the page's rows are read whole.
    const page = `SELECT a.id ${from} ORDER BY a.added_at DESC, a.id DESC LIMIT @limit OFFSET @offset`;
    const rows = this.#db
      .prepare(`SELECT ${WHOLE} FROM (${page}) k CROSS JOIN attachment a ON a.id = k.id JOIN ${NEWEST}
        ORDER BY a.added_at DESC, a.id DESC`)
      .all({ ...parameters, limit, offset }) as Row[];
    return { total, found: rows.map(attachmentOf) };
  }

  /** A word that begins a word of the file's name, of the person's line or of a place's name. */
  #matches(word: string, at: number, into: Record<string, string | number | null>): string {
    const places = (this.#statements.named.all() as { id: EntityId; name: string }[])
      .filter(({ name }) => foldedWords(name).some((own) => own.startsWith(word)))
      .map(({ id }) => id);
    into[`word${at}`] = ` ${word}`;
    into[`places${at}`] = JSON.stringify(places);
    return `(instr(' ' || v.search, @word${at}) > 0 OR instr(' ' || l.search, @word${at}) > 0
      OR a.owner_id IN (SELECT value FROM json_each(@places${at})))`;
  }
}

function attachmentOf({ ownerKind, ownerId, removed, coarse, ...row }: Row): Attachment {
  return { ...row, owner: { kind: ownerKind, id: ownerId }, removed: removed === 1, coarse: coarse === 1 };
}
