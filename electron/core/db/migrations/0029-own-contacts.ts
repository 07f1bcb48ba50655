import type { Database } from '../open.ts';

/** How an account is reached that has no card of its own here. */
export function ownContacts(db: Database): void {
  for (const column of ['phone', 'email']) db.exec(`ALTER TABLE app_user ADD COLUMN ${column} TEXT`);
}
