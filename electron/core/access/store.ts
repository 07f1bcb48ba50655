import { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

/** A user as the encrypted store knows them since their last sign-in. */
export interface StoredUser {
  readonly userId: EntityId;
  readonly subject: string;
  readonly name: string;
  readonly snils: string | null;
  /** Null when the last answer of the provider gave them none. */
  readonly role: Role | null;
  readonly organisation: string;
  readonly organisationOid: string | null;
  readonly confirmed: boolean;
}

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly snils: string | null;
  readonly role: string;
  readonly organisation: string;
  readonly organisation_oid: string | null;
  readonly confirmed: number;
}

/** Stands in `app_user.role` for nobody's rights. */
const NO_ROLE = 'none';
const COLUMNS = 'id, subject, name, snils, role, organisation, organisation_oid, confirmed';

export function findUser(db: Database, userId: EntityId): StoredUser | null {
  return read(db.prepare(`SELECT ${COLUMNS} FROM app_user WHERE id = ?`).get(userId));
}

export function findUserBySubject(db: Database, subject: string): StoredUser | null {
  return read(db.prepare(`SELECT ${COLUMNS} FROM app_user WHERE subject = ?`).get(subject));
}

/** The organisation whose data the store holds, or null while nobody has ever been in it. */
export function organisationOf(db: Database): string | null {
  const row = db.prepare('SELECT organisation_oid AS oid FROM app_user ORDER BY id LIMIT 1').get() as
    | { readonly oid: string | null }
    | undefined;
  return row?.oid ?? null;
}

/**
 * Writes what a sign-in said. A person who is known by their subject keeps their id, whatever `user.userId` says.
 * @param at the moment of the sign-in, by which the role was confirmed
 * @returns the id under which the person is known
 */
export function putUser(db: Database, user: StoredUser, at: string): EntityId {
  const row = db
    .prepare(
      `INSERT INTO app_user (${COLUMNS}, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (subject) DO UPDATE SET name = excluded.name, snils = excluded.snils, role = excluded.role,
         organisation = excluded.organisation, organisation_oid = excluded.organisation_oid,
         confirmed = excluded.confirmed, confirmed_at = excluded.confirmed_at
       RETURNING id`,
    )
    .get(
      user.userId,
      user.subject,
      user.name,
      user.snils,
      user.role ?? NO_ROLE,
      user.organisation,
      user.organisationOid,
      user.confirmed ? 1 : 0,
      at,
    ) as { readonly id: EntityId };
  return row.id;
}

function read(found: unknown): StoredUser | null {
  if (found === undefined) return null;
  const row = found as Row;
  return {
    userId: row.id,
    subject: row.subject,
    name: row.name,
    snils: row.snils,
    role: Role.safeParse(row.role).data ?? null,
    organisation: row.organisation,
    organisationOid: row.organisation_oid,
    confirmed: row.confirmed === 1,
  };
}
