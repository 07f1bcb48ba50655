import type { ErrorCode } from '#shared/contract/errors.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { staff } from '#shared/contract/staff.ts';
import { useSession } from '../../app/session.tsx';

/** Why this user may not edit people (another role, an unconfirmed account); null when they may. For showing verbs only. */
export function useEditRefusal(): ErrorCode | null {
  return refusalOf(staff.applyEdits, useSession().user);
}
