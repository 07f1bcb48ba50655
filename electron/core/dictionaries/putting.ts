import type { DictionaryRow } from '#shared/contract/dictionaries.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { messages } from '#shared/text/translate.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock } from '../ports.ts';
import { byCode, compare } from './compare.ts';
import type { Dictionaries } from './dictionaries.ts';
import type { ReadFile } from './reading-thread.ts';
import type { DictionaryStore } from './store.ts';
import type { DictionaryUsage } from './usage-store.ts';

export interface PutParts {
  readonly db: Database;
  readonly store: DictionaryStore;
  readonly usage: DictionaryUsage;
  readonly dictionaries: Dictionaries;
  readonly journal: Journal;
  readonly clock: Clock;
  /** People whose lines look different under the new version; inside the transaction. */
  readonly refreshPeople: (people: readonly EntityId[]) => void;
}

/** A dictionary as it was read. */
export interface Read extends ReadFile {
  /** Null: it came from the registry. */
  readonly fileName: string | null;
}

interface Wanted {
  readonly oid: string;
  readonly version: string;
  readonly rows: readonly DictionaryRow[];
}

/** The rows, the lines of people that look different, and the journal entry stand or fall together. */
export function putInUse(
  parts: PutParts,
  read: Read,
  { oid, version, rows }: Wanted,
  { user }: Pick<CallContext, 'user'>,
): EntityId[] {
  const { usage, dictionaries, clock, journal } = parts;
  const used = usage.usedCodes(oid);
  // Nothing can be said of a code that a mere part lacks, which is not the same as «there is none».
  const judge = (): string[] => used.map((code) => JSON.stringify(dictionaries.findStored(oid, code)) ?? 'unknown');
  const counts = compare(byCode(dictionaries.rows(oid).rows), byCode(rows));
  const before = judge();
  const write = parts.db.transaction((): EntityId[] => {
    dictionaries.load({
      oid,
      version,
      source: read.fileName === null ? 'registry' : 'import',
      rows,
      origin: {
        ...named(oid, read.table.passport.name),
        publishedOn: read.table.passport.publishedOn,
        fileName: read.fileName,
        sha256: read.sha256,
        loadedAt: clock.now(),
        loadedBy: user?.name ?? '',
      },
    });
    const after = judge();
    const differing = used.filter((_, at) => before[at] !== after[at]);
    const people = usage.peopleWith(oid, differing);
    parts.refreshPeople(people);
    journal.append({
      action: 'dictionaries.load',
      actorId: user?.userId ?? null,
      actorName: user?.name ?? '',
      role: user?.role ?? '',
      facts: { oid, version, rows: rows.length, ...counts, sha256: read.sha256 },
    });
    return people;
  });
  try {
    return write.immediate();
  } catch (error) {
    dictionaries.forget();
    throw error;
  }
}

/** As the file calls the dictionary, else as the program does that has no other name for it; else as it was called before. */
function named(oid: string, name: string | null): { readonly name?: string } {
  const { names } = messages('ru').dictionaries;
  const own = (Object.keys(names) as (keyof typeof names)[]).find((key) => DICTIONARY[key] === oid);
  const known = name ?? (own === undefined ? null : names[own]);
  return known === null ? {} : { name: known };
}
