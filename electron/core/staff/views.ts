import { DeskError } from '#shared/contract/result.ts';
import type { StaffFilter } from '#shared/contract/staff.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { addDays } from '#shared/rules/dates.ts';
import { foldedWords, foldText } from '#shared/text/fold.ts';
import type { Dictionaries } from '../dictionaries/dictionaries.ts';
import { type Term, termsOf } from './query.ts';
import type { SearchTerm, Sort, ViewsStore } from './views-store.ts';

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

interface KeptView {
  readonly lines: Float64Array;
  readonly onDay: string | null;
}

/** Orders of people, fixed when they were asked for, so that editing and scrolling do not move rows. */
export class StaffViews {
  readonly #store: ViewsStore;
  readonly #dictionaries: Dictionaries;
  /** Oldest first. */
  readonly #views = new Map<number, KeptView>();
  #lastId = 0;

  constructor(store: ViewsStore, dictionaries: Dictionaries) {
    this.#store = store;
    this.#dictionaries = dictionaries;
  }

  /** @param onDay the list of another day than today */
  open(filter: StaffFilter, sort: readonly Sort[], today: string, onDay: string | null = null): OpenedView {
    const { lines, changed, errors } = this.#store.find({
      filter,
      terms: this.#searchTerms(filter.text),
      sort: unique(sort),
      onDay,
      expiringUntil: addDays(onDay ?? today, EXPIRING_DAYS),
      postOrder: sort.some(({ key }) => key === 'postCode') ? this.#dictionaries.byName(DICTIONARY.posts) : [],
      divisionOrder: sort.some(({ key }) => key === 'divisionId') ? this.#divisionOrder() : [],
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
    const filter: StaffFilter = { text, divisionId: null, employed: 'all', only: null };
    const query = {
      filter,
      terms: this.#searchTerms(text),
      sort: [],
      onDay: null,
      expiringUntil: '',
      postOrder: [],
      divisionOrder: [],
    };
    return [...this.#store.find(query).lines.subarray(0, limit)];
  }

  #searchTerms(text: string): SearchTerm[] {
    const terms = termsOf(text);
    if (terms.length === 0) return [];
    const divisions = this.#store.divisionNames().map(({ id, name }) => ({ id, words: foldedWords(name) }));
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

  #divisionOrder(): string[] {
    return this.#store
      .divisionNames()
      .map(({ id, name }) => ({ id, key: foldText(name) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ id }) => id);
  }
}

function names(words: readonly string[], readings: Term): boolean {
  return readings.some((reading) => reading.every((word) => words.some((candidate) => candidate.startsWith(word))));
}

/** A column counts once, where it is named first. */
function unique(sort: readonly Sort[]): Sort[] {
  return sort.filter(({ key }, i) => sort.findIndex((other) => other.key === key) === i);
}
