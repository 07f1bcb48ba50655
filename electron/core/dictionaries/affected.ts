import type { AffectedRecord, BrokenCode } from '#shared/contract/dictionaries.ts';
import { brokenBy, byCode } from './compare.ts';
import type { Dictionaries } from './dictionaries.ts';
import type { DictionaryStore } from './store.ts';
import type { DictionaryUsage } from './usage-store.ts';

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Records with one of the broken codes, and whether each stays good for the day it is of. */
export function affectedRecords(
  usage: DictionaryUsage,
  broken: readonly BrokenCode[],
  today: string,
  page: Page,
): { total: number; rows: AffectedRecord[] } {
  const known = new Map(broken.map((one) => [keyOf(one), one]));
  const { total, rows } = usage.usedIn(broken, today, page);
  return {
    total,
    rows: rows.flatMap(({ day, ...record }) => {
      const code = known.get(keyOf(record));
      if (code === undefined) return [];
      const { name, reason, closedOn } = code;
      const holds = reason === 'closed' && day !== null && closedOn !== null && day <= closedOn;
      return [{ ...record, name, reason, closedOn, holds }];
    }),
  };
}

interface NowParts {
  readonly dictionaries: Dictionaries;
  readonly store: DictionaryStore;
  readonly usage: DictionaryUsage;
}

/** Codes of our records that the version in use lacks, has closed or made a group; of a mere part none is lacking. */
export function brokenNow({ dictionaries, store, usage }: NowParts, oid: string, today: string): BrokenCode[] {
  const rows = byCode(dictionaries.rows(oid).rows);
  return brokenBy(usage.usage(oid, today), new Map(), rows).flatMap((broken) => {
    if (broken.reason !== 'missing') return [broken];
    const isGone = dictionaries.findStored(oid, broken.code) === null;
    return isGone ? [{ ...broken, name: store.formerName(oid, broken.code) }] : [];
  });
}

function keyOf({ kind, field, code }: Pick<BrokenCode, 'kind' | 'field' | 'code'>): string {
  return `${kind}.${field} ${code}`;
}
