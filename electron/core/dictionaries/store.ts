import type { DictionaryRow, DictionarySource, DictionaryVersion } from '#shared/contract/dictionaries.ts';
import type { Database } from '../db/open.ts';

/** A dictionary as it is loaded: our own format, see `resources/dictionaries`. */
export interface DictionaryContent {
  readonly oid: string;
  readonly version: string;
  /** `training`: a part of the state's rows, so that a code it lacks may still be right. */
  readonly source: DictionarySource;
  readonly rows: readonly DictionaryRow[];
  /** Where it came from; what is not known is left out. */
  readonly origin?: Partial<Origin>;
}

export interface Origin {
  readonly name: string;
  readonly publishedOn: string | null;
  /** Null: it came from the registry. */
  readonly fileName: string | null;
  readonly sha256: string;
  readonly loadedAt: string;
  readonly loadedBy: string;
}

const NOT_KNOWN = { name: null, publishedOn: null, fileName: null, sha256: null, loadedAt: null, loadedBy: null };

export interface DictionaryHead {
  readonly oid: string;
  readonly version: string;
  readonly source: DictionarySource;
}

const VERSION = `v.oid, v.name, v.version, v.published_on AS publishedOn, v.source, v.file_name AS fileName,
  v.loaded_at AS loadedAt, v.loaded_by AS loadedBy, v.line_count AS rows,
  EXISTS (SELECT 1 FROM dictionary d WHERE d.oid = v.oid AND d.version = v.version) AS inUse`;
const ROW = 'code, name, parent, is_group AS "group", closed_on AS closedOn, extra_json AS extra';
const ROW_COLUMNS = 'code, name, parent, is_group, closed_on, position, extra_json';

type StoredRow = Omit<DictionaryRow, 'group' | 'extra'> & { group: number; extra: string | null };

export class DictionaryStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      heads: db.prepare('SELECT oid, version, source FROM dictionary ORDER BY oid'),
      rows: db.prepare(`SELECT ${ROW} FROM dictionary_row WHERE oid = ? ORDER BY position`),
      pastRows: db.prepare(`SELECT ${ROW} FROM dictionary_past_row WHERE oid = ? AND version = ? ORDER BY position`),
      formerName: db
        .prepare(`SELECT r.name FROM dictionary_past_row r JOIN dictionary_version v USING (oid, version)
          WHERE r.oid = ? AND r.code = ? ORDER BY v.ordinal DESC LIMIT 1`)
        .pluck(),
      put: db.prepare(`INSERT INTO dictionary (oid, version, source) VALUES (?, ?, ?)
        ON CONFLICT (oid) DO UPDATE SET version = excluded.version, source = excluded.source`),
      keep: db.prepare(`INSERT OR REPLACE INTO dictionary_past_row (oid, version, ${ROW_COLUMNS})
        SELECT r.oid, d.version, ${ROW_COLUMNS} FROM dictionary_row r JOIN dictionary d ON d.oid = r.oid WHERE r.oid = ?`),
      clear: db.prepare('DELETE FROM dictionary_row WHERE oid = ?'),
      clearPast: db.prepare('DELETE FROM dictionary_past_row WHERE oid = ? AND version = ?'),
      insert: db.prepare(`INSERT INTO dictionary_row (oid, ${ROW_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
      putVersion: db.prepare(`INSERT OR REPLACE INTO dictionary_version
        (oid, version, name, published_on, source, file_name, sha256, line_count, loaded_at, loaded_by, ordinal)
        VALUES (@oid, @version,
          coalesce(@name, (SELECT name FROM dictionary_version WHERE oid = @oid ORDER BY ordinal DESC), @oid),
          @publishedOn, @source, @fileName, @sha256, @rows, @loadedAt, @loadedBy,
          (SELECT coalesce(max(ordinal), 0) + 1 FROM dictionary_version))`),
      list: db.prepare(`SELECT ${VERSION} FROM dictionary_version v WHERE inUse = 1 ORDER BY v.name`),
      versions: db.prepare(`SELECT ${VERSION} FROM dictionary_version v WHERE v.oid = ? ORDER BY v.ordinal DESC`),
    };
  }

  heads(): DictionaryHead[] {
    return this.#statements.heads.all() as DictionaryHead[];
  }

  /** Those in use. */
  list(): DictionaryVersion[] {
    return (this.#statements.list.all() as StoredVersion[]).map(versionOf);
  }

  /** Newest first. */
  versions(oid: string): DictionaryVersion[] {
    return (this.#statements.versions.all(oid) as StoredVersion[]).map(versionOf);
  }

  /** In the order of the dictionary. */
  rows(oid: string): DictionaryRow[] {
    return (this.#statements.rows.all(oid) as StoredRow[]).map(rowOf);
  }

  /** Of a version that is no longer in use. */
  pastRows(oid: string, version: string): DictionaryRow[] {
    return (this.#statements.pastRows.all(oid, version) as StoredRow[]).map(rowOf);
  }

  /** What the latest version that had the code called it. */
  formerName(oid: string, code: string): string | null {
    return (this.#statements.formerName.get(oid, code) as string | undefined) ?? null;
  }

  /** Replaces the dictionary as a whole and keeps what was there, unless it was the same version. */
  load({ oid, version, source, rows, origin = {} }: DictionaryContent): void {
    const statements = this.#statements;
    this.#db.transaction(() => {
      statements.keep.run(oid);
      statements.clearPast.run(oid, version);
      statements.clear.run(oid);
      statements.put.run(oid, version, source);
      statements.putVersion.run({ ...NOT_KNOWN, ...origin, oid, version, source, rows: rows.length });
      rows.forEach(({ code, name: title, parent, group, closedOn, extra }, position) => {
        const more = extra === undefined ? null : JSON.stringify(extra);
        statements.insert.run(oid, code, title, parent, group ? 1 : 0, closedOn, position, more);
      });
    })();
  }
}

type StoredVersion = Omit<DictionaryVersion, 'inUse'> & { inUse: number };

function versionOf(stored: StoredVersion): DictionaryVersion {
  return { ...stored, inUse: stored.inUse === 1 };
}

function rowOf({ extra, ...row }: StoredRow): DictionaryRow {
  // Written by `load` from an object of texts.
  return { ...row, group: row.group === 1, ...(extra === null ? {} : { extra: JSON.parse(extra) }) };
}
