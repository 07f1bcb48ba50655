import type { Building, Division } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { isDivisionOid } from '#shared/rules/oid.ts';
import { foldText } from '#shared/text/fold.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { Subject } from '../entities/subject.ts';
import { creationOf } from '../entities/writing.ts';
import type { TableRow } from './cells.ts';
import { problemOf, updateOf } from './changes.ts';
import { checkSteps, type PlannedPlace, type Step } from './division-checks.ts';
import { type DivisionRow, type GivenDivision, readDivisionRow } from './division-row.ts';
import { changesBetween } from './matching.ts';
import { organisationProblems } from './organisation.ts';
import type { Planner, PlanParts, Reading } from './plan.ts';
import type { PlannedEntity, PlannedRow, Values } from './planned.ts';
import { RowDraft } from './row-draft.ts';

type Draft = RowDraft<DivisionRow>;

/**
 * Rows about divisions, their sections and rooms, and their buildings. What is there already is told by its OID; where
 * the row has none, or nothing here has it, by the name at the same place, which a person has to confirm.
 */
export class DivisionPlanner implements Planner {
  readonly #parts: PlanParts;
  readonly #reading: Reading;
  readonly #divisions = new Map<EntityId, PlannedPlace>();
  readonly #byOid = new Map<string, PlannedPlace>();
  readonly #byName = new Map<string, PlannedPlace[]>();
  readonly #byPlace = new Map<string, PlannedPlace[]>();
  readonly #buildings = new Map<string, PlannedPlace>();
  /** Rows whose division above has not come yet. */
  readonly #waiting: { readonly row: number; readonly values: DivisionRow }[] = [];

  constructor(parts: PlanParts, reading: Reading) {
    this.#parts = parts;
    this.#reading = reading;
    for (const division of parts.lookups.divisions()) this.#know(stored(division));
    const { organisation } = parts;
    if (organisation === null) return;
    for (const { entity } of parts.entities.list('building', 'organisationId', organisation.id)) {
      const building = stored(entity);
      this.#buildings.set(buildingKey(building.values), building);
    }
  }

