import type { Snapshot } from '../../port.ts';
import { findCoding, findExtension, referredId } from '../elements.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import type { Location } from '../schema.ts';
import { addressLine, dayOf, identifierOf, integerOf, localIdOf, textOf, yesNoOf } from './values.ts';

/** HL7 physical type of a building; other places are none of ours. */
export const BUILDING = 'bu';

export function isBuilding({ physicalType }: Location): boolean {
  return findCoding(physicalType === undefined ? [] : [physicalType], CODES.locationType)?.coding.code === BUILDING;
}

/** @returns null when it does not say whose building it is */
export function readBuilding(resource: Location): Snapshot | null {
  const { extension, address, position } = resource;
  const organisationId = referredId(resource.managingOrganization?.reference, 'Organization');
  if (organisationId === null) return null;
  const period = findExtension(extension, EXTENSION.period)?.valuePeriod;
  const premises = findExtension(extension, EXTENSION.premises)?.extension;
  return {
    localId: localIdOf(resource),
    fields: {
      organisationId,
      name: resource.name ?? '',
      // The post index is a field of its own.
      addressText: addressLine(address === undefined ? undefined : { ...address, postalCode: undefined }),
      garGuid: textOf(findExtension(address?.extension, EXTENSION.garGuid)?.valueString),
      postIndex: textOf(address?.postalCode),
      cadastralNumber: identifierOf(resource, SYSTEM.cadastralNumber),
      buildYear: integerOf(findExtension(premises, 'built')?.valueInteger),
      floorCount: integerOf(findExtension(premises, 'floors')?.valueInteger),
      hasTrouble: yesNoOf(findExtension(premises, 'trouble')?.valueBoolean),
      latitude: numberText(position?.latitude),
      longitude: numberText(position?.longitude),
      beginDate: dayOf(period?.start),
      liquidationDate: dayOf(period?.end),
      liquidationReason: textOf(findExtension(premises, 'liquidation')?.valueString),
    },
    children: [],
  };
}

function numberText(value: number | undefined): string | null {
  return value === undefined ? null : String(value);
}
