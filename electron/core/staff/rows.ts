import type { StaffRow } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { pathOf } from '../changes/marks.ts';
import { admittedUntil } from './lines.ts';
import { type Look, type LookParts, lookAt, lookOnDay } from './look.ts';

/**
 * The grid's rows of people, in the order asked for; people who are not there are left out.
 *
 * @param onDay how they stood on another day than today
 */
export function rowsOf(parts: LookParts, personIds: readonly EntityId[], onDay: string | null = null): StaffRow[] {
  return rowsFrom(onDay === null ? lookAt(parts, personIds) : lookOnDay(parts, personIds, onDay), personIds);
}

export function rowsFrom(looks: ReadonlyMap<EntityId, Look>, personIds: readonly EntityId[]): StaffRow[] {
  return personIds.flatMap((id) => {
    const look = looks.get(id);
    return look === undefined ? [] : [rowOf(look)];
  });
}

function rowOf({ file, issues, marks, conflicts }: Look): StaffRow {
  const { person, employments } = file;
  const shown = employments[0];
  return {
    personId: person.id,
    personRev: person.rev,
    lastName: person.lastName,
    firstName: person.firstName,
    patronymic: person.patronymic,
    birthDate: person.birthDate,
    sex: person.sex,
    snils: person.snils,
    phone: person.phone,
    email: person.email,
    employmentId: shown?.id ?? null,
    employmentRev: shown?.rev ?? 0,
    divisionId: shown?.divisionId ?? null,
    postCode: shown?.postCode ?? null,
    positionType: shown?.positionType ?? null,
    rate: shown?.rate ?? null,
    personnelNumber: shown?.personnelNumber ?? null,
    beginDate: shown?.beginDate ?? null,
    endDate: shown?.endDate ?? null,
    otherEmployments: Math.max(0, employments.length - 1),
    admittedUntil: admittedUntil(file),
    changed: changedPaths(marks, shown?.id),
    requestState: marks?.state ?? null,
    conflicts: conflicts.filter(({ id }) => id === person.id || id === shown?.id).map(pathOf),
    issues: [...issues],
  };
}

/** `person.lastName`, …; of the employments only the one that the row shows, the others are on the card. */
function changedPaths(marks: Look['marks'], shownId: EntityId | undefined): string[] {
  if (marks === undefined) return [];
  return marks.entities.flatMap(({ kind, id, fields }) =>
    kind === 'employment' && id !== shownId ? [] : fields.map((field) => `${kind}.${field}`),
  );
}
