import type { CopyPage } from '../sync/copies.ts';
import { openThread, runInThread } from '../threads.ts';
import { newKey, type PackageKey } from './passphrase.ts';
import type { OpenedPackage, SealTask } from './seal-worker.ts';
import type { Sealed } from './unpack.ts';
import type { SealedPages } from './volumes.ts';

/** What seals and opens packages: the work that takes long. */
export interface PackageBox {
  /** @throws DeskError what `unseal` and `readDocuments` throw · KD-6002 when the signal stops it */
  open(sealed: Sealed, passphrase: string, signal: AbortSignal): Promise<OpenedPackage>;
  /** @param signal ends it, too */
  openPages(signal: AbortSignal): PageOpener;
  newKey(passphrase: string): Promise<PackageKey>;
  /** Writes a file that nobody reads without the passphrase. @throws DeskError KD-6001 · KD-6002 */
  write(task: Omit<Extract<SealTask, { do: 'pack' }>, 'do'>, signal: AbortSignal): Promise<void>;
}

/** Opens the pages of one package, some after some: starting a thread takes longer than opening a page. */
export interface PageOpener {
  /** Not before the call before has answered. @throws DeskError what `openVolumes` throws · KD-6002 */
  open(pages: SealedPages): Promise<CopyPage[]>;
  close(): void;
}

const LIMITS = { maxOldGenerationSizeMb: 1024 } as const;
const WORKER = 'packages/seal-worker';

/** In a thread of its own, with a bound on its memory. */
export const threadBox: PackageBox = {
  open: (sealed, passphrase, signal) =>
    runInThread<OpenedPackage>(
      WORKER,
      { do: 'open', sealed, passphrase } satisfies SealTask,
      LIMITS,
      'KD-6402',
      signal,
    ),
  openPages(signal) {
    const thread = openThread(WORKER, LIMITS, 'KD-6402', signal);
    return {
      open: (pages) => thread.ask<CopyPage[]>({ do: 'pages', pages } satisfies SealTask),
      close: () => thread.end(),
    };
  },
  newKey,
  async write(task, signal) {
    await runInThread<null>(WORKER, { do: 'pack', ...task } satisfies SealTask, LIMITS, 'KD-6001', signal);
  },
};
