import type { Award, Category, Education, IdentityDocument, Leave, PersonAddress } from '#shared/domain/entities.ts';
import { addYears, dayNumber, dayText, yearOf } from './days.ts';
import { SPECIALTIES } from './nsi.ts';
import type { Random } from './random.ts';
import type { GeneratedEmployment, GeneratedLeave, GeneratedRecords } from './types.ts';

const UNIVERSITY = 'Учебный медицинский университет';
const COLLEGE = 'Учебный медицинский колледж';
const SCHOOL = 'Учебная средняя школа № 1';
const CENTRE = 'Учебный центр повышения квалификации';
/** Codes of НСИ 1066 from here on belong to middle medical staff. */
const MIDDLE_STAFF = 204;
const AWARDS = ['Почётная грамота Учебной больницы', 'Благодарность Учебной больницы'];
const STREETS = ['Примерная', 'Учебная', 'Образцовая', 'Пробная'];

interface RecordOptions {
  readonly number: string;
  readonly birth: number;
  readonly specialty: string | undefined;
  readonly today: number;
  /** НСИ 99.2.315. */
  readonly citizenship: string | null;
  readonly random: Random;
}

type Without<T> = Omit<T, 'id' | 'personId'>;

/** What a person has learned and earned, their documents and addresses. */
export function recordsOf(options: RecordOptions): Omit<GeneratedRecords, keyof Memberships> {
  const { number, birth, today, random } = options;
  const id = (prefix: string, ordinal = 1): string => `${prefix}-${number}-${ordinal}`;
  return {
    educations: educationsOf(options).map((one, i) => ({ remoteId: id('ed', i + 1), ...one })),
    categories: categoriesOf(options).map((one) => ({ remoteId: id('ca'), ...one })),
    awards: random.chance(0.1) ? [{ remoteId: id('aw'), ...awardOf(number, today, random) }] : [],
    documents: [{ remoteId: id('id'), ...documentOf(options) }],
    addresses: [{ remoteId: id('ad'), ...addressOf(birth, random) }],
  };
}

type Memberships = Pick<GeneratedRecords, 'military' | 'societies'>;

/** НСИ 99.2.314: 1 on the register of reservists, 4 not. */
const RESERVIST = '1';
const NO_RESERVIST = '4';
const SOCIETIES = ['Учебное общество терапевтов', 'Учебное общество врачей', 'Учебная ассоциация медицинских сестёр'];

/** Service in the forces and societies: a few have them. Doctors and nurses of both sexes are reservists. */
export function membershipsOf(
  { number, birth, specialty, today, random }: RecordOptions,
  sex: string | null,
): Memberships & { readonly militaryRelationCode: string | null } {
  const from = addYears(birth, 18) + random.below(200);
  const served = sex === '1' && random.chance(0.3);
  const military = served
    ? { served: 'yes', beginDate: dayText(from), endDate: dayText(addYears(from, 1)) }
    : { served: 'no', beginDate: null, endDate: null };
  const joined = today - 200 - random.below(1500);
  const reservist = sex === '1' ? random.chance(0.9) : specialty !== undefined && random.chance(0.5);
  const name = Number(specialty) > MIDDLE_STAFF ? SOCIETIES[2] : random.pick(SOCIETIES.slice(0, 2));
  return {
    militaryRelationCode: reservist ? RESERVIST : NO_RESERVIST,
    military: sex === '1' && random.chance(0.2) ? [{ remoteId: `ms-${number}-1`, ...military }] : [],
    societies:
      specialty !== undefined && random.chance(0.06)
        ? [{ remoteId: `so-${number}-1`, name: name ?? null, beginDate: dayText(joined), endDate: null }]
        : [],
  };
}

const NOTHING: Without<Education> = {
  educationKind: 'common',
  level: null,
  institution: null,
  documentSeries: null,
  documentNumber: null,
  documentDate: null,
  beginYear: null,
  endYear: null,
  specialty: null,
  qualification: null,
  theme: null,
  hours: null,
  degree: null,
  scienceBranch: null,
  country: null,
  recognitionNumber: null,
  recognitionDate: null,
  targeted: null,
  customerInn: null,
  customerOgrn: null,
  dutyMonths: null,
};

