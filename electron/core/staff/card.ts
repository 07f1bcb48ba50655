import { DeskError } from '#shared/contract/result.ts';
import type { StaffCard } from '#shared/contract/staff.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { isRegistryRecord } from '#shared/rules/registry-owned.ts';
import { listedSnils } from '#shared/rules/snils.ts';
import { seenValue } from '../entities/masked.ts';
import type { PersonFile } from './files.ts';
import { type LookParts, lookAt, lookOnDay } from './look.ts';
import type { Revised } from './store.ts';

/** @param onDay as it stood on another day than today @throws DeskError KD-3008 no such person */
export function readCard(parts: LookParts, personId: EntityId, onDay: string | null = null): StaffCard {
  const looks = onDay === null ? lookAt(parts, [personId]) : lookOnDay(parts, [personId], onDay);
  const look = looks.get(personId);
  if (look === undefined) throw new DeskError('KD-3008');
  const { file, issues, marks, conflicts } = look;
  return {
    person: withoutRev(file.person),
    employments: file.employments.map(withoutRev),
    credentials: file.credentials.map(withoutRev).sort(latest((one) => one.issuedOn)),
    educations: file.educations.map(withoutRev).sort(latest((one) => one.documentDate)),
    categories: file.categories.map(withoutRev).sort(latest((one) => one.beginDate)),
    awards: file.awards.map(withoutRev).sort(latest((one) => one.awardDate)),
    documents: file.documents.map(withoutRev).sort(latest((one) => one.issuedOn)),
    addresses: file.addresses.map(withoutRev).sort(latest((one) => one.beginDate)),
    militaries: file.militaries.map(withoutRev).sort(latest((one) => one.beginDate)),
    societies: file.societies.map(withoutRev).sort(latest((one) => one.beginDate)),
    policies: file.policies.map(withoutRev),
    nmos: file.nmos.map(withoutRev).sort(latest((one) => one.activityDate)),
    leaves: file.leaves.map(withoutRev).sort(latest((one) => one.beginDate)),
    changed: onDay === null ? parts.marks.changedFieldsOf(personId) : [],
    issues: [...issues],
    conflicts: [...conflicts],
    locked: lockedIn(parts, file),
    requestId: marks?.requestId ?? null,
    requestState: marks?.state ?? null,
  };
}

/** As the role of the reader may see it. */
export function seenCard(card: StaffCard, role: Role | null): StaffCard {
  return {
    ...card,
    person: { ...card.person, snils: listedSnils(card.person.snils, role) },
    changed: card.changed.map((one) => ({ ...one, from: seenValue(one.kind, one.field, one.from, role) })),
  };
}

/** Records that the registry has and keeps for itself. */
function lockedIn({ store }: LookParts, { person, credentials }: PersonFile): EntityId[] {
  const there = new Set(store.credentialsThere(person.id));
  return credentials.filter((one) => isRegistryRecord('credential', one) && there.has(one.id)).map(({ id }) => id);
}

function withoutRev<T extends object>({ rev: _, ...entity }: Revised<T>): Omit<Revised<T>, 'rev'> {
  return entity;
}

/** The latest first; what has no day comes last. */
function latest<T>(dayOf: (one: T) => string | null): (a: T, b: T) => number {
  return (a, b) => {
    const [x, y] = [dayOf(a) ?? '', dayOf(b) ?? ''];
    return x === y ? 0 : x > y ? -1 : 1;
  };
}
