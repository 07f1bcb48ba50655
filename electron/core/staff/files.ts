import type { Issue } from '#shared/contract/staff.ts';
import type {
  Award,
  Category,
  Credential,
  Education,
  Employment,
  IdentityDocument,
  InsurancePolicy,
  Leave,
  Military,
  NmoRecord,
  Person,
  PersonAddress,
  Society,
} from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { checkEntity, type EntityContext, type FieldFinding, isOpen } from '#shared/rules/check-entity.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { fullName } from '#shared/rules/names.ts';
import { hasBegun } from '#shared/rules/on-day.ts';
import type { Revised, StaffStore } from './store.ts';

/** Everything of one person, with the employment that stands for them first. */
export interface PersonFile {
  readonly person: Revised<Person>;
  readonly employments: readonly Revised<Employment>[];
  readonly credentials: readonly Revised<Credential>[];
  readonly educations: readonly Revised<Education>[];
  readonly categories: readonly Revised<Category>[];
  readonly awards: readonly Revised<Award>[];
  readonly documents: readonly Revised<IdentityDocument>[];
  readonly addresses: readonly Revised<PersonAddress>[];
  readonly militaries: readonly Revised<Military>[];
  readonly societies: readonly Revised<Society>[];
  readonly nmos: readonly Revised<NmoRecord>[];
  readonly policies: readonly Revised<InsurancePolicy>[];
  /** Absences of all employments. */
  readonly leaves: readonly Revised<Leave>[];
}

type Open = { -readonly [K in keyof PersonFile]: PersonFile[K] extends readonly (infer T)[] ? T[] : PersonFile[K] };

function emptyFile(person: Revised<Person>): Open {
  return {
    person,
    employments: [],
    credentials: [],
    educations: [],
    categories: [],
    awards: [],
    documents: [],
    addresses: [],
    militaries: [],
    societies: [],
    nmos: [],
    policies: [],
    leaves: [],
  };
}

/**
 * Reads whole files in a few statements, whatever their number. People who are not there are left out.
 *
 * @param day the one on which the first employment stands for its person, `YYYY-MM-DD`
 */
export function readFiles(store: StaffStore, ids: readonly EntityId[], day: string): Map<EntityId, PersonFile> {
  const files = new Map<EntityId, Open>();
  for (const person of store.people(ids)) files.set(person.id, emptyFile(person));
  for (const employment of store.employmentsOf(ids)) files.get(employment.personId)?.employments.push(employment);
  for (const credential of store.credentialsOf(ids)) files.get(credential.personId)?.credentials.push(credential);
  for (const one of store.recordsOf('education', ids)) files.get(one.personId)?.educations.push(one);
  for (const one of store.recordsOf('category', ids)) files.get(one.personId)?.categories.push(one);
  for (const one of store.recordsOf('award', ids)) files.get(one.personId)?.awards.push(one);
  for (const one of store.recordsOf('document', ids)) files.get(one.personId)?.documents.push(one);
  for (const one of store.recordsOf('address', ids)) files.get(one.personId)?.addresses.push(one);
  for (const one of store.recordsOf('military', ids)) files.get(one.personId)?.militaries.push(one);
  for (const one of store.recordsOf('society', ids)) files.get(one.personId)?.societies.push(one);
  for (const one of store.recordsOf('nmo', ids)) files.get(one.personId)?.nmos.push(one);
  for (const one of store.recordsOf('policy', ids)) files.get(one.personId)?.policies.push(one);
  for (const { $person, ...one } of store.leavesOf(ids)) files.get($person)?.leaves.push(one);
  for (const { employments } of files.values()) {
    if (employments.length > 1) employments.sort((a, b) => byStanding(a, b, day));
  }
  return files;
}

/** НСИ 2.1.1.209: 1 is the main post. */
const MAIN = '1';

/** Who works before who comes later before who has left; main before others, later before earlier. */
function byStanding(a: Employment, b: Employment, day: string): number {
  const open = Number(isOpen(b, day)) - Number(isOpen(a, day));
  if (open !== 0) return open;
  const begun = Number(hasBegun(b.beginDate, day)) - Number(hasBegun(a.beginDate, day));
  if (begun !== 0) return begun;
  const main = Number(b.positionType === MAIN) - Number(a.positionType === MAIN);
  if (main !== 0) return main;
  const [later, earlier] = [b.beginDate ?? '', a.beginDate ?? ''];
  if (later !== earlier) return later > earlier ? 1 : -1;
  return a.id > b.id ? -1 : 1;
}

/** Other people who have a number of a file, for the rules that a number has one owner. */
export type Sharers = Pick<Required<EntityContext>, 'snilsOwner' | 'numberSharer'>;

/** @param day employments that ended before it share no number, `YYYY-MM-DD` */
export function sharersOf(store: StaffStore, files: ReadonlyMap<EntityId, PersonFile>, day: string): Sharers {
  const sharers = new Map(
    store.sharersOfNumbers([...files.keys()], day).map((other) => [other.employmentId, fullName(other)]),
  );
  return {
    snilsOwner: snilsOwners(store, files.values()),
    numberSharer: (employmentId) => sharers.get(employmentId) ?? null,
  };
}

function snilsOwners(store: StaffStore, files: Iterable<PersonFile>): Sharers['snilsOwner'] {
  const numbers = new Set<string>();
  for (const { person } of files) if (person.snils !== null) numbers.add(person.snils);
  const owners = new Map<string, { id: EntityId; name: string }[]>();
  for (const found of store.peopleBySnils([...numbers])) {
    const list = owners.get(found.snils);
    const owner = { id: found.id, name: fullName(found) };
    if (list === undefined) owners.set(found.snils, [owner]);
    else list.push(owner);
  }
  return (snils, personId) => owners.get(snils)?.find(({ id }) => id !== personId)?.name ?? null;
}

/** What the rules say about a whole file, person first. */
export function issuesOf(file: PersonFile, context: FieldContext, sharers: Sharers): Issue[] {
  const issues: Issue[] = [];
  const around: EntityContext = {
    ...context,
    employments: file.employments,
    person: file.person,
    leaves: file.leaves,
    documents: file.documents,
    ...sharers,
  };
  const add = (kind: Issue['kind'], id: EntityId, findings: readonly FieldFinding[]): void => {
    for (const { field, code, severity, params } of findings) {
      issues.push({ kind, id, field, code, severity, ...(params === undefined ? {} : { params: { ...params } }) });
    }
  };
  add('person', file.person.id, checkEntity('person', file.person, around));
  for (const employment of file.employments) {
    add('employment', employment.id, checkEntity('employment', employment, around));
  }
  for (const credential of file.credentials) {
    add('credential', credential.id, checkEntity('credential', credential, around));
  }
  for (const one of file.educations) add('education', one.id, checkEntity('education', one, around));
  for (const one of file.categories) add('category', one.id, checkEntity('category', one, around));
  for (const one of file.awards) add('award', one.id, checkEntity('award', one, around));
  for (const one of file.documents) add('document', one.id, checkEntity('document', one, around));
  for (const one of file.addresses) add('address', one.id, checkEntity('address', one, around));
  for (const one of file.militaries) add('military', one.id, checkEntity('military', one, around));
  for (const one of file.societies) add('society', one.id, checkEntity('society', one, around));
  for (const one of file.nmos) add('nmo', one.id, checkEntity('nmo', one, around));
  for (const one of file.policies) add('policy', one.id, checkEntity('policy', one, around));
  for (const one of file.leaves) add('leave', one.id, checkEntity('leave', one, around));
  return issues;
}
