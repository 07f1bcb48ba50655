import type { ImportProblem } from '#shared/contract/imports.ts';
import type { Employment, Person } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { checkEntity } from '#shared/rules/check-entity.ts';
import { checkField } from '#shared/rules/check-field.ts';
import type { Subject } from '../entities/subject.ts';
import { creationOf } from '../entities/writing.ts';
import type { TableRow } from './cells.ts';
import { problemOf, updateOf } from './changes.ts';
import { changesBetween, differ, fittingEmployments, nameKey, nameOf, sameName } from './matching.ts';
import { organisationProblems } from './organisation.ts';
import { type PersonRow, readPersonRow, titleOf } from './person-row.ts';
import type { Planner, PlanParts, Reading } from './plan.ts';
import type { Change, PlannedEmployment, PlannedPerson, PlannedRow, Values } from './planned.ts';
import { RowDraft } from './row-draft.ts';

/** People of the store, in batches. */
export interface StoredPeople {
  people(ids: readonly EntityId[]): readonly Person[];
  employmentsOf(personIds: readonly EntityId[]): readonly Employment[];
  peopleBySnils(numbers: readonly string[]): readonly { readonly snils: string; readonly id: EntityId }[];
  peopleByNameKey(beginning: string): readonly EntityId[];
}

type Draft = RowDraft<PersonRow>;

/** Rows about people and their employments, one employment a row. */
export class PeoplePlanner implements Planner {
  readonly #parts: PlanParts;
  readonly #reading: Reading;
  readonly #byId = new Map<EntityId, PlannedPerson>();
  readonly #bySnils = new Map<string, PlannedPerson[]>();
  /** People without a number whom rows above create. */
  readonly #byName = new Map<string, PlannedPerson>();

  constructor(parts: PlanParts, reading: Reading) {
    this.#parts = parts;
    this.#reading = reading;
  }

