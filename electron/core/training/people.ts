import { credentialsOf } from './credentials.ts';
import { addYears, dayNumber, dayText } from './days.ts';
import { makeStructure, TRAINING_ORGANISATION, type Unit } from './divisions.ts';
import { fullName, latin } from './names.ts';
import { type Post, postOf } from './nsi.ts';
import { personInnOf, snilsOf } from './numbers.ts';
import { leavesOf, membershipsOf, recordsOf } from './person-file.ts';
import { licencesFor } from './premises.ts';
import { createRandom, type Random, seedFor, type Weighted, weighted } from './random.ts';
import { servicesOf } from './services.ts';
import { staffingOf } from './staffing.ts';
import type {
  ClinicOptions,
  GeneratedBuilding,
  GeneratedDivision,
  GeneratedEmployment,
  GeneratedFile,
  GeneratedLicence,
  GeneratedOrganisation,
  GeneratedPerson,
  GeneratedService,
  GeneratedStaffing,
} from './types.ts';

export const TRAINING_TODAY = '2026-11-21';

interface Staffed {
  readonly unit: Unit;
  readonly posts: Weighted<string>;
}

/** The clinic as a function: people are made one at a time, so that a large one needs no memory until it is asked for. */
export interface ClinicSource {
  readonly organisation: GeneratedOrganisation;
  readonly licences: readonly GeneratedLicence[];
  readonly buildings: readonly GeneratedBuilding[];
  readonly divisions: readonly GeneratedDivision[];
  readonly services: readonly GeneratedService[];
  readonly size: number;
  /** Counted from everybody's employments when it is first asked for. @param made all of them, where they are at hand */
  staffing(made?: Iterable<GeneratedEmployment>): GeneratedStaffing;
  personAt(index: number): GeneratedFile;
}