  plan(batch: readonly TableRow[]): PlannedRow[] {
    const { context, lookups } = this.#parts;
    const planned: PlannedRow[] = [];
    for (const { row, cells } of batch) {
      const values = readDivisionRow(cells, this.#reading.columns, { today: context.today, lookups, context });
      if (this.#parentsOf(values)?.length === 0) this.#waiting.push({ row, values });
      else planned.push(this.#one(row, values));
    }
    return planned;
  }

  finish(): PlannedRow[] {
    const planned: PlannedRow[] = [];
    for (let before = -1; before !== planned.length; ) {
      before = planned.length;
      for (const waiting of this.#waiting.splice(0)) {
        if (this.#parentsOf(waiting.values)?.length === 0) this.#waiting.push(waiting);
        else planned.push(this.#one(waiting.row, waiting.values));
      }
    }
    return [...planned, ...this.#waiting.map(({ row, values }) => this.#one(row, values))];
  }

  #draft(row: number, values: DivisionRow): Draft {
    const { division, section } = values;
    const title = section?.name ?? division.name ?? section?.oid ?? division.oid ?? '';
    return new RowDraft(row, title, values, this.#reading.decisions.get(row) ?? null);
  }

  /** What may be meant by the division above; null where the row names none. */
  #parentsOf({ division, parent }: DivisionRow): readonly PlannedPlace[] | null {
    const oid = parent.oid ?? parentOid(division.oid);
    if (oid === null) return parent.name === null ? null : (this.#byName.get(foldText(parent.name)) ?? []);
    const found = this.#byOid.get(oid);
    return found === undefined ? [] : [found];
  }

  #one(row: number, values: DivisionRow): PlannedRow {
    const draft = this.#draft(row, values);
    const { division, section } = values;
    draft.problems.push(...organisationProblems(values.organisation, this.#parts.organisation));
    for (const { oid } of [division, ...(section === null ? [] : [section])]) {
      if (oid !== null && !this.#isOurs(oid)) draft.problems.push(problemOf('division', 'oid', { code: 'KD-2302' }));
    }
    if (this.#parts.organisation === null) {
      draft.problems.push(problemOf('division', 'organisationId', { code: 'KD-2001' }));
    }
    if (division.oid === null && division.name === null) {
      draft.problems.push(problemOf('division', 'name', { code: 'KD-2001' }));
    }
    const [parent, second] = this.#parentsOf(values) ?? [null];
    if (parent === undefined) draft.problems.push(problemOf('division', 'parentId', { code: 'KD-2004' }));
    if (second !== undefined) draft.problems.push(problemOf('division', 'parentId', { code: 'KD-2303' }));
    return draft.problems.length > 0 ? draft.wrong() : this.#compare(draft, parent ?? null);
  }

  #isOurs(oid: string): boolean {
    const ours = this.#parts.organisation?.oid ?? null;
    return isDivisionOid(oid) && (ours === null || oid.startsWith(`${ours}.0.`));
  }

  #compare(draft: Draft, parent: PlannedPlace | null): PlannedRow {
    const { division, section, building } = draft.values;
    const house = this.#building(building);
    const steps: Step[] = house === null ? [] : [house];
    const level = parentOid(division.oid) === null ? 'division' : 'section';
    const place = house === null ? {} : { buildingId: house.entity.id };
    const own = this.#division(draft, division, parent, { level, ...place });
    if (own === null) return draft.undecided();
    steps.push(own);
    if (section !== null) {
      const inside = this.#division(draft, section, own.entity, { level: section.level, ...place });
      if (inside === null) return draft.undecided();
      steps.push(inside);
    }
    draft.problems.push(...checkSteps(steps, this.#divisions, this.#parts));
    if (draft.problems.length > 0) return draft.wrong();
    return this.#take(draft, steps);
  }

  /** The division that is meant, with what would change; null where the user has to decide or to mend. */
  #division(draft: Draft, given: GivenDivision, parent: PlannedEntity | null, placed: Readonly<Values>): Step | null {
    const found = this.#find(draft, given, parent);
    if (found === null) return null;
    const said: Values = { ...given.values, ...(given.oid === null ? {} : { oid: given.oid }), ...placed };
    if (isFresh(found)) {
      said.organisationId = this.#parts.organisation?.id ?? null;
      said.parentId = parent?.id ?? null;
    } else {
      // Where it stands, what it is and in which of its buildings has been decided before.
      delete said.level;
      if (found.values.buildingId != null) delete said.buildingId;
      if (draft.values.parent.oid !== null || draft.values.parent.name !== null) said.parentId = parent?.id ?? null;
    }
    const changes = changesBetween('division', found.values, said);
    const again = changes.find(({ field, from }) => from !== null && found.stated.has(field));
    if (again !== undefined) {
      draft.doubt('repeated', String(found.values.name), ['skip']);
      return null;
    }
    return { entity: found, kind: 'division', changes };
  }

  #find(draft: Draft, { oid, name, values }: GivenDivision, parent: PlannedEntity | null): PlannedPlace | null {
    const known = oid === null ? undefined : this.#byOid.get(oid);
    if (known !== undefined) return known;
    if (name === null) {
      draft.problems.push(problemOf('division', 'name', { code: 'KD-2001' }));
      return null;
    }
    const namesakes = (this.#byPlace.get(placeKey(parent?.id ?? null, name)) ?? []).filter(
      (one) => oid === null || one.values.oid == null,
    );
    const [namesake] = namesakes;
    if (namesake === undefined) return this.#fresh();
    const isSame = oid === null && changesBetween('division', namesake.values, values).length === 0;
    if (isSame || (oid === null && namesake.isNew)) return namesake;
    const choices = namesakes.length === 1 ? (['same', 'new', 'skip'] as const) : (['new', 'skip'] as const);
    const decision = draft.doubt('sameDivision', String(namesake.values.name), [...choices]);
    if (decision === 'same') return namesake;
    return decision === 'new' ? this.#fresh() : null;
  }

  #fresh(): PlannedPlace {
    return { id: this.#parts.ids.next(), isNew: true, values: {}, stated: new Set() };
  }

  #building(values: Readonly<Values>): Step | null {
    if (values.name == null && values.addressText == null) return null;
    const given = { ...values, name: values.name ?? values.addressText ?? null };
    const found = this.#buildings.get(buildingKey(given));
    if (found !== undefined) {
      return { entity: found, kind: 'building', changes: changesBetween('building', found.values, given) };
    }
    const said = { ...given, organisationId: this.#parts.organisation?.id ?? null };
    return { entity: this.#fresh(), kind: 'building', changes: changesBetween('building', {}, said) };
  }

  /** From here on the rows below see what this one says. */
  #take(draft: Draft, steps: readonly Step[]): PlannedRow {
    const main = steps.at(-1);
    const isNew = main !== undefined && isFresh(main.entity);
    const changes: RecordedChange[] = [];
    for (const { entity, kind, changes: fields } of steps) {
      const isFirst = isFresh(entity);
      for (const { field, to } of fields) {
        entity.values[field] = to;
        entity.stated.add(field);
      }
      const subject = this.#subjectOf(kind, entity.id);
      if (isFirst) changes.push(creationOf(kind, entity.id, entity.values, subject));
      else changes.push(...updateOf(kind, entity.id, fields, subject));
      if (kind === 'building') this.#buildings.set(buildingKey(entity.values), entity);
      else this.#know(entity);
    }
    if (changes.length === 0) return draft.same();
    return draft.taken(isNew ? 'new' : 'changed', changes, (value) => this.#nameOf(value));
  }

  #subjectOf(kind: Step['kind'], id: EntityId): Subject {
    const organisation = this.#parts.organisation?.id;
    return kind === 'division' || organisation === undefined
      ? { kind: 'division', id }
      : { kind: 'organisation', id: organisation };
  }

  #know(division: PlannedPlace): void {
    const { id, values } = division;
    this.#divisions.set(id, division);
    if (typeof values.oid === 'string') this.#byOid.set(values.oid, division);
    const name = String(values.name ?? '');
    addTo(this.#byName, foldText(name), division);
    addTo(this.#byPlace, placeKey(typeof values.parentId === 'string' ? values.parentId : null, name), division);
  }

  #nameOf(value: FieldValue): FieldValue {
    if (typeof value !== 'string') return value;
    const division = this.#divisions.get(value);
    if (division !== undefined) return division.values.name ?? value;
    for (const building of this.#buildings.values()) if (building.id === value) return building.values.name ?? value;
    return value;
  }
}

function stored(entity: Division | Building): PlannedPlace {
  return { id: entity.id, isNew: false, values: { ...entity }, stated: new Set() };
}

/** No row has been taken that says anything of it. */
function isFresh({ isNew, values }: PlannedEntity): boolean {
  return isNew && Object.keys(values).length === 0;
}

/** ФРМО names a section or a room by its division's OID and a number. */
function parentOid(oid: string | null): string | null {
  return /^(.+\.0\.\d+)\.\d+$/.exec(oid ?? '')?.[1] ?? null;
}

function addTo(map: Map<string, PlannedPlace[]>, key: string, place: PlannedPlace): void {
  const there = map.get(key) ?? [];
  if (!there.includes(place)) map.set(key, [...there, place]);
}

function placeKey(parentId: EntityId | null, name: string): string {
  return `${parentId ?? ''} ${foldText(name)}`;
}

function buildingKey({ name, addressText }: Readonly<Values>): string {
  return `${foldText(String(name ?? ''))}\u0001${foldText(String(addressText ?? ''))}`;
}
