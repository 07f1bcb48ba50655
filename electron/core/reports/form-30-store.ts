import type { CATEGORY_CODES, CREDENTIAL_KINDS } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import { holdsOnDay } from '../entities/on-day.ts';

/** What a person has that form 30 counts. */
export interface Qualification {
  readonly personId: EntityId;
  readonly has: (typeof CATEGORY_CODES)[number] | (typeof CREDENTIAL_KINDS)[number];
}

/** Categories, certificates and accreditations in force on the day; what a person has twice comes once. */
export function qualificationsOn(db: Database, onDay: string): Qualification[] {
  const sql = `SELECT person_id AS personId, category_code AS has FROM category
      WHERE deleted_at IS NULL AND ${holdsOnDay('category')}
    UNION SELECT person_id, credential_kind FROM credential
      WHERE deleted_at IS NULL AND (issued_on IS NULL OR issued_on <= @onDay)
        AND (expires_on IS NULL OR expires_on >= @onDay)`;
  return db.prepare(sql).all({ onDay }) as Qualification[];
}

/** Divisions with their type, and whose they are a part of. */
export function divisionTypes(
  db: Database,
): Map<EntityId, { readonly typeCode: string | null; readonly parentId: EntityId | null }> {
  const sql = 'SELECT id, type_code AS typeCode, parent_id AS parentId FROM division WHERE deleted_at IS NULL';
  const rows = db.prepare(sql).all() as { id: EntityId; typeCode: string | null; parentId: EntityId | null }[];
  return new Map(rows.map(({ id, ...division }) => [id, division]));
}
