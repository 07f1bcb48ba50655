import { DICTIONARY } from '#shared/domain/fields.ts';
import { type Branch, type DivisionTree, pathAbove, treeOf } from '#shared/rules/division-tree.ts';
import { fitOf, type SearchName, type SearchTerm, searchName } from '#shared/text/search-words.ts';
import type { Dictionaries } from '../dictionaries/dictionaries.ts';
import type { SearchStore } from './store.ts';

export interface NamedDivision {
  readonly division: Branch;
  readonly name: SearchName;
}

interface Known {
  readonly state: number;
  readonly divisions: readonly NamedDivision[];
  readonly tree: DivisionTree;
  readonly posts: readonly { readonly code: string; readonly name: SearchName }[];
}

/** Longer lists of posts or divisions mean that the word says nothing; shorter words name half of all posts. */
const SHORTEST = 2;

/** Names of divisions and posts ready to be searched; read again after every write. */
export class Places {
  readonly #store: SearchStore;
  readonly #dictionaries: Dictionaries;
  #known: Known | null = null;

  constructor(store: SearchStore, dictionaries: Dictionaries) {
    this.#store = store;
    this.#dictionaries = dictionaries;
  }

  /** By name. */
  divisions(): readonly NamedDivision[] {
    return this.#now().divisions;
  }

  nameOf(divisionId: string | null): string | null {
    return divisionId === null ? null : (this.#now().tree.get(divisionId)?.name ?? null);
  }

  /** Names of what is above, the highest first. */
  pathOf(divisionId: string): string[] {
    const { tree } = this.#now();
    return pathAbove(divisionId, tree)
      .toReversed()
      .flatMap((id) => tree.get(id)?.name ?? []);
  }

  /** Codes of posts that the word names. */
  postsOf(term: SearchTerm): string[] {
    if (!isName(term)) return [];
    return this.#now().posts.flatMap(({ code, name }) => (fitOf(name, [term]) === null ? [] : [code]));
  }

  /** Divisions that the word names. */
  divisionsOf(term: SearchTerm): string[] {
    if (!isName(term)) return [];
    return this.#now().divisions.flatMap(({ division, name }) => (fitOf(name, [term]) === null ? [] : [division.id]));
  }

  #now(): Known {
    const state = this.#store.state();
    if (this.#known?.state !== state) {
      const divisions = this.#store.divisions().map((division) => ({ division, name: searchName(division.name) }));
      this.#known = {
        state,
        tree: treeOf(divisions.map(({ division }) => division)),
        divisions: divisions.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
        posts: this.#dictionaries
          .rows(DICTIONARY.posts)
          .rows.map(({ code, name }) => ({ code, name: searchName(name) })),
      };
    }
    return this.#known;
  }
}

const keyOf = ({ name }: NamedDivision): string => name.words.join(' ');

function isName({ words }: SearchTerm): boolean {
  return words.every((alternative) => alternative.every((word) => word.length >= SHORTEST && !/^\d+$/.test(word)));
}
