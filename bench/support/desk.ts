import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { DeskError } from '#shared/contract/result.ts';
import type { Books } from '../../electron/core/book-parts.ts';
import { createBooks } from '../../electron/core/books.ts';
import { systemClock } from '../../electron/core/clock.ts';
import type { CallContext } from '../../electron/core/core.ts';
import { type Database, openDatabase } from '../../electron/core/db/open.ts';
import { systemIds } from '../../electron/core/ids.ts';
import type { Clock, Ids } from '../../electron/core/ports.ts';
import { noDictionaries } from '../../electron/core/registry/dictionaries.ts';
import { account } from '../../electron/core/test-books.ts';

/** An encrypted store on the disk. */
export interface StoreFile {
  readonly path: string;
  readonly key: Uint8Array;
}

/** The desk's own services over a real store, as in the program. */
export interface BenchDesk extends Books {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function newKey(): Uint8Array {
  return randomBytes(32);
}

export function openDesk({ path, key }: StoreFile): BenchDesk {
  const db = openDatabase(path, key);
  const clock = systemClock();
  const ids = systemIds();
  const noSigning = (): Promise<never> => Promise.reject(new DeskError('KD-3101'));
  const books = createBooks({
    db,
    clock,
    ids,
    emit: () => undefined,
    host: {
      openFile: async () => null,
      saveFile: async () => null,
      openFolder: async () => null,
      printToPdf: async () => new Uint8Array(),
      showPdf: async () => undefined,
      draftMail: async () => undefined,
    },
    dictionaryRegistry: noDictionaries('KD-1010'),
    temporary: tmpdir(),
    policy: () => ({ signingAuthorities: [], authorMayApprove: false }),
    bulletinPublishers: [],
    signing: { name: 'none', inspect: noSigning, sign: noSigning },
    verify: noSigning,
  });
  return { ...books, db, clock, ids };
}

/** A clerk of this store. */
export function clerkOf({ db, clock }: BenchDesk): CallContext {
  return account(db, clock, 'Кадровик', 'editor', null);
}
