import { type EntityKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { PENDING_STATES, sqlList } from '../changes/states.ts';
import type { Database } from '../db/open.ts';
import { columnOf } from '../entities/store.ts';
import { pageOf } from './admission-store.ts';
import type { Page } from './subjects.ts';

export interface DifferenceFound {
  readonly kind: EntityKind;
  readonly entityId: EntityId;
  readonly subjectKind: string;
  readonly subjectId: EntityId;
  readonly field: string;
  readonly theirs: FieldValue;
  readonly mine: FieldValue;
  readonly requestId: EntityId;
  readonly requestNumber: number;
  readonly requestState: RequestState;
}

/** A record that is new here has nothing to differ from: only changes of what the registry holds count. */
const PENDING = `pending AS MATERIALIZED (SELECT f.kind, f.entity_id, f.field, e.subject_kind, e.subject_id,
    r.id AS request_id, r.number, r.state, f.ordinal,
    first_value(f.from_value) OVER field AS theirs, last_value(f.to_value) OVER field AS mine,
    row_number() OVER (PARTITION BY f.kind, f.entity_id, f.field ORDER BY f.ordinal DESC) AS age
  FROM change_request r JOIN change_field f ON f.request_id = r.id
  JOIN change_entity e ON e.request_id = f.request_id AND e.kind = f.kind AND e.entity_id = f.entity_id
  WHERE r.state IN (${sqlList(PENDING_STATES)}) AND e.operation = 'update'
  WINDOW field AS (PARTITION BY f.kind, f.entity_id, f.field ORDER BY f.ordinal
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))`;

const TITLES = `WITH ids (id) AS MATERIALIZED (SELECT DISTINCT value FROM json_each(@ids))
  SELECT p.id, rtrim(p.last_name || ' ' || p.first_name || ' ' || coalesce(p.patronymic, '')) AS title
    FROM ids CROSS JOIN person p ON p.id = ids.id
  UNION ALL SELECT d.id, d.name FROM ids CROSS JOIN division d ON d.id = ids.id
  UNION ALL SELECT g.id, g.name_full FROM ids CROSS JOIN organisation g ON g.id = ids.id
  UNION ALL SELECT b.id, b.name FROM ids CROSS JOIN building b ON b.id = ids.id
  UNION ALL SELECT s.id, s.name FROM ids CROSS JOIN service s ON s.id = ids.id
  UNION ALL SELECT c.id, '№ ' || c.number FROM ids CROSS JOIN licence c ON c.id = ids.id
  UNION ALL SELECT t.id, '№ ' || t.number FROM ids CROSS JOIN staffingDocument t ON t.id = ids.id
  UNION ALL SELECT q.id, concat_ws(', ', coalesce(q.local_post_name, r.name, q.post_code), w.name)
    FROM ids CROSS JOIN staffingPosition q ON q.id = ids.id
    LEFT JOIN dictionary_row r ON r.oid = '${DICTIONARY.posts}' AND r.code = q.post_code
    LEFT JOIN division w ON w.id = q.division_id`;

const OF_PERSON = { kind: 'person', field: 'personId' } as const;

/** Fields whose value here is not the registry's, with the youngest request that holds it. */
export class DifferencesStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @param folded words to be found in the title of the subject */
  find({ offset, limit }: Page, folded: readonly string[]): { total: number; rows: DifferenceFound[] } {
    const parameters: Record<string, string | number | null> = { offset, limit };
    const words = folded.map((word, i) => {
      parameters[`word${i}`] = ` ${word}`;
      return `instr(' ' || coalesce(l.search, ''), @word${i}) > 0`;
    });
    const sql = `WITH ${PENDING}
      SELECT c.kind, c.entity_id AS entityId, c.subject_kind AS subjectKind, c.subject_id AS subjectId, c.field, c.theirs,
        c.mine, c.request_id AS requestId, c.number AS requestNumber, c.state AS requestState, count(*) OVER () AS total
      FROM pending c LEFT JOIN staff_line l ON l.person_id = c.subject_id
      WHERE c.age = 1 AND c.theirs <> c.mine AND ${words.length === 0 ? 'true' : words.join(' AND ')}
      ORDER BY c.number DESC, l.name_key, c.entity_id, c.field LIMIT @limit OFFSET @offset`;
    const { total, rows } = pageOf<DifferenceFound & { theirs: string; mine: string }>(this.#db, sql, parameters);
    // Written by the change store as JSON of field values.
    return {
      total,
      rows: rows.map((row) => ({ ...row, theirs: JSON.parse(row.theirs), mine: JSON.parse(row.mine) })),
    };
  }

  /** Names of people and of what belongs to nobody; a planned post is named with its division. */
  titles(ids: readonly EntityId[]): Map<EntityId, string> {
    const rows = this.#db.prepare(TITLES).all({ ids: JSON.stringify(ids) }) as { id: EntityId; title: string }[];
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  /** The person a record belongs to; null for what belongs to nobody. */
  personOf(kind: EntityKind, id: EntityId): EntityId | null {
    if (kind === 'person') return id;
    const owner = isChildKind(kind) ? OWNER_OF[kind] : kind === 'employment' ? OF_PERSON : null;
    if (owner === null) return null;
    const found = this.#db
      .prepare(`SELECT ${columnOf(owner.field)} FROM ${kind} WHERE id = ?`)
      .pluck()
      .get(id);
    return typeof found === 'string' ? this.personOf(owner.kind, found) : null;
  }
}
