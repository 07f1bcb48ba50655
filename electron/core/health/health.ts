import { statSync } from 'node:fs';
import { ErrorCode } from '#shared/contract/errors.ts';
import type { Health, Unsent } from '#shared/contract/exchange.ts';
import type { Database } from '../db/open.ts';
import type { EndedJob } from '../notifications/facts.ts';
import type { Clock } from '../ports.ts';
import { HealthStore } from './store.ts';

export interface HealthParts {
  readonly db: Database;
  /** Of the store; null while it is in memory only. */
  readonly file: string | null;
  readonly clock: Pick<Clock, 'now'>;
}

const SHOWN_RUNS = 20;
const CANCELLED = 'KD-6002';

/** What the workstation carries: sizes on the disk, counts, how long jobs took, and what nobody else has. */
export interface HealthBook {
  read(): Health;
  unsent(): Unsent;
  jobEnded(job: EndedJob): void;
}

export function createHealth({ db, file, clock }: HealthParts): HealthBook {
  const store = new HealthStore(db);
  return {
    read() {
      const jobs = store.newestRuns(SHOWN_RUNS);
      return {
        ...store.counts(),
        databaseBytes: sizeOf(file),
        walBytes: sizeOf(file === null ? null : `${file}-wal`),
        jobs: jobs.map(({ code, ...run }) => ({ ...run, code: ErrorCode.safeParse(code).data ?? null })),
      };
    },
    unsent: () => store.unsent(),
    jobEnded({ method, milliseconds, result }) {
      const code = result.ok ? null : result.error.code;
      // Nobody learns from a job that was stopped how long it takes.
      if (code === CANCELLED) return;
      store.addRun({ method, endedAt: clock.now(), milliseconds: Math.round(milliseconds), code });
    },
  };
}

/** Bytes on the disk; 0 for a file that is not there. */
function sizeOf(file: string | null): number {
  return file === null ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
}
