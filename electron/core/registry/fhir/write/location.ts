import type { FieldValue } from '#shared/domain/values.ts';
import type { Json } from '../json.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import { BUILDING } from '../read/location.ts';
import { child, set, setExtension, setFlagPart, setIdentifier, setIn, setPart, setPeriodExtension } from './edit.ts';
import { type FieldWriters, type Refer, setOwner, spellAddress, type Values, writeFields } from './fields.ts';

const period =
  (end: 'start' | 'end') =>
  (resource: Json, value: FieldValue): void =>
    setPeriodExtension(resource, EXTENSION.period, end, value);
const position =
  (axis: 'latitude' | 'longitude') =>
  (resource: Json, value: FieldValue): void =>
    setIn(resource, 'position', axis, decimalOf(value));
const premises =
  (part: string, member: string) =>
  (resource: Json, value: FieldValue): void =>
    setPart(resource, EXTENSION.premises, part, member, value);

const BUILDING_FIELDS: FieldWriters = {
  name: (resource, value) => set(resource, 'name', value),
  addressText: (resource, value) => inAddress(resource, (address) => spellAddress(address, value)),
  garGuid: (resource, value) =>
    inAddress(resource, (address) => setExtension(address, EXTENSION.garGuid, 'valueString', value)),
  postIndex: (resource, value) => setIn(resource, 'address', 'postalCode', value),
  cadastralNumber: (resource, value) => setIdentifier(resource, { systems: SYSTEM.cadastralNumber }, value),
  buildYear: premises('built', 'valueInteger'),
  floorCount: premises('floors', 'valueInteger'),
  hasTrouble: (resource, value) => setFlagPart(resource, EXTENSION.premises, 'trouble', value),
  latitude: position('latitude'),
  longitude: position('longitude'),
  beginDate: period('start'),
  liquidationDate(resource, value) {
    setPeriodExtension(resource, EXTENSION.period, 'end', value);
    resource.status = value === null ? 'active' : 'inactive';
  },
  liquidationReason: premises('liquidation', 'valueString'),
};

export function startBuilding(resource: Json): void {
  resource.status = 'active';
  resource.physicalType = { coding: [{ system: CODES.locationType[0], code: BUILDING }] };
}

export function writeBuilding(resource: Json, values: Values, refer: Refer): void {
  setOwner(resource, 'managingOrganization', 'organisation', values.organisationId, refer);
  writeFields(BUILDING_FIELDS, resource, values);
}

/** An address that is left without anything goes away. */
function inAddress(resource: Json, change: (address: Json) => void): void {
  const address = child(resource, 'address');
  change(address);
  if (Object.keys(address).length === 0) delete resource.address;
}

/** A number where it is one; the registry says what is wrong with anything else. */
function decimalOf(value: FieldValue): FieldValue {
  const number = Number(value);
  return value === null || value === '' || Number.isNaN(number) ? value : number;
}