export function clinicSource(options: ClinicOptions): ClinicSource {
  const { people: size, seed = 1, today: todayText = TRAINING_TODAY, organisation = TRAINING_ORGANISATION } = options;
  const today = dayNumber(todayText);
  const { units, buildings } = makeStructure(size, todayText, organisation);
  const staffed: Staffed[] = [];
  const closed: Staffed[] = [];
  for (const unit of units) {
    if (unit.department === undefined) continue;
    (unit.division.liquidationDate === null ? staffed : closed).push({ unit, posts: weighted(unit.department.posts) });
  }
  const administration = at(staffed, 0);
  const byWeight = weighted(staffed.map((item) => [item, item.unit.department?.size ?? 1] as const));

  /** Leaders come first, so that the smallest clinic has them; everyone else by the size of departments. */
  function placeOf(index: number, random: Random): { place: Staffed; post: Post } {
    if (index === 0) return { place: administration, post: postOf('334') };
    if (index === 1) return { place: administration, post: postOf('209') };
    if (index === 2) return { place: administration, post: postOf('343') };
    const headed = staffed[index - 2];
    if (headed !== undefined) return { place: headed, post: postOf(headed.unit.department?.head ?? '430') };
    const place = byWeight.pick(random);
    return { place, post: postOf(place.posts.pick(random)) };
  }

  /** Who somebody is and where they work: all that a staffing table asks about. */
  function workOf(index: number) {
    if (index < 0 || index >= size) throw new RangeError(`No person ${index} in a clinic of ${size}`);
    const random = createRandom(seedFor(seed, index));
    const number = numberOf(index);
    const { place, post } = placeOf(index, random);
    const leads = index < staffed.length + 2;
    const male = index === 0 || (index !== 1 && random.chance(post.men));
    const age = post.fromAge + Math.floor((leads ? 4 : 0) + random.next() * (68 - post.fromAge - 4));
    const birth = addYears(today, -age) - random.below(365);
    const earliest = Math.max(addYears(birth, post.fromAge), addYears(today, -22));
    const begin = earliest + random.below(Math.max(1, today - earliest - 10));
    const person = makePerson(index, male, birth, random);
    const employments = makeEmployments({ number, index, begin, earliest, today, place, post, leads, random });
    return { random, number, birth, post, place, person, employments };
  }

  function personAt(index: number): GeneratedFile {
    const { random, number, birth, post, place, person, employments } = workOf(index);
    const specialty = post.specialty === 'profile' ? place.unit.department?.specialty : post.specialty;
    const credentials = credentialsOf({ number, specialty, first: addYears(birth, post.fromAge), today, random });
    const citizenship = person.citizenshipCode;
    const records = recordsOf({ number, birth, specialty, today, citizenship, random });
    const leaves = leavesOf(employments, person.sex, today, random);
    // A stream of its own: what is added here moves nothing else.
    const own = createRandom(seedFor(seed ^ 0x5f5f, index));
    const more = membershipsOf({ number, birth, specialty, today, citizenship, random: own }, person.sex);
    const { militaryRelationCode, ...memberships } = more;
    return {
      person: { ...person, militaryRelationCode },
      employments,
      credentials,
      records: { ...records, ...memberships },
      leaves,
    };
  }

  interface Job {
    readonly number: string;
    readonly index: number;
    readonly begin: number;
    readonly earliest: number;
    readonly today: number;
    readonly place: Staffed;
    readonly post: Post;
    readonly leads: boolean;
    readonly random: Random;
  }

  function makeEmployments(job: Job): GeneratedEmployment[] {
    const { random, begin, post, leads } = job;
    const list: GeneratedEmployment[] = [];
    const add = (place: Staffed, code: string, type: string, rate: number, from: number, to: number | null): void => {
      const { sections, division } = place.unit;
      const where = type === '1' && sections.length > 0 && random.chance(0.3) ? random.pick(sections) : division;
      const ordinal = list.length + 1;
      list.push({
        remoteId: `em-${job.number}-${ordinal}`,
        divisionRemoteId: where.remoteId,
        postCode: code,
        positionType: type,
        rate,
        personnelNumber: ordinal === 1 ? job.number : `${job.number}/${ordinal}`,
        contractNumber: `${job.index + 1}-${ordinal}/${dayText(from).slice(2, 4)}`,
        contractDate: dayText(from - random.below(4)),
        beginDate: dayText(from),
        endDate: to === null ? null : dayText(to),
        endReason: to === null ? null : random.pick(REASONS),
        endOrder: to === null ? null : `№ ${100 + random.below(900)}-л`,
        endOrderDate: to === null ? null : dayText(to - 3),
        fileNumber: null,
        specialtyCode: null,
        seniorityMonths: null,
        targeted: null,
      });
    };
    const dismissed = !leads && random.chance(0.06);
    const end = dismissed ? begin + random.below(Math.max(1, job.today - begin)) : null;
    const external = !leads && random.chance(0.04);
    const rate = leads || random.chance(0.88) ? 100 : random.pick([50, 75, 25]);
    add(job.place, post.code, external ? '4' : '1', external ? 50 : rate, begin, end);
    if (!leads && !external && random.chance(0.25)) {
      const from = begin + random.below(Math.max(1, (end ?? job.today) - begin));
      // A second post is the same one in another department of the same kind, as doctors and nurses cover for each other.
      const elsewhere = random.pick(staffed);
      const place = elsewhere.unit.department?.type === job.place.unit.department?.type ? elsewhere : job.place;
      add(place, post.code, random.chance(0.8) ? '2' : '3', random.pick([25, 50]), from, end);
    }
    if (!leads && begin - job.earliest > 400 && random.chance(0.09)) {
      const from = job.earliest + random.below(begin - job.earliest - 300);
      const to = begin - 1 - random.below(200);
      const gone = random.chance(0.4)
        ? closed.find(({ unit }) => from + 60 < dayNumber(unit.division.liquidationDate ?? ''))
        : undefined;
      const limit = gone?.unit.division.liquidationDate ?? null;
      add(
        gone ?? random.pick(staffed),
        post.code,
        '1',
        100,
        from,
        limit === null ? to : Math.min(to, dayNumber(limit)),
      );
    }
    return list;
  }

  let staffing: GeneratedStaffing | undefined;
  function* everyEmployment(): Iterable<GeneratedEmployment> {
    for (let index = 0; index < size; index++) yield* workOf(index).employments;
  }
  const { remoteId: organisationId } = organisation;
  const heads = new Map(staffed.map(({ unit }, i) => [unit.division.remoteId, i === 0 ? 0 : i + 2]));
  const shares = staffed.reduce((sum, { unit }) => sum + (unit.department?.size ?? 1), 0);
  const divisions = units.map(({ division, department }): GeneratedDivision => {
    const head = heads.get(division.remoteId);
    if (head === undefined || head >= size) return division;
    const plannedPeople = Math.round((size * (department?.size ?? 1)) / shares);
    return { ...division, headPersonId: remoteIdOf(head), plannedPeople };
  });

  return {
    organisation,
    licences: licencesFor(buildings, units),
    buildings,
    divisions,
    services: servicesOf(units, organisationId),
    size,
    staffing(made = everyEmployment()) {
      const tree = units.map(({ division }) => division.remoteId);
      staffing ??= staffingOf(made, organisationId, tree, todayText);
      return staffing;
    },
    personAt,
  };
}

function numberOf(index: number): string {
  return String(index + 1).padStart(6, '0');
}

function remoteIdOf(index: number): string {
  return `pr-${numberOf(index)}`;
}

const REASONS = [
  'Собственное желание, пункт 3 части первой статьи 77 ТК РФ',
  'Соглашение сторон, пункт 1 части первой статьи 77 ТК РФ',
  'Истечение срока трудового договора, пункт 2 части первой статьи 77 ТК РФ',
  'Перевод к другому работодателю, пункт 5 части первой статьи 77 ТК РФ',
];

function makePerson(index: number, male: boolean, birth: number, random: Random): GeneratedPerson {
  const name = fullName(random, male);
  const foreign = random.chance(0.02);
  return {
    remoteId: remoteIdOf(index),
    ...name,
    sex: male ? '1' : '2',
    birthDate: dayText(birth),
    snils: snilsOf(index),
    inn: random.chance(0.9) ? personInnOf(index) : null,
    citizenshipCode: foreign ? '3' : '1',
    countryCode: null,
    militaryRelationCode: null,
    isMedical: null,
    isPharmaceutical: null,
    isStudent: null,
    deathDate: null,
    phone: random.chance(0.95) ? `+7907${String(1_000_000 + index).padStart(7, '0')}` : null,
    email: random.chance(0.7) ? `${latin(name.lastName)}.${index + 1}@clinic.example` : null,
  };
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`Nothing at ${index}`);
  return item;
}
