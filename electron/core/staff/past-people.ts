import type { Employment, Person } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { endOfLocalDay } from '../clock.ts';
import type { Database } from '../db/open.ts';
import { pastValuesIn } from '../journal/past-values.ts';
import { type PersonLine, personLine } from './lines.ts';
import { StaffStore } from './store.ts';

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
export type PastPerson = PersonLine & Pick<Person, (typeof LISTED_FIELDS)[number]>;

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
    const { lastName, firstName, patronymic, sex, phone, email } = person;
    const line = personLine(person, works.get(now.id) ?? []);
    return { ...line, lastName, firstName, patronymic, sex, phone, email };
  });
}

/** The same over any connection, for reports. */
export function pastPeopleIn(db: Database, onDay: string): PastPerson[] {
  const values = pastValuesIn(db, 'person', LISTED_FIELDS);
  return pastPeople(new StaffStore(db), (day) => values.before(endOfLocalDay(day)), onDay);
}
