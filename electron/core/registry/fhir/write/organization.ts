import type { FieldValue } from '#shared/domain/values.ts';
import { findAddress, findContact, findOid } from '../elements.ts';
import type { Json } from '../json.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import {
  add,
  objects,
  remove,
  set,
  setCode,
  setCodingExtension,
  setCodingExtensions,
  setContact,
  setExtension,
  setFlagExtension,
  setIdentifier,
  setPart,
  setPeriodExtension,
  setReferenceExtension,
} from './edit.ts';
import { type FieldWriters, type Refer, setUnit, type Values, writeFields } from './fields.ts';

const ORGANISATION: FieldWriters = {
  oid: writeOid,
  nameFull: (resource, value) => set(resource, 'name', value),
  nameShort: writeAlias,
  inn: (resource, value) =>
    setIdentifier(resource, { systems: SYSTEM.inn, type: [CODES.identifierType[0], 'TAX'] }, value),
  kpp: (resource, value) => setIdentifier(resource, { systems: SYSTEM.kpp }, value),
  ogrn: (resource, value) => setIdentifier(resource, { systems: SYSTEM.ogrn }, value),
  address: (resource, value) => writeAddress(resource, 'registration', value),
  factAddress: (resource, value) => writeAddress(resource, 'fact', value),
  phone: (resource, value) => setContact((list) => findContact(list, 'phone'), resource, 'phone', value),
  email: (resource, value) => setContact((list) => findContact(list, 'email'), resource, 'email', value),
  site: (resource, value) => setContact((list) => findContact(list, 'url'), resource, 'url', value),
  socialLinks: (resource, value) => setExtension(resource, EXTENSION.socialLinks, 'valueString', value),
  okved: (resource, value) => setCode(resource, 'type', CODES.okved, value),
  okopf: (resource, value) => setExtension(resource, EXTENSION.legalForm, 'valueCode', value),
  regionCode: (resource, value) => setCodingExtension(resource, EXTENSION.region, CODES.region[0], value),
  agencyKind: (resource, value) => setPart(resource, EXTENSION.agency, 'kind', 'valueString', value),
  agencyProfile: (resource, value) => setPart(resource, EXTENSION.agency, 'profile', 'valueString', value),
  agencyLevel: (resource, value) => setPart(resource, EXTENSION.agency, 'level', 'valueString', value),
  liquidationReason: (resource, value) => setExtension(resource, EXTENSION.liquidationReason, 'valueString', value),
  ogrnDate: (resource, value) => setExtension(resource, EXTENSION.registrationDate, 'valueDate', value),
  liquidationDate: writeLiquidation,
};

export function writeOrganisation(resource: Json, values: Values, refer: Refer): void {
  setReferenceTo(resource, EXTENSION.head, 'person', values.headPersonId, refer);
  writeFields(ORGANISATION, resource, values);
}

const DIVISION: FieldWriters = {
  level: (resource, value) => setExtension(resource, EXTENSION.divisionLevel, 'valueCode', value),
  oid: writeOid,
  name: (resource, value) => set(resource, 'name', value),
  typeCode: (resource, value) => setCode(resource, 'type', CODES.divisionType, value),
  kindCode: (resource, value) => setCode(resource, 'type', CODES.divisionKind, value),
  careConditions: (resource, value) =>
    setCodingExtensions(resource, EXTENSION.careCondition, CODES.careCondition[0], value),
  careForms: (resource, value) => setCodingExtensions(resource, EXTENSION.careForm, CODES.careForm[0], value),
  careKinds: (resource, value) => setCodingExtensions(resource, EXTENSION.careKind, CODES.careKind[0], value),
  separate: (resource, value) => setFlagExtension(resource, EXTENSION.separate, value),
  phone: (resource, value) => setContact((list) => findContact(list, 'phone'), resource, 'phone', value),
  taskDueDate: (resource, value) => setExtension(resource, EXTENSION.taskDue, 'valueDate', value),
  plannedPeople: (resource, value) => setPart(resource, EXTENSION.capacity, 'people', 'valueInteger', value),
  bedCount: (resource, value) => setPart(resource, EXTENSION.capacity, 'beds', 'valueInteger', value),
  bedProfiles: (resource, value) => setPart(resource, EXTENSION.capacity, 'profiles', 'valueString', value),
  visitsPerShift: (resource, value) => setPart(resource, EXTENSION.capacity, 'visits', 'valueInteger', value),
  openDate: (resource, value) => setPeriodExtension(resource, EXTENSION.divisionPeriod, 'start', value),
  liquidationDate: writeLiquidation,
};

/** @param organisationId what a division without a parent hangs under */
export function writeDivision(resource: Json, values: Values, organisationId: FieldValue, refer: Refer): void {
  setUnit(resource, 'partOf', values.parentId, organisationId, refer);
  setReferenceTo(resource, EXTENSION.building, 'building', values.buildingId, refer);
  setReferenceTo(resource, EXTENSION.head, 'person', values.headPersonId, refer);
  writeFields(DIVISION, resource, values);
}

function writeOid(resource: Json, value: FieldValue): void {
  const found = findOid<Json>(objects(resource, 'identifier'));
  if (value === null || value === '') {
    if (found !== undefined) remove(resource, 'identifier', found);
  } else if (found === undefined) add(resource, 'identifier', { system: SYSTEM.frmoOid[0], value });
  else found.value = found.system === SYSTEM.frmoOid[0] ? value : `urn:oid:${value}`;
}

function writeAlias(resource: Json, value: FieldValue): void {
  const { alias } = resource;
  if (!Array.isArray(alias) || alias.length === 0) {
    if (value !== null) resource.alias = [value];
  } else if (value === null) remove(resource, 'alias', alias[0]);
  else alias[0] = value;
}

function writeAddress(resource: Json, of: 'registration' | 'fact', value: FieldValue): void {
  const found = findAddress<Json>(objects(resource, 'address'), of);
  if (value === null || value === '') {
    if (found !== undefined) remove(resource, 'address', found);
    return;
  }
  if (found !== undefined) {
    found.text = value;
    return;
  }
  const marked = of === 'fact' ? { extension: [{ url: EXTENSION.factAddress, valueBoolean: true }] } : {};
  add(resource, 'address', { ...marked, text: value });
}

function writeLiquidation(resource: Json, value: FieldValue): void {
  setPeriodExtension(resource, EXTENSION.divisionPeriod, 'end', value);
  resource.active = value === null;
}

/** @param id undefined leaves the reference as it is */
function setReferenceTo(
  resource: Json,
  url: string,
  kind: 'person' | 'building',
  id: FieldValue | undefined,
  refer: Refer,
): void {
  if (id !== undefined) setReferenceExtension(resource, url, typeof id === 'string' ? refer(kind, id) : null);
}
