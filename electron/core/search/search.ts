import type { Handlers } from '#shared/contract/index.ts';
import type { FoundDivision, FoundPerson, FoundRequest, SearchFinds } from '#shared/contract/search.ts';
import { FOUND_AT_MOST, SEARCH_KINDS, type SearchKind } from '#shared/contract/search.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { Role } from '#shared/domain/states.ts';
import { isClosed } from '#shared/rules/division-tree.ts';
import { fullName } from '#shared/rules/names.ts';
import { listedSnils } from '#shared/rules/snils.ts';
import {
  FIT,
  fitOf,
  otherLayout,
  type SearchTerm,
  SHORTEST_END,
  searchName,
  searchTerms,
} from '#shared/text/search-words.ts';
import { firstLetters, spelledBeginning } from '#shared/text/transliterate.ts';
import type { CallContext } from '../core.ts';
import type { Dictionaries } from '../dictionaries/dictionaries.ts';
import type { Clock } from '../ports.ts';
import { numericKey } from '../staff/lines.ts';
import { Places } from './places.ts';
import type { PeopleTerm, SearchStore } from './store.ts';

export interface SearchParts {
  readonly store: SearchStore;
  readonly dictionaries: Dictionaries;
  readonly clock: Clock;
}

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** So many people are looked up for the requests that are about them. */
const PEOPLE_OF_REQUESTS = 50;
/** A Latin beginning that fits more Russian ones than these is no name. */
const SPELLINGS = 20;
/** Digits of a СНИЛС. */
const WHOLE_SNILS = 11;

/** One search over people, divisions and requests. */
export function createSearch({ store, dictionaries, clock }: SearchParts): Handlers<'search', CallContext> {
  const places = new Places(store, dictionaries);

  /** Beginnings of Russian words that a Latin one may stand for, as far as there are such words. */
  function spellings(sound: string): string[] {
    const found = new Set<string>();
    for (const word of firstLetters(sound).flatMap((letter) => store.wordsFrom(letter))) {
      const beginning = spelledBeginning(word, sound);
      if (beginning !== null) found.add(beginning);
    }
    return found.size > SPELLINGS ? [] : [...found];
  }

  function termOf(term: SearchTerm): PeopleTerm {
    const { words, sound } = term;
    const spelled = sound === null ? [] : spellings(sound);
    const number = words[0]?.length === 1 ? (words[0][0] ?? '') : '';
    const isEnd = /^\d+$/.test(number) && number.length >= SHORTEST_END && number.length < WHOLE_SNILS;
    return {
      words: [...words, ...spelled.map((word) => [word])],
      postCodes: places.postsOf(term),
      divisionIds: places.divisionsOf(term),
      end: isEnd ? number : null,
    };
  }

  function findPeople(terms: readonly SearchTerm[], page: Page): { total: number; found: FoundPerson[] } {
    const asked = terms.map(termOf);
    const single = asked.flatMap(({ words }) => words.flatMap((of) => (of.length === 1 ? of : [])));
    const rows = store.people({
      terms: asked,
      names: single.filter((word) => !/^\d/.test(word)),
      numbers: single.flatMap((word) => [word, numericKey(word)]),
      ...page,
    });
    const found = rows.map((row) => ({
      id: row.id,
      fit: row.fit,
      name: fullName(row),
      snils: row.snils,
      personnelNumber: row.personnelNumber,
      post: row.postCode === null ? null : (dictionaries.find(DICTIONARY.posts, row.postCode)?.name ?? null),
      division: places.nameOf(row.divisionId),
      employed: row.employed === 1,
    }));
    return { total: rows[0]?.total ?? 0, found };
  }

  function findDivisions(terms: readonly SearchTerm[]): FoundDivision[] {
    const today = clock.today();
    return best(
      places.divisions().flatMap(({ division, name }) => {
        const fit = fitOf(name, terms);
        const { id } = division;
        return fit === null
          ? []
          : [{ id, fit, name: division.name, path: places.pathOf(id), closed: isClosed(division, today) }];
      }),
      (a, b) => Number(a.closed) - Number(b.closed),
    );
  }

  /** By number and author, and behind these whatever is about the people found, where they are few. */
  function findRequests(
    terms: readonly SearchTerm[],
    people: { readonly total: number; readonly found: readonly FoundPerson[] },
  ): FoundRequest[] {
    const few = people.total <= people.found.length ? people.found : [];
    const among = new Set(store.requestsAbout(few.map(({ id }) => id)));
    const authors = new Map<string, ReturnType<typeof searchName>>();
    return best(
      store.requests().flatMap((request) => {
        const { author } = request;
        const name = authors.get(author) ?? searchName(author);
        authors.set(author, name);
        const number = fitOf(searchName(String(request.number)), terms);
        if (number !== null) return [{ ...request, fit: number }];
        return fitOf(name, terms) === null && !among.has(request.id) ? [] : [{ ...request, fit: FIT.words }];
      }),
      (a, b) => b.number - a.number,
    );
  }

  function find(text: string, kinds: readonly SearchKind[], page: Page): SearchFinds {
    const terms = searchTerms(text);
    const none = { total: 0, found: [] };
    if (terms.length === 0) return { text, person: none, division: none, request: none };
    const asks = (kind: SearchKind): boolean => kinds.includes(kind);
    const isFirst = page.offset === 0;
    const first = { offset: 0, limit: Math.max(page.limit, PEOPLE_OF_REQUESTS) };
    const people = asks('request') || (asks('person') && isFirst) ? findPeople(terms, first) : none;
    const shown = isFirst ? { ...people, found: people.found.slice(0, page.limit) } : findPeople(terms, page);
    return {
      text,
      person: asks('person') ? shown : none,
      division: asks('division') ? paged(findDivisions(terms), page) : none,
      request: asks('request') ? paged(findRequests(terms, people), page) : none,
    };
  }

  return {
    find({ text, kinds = SEARCH_KINDS, ...page }, { user }) {
      const role = user?.role ?? null;
      const finds = find(text, kinds, page);
      const other = isEmpty(finds) ? otherLayout(text) : null;
      const otherFinds = other === null ? finds : find(other, kinds, page);
      return listed(isEmpty(otherFinds) ? finds : otherFinds, role);
    },
  };
}

/** As the role of the reader may see them in a list. */
function listed({ person, ...finds }: SearchFinds, role: Role | null): SearchFinds {
  const found = person.found.map((one) => ({ ...one, snils: listedSnils(one.snils, role) }));
  return { ...finds, person: { ...person, found } };
}

function isEmpty(finds: SearchFinds): boolean {
  return SEARCH_KINDS.every((kind) => finds[kind].total === 0);
}

/** The best fits first, then by the order given, then by name or number as they came. */
function best<T extends { readonly fit: number }>(found: readonly T[], then: (a: T, b: T) => number): T[] {
  return found.toSorted((a, b) => a.fit - b.fit || then(a, b)).slice(0, FOUND_AT_MOST);
}

function paged<T>(all: readonly T[], { offset, limit }: Page): { total: number; found: T[] } {
  return { total: all.length, found: all.slice(offset, offset + limit) };
}
