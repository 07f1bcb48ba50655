import type { Database } from '../open.ts';

/** What a row of a dictionary says besides: a JSON object of texts by the names of its columns, or nothing. */
export function dictionaryExtras(db: Database): void {
  db.exec(`
ALTER TABLE dictionary_row ADD COLUMN extra_json TEXT;
ALTER TABLE dictionary_past_row ADD COLUMN extra_json TEXT;
`);
}
