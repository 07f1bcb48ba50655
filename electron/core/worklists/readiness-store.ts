import type { ReadinessCode } from '#shared/contract/worklists.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { isOrganisationOid } from '#shared/rules/oid.ts';
import { checkSnils } from '#shared/rules/snils.ts';
import { inOrder } from '#shared/text/in-order.ts';
import { PENDING_STATES, sqlList } from '../changes/states.ts';
import type { Database } from '../db/open.ts';
import { isSameName, Signers } from './signers.ts';
import { PERSON, textCondition } from './subjects.ts';

export interface ReadinessQuery {
  readonly text: string;
  readonly date: string;
  /** Codes of posts with the last day on which they may be chosen; null: none at all (a group). */
  readonly closedPosts: readonly (readonly [code: string, closedOn: string | null])[];
}

/** A refusal foreseen; without a person it is the organisation's. */
export interface ReadinessKey {
  readonly personId: EntityId | null;
  readonly nameKey: string;
  readonly code: ReadinessCode;
  readonly field: string;
  readonly recordId: EntityId;
  readonly oid: string | null;
  readonly postCode: string | null;
  readonly divisionId: EntityId | null;
}

export interface PersonName {
  readonly personId: EntityId;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
}

/** Fields that РЭМД compares between a document and ФРМР. */
const COMPARED = `'lastName', 'firstName', 'patronymic', 'birthDate', 'snils'`;

const PENDING = `pending AS MATERIALIZED (SELECT DISTINCT f.kind, f.entity_id, f.field FROM change_request r
  JOIN change_field f ON f.request_id = r.id
  JOIN change_entity e ON e.request_id = f.request_id AND e.kind = f.kind AND e.entity_id = f.entity_id
  WHERE r.state IN (${sqlList(PENDING_STATES)}) AND e.operation = 'update')`;

const ON_DATE = `o.deleted_at IS NULL AND (o.begin_date IS NULL OR o.begin_date <= @date)
  AND (o.end_date IS NULL OR o.end_date >= @date)`;
const HAS_CARD = `EXISTS (SELECT 1 FROM employment o WHERE o.person_id = p.id AND ${ON_DATE})`;

const BAD_POST = `(o.post_code IS NULL OR (o.post_code IN (SELECT code FROM closed)
    AND EXISTS (SELECT 1 FROM closed c WHERE c.code = o.post_code AND (c.closed_on IS NULL OR o.begin_date > c.closed_on)))
  OR o.id IN (SELECT entity_id FROM pending WHERE kind = 'employment' AND field IN ('postCode', 'divisionId')))`;
const BAD_DIVISION = '(o.division_id IS NULL OR o.division_id NOT IN there)';

/** One pass over the employments of the day; only those with a fault are joined to anything. */
const CARDS = `WITH ${PENDING},
  closed (code, closed_on) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(@closed)),
  there (id) AS MATERIALIZED (SELECT id FROM division WHERE deleted_at IS NULL AND oid <> ''
    AND (open_date IS NULL OR open_date <= @date) AND (liquidation_date IS NULL OR liquidation_date >= @date))
  SELECT o.person_id, l.name_key, o.post_code, o.division_id, o.id, d.oid, o.remote_id IS NULL, ${BAD_POST}, ${BAD_DIVISION}
  FROM employment o CROSS JOIN staff_line l ON l.person_id = o.person_id LEFT JOIN division d ON d.id = o.division_id
  WHERE ${ON_DATE} AND (o.remote_id IS NULL OR ${BAD_POST} OR ${BAD_DIVISION})`;

/** Only lines with an error may have a wrong СНИЛС, so the sum is counted for few. */
const PEOPLE = `SELECT p.id, l.name_key, l.post_code, l.division_id FROM person p
  CROSS JOIN staff_line l ON l.person_id = p.id
  WHERE p.deleted_at IS NULL AND (p.remote_id IS NULL OR p.snils IS NULL OR p.snils = '' OR p.id IN (
    SELECT e.person_id FROM staff_line e WHERE e.errors > 0 AND NOT snils_fits(e.snils))) AND ${HAS_CARD}`;

const COMPARISON = `WITH ${PENDING} SELECT p.id, l.name_key, l.post_code, l.division_id, 'person.' || min(f.field)
  FROM pending f CROSS JOIN person p ON p.id = f.entity_id CROSS JOIN staff_line l ON l.person_id = p.id
  WHERE f.kind = 'person' AND f.field IN (${COMPARED}) AND p.deleted_at IS NULL AND ${HAS_CARD}`;

