import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { FOUND_AT_MOST, type SearchKind } from '#shared/contract/search.ts';
import { searchTerms } from '#shared/text/search-words.ts';
import { api, call } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useSession } from '../app/session.tsx';
import { useStaffViews } from '../app/staff-views.ts';
import {
  type FoundGroup,
  findCommands,
  findViews,
  groupOf,
  groupsOf,
  listedCommands,
  listedViews,
  SHOWN_OF_EACH,
} from './found.ts';

export interface Finds {
  readonly groups: readonly FoundGroup[];
  /** What was looked for in the end: on another layout perhaps. */
  readonly text: string;
  /** The groups are those of the text, not of the one before. */
  readonly isSettled: boolean;
  readonly error: unknown;
  readonly more: (() => void) | null;
}

/** Asked anew each time: what was found before may look different now. */
const FRESH = { staleTime: 0, gcTime: 0, placeholderData: keepPreviousData } as const;
const PAGE = 50;
/** Only commands are searched by what follows. */
const COMMANDS_ONLY = '>';

/** A few of everything. */
export function useFinds(text: string, enabled: boolean): Finds {
  const texts = useMessages();
  const { user } = useSession();
  const commandsOnly = text.trimStart().startsWith(COMMANDS_ONLY);
  const asked = commandsOnly ? text.trimStart().slice(COMMANDS_ONLY.length) : text;
  const listed = useMemo(() => listedCommands(texts, user.role), [texts, user.role]);
  const { views } = useStaffViews();
  const listedOwn = useMemo(() => listedViews(texts, views), [texts, views]);
  const isEmpty = searchTerms(asked).length === 0;
  const query = useQuery({
    queryKey: ['search', asked],
    queryFn: () => call(api().search.find({ text: asked, limit: SHOWN_OF_EACH })),
    enabled: enabled && !isEmpty && !commandsOnly,
    ...FRESH,
  });
  const commands = useMemo(
    () =>
      isEmpty && commandsOnly
        ? listed.map((command) => ({ ...command, fit: 0 as const }))
        : findCommands(listed, asked),
    [listed, asked, isEmpty, commandsOnly],
  );
  const groups = useMemo(
    () =>
      commandsOnly
        ? commandGroup(commands)
        : groupsOf(commands, findViews(listedOwn, asked), isEmpty ? undefined : query.data),
    [commands, commandsOnly, listedOwn, asked, isEmpty, query.data],
  );
  return {
    groups,
    text: isEmpty || commandsOnly ? asked : (query.data?.text ?? asked),
    isSettled: isEmpty || commandsOnly || !(query.isPlaceholderData || query.isPending),
    error: query.error,
    more: null,
  };
}

function commandGroup(commands: ReturnType<typeof findCommands>): FoundGroup[] {
  const found = commands.map((of) => ({ kind: 'command' as const, of }));
  return found.length === 0 ? [] : [{ kind: 'command', found, total: found.length }];
}

/** Everything of one kind, page by page. */
export function useAllFinds(text: string, kind: SearchKind | null): Finds {
  const query = useInfiniteQuery({
    queryKey: ['search', 'all', kind, text],
    queryFn: ({ pageParam }) =>
      call(api().search.find({ text, kinds: kind === null ? undefined : [kind], offset: pageParam, limit: PAGE })),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, offset) => {
      const next = offset + PAGE;
      return kind !== null && next < Math.min(last[kind].total, FOUND_AT_MOST) ? next : undefined;
    },
    enabled: kind !== null && searchTerms(text).length > 0,
    ...FRESH,
  });
  const groups = useMemo(() => {
    const pages = kind === null ? [] : (query.data?.pages ?? []).map((page) => groupOf(kind, page));
    const [first] = pages;
    return first === undefined || first.total === 0 ? [] : [{ ...first, found: pages.flatMap(({ found }) => found) }];
  }, [query.data, kind]);
  return {
    groups,
    text: query.data?.pages[0]?.text ?? text,
    isSettled: !query.isPlaceholderData && !query.isPending,
    error: query.error,
    more: query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null,
  };
}