  plan(batch: readonly TableRow[]): PlannedRow[] {
    const { context, lookups } = this.#parts;
    const read = batch.map(({ row, cells }) => ({
      row,
      values: readPersonRow(cells, this.#reading.columns, { today: context.today, lookups }),
    }));
    this.#meet(read.map(({ values }) => values));
    return read.map(({ row, values }) => this.#one(row, values));
  }

  finish(): PlannedRow[] {
    return [];
  }

  /** Reads the people of a batch at once. */
  #meet(rows: readonly PersonRow[]): void {
    const numbers = [
      ...new Set(rows.map(({ person }) => person.snils).filter((snils): snils is string => typeof snils === 'string')),
    ].filter((snils) => !this.#bySnils.has(snils));
    const found = this.#parts.people.peopleBySnils(numbers);
    this.#load(found.map(({ id }) => id));
    for (const { snils, id } of found) {
      const person = this.#byId.get(id);
      if (person === undefined) continue;
      const owners = this.#bySnils.get(snils) ?? [];
      if (!owners.includes(person)) this.#bySnils.set(snils, [...owners, person]);
    }
  }

  #load(ids: readonly EntityId[]): PlannedPerson[] {
    const missing = ids.filter((id) => !this.#byId.has(id));
    if (missing.length > 0) {
      const employments = this.#parts.people.employmentsOf(missing);
      const of = new Map<EntityId, PlannedEmployment[]>();
      for (const employment of employments) {
        const list = of.get(employment.personId) ?? [];
        list.push({ id: employment.id, isNew: false, values: { ...employment }, claimed: false });
        of.set(employment.personId, list);
      }
      for (const person of this.#parts.people.people(missing)) {
        this.#byId.set(person.id, {
          id: person.id,
          isNew: false,
          values: { ...person },
          employments: of.get(person.id) ?? [],
          stated: new Set(),
        });
      }
    }
    return ids.flatMap((id) => this.#byId.get(id) ?? []);
  }

  #one(row: number, values: PersonRow): PlannedRow {
    const draft = new RowDraft(row, titleOf(values), values, this.#reading.decisions.get(row) ?? null);
    this.#checkRow(draft);
    if (draft.problems.length > 0) return draft.wrong();
    const person = this.#personOf(draft);
    if (person === null) return draft.undecided();
    return this.#compare(draft, person);
  }

  #checkRow({ values, problems }: Draft): void {
    const { person } = values;
    problems.push(...organisationProblems(values.organisation, this.#parts.organisation));
    for (const field of ['lastName', 'firstName'] as const) {
      if (person.snils === undefined && person[field] === undefined) {
        problems.push({ field: `person.${field}`, code: 'KD-2001' });
      }
    }
    for (const [field, value] of Object.entries(person)) {
      const finding = checkField('person', field, value, { ...this.#parts.context, entity: person });
      if (finding?.severity === 'error') problems.push(problemOf('person', field, finding));
    }
  }

  /** Null where the user has to decide, or has decided to leave the row out. */
  #personOf(draft: Draft): PlannedPerson | null {
    const { person } = draft.values;
    const snils = typeof person.snils === 'string' ? person.snils : null;
    const owners = snils === null ? [] : (this.#bySnils.get(snils) ?? []);
    const [owner, second] = owners;
    if (second !== undefined) {
      draft.doubt('otherName', owners.map(nameOf).join(', '), ['skip']);
      return null;
    }
    if (owner !== undefined) {
      if (sameName(owner.values, person)) return owner;
      // The number is taken: this row can be about its owner, or be left out; a second owner there cannot be.
      const decision = draft.doubt('otherName', nameOf(owner), owner.isNew ? ['skip'] : ['same', 'skip']);
      return decision === 'same' ? owner : null;
    }
    return this.#withoutNumber(draft, snils);
  }

  #withoutNumber(draft: Draft, snils: string | null): PlannedPerson | null {
    const { person } = draft.values;
    for (const field of ['lastName', 'firstName'] as const) {
      if (person[field] === undefined) draft.problems.push({ field: `person.${field}`, code: 'KD-2001' });
    }
    if (draft.problems.length > 0) return null;
    const key = nameKey(person);
    const namesakes = this.#load(this.#parts.people.peopleByNameKey(key)).filter(
      ({ values }) => !differ(values.birthDate, person.birthDate),
    );
    const [namesake] = namesakes;
    if (namesake !== undefined) {
      const decision = draft.doubt(
        'namesake',
        namesakes.map(nameOf).join(', '),
        namesakes.length === 1 ? ['same', 'new', 'skip'] : ['new', 'skip'],
      );
      if (decision === 'same') {
        if (snils !== null) this.#bySnils.set(snils, [namesake]);
        return namesake;
      }
      if (decision !== 'new') return null;
    }
    const planned = this.#byName.get(`${key} ${String(person.birthDate ?? '')}`);
    if (snils === null && planned !== undefined && namesake === undefined) {
      if (draft.doubt('repeated', nameOf(planned), ['new', 'skip']) !== 'new') return null;
    }
    return this.#newPerson(person, snils, key);
  }

  /** Known to the rows below only when this one is taken: see `#compare`. */
  #newPerson(person: Values, snils: string | null, key: string): PlannedPerson {
    const made: PlannedPerson = {
      id: this.#parts.ids.next(),
      isNew: true,
      values: {},
      employments: [],
      stated: new Set(),
    };
    if (snils === null) this.#byName.set(`${key} ${String(person.birthDate ?? '')}`, made);
    else this.#bySnils.set(snils, [made]);
    return made;
  }

  #compare(draft: Draft, person: PlannedPerson): PlannedRow {
    const createsPerson = person.isNew && Object.keys(person.values).length === 0;
    const employment = this.#employmentOf(draft, person);
    if (draft.isDoubtful) return this.#dropped(draft.undecided(), person, createsPerson);
    const personChanges = changesBetween('person', person.values, draft.values.person);
    const again = personChanges.find(({ field, from }) => from !== null && person.stated.has(field));
    if (again !== undefined && !createsPerson) {
      draft.doubt('repeated', nameOf(person), ['skip']);
      return draft.undecided();
    }
    const employmentChanges =
      employment === null ? [] : changesBetween('employment', employment.values, draft.values.employment);
    this.#checkEmployment(draft, person, employment, employmentChanges);
    this.#checkHolders(draft, person, personChanges, employment, employmentChanges);
    if (draft.problems.length > 0) return this.#dropped(draft.wrong(), person, createsPerson);

    for (const { field, to } of personChanges) {
      person.values[field] = to;
      person.stated.add(field);
    }
    const createsEmployment = employment?.isNew === true;
    if (employment !== null) {
      employment.claimed = true;
      for (const { field, to } of employmentChanges) employment.values[field] = to;
      if (createsEmployment) person.employments.push(employment);
    }
    const subject: Subject = { kind: 'person', id: person.id };
    const work = { ...employment?.values, personId: person.id };
    const changes = [
      ...(createsPerson
        ? [creationOf('person', person.id, person.values, subject)]
        : updateOf('person', person.id, personChanges, subject)),
      ...(employment === null
        ? []
        : createsEmployment
          ? [creationOf('employment', employment.id, work, subject)]
          : updateOf('employment', employment.id, employmentChanges, subject)),
    ];
    return changes.length === 0 ? draft.same() : draft.taken(createsPerson ? 'new' : 'changed', changes);
  }

