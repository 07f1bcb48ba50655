import { DIVISION_LEVELS } from '#shared/domain/entities.ts';
import type { Snapshot } from '../../port.ts';
import { findAddress, findCoding, findContact, findExtension, findOid, plainOid, referredId } from '../elements.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import type { Organization } from '../schema.ts';
import { dayOf, identifierOf, localIdOf, textOf } from './values.ts';

/** An Organization without `partOf` is the clinic, with it a division, section or room. */
export function kindOfOrganization(resource: Organization): 'organisation' | 'division' {
  return resource.partOf === undefined ? 'organisation' : 'division';
}

export function readOrganisation(resource: Organization): Snapshot {
  const { name, alias, telecom } = resource;
  return {
    localId: localIdOf(resource),
    fields: {
      oid: oidOf(resource),
      nameFull: name ?? '',
      nameShort: textOf(alias?.[0]),
      inn: identifierOf(resource, SYSTEM.inn),
      kpp: identifierOf(resource, SYSTEM.kpp),
      ogrn: identifierOf(resource, SYSTEM.ogrn),
      address: addressOf(resource),
      phone: textOf(findContact(telecom, 'phone')?.value),
      email: textOf(findContact(telecom, 'email')?.value),
    },
    children: [],
  };
}

/** @returns null when what it is part of cannot be told */
export function readDivision(resource: Organization): Snapshot | null {
  const parentId = referredId(resource.partOf?.reference, 'Organization');
  if (parentId === null) return null;
  const level = findExtension(resource.extension, EXTENSION.divisionLevel)?.valueCode;
  const period = findExtension(resource.extension, EXTENSION.divisionPeriod)?.valuePeriod;
  return {
    localId: localIdOf(resource),
    fields: {
      parentId,
      level: DIVISION_LEVELS.find((known) => known === level) ?? 'division',
      oid: oidOf(resource),
      name: resource.name ?? '',
      typeCode: textOf(findCoding(resource.type, CODES.divisionType)?.coding.code),
      openDate: dayOf(period?.start),
      liquidationDate: dayOf(period?.end),
    },
    children: [],
  };
}

function oidOf({ identifier }: Organization): string | null {
  const value = textOf(findOid(identifier)?.value);
  return value === null ? null : plainOid(value);
}

/** The address as one line; where the registry keeps only its parts they are put together. */
function addressOf(resource: Organization): string | null {
  const address = findAddress(resource.address);
  if (address === undefined) return null;
  const { text, postalCode, state, city, line } = address;
  if (textOf(text) !== null) return textOf(text);
  const parts = [postalCode, state, city, ...(line ?? [])].filter((part) => part !== undefined && part !== null);
  return textOf(parts.filter((part) => part !== '').join(', '));
}
