import type { EntityKind } from '#shared/domain/entities.ts';
import { FIELDS, fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { RECORD_DAY } from '#shared/rules/record-day.ts';
import type { Database } from '../db/open.ts';
import { columnOf } from '../entities/store.ts';

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

/** Codes of dictionaries in our own records. */
export class DictionaryUsage {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Codes of the dictionary in our records; employments and the like that had ended before `today` do not count. */
  usage(oid: string, today: string): Usage[] {
    return fieldsWith(oid).flatMap(({ kind, field }) => {
      const { from, code } = codesOf(kind, field);
      const found = this.#db
        .prepare(
          `SELECT ${code} AS code, count(*) AS records FROM ${from}
           WHERE ${isInForce(kind)} AND ${code} IS NOT NULL GROUP BY ${code}`,
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
      const { from, code } = codesOf(kind, field);
      return `SELECT '${kind}' AS kind, '${field}' AS field, ${code} AS code, r.id, ${ownerOf(kind, 'person')} AS personId,
        ${ownerOf(kind, 'division')} AS divisionId, ${dayOf(kind)} AS day FROM ${from}
        WHERE ${isInForce(kind)} AND EXISTS (SELECT 1 FROM json_each(@codes) c WHERE c.value ->> 'kind' = '${kind}'
          AND c.value ->> 'field' = '${field}' AND c.value ->> 'code' = ${code})`;
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
    const codes = fieldsWith(oid).flatMap(({ kind, field }) => {
      const { from, code } = codesOf(kind, field);
      return this.#db.prepare(`SELECT DISTINCT ${code} FROM ${from} WHERE ${code} IS NOT NULL`).pluck().all();
    });
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
           WHERE r.deleted_at IS NULL AND r.${columnOf(field)} IN (SELECT value FROM json_each(?))`,
        )
        .pluck()
        .all(JSON.stringify(codes)) as EntityId[];
    });
    return [...new Set(people)];
  }
}

/** Where the codes of a field stand: in their column, or one a line in it. */
function codesOf(kind: EntityKind, field: string): { readonly from: string; readonly code: string } {
  const column = `r.${columnOf(field)}`;
  if (fieldDefinition(kind, field)?.multiline !== true) return { from: `${kind} r`, code: column };
  // No code has a backslash; one that came from outside must not break the list.
  const list = `'[' || replace(json_quote(replace(${column}, '\\', '/')), '\\n', '","') || ']'`;
  return {
    from: `${kind} r, json_each(CASE WHEN ${column} IS NULL THEN '[]' ELSE ${list} END) line`,
    code: 'line.value',
  };
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
