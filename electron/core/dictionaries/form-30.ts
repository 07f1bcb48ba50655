import type { Database } from '../db/open.ts';
import { Dictionaries } from './dictionaries.ts';
import { DictionaryStore } from './store.ts';

/** Row of form 30 (table 1100) that a post is counted in, as the dictionary says; for reports, over any connection. */
export function form30Rows(db: Database): (postCode: string) => string | null {
  const dictionaries = new Dictionaries(new DictionaryStore(db));
  return (postCode) => dictionaries.form30Row(postCode);
}
