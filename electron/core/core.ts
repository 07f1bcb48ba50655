import type { SessionUser } from '#shared/contract/access.ts';
import type { AreaName, Handlers } from '#shared/contract/index.ts';
import type { EndedJob } from './notifications/facts.ts';

/** What a handler knows about the call besides its input. */
export interface CallContext {
  /** Null only in methods open to `anyone`. */
  readonly user: SessionUser | null;
  /** Aborted when the caller cancels the job, the store is locked, or the program ends. */
  readonly signal: AbortSignal;
  /** Tells the windows how far a job is; may be called as often as one likes. */
  readonly progress: (done: number, total: number | null) => void;
  /** The id found in the log and in the failure that a user reads. */
  readonly correlationId: string;
  /** Before a sensitive act. @throws DeskError KD-1016 unless the user entered the PIN again not long ago */
  readonly stepUp: () => void;
}

/** Areas answered by core's services: `desktop` is answered by main, `jobs` by the dispatcher itself. */
export type CoreArea = Exclude<AreaName, 'desktop' | 'jobs'>;
export type CoreHandlers = { readonly [A in CoreArea]: Handlers<A, CallContext> };

/** All of core's services put together by `compose`. */
export interface Core {
  readonly handlers: CoreHandlers;
  /** The way in has been looked at, and a store that was open before a fall is open again. Never rejects. */
  readonly ready: Promise<void>;
  /** Who has the store open; null when it is closed. The dispatcher checks rights by it. */
  session(): SessionUser | null;
  /** Which opening of which store this is; null when it is closed. */
  sessionId(): string | null;
  /** See {@link CallContext.stepUp}. */
  stepUp(): void;
  /** The operating system gained or lost the network. */
  online(online: boolean): void;
  /** @returns whether an open store closes now */
  lock(cause: 'idle' | 'screen' | 'suspend'): boolean;
  /** Where the file of a finished report lies, null when unknown; main shows it in the file manager. */
  reportFile(runId: string): string | null;
  /** A call of kind `job` was answered. */
  jobEnded(job: EndedJob): void;
  dispose(): Promise<void>;
}
