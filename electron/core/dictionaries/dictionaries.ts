import type { DictionaryRow, DictionaryVersion } from '#shared/contract/dictionaries.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { foldedWords } from '#shared/text/fold.ts';
import { inOrder } from '#shared/text/in-order.ts';
import type { CallContext } from '../core.ts';
import { affectedRecords, brokenNow } from './affected.ts';
import { createLoading, type LoadingParts } from './loading.ts';
import { newOffers } from './offers.ts';
import type { DictionaryContent, DictionaryHead, DictionaryStore } from './store.ts';
import { TRAINING_DICTIONARIES } from './training.ts';
import { DictionaryUsage } from './usage-store.ts';

/** The column of НСИ 1002, as its files write the name. */
const FORM_30 = /^form[ _-]?30$/i;

interface Loaded {
  readonly head: DictionaryHead;
  readonly rows: readonly DictionaryRow[];
  readonly byCode: ReadonlyMap<string, DictionaryRow>;
  /** Folded words of the names, made when first searched. */
  words(): readonly (readonly [code: string, words: readonly string[]])[];
}

/** Dictionaries in memory, read once from the store: rules look codes up thousands of times a second. */
export class Dictionaries {
  readonly #store: DictionaryStore;
  #loaded: Map<string, Loaded> | null = null;

  constructor(store: DictionaryStore) {
    this.#store = store;
  }

  /** Puts the small training set into a store that has no dictionaries yet. */
  ensureTraining(): void {
    const present = new Set(this.#store.heads().map(({ oid }) => oid));
    for (const content of TRAINING_DICTIONARIES) if (!present.has(content.oid)) this.load(content);
  }

  /** A transaction around it that fails must be followed by {@link forget}. */
  load(content: DictionaryContent): void {
    this.#store.load(content);
    this.#loaded = null;
  }

  /** What is in memory is read again from the store. */
  forget(): void {
    this.#loaded = null;
  }

  /** Versions by OID, as they stand in what is signed. */
  versions(): Record<string, string> {
    return Object.fromEntries([...this.#all().values()].map(({ head }) => [head.oid, head.version]));
  }

  /** Versions in use, by name. */
  list(): DictionaryVersion[] {
    return this.#store.list();
  }

  rows(oid: string): { version: string | null; rows: DictionaryRow[] } {
    const loaded = this.#all().get(oid);
    return loaded === undefined
      ? { version: null, rows: [] }
      : { version: loaded.head.version, rows: [...loaded.rows] };
  }

  /** For what a person writes: null where the dictionary is here and lacks the code, undefined where it is not here. */
  find(oid: string, code: string): DictionaryRow | null | undefined {
    const loaded = this.#all().get(oid);
    return loaded === undefined ? undefined : (loaded.byCode.get(code) ?? null);
  }

  /** For what is in the store: a dictionary that is only a part says nothing about a code it lacks. */
  findStored(oid: string, code: string): DictionaryRow | null | undefined {
    const loaded = this.#all().get(oid);
    if (loaded === undefined) return undefined;
    return loaded.byCode.get(code) ?? (loaded.head.source === 'training' ? undefined : null);
  }

  /** Row of form 30 (table 1100) that a post is counted in; null where the dictionary does not say. */
  form30Row(postCode: string): string | null {
    const extra = this.find(DICTIONARY.posts, postCode)?.extra ?? {};
    const column = Object.keys(extra).find((name) => FORM_30.test(name));
    return column === undefined ? null : (extra[column] ?? null);
  }

  /** Codes of rows whose names have a word beginning with each of the folded words. */
  matching(oid: string, words: readonly string[]): string[] {
    const found: string[] = [];
    for (const [code, of] of this.#all().get(oid)?.words() ?? []) {
      if (words.every((word) => of.some((candidate) => candidate.startsWith(word)))) found.push(code);
    }
    return found;
  }

  /** Codes in the order of their names. */
  byName(oid: string): string[] {
    return [...(this.#all().get(oid)?.words() ?? [])]
      .map(([code, words]) => [words.join(' '), code] as const)
      .sort(([a], [b]) => inOrder(a, b))
      .map(([, code]) => code);
  }

  #all(): Map<string, Loaded> {
    this.#loaded ??= new Map(this.#store.heads().map((head) => [head.oid, this.#read(head)]));
    return this.#loaded;
  }

  #read(head: DictionaryHead): Loaded {
    const rows = this.#store.rows(head.oid);
    let words: (readonly [string, readonly string[]])[] | undefined;
    return {
      head,
      rows,
      byCode: new Map(rows.map((row) => [row.code, row])),
      words: () => {
        words ??= rows.map((row) => [row.code, foldedWords(row.name)] as const);
        return words;
      },
    };
  }
}

export function createDictionaries(given: Omit<LoadingParts, 'usage'>): Handlers<'dictionaries', CallContext> {
  const usage = new DictionaryUsage(given.db);
  const parts: LoadingParts = { ...given, usage };
  const { dictionaries, store } = parts;
  return {
    rows: ({ oid, version }) => {
      const present = dictionaries.rows(oid);
      return version === undefined || version === present.version
        ? present
        : { version, rows: store.pastRows(oid, version) };
    },
    list: () => ({ dictionaries: dictionaries.list() }),
    async checkRegistry(_input, { signal }) {
      return { offers: newOffers(await parts.registry.versions(signal), dictionaries.list()) };
    },
    affectedRecords({ oid, ...page }) {
      const today = parts.clock.today();
      return affectedRecords(usage, brokenNow(parts, oid, today), today, page);
    },
    versions: ({ oid }) => ({ versions: store.versions(oid) }),
    ...createLoading(parts),
  };
}
