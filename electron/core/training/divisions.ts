import { dayNumber, dayText } from './days.ts';
import {
  ADMINISTRATION,
  type Department,
  FIRST_DIAGNOSTIC,
  FIRST_INPATIENT,
  FIRST_OUTPATIENT,
  LIQUIDATED,
  MORE_DIAGNOSTIC,
  MORE_INPATIENT,
  MORE_OUTPATIENT,
} from './departments.ts';
import { ogrnOf, organisationInnOf } from './numbers.ts';
import { formerBuilding, type Site, siteBuildings } from './premises.ts';
import type { GeneratedBuilding, GeneratedDivision, GeneratedOrganisation } from './types.ts';

/** Region 98 and the number are of no real organisation. */
export const TRAINING_ORGANISATION: GeneratedOrganisation = {
  remoteId: 'org-1',
  oid: '1.2.643.5.1.13.13.12.2.98.999001',
  nameFull: 'Учебное учреждение здравоохранения «Городская больница с поликлиникой города Учебного»',
  nameShort: 'УУЗ «Учебная городская больница»',
  inn: organisationInnOf(1001),
  kpp: '980101001',
  ogrn: ogrnOf(2002, 1001),
  address: '980000, г. Учебный, ул. Примерная, д. 1',
  factAddress: '980000, г. Учебный, ул. Примерная, д. 1',
  site: 'https://clinic.example',
  socialLinks: null,
  okved: '86.10',
  ogrnDate: '2002-09-16',
  okopf: '75203',
  agencyKind: 'Городская больница',
  agencyProfile: 'Многопрофильная',
  agencyLevel: 'Второй уровень',
  regionCode: null,
  headPersonId: 'pr-000001',
  liquidationDate: null,
  liquidationReason: null,
  phone: '+79070000001',
  email: 'priemnaya@clinic.example',
};

/** A division with what is needed to staff it. */
export interface Unit {
  readonly division: GeneratedDivision;
  /** Absent for containers, sections and rooms: their people belong to the department. */
  readonly department?: Department;
  /** Sections of the department, where a part of its nurses is counted. */
  readonly sections: GeneratedDivision[];
}

/** 12 divisions for a clinic of 40 people, 60 for 2,000, 300 for 50,000. */
export function divisionCount(people: number): number {
  const grow = (from: number, at: number, power: number): number => Math.round(from * (people / at) ** power);
  if (people <= 40) return 12;
  return people <= 2000 ? grow(12, 40, Math.log(5) / Math.log(50)) : grow(60, 2000, 0.5);
}

export interface Structure {
  readonly units: readonly Unit[];
  readonly buildings: readonly GeneratedBuilding[];
}

export function makeStructure(people: number, today: string, organisation: GeneratedOrganisation): Structure {
  const limit = divisionCount(people);
  const tree = new Tree(dayNumber(today), organisation);
  const former = formerBuilding(organisation.remoteId);
  const first = siteBuildings(1, organisation.remoteId);
  const buildings = [first.polyclinic, first.hospital, former];
  tree.standIn(first.polyclinic);
  tree.department(null, ADMINISTRATION, '');
  tree.standIn(former);
  for (const department of LIQUIDATED) tree.department(null, department, '', true);
  for (let site = 1; tree.units.length < limit; site++) {
    const { polyclinic, hospital } = siteBuildings(site, organisation.remoteId);
    if (site > 1) buildings.push(polyclinic, hospital);
    addSite(tree, { polyclinic, hospital }, site, limit);
  }
  return { units: tree.units, buildings };
}

/** A polyclinic and a hospital building with their departments; what makes sense alone comes first. */
function addSite(tree: Tree, buildings: Site, site: number, limit: number): void {
  const suffix = site === 1 ? '' : ` ${site}`;
  tree.standIn(buildings.polyclinic);
  const polyclinic = tree.container(`Поликлиника № ${site}`, '1');
  tree.standIn(buildings.hospital);
  const hospital = tree.container(`Стационар, корпус ${site}`, '2');
  tree.standIn(buildings.polyclinic);
  const steps: (() => void)[] = [];
  const add = (parent: Unit | null, departments: readonly Department[]): void => {
    for (const department of departments) steps.push(() => tree.department(parent, department, suffix));
  };
  add(polyclinic, FIRST_OUTPATIENT);
  add(hospital, FIRST_INPATIENT);
  add(null, FIRST_DIAGNOSTIC);
  steps.push(() => tree.part(tree.last(), 'room', 'Кабинет ультразвуковой диагностики'));
  add(polyclinic, MORE_OUTPATIENT);
  add(hospital, MORE_INPATIENT);
  add(null, MORE_DIAGNOSTIC);
  steps.push(
    ...[
      'Кабинет 101, процедурный',
      'Кабинет 102, прививочный',
      'Кабинет 103, доврачебный',
      'Кабинет 104, смотровой',
    ].map((name) => () => tree.part(polyclinic, 'room', name)),
  );
  for (let ward = 0; ward < 10; ward++) {
    for (const rooms of ['Палаты 1-6', 'Палаты 7-12']) {
      steps.push(() => {
        const department = tree.children(hospital)[ward];
        if (department !== undefined) tree.part(department, 'section', rooms);
      });
    }
  }
  for (const step of steps) {
    if (tree.units.length >= limit) return;
    step();
  }
}

