import type { Role } from '../domain/states.ts';
import type { Method } from './define.ts';
import type { ErrorCode } from './errors.ts';

/**
 * Why this person may not call this method, null when they may. An account that the sign-in provider has not confirmed
 * reads like its role but changes nothing that a role is needed for.
 */
export function refusalOf(
  method: Pick<Method, 'kind' | 'access'>,
  user: { readonly role: Role; readonly confirmed: boolean } | null,
): ErrorCode | null {
  if (method.access === 'anyone') return null;
  if (user === null) return 'KD-1001';
  if (method.access === 'signed-in') return null;
  if (!method.access.includes(user.role)) return 'KD-1002';
  return method.kind === 'command' && !user.confirmed ? 'KD-1007' : null;
}
