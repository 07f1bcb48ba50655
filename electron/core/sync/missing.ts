import { DeskError } from '#shared/contract/result.ts';
import type { Feed, Registry, RemoteChange } from '../registry/port.ts';
import { breathe } from './pages.ts';
import type { ShadowStore } from './shadow-store.ts';

/** Asked for in one go. */
const PIECE = 50;

/**
 * What the desk has and the shadow has not, as it is now: a list that is read page by page while others write may miss
 * what is there. Each piece has to be put into the shadow before the next is asked for.
 */
export async function* missingOf(
  { registry, shadow }: { readonly registry: Pick<Registry, 'read'>; readonly shadow: ShadowStore },
  feed: Feed,
  signal: AbortSignal,
): AsyncGenerator<readonly RemoteChange[]> {
  for (;;) {
    const ids = shadow.missing(feed, PIECE);
    if (ids.length === 0) return;
    const found = await registry.read(feed, ids, signal);
    if (found.some(({ remoteId }, index) => remoteId !== ids[index])) {
      throw new DeskError('KD-4003', { params: { detail: 'another resource than asked for' } });
    }
    yield found;
    await breathe(signal);
  }
}
