import type { Division } from '#shared/domain/entities.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { foldText } from '#shared/text/fold.ts';

/** What must be known of a dictionary's row. */
export interface NamedCode {
  readonly code: string;
  readonly name: string;
  readonly group: boolean;
  /** Last day on which it may be chosen. */
  readonly closedOn: string | null;
}

export interface LookupSources {
  /** Rows of a dictionary, none where it is not here. */
  readonly rows: (oid: string) => readonly NamedCode[];
  readonly divisions: () => readonly Division[];
}

/** Codes and divisions by what people call them; made once for an import. */
export class Lookups {
  readonly #sources: LookupSources;
  readonly #codes = new Map<string, ReadonlyMap<string, readonly NamedCode[]>>();
  readonly #divisions: readonly Division[];
  readonly #byOid = new Map<string, EntityId>();
  readonly #byName = new Map<string, Division[]>();

  constructor(sources: LookupSources) {
    this.#sources = sources;
    this.#divisions = sources.divisions();
    for (const division of this.#divisions) {
      if (division.oid !== null) this.#byOid.set(division.oid, division.id);
      const name = foldText(division.name);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), division]);
    }
  }

  /**
   * The code itself, or the code of the row with exactly this name: one that is open on the day before a closed one,
   * and never a group. Null where there is none: codes are not invented.
   */
  code(oid: string, text: string, day: string): string | null {
    const byName = this.#namesOf(oid);
    const bare = text.trim();
    if (byName.get(`code ${bare}`) !== undefined) return bare;
    const found = (byName.get(foldText(text)) ?? []).filter(({ group }) => !group);
    const open = found.find(({ closedOn }) => closedOn === null || closedOn >= day);
    return (open ?? found[0])?.code ?? wordOf(oid, foldText(text));
  }

  divisions(): readonly Division[] {
    return this.#divisions;
  }

  divisionByOid(oid: string): EntityId | null {
    return this.#byOid.get(oid.trim()) ?? null;
  }

  /** All divisions of this name that are open on the day; closed ones only where no open one has it. */
  divisionsByName(name: string, day: string): EntityId[] {
    const found = this.#byName.get(foldText(name)) ?? [];
    const open = found.filter(({ liquidationDate }) => liquidationDate === null || liquidationDate >= day);
    return (open.length > 0 ? open : found).map(({ id }) => id);
  }

  /** Keys are folded names, and `code …` for the codes: no folded name has a word before a number by itself twice. */
  #namesOf(oid: string): ReadonlyMap<string, readonly NamedCode[]> {
    let names = this.#codes.get(oid);
    if (names === undefined) {
      const made = new Map<string, NamedCode[]>();
      for (const row of this.#sources.rows(oid)) {
        for (const key of [foldText(row.name), `code ${row.code}`]) made.set(key, [...(made.get(key) ?? []), row]);
      }
      names = made;
      this.#codes.set(oid, names);
    }
    return names;
  }
}

/** Beginnings of words that exports use for short lists, in the place of the dictionary's own name. */
const WORDS: Readonly<Record<string, readonly (readonly [beginning: string, code: string])[]>> = {
  [DICTIONARY.sex]: [
    ['м', '1'],
    ['ж', '2'],
    ['male', '1'],
    ['female', '2'],
  ],
  [DICTIONARY.positionTypes]: [
    ['основн', '1'],
    ['внутр', '2'],
    ['совмещ', '3'],
    ['внеш', '4'],
  ],
};

function wordOf(oid: string, folded: string): string | null {
  return WORDS[oid]?.find(([beginning]) => folded.startsWith(beginning))?.[1] ?? null;
}
