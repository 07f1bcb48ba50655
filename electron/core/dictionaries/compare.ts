import type { BrokenCode, DictionaryRow } from '#shared/contract/dictionaries.ts';
import type { Usage } from './usage-store.ts';

export interface Differences {
  readonly added: number;
  readonly changed: number;
  /** Open in the version in use, with a day of closing in the new one. */
  readonly closed: number;
  /** In the version in use, not in the new one. */
  readonly missing: number;
}

type ByCode = ReadonlyMap<string, DictionaryRow>;

export function byCode(rows: readonly DictionaryRow[]): ByCode {
  return new Map(rows.map((row) => [row.code, row]));
}

/** A row counts once: closed before changed. */
export function compare(before: ByCode, after: ByCode): Differences {
  let [added, changed, closed, kept] = [0, 0, 0, 0];
  for (const [code, row] of after) {
    const old = before.get(code);
    if (old === undefined) {
      added += 1;
      continue;
    }
    kept += 1;
    if (old.closedOn === null && row.closedOn !== null) closed += 1;
    else if (!isSame(old, row)) changed += 1;
  }
  return { added, changed, closed, missing: before.size - kept };
}

function isSame(one: DictionaryRow, other: DictionaryRow): boolean {
  return (
    one.name === other.name &&
    one.parent === other.parent &&
    one.group === other.group &&
    one.closedOn === other.closedOn &&
    sayTheSame(one.extra, other.extra)
  );
}

/** In the columns that both have: a file with fewer columns has not changed its rows. */
function sayTheSame(one: DictionaryRow['extra'] = {}, other: DictionaryRow['extra'] = {}): boolean {
  return Object.entries(one).every(([column, text]) => (other[column] ?? text) === text);
}

/**
 * Codes in use that were good and would not be: the new version lacks them, makes them a group, or closes them. What
 * the version in use says no better is not the new version's doing.
 */
export function brokenBy(usage: readonly Usage[], before: ByCode, after: ByCode): BrokenCode[] {
  return usage.flatMap(({ kind, field, code, records }) => {
    const old = before.get(code);
    const row = after.get(code);
    const reason =
      row === undefined
        ? 'missing'
        : row.group && old?.group !== true
          ? 'group'
          : row.closedOn !== null && (old === undefined || old.closedOn === null)
            ? 'closed'
            : null;
    if (reason === null) return [];
    const name = old?.name ?? row?.name ?? null;
    return [{ kind, field, code, name, reason, closedOn: row?.closedOn ?? null, records }];
  });
}
