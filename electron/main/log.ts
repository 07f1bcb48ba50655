import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFields, LogLevel } from '#shared/contract/host.ts';

export interface Log {
  write(level: LogLevel, event: string, fields?: LogFields): void;
  close(): void;
}

export interface LogPlace {
  readonly folder: string;
  readonly now: () => Date;
  /** Size of a file in bytes at which the next one is begun. */
  readonly maxBytes?: number;
  /** How many files there are at most, the current one included. */
  readonly maxFiles?: number;
}

const FIVE_MEGABYTES = 5 * 1024 * 1024;

/**
 * JSON lines in `kartoteka.log`, older ones in `kartoteka.1.log` … `kartoteka.9.log`. Ids, codes and counts only; the
 * type of the fields keeps objects out. A log that cannot be written never stops the program.
 */
export function createLog({ folder, now, maxBytes = FIVE_MEGABYTES, maxFiles = 10 }: LogPlace): Log {
  const file = (number: number) => join(folder, number === 0 ? 'kartoteka.log' : `kartoteka.${number}.log`);
  let descriptor: number | undefined;
  let size = 0;

  function open(): number {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = openSync(file(0), 'a', 0o600);
    size = fstatSync(opened).size;
    return opened;
  }

  function rotate(): void {
    close();
    for (let number = maxFiles - 2; number >= 0; number--) {
      try {
        renameSync(file(number), file(number + 1));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
    }
  }

  function close(): void {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  }

  return {
    write(level, event, fields = {}) {
      const line = Buffer.from(`${JSON.stringify({ at: now().toISOString(), level, event, ...fields })}\n`);
      try {
        descriptor ??= open();
        if (size > 0 && size + line.length > maxBytes) {
          rotate();
          descriptor = open();
        }
        size += writeSync(descriptor, line);
      } catch {
        descriptor = undefined;
      }
    },
    close,
  };
}
