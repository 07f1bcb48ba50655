import { DeskError } from '#shared/contract/result.ts';
import type { Feed, PullPage, Registry } from '../registry/port.ts';
import type { CursorRow } from './store.ts';

/** Pages of one feed in one pull; more is no feed but a trap. */
export const MOST_PAGES = 20_000;
/** Pages in a row that bring nothing and promise more. */
const MOST_EMPTY = 100;

/**
 * The pages of a feed from a cursor, or from the page where an earlier pull was stopped. While one is worked at the next
 * is on its way.
 *
 * @throws DeskError of the registry; KD-4003 when the pages do not end; KD-6002 when aborted
 */
export async function* pagesOf(
  registry: Pick<Registry, 'pull'>,
  feed: Feed,
  { cursor, page: first }: CursorRow,
  signal: AbortSignal,
): AsyncGenerator<PullPage> {
  const seen = new Set<string>();
  let empty = 0;
  let coming = registry.pull(feed, cursor, first, signal);
  for (;;) {
    const page = await coming;
    if (signal.aborted) throw new DeskError('KD-6002');
    const { nextPage } = page;
    if (nextPage !== null) {
      empty = page.changes.length === 0 ? empty + 1 : 0;
      if (seen.has(nextPage) || seen.size >= MOST_PAGES || empty >= MOST_EMPTY) throw endless();
      seen.add(nextPage);
      coming = registry.pull(feed, cursor, nextPage, signal);
      coming.catch(() => undefined);
    }
    yield page;
    if (nextPage === null) return;
    await breathe(signal);
  }
}

const ENDLESS = 'pages lead in a ring';

export function endless(): DeskError {
  return new DeskError('KD-4003', { params: { detail: ENDLESS } });
}

/** The page to go on from leads nowhere: the next pull begins anew from the last good cursor. */
export function isEndless(error: unknown): boolean {
  return error instanceof DeskError && error.params?.detail === ENDLESS;
}

/** Lets the windows' questions in. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new DeskError('KD-6002');
}
