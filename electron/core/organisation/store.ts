import type { Building, Division, Licence, Organisation, Service } from '#shared/domain/entities.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import { holdsOnDay } from '../entities/on-day.ts';
import { columnsOf } from '../entities/store.ts';

export interface StaffFacts {
  readonly people: number;
  readonly doctors: number;
  readonly nurses: number;
}

/**
 * Groups of НСИ 1002: 10 specialists with higher medical education (doctors); 143 and 546 those with secondary medical
 * education and with a bachelor's degree.
 */
const GROUPS = { doctors: ['10'], nurses: ['143', '546'] } as const;

/** A person counts once, however many posts they hold. */
const STAFF = `WITH RECURSIVE
  post (code, kind) AS (
    SELECT code, CASE WHEN code IN (SELECT value FROM json_each(@doctors)) THEN 'doctor' ELSE 'nurse' END
      FROM dictionary_row WHERE oid = @posts AND code IN (
        SELECT value FROM json_each(@doctors) UNION ALL SELECT value FROM json_each(@nurses))
    UNION SELECT r.code, p.kind FROM dictionary_row r JOIN post p ON r.oid = @posts AND r.parent = p.code
  )
  SELECT count(DISTINCT e.person_id) AS people,
    count(DISTINCT CASE WHEN p.kind = 'doctor' THEN e.person_id END) AS doctors,
    count(DISTINCT CASE WHEN p.kind = 'nurse' THEN e.person_id END) AS nurses
  FROM employment e JOIN division d ON d.id = e.division_id LEFT JOIN post p ON p.code = e.post_code
  WHERE e.deleted_at IS NULL AND d.organisation_id = @organisationId AND ${holdsOnDay('e')}`;

/** Reads what belongs to one organisation. */
export class OrganisationStore {
  readonly #statements;

  constructor(db: Database) {
    const of = (kind: 'licence' | 'building' | 'division' | 'service', order: string) =>
      db.prepare(`SELECT e.id, ${columnsOf(kind, 'e')} FROM ${kind} e
        WHERE e.organisation_id = ? AND e.deleted_at IS NULL ORDER BY ${order}, e.id`);
    this.#statements = {
      organisations: db.prepare(
        `SELECT e.id, ${columnsOf('organisation', 'e')} FROM organisation e WHERE e.deleted_at IS NULL ORDER BY e.id`,
      ),
      // In force first, then the latest.
      licences: of('licence', 'e.end_date IS NOT NULL, e.begin_date DESC, e.address_text'),
      buildings: of('building', 'e.liquidation_date IS NOT NULL, e.name'),
      services: of('service', 'e.end_date IS NOT NULL, e.name'),
      divisions: of('division', 'e.name'),
      staff: db.prepare(STAFF),
    };
  }

  organisations(): Organisation[] {
    return this.#statements.organisations.all() as Organisation[];
  }

  licences(organisationId: EntityId): Licence[] {
    return this.#statements.licences.all(organisationId) as Licence[];
  }

  buildings(organisationId: EntityId): Building[] {
    return this.#statements.buildings.all(organisationId) as Building[];
  }

  services(organisationId: EntityId): Service[] {
    return this.#statements.services.all(organisationId) as Service[];
  }

  divisions(organisationId: EntityId): Division[] {
    return this.#statements.divisions.all(organisationId) as Division[];
  }

  /** @param onDay `YYYY-MM-DD` */
  staff(organisationId: EntityId, onDay: string): StaffFacts {
    const groups = { doctors: JSON.stringify(GROUPS.doctors), nurses: JSON.stringify(GROUPS.nurses) };
    return this.#statements.staff.get({ organisationId, onDay, posts: DICTIONARY.posts, ...groups }) as StaffFacts;
  }
}
