import type { OutputOf } from '#shared/contract/index.ts';
import type { staff } from '#shared/contract/staff.ts';
import { fullName } from '#shared/rules/names.ts';
import { normaliseSnils } from '#shared/rules/snils.ts';
import { foldText } from '#shared/text/fold.ts';
import type { StaffStore } from './store.ts';

type Duplicates = OutputOf<(typeof staff)['findDuplicates']>;

export interface Sought {
  readonly snils: string | null;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: string | null;
}

/**
 * People who may be the one about to be hired: the same СНИЛС, or the same last and first name with the same day of
 * birth (any day while it is not known on either side).
 */
export function findDuplicates(store: StaffStore, sought: Sought): Duplicates {
  const found = new Map<string, Duplicates['people'][number]>();
  const snils = sought.snils === null ? '' : normaliseSnils(sought.snils);
  const sameNumber = snils === '' ? [] : store.peopleBySnils([snils]).map(({ id }) => id);
  const sameName = namesakes(store, sought);
  for (const person of store.people([...sameNumber, ...sameName])) {
    const reason = sameNumber.includes(person.id) ? 'snils' : 'name';
    if (reason === 'name' && differ(person.birthDate, sought.birthDate)) continue;
    found.set(person.id, { personId: person.id, name: fullName(person), birthDate: person.birthDate, reason });
  }
  return { people: [...found.values()] };
}

function namesakes(store: StaffStore, { lastName, firstName }: Sought): string[] {
  const last = foldText(lastName);
  const first = foldText(firstName);
  return last === '' || first === '' ? [] : store.peopleByNameKey(`${last}\u0001${first}\u0001`);
}

function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}
