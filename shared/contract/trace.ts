import type { LogFields } from './host.ts';

/** The code a system call or SQLite gave an error, e.g. `ENOSPC`, `SQLITE_FULL`. */
export function systemCodeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** Kind and place of an error for the log. Its message stays out: it may quote what somebody typed. */
export function traceOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name.slice(0, 80),
    systemCode: systemCodeOf(error),
    frames: frames
      .slice(0, 8)
      .map((line) => line.trim().replace(/(?:file:\/\/)?\S*\//, ''))
      .join(' < '),
  };
}
