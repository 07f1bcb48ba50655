import { useQuery } from '@tanstack/react-query';
import { api, call, keys } from '../../app/api.ts';

/** The card of a person as it stands today. */
export function useCard(personId: string) {
  return useQuery({
    queryKey: [keys.staff, 'card', personId, null],
    queryFn: () => call(api().staff.card({ personId })),
  });
}
