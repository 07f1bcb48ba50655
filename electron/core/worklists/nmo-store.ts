import type { NmoRecord } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import { SUBJECT, type SubjectRow, textCondition } from './subjects.ts';

/** The latest document of somebody who works, in one specialty. */
export interface NmoCandidate {
  readonly personId: EntityId;
  readonly specialtyCode: string;
  readonly expiresOn: string;
}

type Counted = Pick<NmoRecord, 'nmoKind' | 'hours' | 'activityDate'>;

/** Reads who has to collect hours of НМО, and what they have. What counts is for the rule to say. */
export class NmoStore {
  readonly #db: Database;
  readonly #records;
  readonly #subjects;

  constructor(db: Database) {
    this.#db = db;
    this.#records = db.prepare(`SELECT n.person_id, n.specialty_code, n.nmo_kind, n.hours, n.activity_date
      FROM json_each(?) j CROSS JOIN nmo n ON n.person_id = j.value WHERE n.deleted_at IS NULL AND n.activity_date > ?`);
    this.#subjects = db.prepare(`SELECT ${SUBJECT} FROM json_each(?) j CROSS JOIN person p ON p.id = j.value
      CROSS JOIN staff_line l ON l.person_id = p.id`);
  }

  /** The soonest first; documents without an end never have to be renewed. */
  candidates(text: string, until: string): NmoCandidate[] {
    const parameters: Record<string, string | number | null> = { until };
    return this.#db
      .prepare(`WITH latest AS MATERIALIZED (SELECT person_id, specialty_code, max(coalesce(expires_on, '9999')) AS expires_on
          FROM credential INDEXED BY credential_latest WHERE deleted_at IS NULL AND specialty_code IS NOT NULL
          GROUP BY person_id, specialty_code HAVING max(coalesce(expires_on, '9999')) <= @until)
        SELECT x.person_id AS personId, x.specialty_code AS specialtyCode, x.expires_on AS expiresOn
        FROM latest x CROSS JOIN staff_line l ON l.person_id = x.person_id AND +l.employed = 1
        WHERE ${textCondition(text, parameters)} ORDER BY x.expires_on, l.name_key`)
      .all(parameters) as NmoCandidate[];
  }

  /** Records of these people later than a day, by {@link keyOf}. */
  records(people: Iterable<EntityId>, after: string): Map<string, Counted[]> {
    const found = new Map<string, Counted[]>();
    for (const row of this.#records.raw().iterate(JSON.stringify([...new Set(people)]), after)) {
      const [personId, specialtyCode, nmoKind, hours, activityDate] = row as [
        EntityId,
        string,
        Counted['nmoKind'],
        Counted['hours'],
        Counted['activityDate'],
      ];
      const key = keyOf({ personId, specialtyCode });
      const record = { nmoKind, hours, activityDate };
      const list = found.get(key);
      if (list === undefined) found.set(key, [record]);
      else list.push(record);
    }
    return found;
  }

  subjects(ids: readonly EntityId[]): Map<EntityId, SubjectRow> {
    const rows = this.#subjects.all(JSON.stringify([...new Set(ids)])) as SubjectRow[];
    return new Map(rows.map((row) => [row.personId, row]));
  }
}

export function keyOf({ personId, specialtyCode }: Pick<NmoCandidate, 'personId' | 'specialtyCode'>): string {
  return `${personId} ${specialtyCode}`;
}
