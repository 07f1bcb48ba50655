import { z } from 'zod';
import { RequestState } from '../domain/states.ts';
import { EntityId } from '../domain/values.ts';
import { query } from './define.ts';

/** What is searched, in the order in which equally good finds are shown. */
export const SEARCH_KINDS = ['person', 'division', 'request'] as const;
export const SearchKind = z.enum(SEARCH_KINDS);
export type SearchKind = z.infer<typeof SearchKind>;

/** More of one kind are neither counted nor shown: the text has to say more. */
export const FOUND_AT_MOST = 500;

/** How well it fits: 0 the whole name or number, 1 its beginning, 2 words anywhere. */
const Fits = z.number().int().min(0).max(2);

export const FoundPerson = z.object({
  id: EntityId,
  fit: Fits,
  name: z.string(),
  snils: z.string().nullable(),
  personnelNumber: z.string().nullable(),
  post: z.string().nullable(),
  division: z.string().nullable(),
  /** False for those who have left. */
  employed: z.boolean(),
});
export type FoundPerson = z.infer<typeof FoundPerson>;

export const FoundDivision = z.object({
  id: EntityId,
  fit: Fits,
  name: z.string(),
  /** Names of the divisions above, the highest first. */
  path: z.array(z.string()),
  closed: z.boolean(),
});
export type FoundDivision = z.infer<typeof FoundDivision>;

export const FoundRequest = z.object({
  id: EntityId,
  fit: Fits,
  number: z.number().int(),
  state: RequestState,
  author: z.string(),
});
export type FoundRequest = z.infer<typeof FoundRequest>;

/** @returns one page of the finds of a kind; `total` is at most {@link FOUND_AT_MOST} */
function page<T extends z.ZodType>(found: T) {
  return z.object({ total: z.number().int(), found: z.array(found) });
}

export const search = {
  /**
   * People by name in any order, СНИЛС or its last digits, personnel number, post and division; divisions by name;
   * requests by number, author and whom they are about. The best come first.
   */
  find: query(
    'signed-in',
    z.object({
      text: z.string().max(200),
      /** Everything when not given. */
      kinds: z.array(SearchKind).min(1).max(SEARCH_KINDS.length).optional(),
      offset: z.number().int().min(0).max(FOUND_AT_MOST).default(0),
      limit: z.number().int().min(1).max(100).default(8),
    }),
    z.object({
      /** What was looked for in the end: the text, or what its keys give on the other layout. */
      text: z.string(),
      person: page(FoundPerson),
      division: page(FoundDivision),
      request: page(FoundRequest),
    }),
  ),
};
export type SearchFinds = z.output<typeof search.find.output>;
