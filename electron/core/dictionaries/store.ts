import type { DictionaryRow, DictionarySource, DictionaryVersion } from '#shared/contract/dictionaries.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { FIELDS, fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { RECORD_DAY } from '#shared/rules/record-day.ts';
import type { Database } from '../db/open.ts';
import { columnOf } from '../entities/store.ts';

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

/** How often our records have a code in one of their fields. */
export interface Usage {
  readonly kind: EntityKind;
  readonly field: string;
  readonly code: string;
  readonly records: number;
}

/** One record with a code of the dictionary. */
export interface UsedIn {
  readonly kind: EntityKind;
  readonly field: string;
  readonly code: string;
  readonly id: EntityId;
  readonly personId: EntityId | null;
  readonly divisionId: EntityId | null;
  readonly title: string;
  /** Of which day the record is, where it says. */
  readonly day: string | null;
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

  /** Codes of the dictionary in our records; employments and the like that had ended before `today` do not count. */
  usage(oid: string, today: string): Usage[] {
    return fieldsWith(oid).flatMap(({ kind, field }) => {
      const column = columnOf(field);
      const found = this.#db
        .prepare(
          `SELECT ${column} AS code, count(*) AS records FROM ${kind} r
           WHERE ${isInForce(kind)} AND ${column} IS NOT NULL GROUP BY ${column}`,
        )
        .all({ today }) as Pick<Usage, 'code' | 'records'>[];
      return found.map((each) => ({ kind, field, ...each }));
    });
  }

  /** The records that {@link usage} counts, of these fields and codes, by the names of their people. */
  usedIn(
    codes: readonly Pick<Usage, 'kind' | 'field' | 'code'>[],
    today: string,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): { total: number; rows: UsedIn[] } {
    const fields = [...new Map(codes.map(({ kind, field }) => [`${kind}.${field}`, { kind, field }])).values()];
    if (fields.length === 0) return { total: 0, rows: [] };
    const parts = fields.map(({ kind, field }) => {
      const column = columnOf(field);
      return `SELECT '${kind}' AS kind, '${field}' AS field, ${column} AS code, r.id, ${ownerOf(kind, 'person')} AS personId,
        ${ownerOf(kind, 'division')} AS divisionId, ${dayOf(kind)} AS day FROM ${kind} r
        WHERE ${isInForce(kind)} AND EXISTS (SELECT 1 FROM json_each(@codes) c WHERE c.value ->> 'kind' = '${kind}'
          AND c.value ->> 'field' = '${field}' AND c.value ->> 'code' = ${column})`;
    });
    const rows = this.#db
      .prepare(
        `SELECT u.*, coalesce(rtrim(p.last_name || ' ' || p.first_name || ' ' || coalesce(p.patronymic, '')), d.name, '')
           AS title, count(*) OVER () AS total
         FROM (${parts.join(' UNION ALL ')}) u LEFT JOIN person p ON p.id = u.personId
           LEFT JOIN staff_line l ON l.person_id = u.personId LEFT JOIN division d ON d.id = u.divisionId
         ORDER BY l.name_key IS NULL, l.name_key, title, u.kind, u.code, u.id LIMIT @limit OFFSET @offset`,
      )
      .all({ codes: JSON.stringify(codes), today, limit, offset }) as (UsedIn & { total: number })[];
    return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
  }

  /** Every code of the dictionary that any record has. */
  usedCodes(oid: string): string[] {
    const codes = fieldsWith(oid).flatMap(({ kind, field }) =>
      this.#db
        .prepare(`SELECT DISTINCT ${columnOf(field)} FROM ${kind} WHERE ${columnOf(field)} IS NOT NULL`)
        .pluck()
        .all(),
    );
    return [...new Set(codes as string[])];
  }

  /** People with one of the codes in their own fields or in what belongs to them. */
  peopleWith(oid: string, codes: readonly string[]): EntityId[] {
    const people = fieldsWith(oid).flatMap(({ kind, field }) => {
      const person = ownerOf(kind, 'person');
      if (person === 'NULL') return [];
      return this.#db
        .prepare(
          `SELECT DISTINCT ${person} FROM ${kind} r
           WHERE deleted_at IS NULL AND ${columnOf(field)} IN (SELECT value FROM json_each(?))`,
        )
        .pluck()
        .all(JSON.stringify(codes)) as EntityId[];
    });
    return [...new Set(people)];
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

/** Column of `r` that names the person or division of a record, `NULL` where there is none. */
function ownerOf(kind: EntityKind, owner: 'person' | 'division'): string {
  if (kind === owner) return 'r.id';
  return fieldDefinition(kind, `${owner}Id`) === undefined ? 'NULL' : `r.${owner}_id`;
}

/** SQL of the day that a record is of: a post of a staffing table begins with the table. */
function dayOf(kind: EntityKind): string {
  if (kind === 'staffingPosition') return `(SELECT s.begin_date ${OF_TABLE})`;
  const day = RECORD_DAY[kind];
  return day === undefined ? 'NULL' : `r.${columnOf(day)}`;
}

const OF_TABLE = 'FROM staffingDocument s WHERE s.id = r.document_id';

/** Neither deleted nor ended before `@today`, with the table that a staffing position stands in. */
function isInForce(kind: EntityKind): string {
  if (kind === 'staffingPosition') {
    return `r.deleted_at IS NULL AND EXISTS (SELECT 1 ${OF_TABLE} AND s.deleted_at IS NULL
      AND (s.end_date IS NULL OR s.end_date >= @today))`;
  }
  const ends = fieldNames(kind).includes('endDate') ? 'AND (r.end_date IS NULL OR r.end_date >= @today)' : '';
  return `r.deleted_at IS NULL ${ends}`;
}

function fieldsWith(oid: string): { readonly kind: EntityKind; readonly field: string }[] {
  return (Object.keys(FIELDS) as EntityKind[]).flatMap((kind) =>
    fieldNames(kind)
      .filter((field) => fieldDefinition(kind, field)?.dictionary === oid)
      .map((field) => ({ kind, field })),
  );
}
