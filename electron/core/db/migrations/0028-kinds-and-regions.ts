import type { Database } from '../open.ts';

const ADDED = [
  ['credential', 'accreditation_kind'],
  ['education', 'level'],
  ['address', 'region_code'],
] as const;

/** The kind of an accreditation, the level of an education, the region of an address; copies are read again for them. */
export function kindsAndRegions(db: Database): void {
  for (const [table, column] of ADDED) db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} TEXT`);
  db.exec("INSERT OR REPLACE INTO meta (key, value) SELECT 'replica.reread', '' WHERE EXISTS (SELECT 1 FROM replica)");
}
