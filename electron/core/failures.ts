import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError, type Failure } from '#shared/contract/result.ts';
import { systemCodeOf } from '#shared/contract/trace.ts';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'SQLITE_FULL']);

/** What a user is told about an error nobody expected at the place it arose; KD-9001 when it is a bug. */
function codeOf(error: unknown): ErrorCode {
  const code = systemCodeOf(error) ?? '';
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
