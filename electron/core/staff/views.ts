import { DeskError } from '#shared/contract/result.ts';
import { StaffFilter, type StaffSort } from '#shared/contract/staff-filter.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { addDays } from '#shared/rules/dates.ts';
import { foldedWords } from '#shared/text/fold.ts';
import { inOrder } from '#shared/text/in-order.ts';
import type { Dictionaries } from '../dictionaries/dictionaries.ts';
import { type Term, termsOf } from './query.ts';
import type { SearchTerm, ViewQuery, ViewsStore } from './views-store.ts';

/** How many views are kept; a window has one open, undo and going back may need a few older ones. */
const KEPT = 8;
/** Days before the end of an admission that need action. */
export const EXPIRING_DAYS = 90;
/** Shorter words would name half of all posts. */
const SHORTEST_NAME = 2;

export interface OpenedView {
  readonly viewId: number;
  readonly total: number;
  /** People with changes, and with errors, among those found. */
  readonly changed: number;
  readonly errors: number;
}

interface NamedDivision {
  readonly id: string;
  readonly words: readonly string[];
}

/** Names that divisions had at the end of a day and lost later, by division; answered by the journal. */
export type FormerNames = (onDay: string) => ReadonlyMap<string, string>;

interface KeptView {
  readonly lines: Uint32Array;
  readonly onDay: string | null;
}

/** Orders of people, fixed when they were asked for, so that editing and scrolling do not move rows. */
export class StaffViews {
  readonly #store: ViewsStore;
  readonly #dictionaries: Dictionaries;
  /** Oldest first. */
  readonly #views = new Map<number, KeptView>();
  #lastId = 0;
  readonly #formerNames: FormerNames;
  #divisions: { readonly readAt: string; readonly words: readonly NamedDivision[] } = { readAt: '', words: [] };

  constructor(store: ViewsStore, dictionaries: Dictionaries, formerNames: FormerNames) {
    this.#store = store;
    this.#dictionaries = dictionaries;
    this.#formerNames = formerNames;
  }

  /** @param onDay the list of another day than today */
  open(filter: StaffFilter, sort: StaffSort, today: string, onDay: string | null = null): OpenedView {
    const { lines, changed, errors } = this.#store.find({
      filter,
      sort: unique(sort),
      onDay,
      expiringUntil: addDays(onDay ?? today, EXPIRING_DAYS),
      ...this.#named(filter.text, onDay),
    });
    const viewId = ++this.#lastId;
    this.#views.set(viewId, { lines, onDay });
    for (const id of this.#views.keys()) {
      if (this.#views.size <= KEPT) break;
      this.#views.delete(id);
    }
    return { viewId, total: lines.length, changed, errors };
  }

  /** @throws DeskError KD-3008 when the view is no longer kept */
  lines(viewId: number, offset: number, limit: number): { lines: number[]; onDay: string | null } {
    const view = this.#views.get(viewId);
    if (view === undefined) throw new DeskError('KD-3008');
    return { lines: [...view.lines.subarray(offset, offset + limit)], onDay: view.onDay };
  }

  /** Lines of people found by a text among all, without keeping a view. */
  search(text: string, limit: number): number[] {
    const filter = StaffFilter.parse({ employed: 'all' });
    const query = { filter, sort: [], onDay: null, expiringUntil: '', ...this.#named(text, null) };
    return [...this.#store.find(query).lines.subarray(0, limit)];
  }

  /** What names are asked for: those that the text means, and the orders by them. */
  #named(text: string, onDay: string | null): Pick<ViewQuery, 'terms' | 'postOrder' | 'divisionOrder'> {
    return {
      terms: this.#searchTerms(text, onDay),
      postOrder: () => this.#dictionaries.byName(DICTIONARY.posts),
      divisionOrder: () => this.#divisionOrder(onDay),
    };
  }

  #searchTerms(text: string, onDay: string | null): SearchTerm[] {
    const terms = termsOf(text);
    if (terms.length === 0) return [];
    const divisions = this.#divisionWords(onDay);
    return terms.map((term) => {
      const readings = term.filter((words) =>
        words.every((word) => word.length >= SHORTEST_NAME && !/^\d+$/.test(word)),
      );
      return {
        term,
        postCodes: readings.flatMap((words) => this.#dictionaries.matching(DICTIONARY.posts, words)),
        divisionIds: divisions.filter((division) => names(division.words, readings)).map(({ id }) => id),
      };
    });
  }

  /** Divisions are as good as never renamed: their names are read again only after something was written. */
  #divisionWords(onDay: string | null): readonly NamedDivision[] {
    const readAt = `${onDay} ${this.#store.writes()}`;
    if (this.#divisions.readAt !== readAt) {
      const former: ReturnType<FormerNames> = onDay === null ? new Map() : this.#formerNames(onDay);
      const words = this.#store
        .divisionNames()
        .map(({ id, name }) => ({ id, words: foldedWords(former.get(id) ?? name) }));
      this.#divisions = { readAt, words };
    }
    return this.#divisions.words;
  }

  #divisionOrder(onDay: string | null): string[] {
    return this.#divisionWords(onDay)
      .map(({ id, words }) => ({ id, key: words.join(' ') }))
      .sort((a, b) => inOrder(a.key, b.key))
      .map(({ id }) => id);
  }
}

function names(words: readonly string[], readings: Term): boolean {
  return readings.some((reading) => reading.every((word) => words.some((candidate) => candidate.startsWith(word))));
}

/** A column counts once, where it is named first. */
function unique(sort: StaffSort): StaffSort {
  return sort.filter(({ key }, i) => sort.findIndex((other) => other.key === key) === i);
}
