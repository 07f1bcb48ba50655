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
  setContact,
  setExtension,
  setIdentifier,
  setPeriodExtension,
  setReference,
} from './edit.ts';
import { type FieldWriters, type Refer, type Values, writeFields } from './fields.ts';

const ORGANISATION: FieldWriters = {
  oid: writeOid,
  nameFull: (resource, value) => set(resource, 'name', value),
  nameShort: writeAlias,
  inn: (resource, value) =>
    setIdentifier(resource, { systems: SYSTEM.inn, type: [CODES.identifierType[0], 'TAX'] }, value),
  kpp: (resource, value) => setIdentifier(resource, { systems: SYSTEM.kpp }, value),
  ogrn: (resource, value) => setIdentifier(resource, { systems: SYSTEM.ogrn }, value),
  address: writeAddress,
  phone: (resource, value) => setContact((list) => findContact(list, 'phone'), resource, 'phone', value),
  email: (resource, value) => setContact((list) => findContact(list, 'email'), resource, 'email', value),
};

export function writeOrganisation(resource: Json, values: Values): void {
  writeFields(ORGANISATION, resource, values);
}

const DIVISION: FieldWriters = {
  level: (resource, value) => setExtension(resource, EXTENSION.divisionLevel, 'valueCode', value),
  oid: writeOid,
  name: (resource, value) => set(resource, 'name', value),
  typeCode: (resource, value) => setCode(resource, 'type', CODES.divisionType, value),
  openDate: (resource, value) => setPeriodExtension(resource, EXTENSION.divisionPeriod, 'start', value),
  liquidationDate(resource, value) {
    setPeriodExtension(resource, EXTENSION.divisionPeriod, 'end', value);
    resource.active = value === null;
  },
};

/** @param organisationId what a division without a parent hangs under */
export function writeDivision(resource: Json, values: Values, organisationId: FieldValue, refer: Refer): void {
  const { parentId } = values;
  if (typeof parentId === 'string') setReference(resource, 'partOf', refer('division', parentId));
  else if (parentId === null && typeof organisationId === 'string') {
    setReference(resource, 'partOf', refer('organisation', organisationId));
  }
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

function writeAddress(resource: Json, value: FieldValue): void {
  const found = findAddress<Json>(objects(resource, 'address'));
  if (value === null || value === '') {
    if (found !== undefined) remove(resource, 'address', found);
  } else if (found === undefined) add(resource, 'address', { text: value });
  else found.text = value;
}
