import type { Address, Extension, Identifier, Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { CODES, EXTENSION, LEAVE_WORDS, SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { SPECIALTIES } from '../../electron/core/training/nsi.ts';
import type { GeneratedEmployment, GeneratedFile, GeneratedLeave } from '../../electron/core/training/types.ts';
import { FOREIGN, span } from './clinic-resources.ts';

type Qualification = NonNullable<Practitioner['qualification']>[number];

const EDUCATION_NAMES = {
  common: 'Общее образование',
  prof: 'Профессиональное образование',
  postgraduate: 'Послевузовское образование',
  ext: 'Дополнительное профессиональное образование',
} as const;

function period(start: string | null, end: string | null) {
  if (start === null && end === null) return {};
  return { period: { ...(start === null ? {} : { start }), ...(end === null ? {} : { end }) } };
}

/** The parts that have a value, as an extension; none when nothing has. */
function parts(
  url: string,
  values: Readonly<Record<string, string | number | null>>,
  dates: ReadonlySet<string> = new Set(['date']),
): { extension?: Extension[] } {
  const extension = Object.entries(values).flatMap(([name, value]): Extension[] => {
    if (value === null) return [];
    if (typeof value === 'number') return [{ url: name, valueInteger: value }];
    return [dates.has(name) ? { url: name, valueDate: value } : { url: name, valueString: value }];
  });
  return extension.length === 0 ? {} : { extension: [{ url, extension }] };
}

const numbered = (value: string | null): { identifier?: Identifier[] } =>
  value === null ? {} : { identifier: [{ system: SYSTEM.credentialNumber[0], value }] };
const issued = (display: string | null) => (display === null ? {} : { issuer: { display } });
const year = (value: number | null): string | null => (value === null ? null : String(value));

/** Education, categories and awards as qualifications. */
export function recordElements({ records }: GeneratedFile): Qualification[] {
  return [
    ...records.educations.map(
      (one): Qualification => ({
        id: one.remoteId,
        ...parts(EXTENSION.education, {
          level: one.level,
          series: one.documentSeries,
          date: one.documentDate,
          specialty: one.specialty,
          qualification: one.qualification,
          theme: one.theme,
          hours: one.hours,
        }),
        ...numbered(one.documentNumber),
        code: {
          coding: [
            { system: CODES.educationKind[0], code: one.educationKind, display: EDUCATION_NAMES[one.educationKind] },
          ],
        },
        ...period(year(one.beginYear), year(one.endYear)),
        ...issued(one.institution),
      }),
    ),
    ...records.categories.map(
      (one): Qualification => ({
        id: one.remoteId,
        ...parts(EXTENSION.order, { number: one.orderNumber, date: one.orderDate }),
        code: {
          coding: [
            { system: CODES.category[0], code: one.categoryCode ?? '' },
            {
              system: CODES.specialty[0],
              code: one.specialtyCode ?? '',
              display: SPECIALTIES[one.specialtyCode ?? ''] ?? '',
            },
          ],
        },
        ...period(one.beginDate, one.endDate),
      }),
    ),
    ...records.awards.map(
      (one): Qualification => ({
        id: one.remoteId,
        ...numbered(one.number),
        code: { coding: [{ system: CODES.award[0], code: 'award' }], text: one.name ?? '' },
        ...period(one.awardDate, null),
      }),
    ),
  ];
}

const USES = { main: 'official', former: 'old' } as const;

export function documentsOf({ records }: GeneratedFile): Identifier[] {
  return records.documents.map((one) => ({
    id: one.remoteId,
    ...parts(EXTENSION.document, { series: one.series, department: one.departmentCode }),
    ...(one.standing === 'other' ? {} : { use: USES[one.standing] }),
    type: { coding: [{ system: CODES.identityDocument[0], code: one.typeCode ?? '' }] },
    system: SYSTEM.documentNumber[0],
    value: one.number ?? '',
    ...period(one.issuedOn, null),
    ...(one.issuedBy === null ? {} : { assigner: { display: one.issuedBy } }),
  }));
}

export function addressesOf({ records }: GeneratedFile): Address[] {
  return records.addresses.map((one) => ({
    id: one.remoteId,
    extension: [
      {
        url: EXTENSION.addressType,
        valueCoding: { system: CODES.addressType[0], code: one.typeCode ?? '' },
      },
      ...(one.garGuid === null ? [] : [{ url: EXTENSION.garGuid, valueString: one.garGuid }]),
    ],
    use: 'home',
    text: one.addressText ?? '',
    ...period(one.beginDate, one.endDate),
  }));
}

/** Service in the forces and societies. */
export function membershipExtensions({ records }: GeneratedFile): Extension[] {
  return [
    ...records.military.map((one) => ({
      id: one.remoteId,
      url: EXTENSION.military,
      extension: [{ url: 'served', valueBoolean: one.served === 'yes' }, ...span('period', one.beginDate, one.endDate)],
    })),
    ...records.societies.map((one) => ({
      id: one.remoteId,
      url: EXTENSION.society,
      extension: [{ url: 'name', valueString: one.name ?? '' }, ...span('period', one.beginDate, one.endDate)],
    })),
  ];
}

/** Some employments also have an absence that this desk knows nothing of. */
export function absences(
  employment: GeneratedEmployment,
  leaves: readonly GeneratedLeave[],
  index: number,
): Pick<PractitionerRole, 'notAvailable'> {
  const own = leaves
    .filter(({ employmentRemoteId }) => employmentRemoteId === employment.remoteId)
    .map((one) => ({
      id: one.remoteId,
      extension: [{ url: EXTENSION.leaveReason, valueCode: one.leaveReason ?? '' }],
      description: LEAVE_WORDS[one.leaveReason ?? ''] ?? '',
      during: {
        ...(one.beginDate === null ? {} : { start: one.beginDate }),
        ...(one.endDate === null ? {} : { end: one.endDate }),
      },
    }));
  const other =
    index % 13 === 7
      ? [{ extension: [{ url: `${FOREIGN}/duty`, valueString: 'ночная' }], description: 'Дежурство' }]
      : [];
  return own.length + other.length === 0 ? {} : { notAvailable: [...other, ...own] };
}
