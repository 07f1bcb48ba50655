import type { StaffRow } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { ChangeMarks, SubjectMarks } from '../changes/marks.ts';
import { issuesOf, type PersonFile, readFiles, snilsOwners } from './files.ts';
import type { StoredContext } from './lines.ts';
import type { StaffStore } from './store.ts';

/** Makes the grid's rows of people, in the order asked for; people who are not there are left out. */
export class StaffRows {
  readonly #store: StaffStore;
  readonly #marks: ChangeMarks;
  readonly #context: StoredContext;

  constructor(store: StaffStore, marks: ChangeMarks, context: StoredContext) {
    this.#store = store;
    this.#marks = marks;
    this.#context = context;
  }

  of(personIds: readonly EntityId[]): StaffRow[] {
    const context = this.#context();
    const files = readFiles(this.#store, personIds, context.today);
    const marks = this.#marks.marksOf(personIds);
    const owner = snilsOwners(this.#store, files.values());
    const rows: StaffRow[] = [];
    for (const id of personIds) {
      const file = files.get(id);
      if (file !== undefined)
        rows.push({ ...facts(file), ...marksOf(marks.get(id)), issues: issuesOf(file, context, owner) });
    }
    return rows;
  }
}

type Facts = Omit<StaffRow, 'changed' | 'requestState' | 'issues'>;

function facts({ person, employments, credentials }: PersonFile): Facts {
  const shown = employments[0];
  let admittedUntil: string | null = null;
  for (const { expiresOn } of credentials) {
    if (expiresOn !== null && (admittedUntil === null || expiresOn > admittedUntil)) admittedUntil = expiresOn;
  }
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
    admittedUntil,
  };
}

function marksOf(marks: SubjectMarks | undefined): Pick<StaffRow, 'changed' | 'requestState'> {
  if (marks === undefined) return { changed: [], requestState: null };
  return {
    changed: [...new Set(marks.fields.map(({ kind, field }) => `${kind}.${field}`))],
    requestState: marks.state,
  };
}
