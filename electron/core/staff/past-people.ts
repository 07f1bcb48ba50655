import type { Employment, Person } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { type PersonLine, personLine } from './lines.ts';
import type { StaffStore } from './store.ts';

/** Fields of people that lists are ordered, searched and filtered by. */
export const LISTED_FIELDS = [
  'lastName',
  'firstName',
  'patronymic',
  'birthDate',
  'snils',
  'sex',
  'phone',
  'email',
] as const satisfies readonly (keyof Person)[];

/** What lists have of a person who was another one on a day. */
export type PastPerson = PersonLine & Pick<Person, 'sex' | 'phone' | 'email'>;

/** Values of {@link LISTED_FIELDS} at the end of a day that were changed since, by person; answered by the journal. */
export type PastListed = (onDay: string) => ReadonlyMap<EntityId, Readonly<Record<string, FieldValue>>>;

/** Everybody whom lists had otherwise at the end of a day: by another name, birth date or number. */
export function pastPeople(store: StaffStore, past: PastListed, onDay: string): PastPerson[] {
  const former = past(onDay);
  if (former.size === 0) return [];
  const ids = [...former.keys()];
  const works = new Map<EntityId, Employment[]>(ids.map((id) => [id, []]));
  for (const work of store.employmentsOf(ids)) works.get(work.personId)?.push(work);
  return store.people(ids).map((now) => {
    const person: Person = { ...now, ...(former.get(now.id) as Partial<Person>) };
    const { sex, phone, email } = person;
    return { ...personLine(person, works.get(now.id) ?? []), sex, phone, email };
  });
}
