import { organisation } from '#shared/contract/organisation.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { useOnDay } from '../../app/on-day.tsx';
import { useSession } from '../../app/session.tsx';

/** For showing verbs only; the right itself is checked by core. Another day than today is only looked at. */
export function useMayEditOrganisation(): boolean {
  const { onDay } = useOnDay();
  return refusalOf(organisation.applyEdits, useSession().user) === null && onDay === null;
}