/** НСИ 99.2.322 and 11.1551: inpatient care day and night, planned and urgent; outpatient care planned. */
function careOf(type: string | null): Pick<GeneratedDivision, 'careConditions' | 'careForms' | 'careKinds'> {
  if (type === '2') return { careConditions: '1', careForms: '1\n2', careKinds: '4' };
  if (type === '1') return { careConditions: '2', careForms: '1', careKinds: '2' };
  return { careConditions: null, careForms: null, careKinds: null };
}

class Tree {
  readonly units: Unit[] = [];
  #ids = 0;
  #building: GeneratedBuilding | null = null;
  readonly #today: number;
  readonly #organisation: GeneratedOrganisation;
  readonly #parts = new Map<string, number>();

  constructor(today: number, organisation: GeneratedOrganisation) {
    this.#today = today;
    this.#organisation = organisation;
  }

  /** What is added next without a parent is in this building; parts are where their parent is. */
  standIn(building: GeneratedBuilding): void {
    this.#building = building;
  }

  container(name: string, type: string): Unit {
    return this.#add(null, 'division', name, type);
  }

  department(parent: Unit | null, department: Department, suffix: string, closed = false): Unit {
    const name = suffix === '' ? department.name : `${department.name}${suffix}`;
    return this.#add(parent, 'division', name, department.type, department, closed);
  }

  part(parent: Unit, level: 'section' | 'room', name: string): void {
    const part = this.#add(parent, level, name, parent.division.typeCode);
    if (level === 'section') parent.sections.push(part.division);
  }

  children(parent: Unit): Unit[] {
    return this.units.filter(
      (unit) => unit.division.parentRemoteId === parent.division.remoteId && unit.department !== undefined,
    );
  }

  last(): Unit {
    const unit = this.units.at(-1);
    if (unit === undefined) throw new RangeError('No divisions yet');
    return unit;
  }

  #add(
    parent: Unit | null,
    level: GeneratedDivision['level'],
    name: string,
    type: string | null,
    department?: Department,
    closed = false,
  ): Unit {
    const id = ++this.#ids;
    const unit: Unit = {
      division: {
        remoteId: `div-${String(id).padStart(4, '0')}`,
        organisationRemoteId: this.#organisation.remoteId,
        parentRemoteId: parent?.division.remoteId ?? null,
        level,
        oid: this.#oid(parent, level, id),
        name,
        typeCode: type,
        kindCode: null,
        ...careOf(type),
        separate: 'no',
        buildingId: parent === null ? (this.#building?.remoteId ?? null) : parent.division.buildingId,
        phone: level === 'division' ? `+7907200${String(id).padStart(4, '0')}` : null,
        headPersonId: null,
        taskDueDate: department !== undefined && !closed && id % 7 === 1 ? dayText(this.#today + id - 10) : null,
        plannedPeople: null,
        bedCount: department !== undefined && type === '2' ? 20 + (id % 5) * 10 : null,
        bedProfiles: null,
        visitsPerShift: department !== undefined && type === '1' ? 40 + (id % 4) * 20 : null,
        openDate: dayText(dayNumber('2001-01-09') + id * 3),
        liquidationDate: closed ? dayText(this.#today - 700 - id * 30) : null,
      },
      ...(department === undefined ? {} : { department }),
      sections: [],
    };
    this.units.push(unit);
    return unit;
  }

  /** ФРМО gives a department a number under its organisation, a section or room one under its department. */
  #oid(parent: Unit | null, level: GeneratedDivision['level'], id: number): string {
    if (level === 'division' || parent === null) return `${this.#organisation.oid}.0.${400_000 + id}`;
    const of = parent.division.oid ?? '';
    const part = (this.#parts.get(of) ?? 0) + 1;
    this.#parts.set(of, part);
    return `${of}.${670_000 + id * 10 + part}`;
  }
}
