import type { Unit } from './divisions.ts';
import { SPECIALTIES } from './nsi.ts';
import { ogrnOf, organisationInnOf } from './numbers.ts';
import type { GeneratedBuilding, GeneratedLicence } from './types.ts';

/** Buildings of one site: where patients come, and where they lie. */
export interface Site {
  readonly polyclinic: GeneratedBuilding;
  readonly hospital: GeneratedBuilding;
}

const ACTIVITY = 'Медицинская деятельность';

export function siteBuildings(site: number, organisationId: string): Site {
  return {
    polyclinic: building(2 * site, organisationId, `Здание поликлиники № ${site}`, 4),
    hospital: building(2 * site + 1, organisationId, `Больничный корпус ${site}`, 7),
  };
}

/** It stood before the others, and nobody works there any more. */
export function formerBuilding(organisationId: string): GeneratedBuilding {
  return {
    ...building(1, organisationId, 'Прежний корпус', 2),
    buildYear: 1938,
    hasTrouble: 'yes',
    liquidationDate: '2024-12-31',
    liquidationReason: 'Признано аварийным',
  };
}

/** Numbers and places are of no real building: region 98 is free, the address is made up. */
function building(ordinal: number, organisationId: string, name: string, floorCount: number): GeneratedBuilding {
  const house = ordinal * 2 - 1;
  return {
    remoteId: `bld-${String(ordinal).padStart(3, '0')}`,
    organisationId,
    name,
    addressText: `980000, г. Учебный, ул. Примерная, д. ${house}`,
    garGuid: null,
    postIndex: '980000',
    cadastralNumber: `98:01:0000001:${100 + ordinal}`,
    buildYear: 1970 + ordinal,
    floorCount,
    hasTrouble: 'no',
    latitude: `59.${9000 + ordinal}`,
    longitude: `30.${3000 + ordinal}`,
    beginDate: '2001-01-09',
    liquidationDate: null,
    liquidationReason: null,
  };
}

/** One licence for two places of activity, as the register of licences shows it: what departments there do. */
export function licencesFor(buildings: readonly GeneratedBuilding[], units: readonly Unit[]): GeneratedLicence[] {
  return buildings.slice(0, 2).map(({ remoteId, addressText }, index) => ({
    remoteId: `lic-${index + 1}`,
    series: null,
    number: 'Л041-00110-98/00000001',
    status: 'Действует',
    issuedOn: '2019-03-04',
    beginDate: '2019-03-04',
    endDate: null,
    activity: ACTIVITY,
    licenser: 'Учебный лицензирующий орган',
    licenserInn: organisationInnOf(1002),
    licenserOgrn: ogrnOf(2002, 1002),
    addressText,
    services: specialtiesIn(remoteId, units).join('\n'),
  }));
}

function specialtiesIn(buildingId: string, units: readonly Unit[]): string[] {
  const own = units.filter(({ division }) => division.buildingId === buildingId);
  return [...new Set(own.flatMap(({ department }) => SPECIALTIES[department?.specialty ?? ''] ?? []))];
}
