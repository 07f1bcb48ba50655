import type { Log } from '../../electron/core/ports.ts';
import type { Feed, PullPage, Registry } from '../../electron/core/registry/port.ts';
import { createSync } from '../../electron/core/sync/sync.ts';
import { openDesk, type StoreFile } from './desk.ts';
import { timed } from './measure.ts';

export const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Fills a new store from a registry by the program's own exchange.
 * @returns milliseconds from the first question to the registry until the last page is on the disk
 */
export async function firstPull(file: StoreFile, registry: Registry): Promise<number> {
  const desk = openDesk(file);
  try {
    const { db, clock, ids } = desk;
    const ports = { clock, ids, log: SILENT, emit: () => undefined };
    const sync = createSync({ db, ports, books: desk, registry, syncEverySeconds: 0, training: true });
    const took = await timed(() => sync.start());
    const { complete, error } = await sync.handlers.state({}, NOBODY);
    await sync.dispose();
    if (!complete || error !== null) throw new Error(`the pull failed: ${JSON.stringify(error)}`);
    return took;
  } finally {
    desk.db.close();
  }
}

const NOBODY = {
  user: null,
  signal: new AbortController().signal,
  progress: () => undefined,
  correlationId: '',
  stepUp: () => undefined,
};

/** The same registry with every page made beforehand: making up people is no work of the desk. */
export async function premade(registry: Registry): Promise<Registry> {
  const pages = new Map<string, PullPage>();
  const keyOf = (feed: Feed, page: string | null): string => `${feed.name} ${page}`;
  for (const feed of registry.feeds) {
    let at: string | null = null;
    do {
      const page: PullPage = await registry.pull(feed, null, at, NOBODY.signal);
      pages.set(keyOf(feed, at), page);
      at = page.nextPage;
    } while (at !== null);
  }
  return {
    ...registry,
    async pull(feed, cursor, page) {
      const known = pages.get(keyOf(feed, page));
      if (known === undefined || cursor !== null) throw new Error('only a first pull is made beforehand');
      return known;
    },
  };
}
