import { z } from 'zod';
import type { SessionUser } from '#shared/contract/access.ts';
import { traceOf } from '#shared/contract/trace.ts';
import { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { Ports } from '../ports.ts';
import { emptyFolder } from './durable-file.ts';
import type { Tokens } from './tokens.ts';

/** The store while somebody has it open. */
export interface OpenSession {
  readonly db: Database;
  /** For read-only connections of workers. Filled with zeros at the end: pass copies only to what ends before. */
  readonly key: Uint8Array;
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

interface Current {
  readonly session: OpenSession & { user: SessionUser };
  readonly subject: string;
  readonly tokens: Tokens | null;
}

export interface SessionKeeper {
  current(): OpenSession | null;
  /** The account at the provider; null in training and while closed. */
  subject(): string | null;
  tokens(): Tokens | null;
  /** Takes over the database and the key, also when it fails. */
  open(session: OpenSession, subject: string, tokens: Tokens | null): Promise<void>;
  changeUser(user: SessionUser): void;
  /** Does nothing when nothing is open. */
  close(): Promise<void>;
}

/** Milliseconds. */
const CLOSING_LASTS = 10_000;

const Blob = z.object({ key: z.base64(), userId: EntityId });

/** For main to keep in memory, so that a core that was restarted opens the store without asking. */
function blobOf(session: OpenSession): Uint8Array {
  const key = Buffer.from(session.key).toString('base64');
  return Buffer.from(JSON.stringify({ key, userId: session.user.userId } satisfies z.infer<typeof Blob>));
}

export function readBlob(blob: Uint8Array): { readonly key: Uint8Array; readonly userId: EntityId } | null {
  try {
    const { key, userId } = Blob.parse(JSON.parse(Buffer.from(blob).toString('utf8')));
    return { key: Buffer.from(key, 'base64'), userId };
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

  function end(session: OpenSession): void {
    try {
      session.db.close();
    } finally {
      session.key.fill(0);
    }
  }

  return {
    current: () => current?.session ?? null,
    subject: () => (current === null || current.session.training !== null ? null : current.subject),
    tokens: () => current?.tokens ?? null,
    async open(given, subject, tokens) {
      const session = { ...given };
      try {
        await hooks.onOpen(session);
      } catch (error) {
        end(session);
        throw error;
      }
      current = { session, subject, tokens };
      // The training clinic lives in memory only: there is nothing a successor could open.
      if (session.training === null) await quietly('keep', () => host.keepSession({ blob: blobOf(session) }));
    },
    changeUser(user) {
      if (current !== null) current.session.user = user;
    },
    async close() {
      if (current === null) return;
      const { session } = current;
      current = null;
      await quietly('close', goodbye);
      await quietly('database', () => end(session));
      await quietly('forget', () => host.keepSession({ blob: null }));
      await quietly('temporary', () => emptyFolder(paths.temporary));
    },
  };
}
