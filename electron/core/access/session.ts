import { z } from 'zod';
import type { DeskOrganisation, SessionUser } from '#shared/contract/access.ts';
import { traceOf } from '#shared/contract/trace.ts';
import { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { Ports } from '../ports.ts';
import { emptyFolder } from './durable-file.ts';
import type { Entry } from './stage.ts';
import type { Tokens } from './tokens.ts';

/** The store while somebody has it open. */
export interface OpenSession {
  readonly sessionId: EntityId;
  readonly storeId: EntityId;
  readonly db: Database;
  /**
   * For read-only connections of workers; null in the training clinic, which lives in memory. The key is filled with
   * zeros at the end: pass copies only to what ends before.
   */
  readonly file: { readonly path: string; readonly key: Uint8Array } | null;
  /** As of now: a new sign-in or a renewed token may change role and name while the session lasts. */
  readonly user: SessionUser;
  /** How many people to generate, when this is the training clinic; else null. */
  readonly training: { readonly people: number } | null;
}

/** What the rest of core does when the store opens and closes. */
export interface AccessHooks {
  /** Before anybody may call; what it throws keeps the store closed. */
  onOpen(session: OpenSession): void | Promise<void>;
  /** Nobody may call any more; the database is closed when it is done. */
  onClose(): void | Promise<void>;
}

/** What only the way in knows of a session. */
export interface Behind {
  /** The account at the provider. */
  readonly subject: string;
  readonly tokens: Tokens;
  /** Filled with zeros at the end. */
  readonly masterKey: Uint8Array;
  readonly organisations: readonly DeskOrganisation[];
}

interface Current {
  readonly session: OpenSession & { user: SessionUser };
  readonly behind: Behind | null;
}

export interface SessionKeeper {
  current(): OpenSession | null;
  /** Null in training and while closed. */
  behind(): Behind | null;
  /** Takes over the database and the keys, also when it fails. @param behind null in training */
  open(session: OpenSession, behind: Behind | null): Promise<void>;
  changeUser(user: SessionUser): void;
  /** Does nothing when nothing is open. */
  close(): Promise<void>;
}

/** Milliseconds. */
const CLOSING_LASTS = 10_000;

const Blob = z.object({ key: z.base64(), userId: EntityId, storeId: EntityId, sessionId: EntityId });

/** For main to keep in memory, so that a core that was restarted opens the store without asking. */
function blobOf({ sessionId, storeId, user }: OpenSession, { masterKey }: Behind): Uint8Array {
  const key = Buffer.from(masterKey).toString('base64');
  return Buffer.from(JSON.stringify({ key, userId: user.userId, storeId, sessionId } satisfies z.infer<typeof Blob>));
}

export function readBlob(blob: Uint8Array): Required<Omit<Entry, 'signedIn'>> | null {
  try {
    const { key, ...place } = Blob.parse(JSON.parse(Buffer.from(blob).toString('utf8')));
    return { ...place, key: Buffer.from(key, 'base64') };
  } catch {
    return null;
  }
}

type Parts = Pick<Ports, 'clock' | 'host' | 'log' | 'paths'> & { readonly hooks: AccessHooks };

export function createSessionKeeper({ clock, host, log, paths, hooks }: Parts): SessionKeeper {
  let current: Current | null = null;

  async function quietly(what: string, work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error('access.session.failed', { what, ...traceOf(error) });
    }
  }

  /** The rest of core gets so long to put its work down: a store that must be locked does not wait for a network. */
  function goodbye(): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = clock.after(CLOSING_LASTS, () => reject(new Error('services did not close in time')));
      Promise.resolve()
        .then(() => hooks.onClose())
        .then(resolve, reject)
        .finally(stop);
    });
  }

  function end(session: OpenSession, behind: Behind | null): void {
    try {
      session.db.close();
    } finally {
      session.file?.key.fill(0);
      behind?.masterKey.fill(0);
    }
  }

  return {
    current: () => current?.session ?? null,
    behind: () => current?.behind ?? null,
    async open(given, behind) {
      const session = { ...given };
      try {
        await hooks.onOpen(session);
      } catch (error) {
        end(session, behind);
        throw error;
      }
      current = { session, behind };
      // The training clinic lives in memory only: there is nothing a successor could open.
      if (behind !== null) await quietly('keep', () => host.keepSession({ blob: blobOf(session, behind) }));
    },
    changeUser(user) {
      if (current !== null) current.session.user = user;
    },
    async close() {
      if (current === null) return;
      const { session, behind } = current;
      current = null;
      await quietly('close', goodbye);
      await quietly('database', () => end(session, behind));
      await quietly('forget', () => host.keepSession({ blob: null }));
      await quietly('temporary', () => emptyFolder(paths.temporary));
    },
  };
}
