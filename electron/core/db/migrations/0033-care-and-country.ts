import type { Database } from '../open.ts';

const ADDED = [
  ['organisation', 'agency_kind'],
  ['organisation', 'agency_profile'],
  ['organisation', 'agency_level'],
  ['division', 'care_conditions'],
  ['division', 'care_forms'],
  ['division', 'care_kinds'],
  ['division', 'bed_profiles'],
  ['person', 'country_code'],
] as const;

/** What kind of organisation it is, what care its divisions give, of which country a person is; copies are read again. */
export function careAndCountry(db: Database): void {
  for (const [table, column] of ADDED) db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} TEXT`);
  db.exec("INSERT OR REPLACE INTO meta (key, value) SELECT 'replica.reread', '' WHERE EXISTS (SELECT 1 FROM replica)");
}
