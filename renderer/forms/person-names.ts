import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FieldValue } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { api, call, keys } from '../app/api.ts';

/** References to a person: there are too many people for a list of choices. */
export const PERSON_FIELDS: ReadonlySet<string> = new Set(['headPersonId']);

interface Referring {
  readonly field: string | null;
  readonly from?: FieldValue;
  readonly to?: FieldValue;
}

/** «Иванова Мария Петровна» of everybody whom changes of fields refer to, by id; who is not there any more is left out. */
export function usePersonNames(changes: readonly Referring[]): ReadonlyMap<FieldValue, string> {
  const ids = changes
    .filter(({ field }) => PERSON_FIELDS.has(field?.split('.').at(-1) ?? ''))
    .flatMap(({ from, to }) => [from, to])
    .filter((id) => typeof id === 'string');
  const personIds = [...new Set(ids)].sort();
  const { data } = useQuery({
    queryKey: [keys.staff, 'names', personIds],
    queryFn: () => call(api().staff.rowsOf({ personIds })),
    enabled: personIds.length > 0,
    placeholderData: keepPreviousData,
  });
  return new Map(data?.rows.map((row) => [row.personId, fullName(row)]));
}
