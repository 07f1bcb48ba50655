import type { ErrorCode } from '../contract/errors.ts';

/**
 * What a rule says about a value. An error is refused when typed and blocks a submission; a warning is unusual but
 * lawful: it is kept, shown and counted.
 */
export interface Finding {
  readonly code: ErrorCode;
  readonly severity: 'error' | 'warning';
  readonly params?: Readonly<Record<string, string | number>>;
}

export function error(code: ErrorCode, params?: Readonly<Record<string, string | number>>): Finding {
  return params === undefined ? { code, severity: 'error' } : { code, severity: 'error', params };
}

export function warning(code: ErrorCode, params?: Readonly<Record<string, string | number>>): Finding {
  return params === undefined ? { code, severity: 'warning' } : { code, severity: 'warning', params };
}
