import { DIVISION_LEVELS } from '#shared/domain/entities.ts';
import type { Snapshot } from '../../port.ts';
import {
  findAddress,
  findCoding,
  findContact,
  findExtension,
  findExtensions,
  findOid,
  plainOid,
  referredId,
} from '../elements.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import type { Organization } from '../schema.ts';
import { readLicences } from './extension-records.ts';
import { addressLine, dayOf, identifierOf, integerOf, localIdOf, textOf, yesNoOf } from './values.ts';

/** An Organization without `partOf` is the clinic, with it a division, section or room. */
export function kindOfOrganization(resource: Organization): 'organisation' | 'division' {
  return resource.partOf === undefined ? 'organisation' : 'division';
}

export function readOrganisation(resource: Organization): Snapshot {
  const { name, alias, telecom, extension } = resource;
  const agency = findExtension(extension, EXTENSION.agency)?.extension;
  return {
    localId: localIdOf(resource),
    fields: {
      oid: oidOf(resource),
      nameFull: name ?? '',
      nameShort: textOf(alias?.[0]),
      inn: identifierOf(resource, SYSTEM.inn),
      kpp: identifierOf(resource, SYSTEM.kpp),
      ogrn: identifierOf(resource, SYSTEM.ogrn),
      address: addressLine(findAddress(resource.address)),
      factAddress: addressLine(findAddress(resource.address, 'fact')),
      phone: textOf(findContact(telecom, 'phone')?.value),
      email: textOf(findContact(telecom, 'email')?.value),
      site: textOf(findContact(telecom, 'url')?.value),
      socialLinks: textOf(findExtension(extension, EXTENSION.socialLinks)?.valueString),
      okved: textOf(findCoding(resource.type, CODES.okved)?.coding.code),
      ogrnDate: dayOf(findExtension(extension, EXTENSION.registrationDate)?.valueDate),
      okopf: textOf(findExtension(extension, EXTENSION.legalForm)?.valueCode),
      regionCode: textOf(findExtension(extension, EXTENSION.region)?.valueCoding?.code),
      agencyKind: textOf(findExtension(agency, 'kind')?.valueString),
      agencyProfile: textOf(findExtension(agency, 'profile')?.valueString),
      agencyLevel: textOf(findExtension(agency, 'level')?.valueString),
      liquidationReason: textOf(findExtension(extension, EXTENSION.liquidationReason)?.valueString),
      headPersonId: headOf(resource),
      liquidationDate: dayOf(findExtension(extension, EXTENSION.divisionPeriod)?.valuePeriod?.end),
    },
    children: readLicences(resource),
  };
}

/** @returns null when what it is part of cannot be told */
export function readDivision(resource: Organization): Snapshot | null {
  const parentId = referredId(resource.partOf?.reference, 'Organization');
  if (parentId === null) return null;
  const { extension } = resource;
  const level = findExtension(extension, EXTENSION.divisionLevel)?.valueCode;
  const period = findExtension(extension, EXTENSION.divisionPeriod)?.valuePeriod;
  const planned = findExtension(extension, EXTENSION.capacity)?.extension;
  return {
    localId: localIdOf(resource),
    fields: {
      parentId,
      level: DIVISION_LEVELS.find((known) => known === level) ?? 'division',
      oid: oidOf(resource),
      name: resource.name ?? '',
      typeCode: textOf(findCoding(resource.type, CODES.divisionType)?.coding.code),
      kindCode: textOf(findCoding(resource.type, CODES.divisionKind)?.coding.code),
      careConditions: codesOf(resource, EXTENSION.careCondition),
      careForms: codesOf(resource, EXTENSION.careForm),
      careKinds: codesOf(resource, EXTENSION.careKind),
      separate: yesNoOf(findExtension(extension, EXTENSION.separate)?.valueBoolean),
      buildingId: referredId(findExtension(extension, EXTENSION.building)?.valueReference?.reference, 'Location'),
      phone: textOf(findContact(resource.telecom, 'phone')?.value),
      headPersonId: headOf(resource),
      taskDueDate: dayOf(findExtension(extension, EXTENSION.taskDue)?.valueDate),
      plannedPeople: integerOf(findExtension(planned, 'people')?.valueInteger),
      bedCount: integerOf(findExtension(planned, 'beds')?.valueInteger),
      bedProfiles: textOf(findExtension(planned, 'profiles')?.valueString),
      visitsPerShift: integerOf(findExtension(planned, 'visits')?.valueInteger),
      openDate: dayOf(period?.start),
      liquidationDate: dayOf(period?.end),
    },
    children: [],
  };
}

/** Codes of all extensions with this name, one a line. */
function codesOf({ extension }: Organization, url: string): string | null {
  const codes = findExtensions(extension, url).map(({ valueCoding }) => valueCoding?.code ?? '');
  return textOf([...new Set(codes.filter((code) => code !== ''))].join('\n'));
}

function oidOf({ identifier }: Organization): string | null {
  const value = textOf(findOid(identifier)?.value);
  return value === null ? null : plainOid(value);
}

function headOf({ extension }: Organization): string | null {
  return referredId(findExtension(extension, EXTENSION.head)?.valueReference?.reference, 'Practitioner');
}
