import { organisation } from '#shared/contract/organisation.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { useSession } from '../../app/session.tsx';

/** For showing verbs only; the right itself is checked by core. */
export function useMayEditOrganisation(): boolean {
  return refusalOf(organisation.applyEdits, useSession().user) === null;
}