  /** A person whose first row is not taken is not there for the rows below either. */
  #dropped(row: PlannedRow, person: PlannedPerson, createsPerson: boolean): PlannedRow {
    if (!createsPerson) return row;
    for (const map of [this.#bySnils, this.#byName] as Map<string, unknown>[]) {
      for (const [key, value] of map) {
        if (value === person || (Array.isArray(value) && value[0] === person)) map.delete(key);
      }
    }
    return row;
  }

  /** The employment a row is about: a stored one, a new one, or null where the row says nothing of one. */
  #employmentOf(draft: Draft, person: PlannedPerson): PlannedEmployment | null {
    const { employment, divisions } = draft.values;
    if (Object.keys(employment).length === 0 && divisions === null) return null;
    const fitting = fittingEmployments(person.employments, employment, divisions);
    if (fitting.length > 1) {
      draft.doubt('employment', nameOf(person), ['skip']);
      return null;
    }
    const [found] = fitting;
    if (divisions !== null) {
      const current = found?.values.divisionId;
      const [division] = divisions;
      if (typeof current === 'string' && divisions.includes(current)) employment.divisionId = current;
      else if (divisions.length === 1 && division !== undefined) employment.divisionId = division;
      else {
        draft.doubt('division', '', ['skip']);
        return null;
      }
    }
    if (found?.claimed === true) {
      draft.doubt('repeated', nameOf(person), ['skip']);
      return null;
    }
    return found ?? { id: this.#parts.ids.next(), isNew: true, values: {}, claimed: false };
  }

  #checkEmployment(
    draft: Draft,
    person: PlannedPerson,
    employment: PlannedEmployment | null,
    changes: readonly Change[],
  ): void {
    if (employment === null || changes.length === 0) return;
    const { context } = this.#parts;
    const given = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
    const whole: Values = { ...EMPTY_EMPLOYMENT, ...employment.values, ...given };
    const problems = new Map<string, ImportProblem>();
    for (const [field, value] of Object.entries(given)) {
      const finding = checkField('employment', field, value, { ...context, entity: whole });
      if (finding?.severity === 'error') problems.set(field, problemOf('employment', field, finding));
    }
    // The entity is complete: every field of an employment stands in EMPTY_EMPLOYMENT.
    const entity = { ...whole, id: employment.id, personId: person.id } as unknown as Employment;
    const others = person.employments
      .filter(({ id }) => id !== employment.id)
      .map(({ id, values }) => ({ ...EMPTY_EMPLOYMENT, ...values, id }) as unknown as Employment);
    for (const finding of checkEntity('employment', entity, { ...context, employments: [entity, ...others] })) {
      const { field, code, severity } = finding;
      if (severity !== 'error' || code === 'KD-2001' || !(field in given) || problems.has(field)) continue;
      problems.set(field, problemOf('employment', field, finding));
    }
    draft.problems.push(...problems.values());
  }

  #checkHolders(
    draft: Draft,
    person: PlannedPerson,
    personChanges: readonly Change[],
    employment: PlannedEmployment | null,
    employmentChanges: readonly Change[],
  ): void {
    const held =
      (personChanges.length > 0 && !person.isNew ? this.#parts.heldBy('person', person.id) : null) ??
      (employmentChanges.length > 0 && employment?.isNew === false
        ? this.#parts.heldBy('employment', employment.id)
        : null);
    if (held !== null) draft.problems.push({ field: null, code: 'KD-3009', params: { number: held } });
  }
}

const EMPTY_EMPLOYMENT: Readonly<Values> = {
  divisionId: null,
  postCode: null,
  positionType: null,
  rate: null,
  personnelNumber: null,
  contractNumber: null,
  contractDate: null,
  beginDate: null,
  endDate: null,
  endReason: null,
  endOrder: null,
  endOrderDate: null,
  fileNumber: null,
  specialtyCode: null,
  seniorityMonths: null,
  targeted: null,
};