/** Cards of people whose signing certificate is known. */
const SIGNERS = `SELECT p.id, l.name_key, l.post_code, l.division_id, c.value ->> 'name', ${PERSON}
  FROM json_each(@signers) c CROSS JOIN person p ON p.snils = c.value ->> 'snils'
  CROSS JOIN staff_line l ON l.person_id = p.id WHERE p.deleted_at IS NULL AND ${HAS_CARD}`;

type Text = string | null;

/** Which records would make a document of the day be refused. */
export class ReadinessStore {
  readonly #db: Database;
  readonly #signers: Signers;

  constructor(db: Database) {
    this.#db = db;
    this.#signers = new Signers(db);
    db.function('snils_fits', { deterministic: true }, (value) =>
      typeof value === 'string' && checkSnils(value)?.severity !== 'error' ? 1 : 0,
    );
  }

  /** In order of names, what belongs to no person first. */
  find({ text, date, closedPosts }: ReadinessQuery): ReadinessKey[] {
    const parameters: Record<string, string | number | null> = { date };
    const filter = textCondition(text, parameters);
    const all = <T>(sql: string, more: Record<string, string> = {}): T[] =>
      this.#db
        .prepare(sql)
        .raw()
        .all({ ...parameters, ...more }) as T[];

    const found: ReadinessKey[] = text.trim() === '' ? this.#organisation() : [];
    for (const [personId, nameKey, postCode, divisionId] of all<[string, string, Text, Text]>(
      `${PEOPLE} AND ${filter}`,
    )) {
      const code = 'PERSON_NOT_FOUND';
      const field = 'person.snils';
      found.push({ personId, nameKey, postCode, divisionId, code, field, recordId: personId, oid: null });
    }
    for (const [personId, nameKey, postCode, divisionId, field] of all<[string, string, Text, Text, string]>(
      `${COMPARISON} AND ${filter} GROUP BY p.id`,
    )) {
      const code = 'VALUE_MISMATCH_METADATA_AND_FRMR';
      found.push({ personId, nameKey, postCode, divisionId, code, field, recordId: personId, oid: null });
    }
    const signers = JSON.stringify(this.#signers.on(date));
    for (const [personId, nameKey, postCode, divisionId, certified, , lastName, firstName, patronymic] of all<
      [string, string, Text, Text, string, string, string, string, Text]
    >(`${SIGNERS} AND ${filter}`, { signers })) {
      if (isSameName(certified, fullName({ lastName, firstName, patronymic }))) continue;
      const [code, field] = ['VALUE_MISMATCH_METADATA_AND_CERTIFICATE', 'person.lastName'] as const;
      found.push({ personId, nameKey, postCode, divisionId, code, field, recordId: personId, oid: null });
    }
    const closed = JSON.stringify(closedPosts);
    for (const [personId, nameKey, postCode, divisionId, recordId, oid, isNew, badPost, badDivision] of all<
      [string, string, Text, Text, string, Text, number, number, number]
    >(`${CARDS} AND ${filter}`, { closed })) {
      const add = (code: ReadinessCode, field: string) =>
        found.push({ personId, nameKey, postCode, divisionId, code, field, recordId, oid });
      if (isNew === 1) add('PERSON_CARD_NOT_FOUND', 'employment.beginDate');
      if (badPost === 1) add('PERSON_POST_IN_FRMR_MISMATCH', 'employment.postCode');
      if (badDivision === 1) add('DIVISION_NOT_ON_DATE', 'employment.divisionId');
    }
    return found.sort(
      (a, b) => inOrder(a.nameKey, b.nameKey) || inOrder(a.personId ?? '', b.personId ?? '') || inOrder(a.code, b.code),
    );
  }

  names(ids: readonly EntityId[]): Map<EntityId, PersonName> {
    const rows = this.#db
      .prepare(`SELECT ${PERSON} FROM json_each(?) j CROSS JOIN person p ON p.id = j.value`)
      .all(JSON.stringify([...new Set(ids)])) as PersonName[];
    return new Map(rows.map((row) => [row.personId, row]));
  }

  /** The organisation whose OID ФРМО does not know: every document of it would come back. */
  #organisation(): ReadinessKey[] {
    const row = this.#db
      .prepare('SELECT id, oid FROM organisation WHERE deleted_at IS NULL ORDER BY id LIMIT 1')
      .get() as { id: EntityId; oid: Text } | undefined;
    if (row === undefined || (row.oid !== null && isOrganisationOid(row.oid))) return [];
    const nobody = { personId: null, nameKey: '', postCode: null, divisionId: null };
    return [{ ...nobody, code: 'ORG_NOT_FOUND_IN_FRMO', field: 'organisation.oid', recordId: row.id, oid: row.oid }];
  }
}
