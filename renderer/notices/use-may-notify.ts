import { notices } from '#shared/contract/notices.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { useSession } from '../app/session.tsx';

/** For showing verbs; the right itself is checked by the core. */
export function useMayNotify(): boolean {
  return refusalOf(notices.mail, useSession().user) === null;
}
