import { EXPIRING_BUCKETS, type ExpiringBucket } from '#shared/contract/worklists.ts';
import type { CREDENTIAL_KINDS } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import { type Page, SUBJECT, type SubjectRow, textCondition } from './subjects.ts';

/** Last days, `YYYY-MM-DD`. */
export interface ExpiringDays {
  readonly today: string;
  readonly in7: string;
  readonly in30: string;
  readonly in60: string;
  readonly in90: string;
}

export interface ExpiringFound extends SubjectRow {
  readonly credentialId: EntityId;
  readonly credentialKind: (typeof CREDENTIAL_KINDS)[number];
  readonly specialtyCode: string | null;
  readonly number: string | null;
  readonly expiresOn: string;
}

/**
 * The latest document of every person in every specialty, where it is over or soon will be: an old one that was renewed
 * is nobody's worry, and one without an end never ends.
 */
const LATEST = `latest AS MATERIALIZED (SELECT person_id, specialty_code, max(coalesce(expires_on, '9999')) AS expires_on
  FROM credential INDEXED BY credential_latest WHERE deleted_at IS NULL GROUP BY person_id, specialty_code
  HAVING max(coalesce(expires_on, '9999')) <= @until)`;

const ROWS = `SELECT ${SUBJECT}, c.id AS credentialId, c.credential_kind AS credentialKind,
    c.specialty_code AS specialtyCode, c.number, c.expires_on AS expiresOn
  FROM json_each(?) j CROSS JOIN credential c ON c.id = j.value CROSS JOIN person p ON p.id = c.person_id
  CROSS JOIN staff_line l ON l.person_id = p.id ORDER BY j.key`;

export class ExpiringStore {
  readonly #db: Database;
  readonly #rows;

  constructor(db: Database) {
    this.#db = db;
    this.#rows = db.prepare(ROWS);
  }

  /** The soonest first, those that are over before all. Each of the «in» counts includes the shorter ones. */
  find(
    { text, offset, limit }: Page,
    bucket: ExpiringBucket | null,
    days: ExpiringDays,
  ): { total: number; buckets: Record<ExpiringBucket, number>; rows: ExpiringFound[] } {
    const parameters: Record<string, string | number | null> = { until: days.in90 };
    // Keys alone are put in order; the page's rows are read whole.
    const found = this.#db
      .prepare(`WITH ${LATEST} SELECT min(c.id), x.expires_on FROM latest x CROSS JOIN staff_line l
          ON l.person_id = x.person_id AND +l.employed = 1 CROSS JOIN credential c INDEXED BY credential_latest
          ON c.person_id = x.person_id AND c.specialty_code IS x.specialty_code AND c.expires_on = x.expires_on
          AND c.deleted_at IS NULL WHERE ${textCondition(text, parameters)}
        GROUP BY x.person_id, x.specialty_code ORDER BY x.expires_on, l.name_key`)
      .raw()
      .all(parameters) as [EntityId, string][];
    const buckets = { overdue: 0, in7: 0, in30: 0, in60: 0, in90: 0 };
    for (const [, day] of found) {
      for (const one of EXPIRING_BUCKETS) if (isIn(one, day, days)) buckets[one]++;
    }
    const chosen = bucket === null ? found : found.filter(([, day]) => isIn(bucket, day, days));
    const page = chosen.slice(offset, offset + limit).map(([id]) => id);
    return { total: chosen.length, buckets, rows: this.#rows.all(JSON.stringify(page)) as ExpiringFound[] };
  }
}

function isIn(bucket: ExpiringBucket, day: string, { today, ...until }: ExpiringDays): boolean {
  return bucket === 'overdue' ? day < today : day >= today && day <= until[bucket];
}