function educationsOf({ birth, specialty, today, random }: RecordOptions): Without<Education>[] {
  const serial = (): string => String(random.below(10_000_000)).padStart(7, '0');
  const name = specialty === undefined ? undefined : SPECIALTIES[specialty];
  if (name === undefined) {
    const year = yearOf(addYears(birth, 17)) + 1;
    const document = { documentSeries: 'А', documentNumber: serial(), documentDate: `${year}-06-25` };
    return [{ ...NOTHING, institution: SCHOOL, ...document, endYear: year }];
  }
  const middle = Number(specialty) > MIDDLE_STAFF;
  const begin = yearOf(addYears(birth, 18));
  const end = begin + (middle ? 2 : 6);
  const list: Without<Education>[] = [
    {
      ...NOTHING,
      educationKind: 'prof',
      level: middle ? 'Среднее профессиональное' : 'Высшее, специалитет',
      institution: middle ? COLLEGE : UNIVERSITY,
      documentSeries: middle ? 'СБ' : 'ВСГ',
      documentNumber: serial(),
      documentDate: `${end}-06-30`,
      beginYear: begin,
      endYear: end,
      specialty: middle ? name : 'Лечебное дело',
      qualification: middle ? 'Специалист' : 'Врач',
    },
  ];
  const course = today - 30 - random.below(1500);
  if (yearOf(course) > end && random.chance(0.5)) {
    list.push({
      ...NOTHING,
      educationKind: 'ext',
      institution: CENTRE,
      documentNumber: serial(),
      documentDate: dayText(course),
      theme: `Актуальные вопросы: ${name}`,
      hours: random.pick([36, 72, 144]),
    });
  }
  return list;
}

function categoriesOf({ specialty, today, random }: RecordOptions): Without<Category>[] {
  if (specialty === undefined || SPECIALTIES[specialty] === undefined || !random.chance(0.4)) return [];
  const begin = today - random.below(1700);
  return [
    {
      categoryCode: random.pick(['second', 'first', 'highest']),
      specialtyCode: specialty,
      beginDate: dayText(begin),
      endDate: dayText(addYears(begin, 5)),
      orderNumber: `${10 + random.below(900)}-к`,
      orderDate: dayText(begin - 3),
      extended: null,
    },
  ];
}

function awardOf(number: string, today: number, random: Random): Without<Award> {
  return { name: random.pick(AWARDS), number: `Б-${number}`, awardDate: dayText(today - random.below(3000)) };
}

/** The citizens' passport of the age of 20 or 45; a foreigner has a residence permit of a free shape. */
function documentOf({ number, birth, today, citizenship, random }: RecordOptions): Without<IdentityDocument> {
  const age = addYears(birth, 45) + 30 <= today ? 45 : 20;
  const issued = Math.min(today, addYears(birth, age) + 20 + random.below(10));
  const common = { issuedOn: dayText(issued), standing: 'main' as const };
  if (citizenship !== '1') {
    return {
      ...common,
      typeCode: '11',
      series: null,
      number: `ВЖ${number}`,
      issuedBy: 'Ведомство',
      departmentCode: null,
    };
  }
  const series = `00${String(yearOf(issued) % 100).padStart(2, '0')}`;
  return { ...common, typeCode: '1', series, number, issuedBy: 'Учебный отдел', departmentCode: '980-001' };
}

function addressOf(birth: number, random: Random): Without<PersonAddress> {
  return {
    typeCode: random.chance(0.9) ? '1' : '2',
    addressText: `980000, г. Учебный, ул. ${random.pick(STREETS)}, д. ${1 + random.below(120)}, кв. ${1 + random.below(200)}`,
    regionCode: null,
    garGuid: null,
    beginDate: dayText(addYears(birth, 20) + random.below(30)),
    endDate: null,
  };
}

/** A few women are on a leave for a child. */
export function leavesOf(
  employments: readonly GeneratedEmployment[],
  sex: string | null,
  today: number,
  random: Random,
): GeneratedLeave[] {
  const [first] = employments;
  if (first === undefined || sex !== '2' || !random.chance(0.04)) return [];
  const begin = today - 100 - random.below(200);
  const { beginDate, endDate, remoteId } = first;
  if (endDate !== null || beginDate === null || dayNumber(beginDate) >= begin) return [];
  const leave: Omit<Leave, 'id' | 'employmentId'> = {
    leaveReason: 'childcare',
    beginDate: dayText(begin),
    endDate: dayText(addYears(begin, 1)),
  };
  return [{ remoteId: `lv-${remoteId}`, employmentRemoteId: remoteId, ...leave }];
}
