import type { ErrorCode } from '#shared/contract/errors.ts';
import type { LogFields } from '#shared/contract/host.ts';
import { DeskError, type Failure } from '#shared/contract/result.ts';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'SQLITE_FULL']);

function systemCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** What a user is told about an error nobody expected at the place it arose; KD-9001 when it is a bug. */
function codeOf(error: unknown): ErrorCode {
  const code = systemCode(error) ?? '';
  if (DISK_FULL.has(code) || code.startsWith('SQLITE_READONLY')) return 'KD-5004';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'KD-5002';
  return 'KD-9001';
}

export function failureOf(error: unknown, correlationId: string): Failure {
  if (!(error instanceof DeskError)) return { code: codeOf(error), correlationId };
  return {
    code: error.code,
    correlationId,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.params === undefined ? {} : { params: error.params }),
  };
}

/** Kind and place of an error for the log. Its message stays out: it may quote what somebody typed. */
export function traceOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name.slice(0, 80),
    systemCode: systemCode(error),
    frames: frames
      .slice(0, 8)
      .map((line) => line.trim().replace(/(?:file:\/\/)?\S*\//, ''))
      .join(' < '),
  };
}
