import type { ChildKind, OwnKind } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { documentKeys, extensionKeys, findNumber, periodKeys, qualificationKeys } from '../elements.ts';
import type { Json } from '../json.ts';
import { CODES, EXTENSION, LEAVE_WORDS, SYSTEM } from '../profile.ts';
import {
  add,
  child,
  objects,
  remove,
  set,
  setCodeIn,
  setCodingExtension,
  setExtension,
  setFlagExtension,
  setFlagPart,
  setIdentifier,
  setIn,
  setPart,
  setPeriodExtension,
} from './edit.ts';
import { type FieldWriters, spellAddress, type Values, writeFields } from './fields.ts';

/** Where records of a kind stand in the resource of their owner. */
interface Shape {
  readonly list: string;
  /** Which elements of the list they are; without it all of them. */
  readonly url?: string;
  readonly keys: (list: readonly Json[]) => string[];
  readonly writers: FieldWriters;
  /** What a new element says before its fields are written. */
  readonly start: (element: Json) => void;
}

const withCode = (element: Json): void => void child(element, 'code');
const period =
  (end: 'start' | 'end') =>
  (element: Json, value: FieldValue): void =>
    setIn(element, 'period', end, value);
const part =
  (url: string, name: string, member: string) =>
  (element: Json, value: FieldValue): void =>
    setPart(element, url, name, member, value);

const flagPart =
  (url: string, name: string) =>
  (element: Json, value: FieldValue): void =>
    setFlagPart(element, url, name, value);

const CREDENTIAL: FieldWriters = {
  credentialKind: (element, value) => setCodeIn(element, 'code', CODES.credentialKind, value),
  specialtyCode: (element, value) => setCodeIn(element, 'code', CODES.specialty, value),
  number: writeNumber,
  issuer: (element, value) => setName(element, 'issuer', value),
  issuedOn: period('start'),
  expiresOn: period('end'),
  accreditationKind: part(EXTENSION.credential, 'kind', 'valueString'),
  series: part(EXTENSION.credential, 'series', 'valueString'),
  registrationNumber: part(EXTENSION.credential, 'registration', 'valueString'),
  protocolNumber: part(EXTENSION.credential, 'protocol', 'valueString'),
  protocolDate: part(EXTENSION.credential, 'protocolDate', 'valueDate'),
  extended: flagPart(EXTENSION.credential, 'extended'),
};

const EDUCATION: FieldWriters = {
  educationKind: (element, value) => setCodeIn(element, 'code', CODES.educationKind, value),
  level: part(EXTENSION.education, 'level', 'valueString'),
  institution: (element, value) => setName(element, 'issuer', value),
  documentSeries: part(EXTENSION.education, 'series', 'valueString'),
  documentNumber: writeNumber,
  documentDate: part(EXTENSION.education, 'date', 'valueDate'),
  beginYear: (element, value) => setIn(element, 'period', 'start', yearText(value)),
  endYear: (element, value) => setIn(element, 'period', 'end', yearText(value)),
  specialty: part(EXTENSION.education, 'specialty', 'valueString'),
  qualification: part(EXTENSION.education, 'qualification', 'valueString'),
  theme: part(EXTENSION.education, 'theme', 'valueString'),
  hours: part(EXTENSION.education, 'hours', 'valueInteger'),
  degree: part(EXTENSION.education, 'degree', 'valueString'),
  scienceBranch: part(EXTENSION.education, 'branch', 'valueString'),
  country: part(EXTENSION.education, 'country', 'valueString'),
  recognitionNumber: part(EXTENSION.education, 'recognition', 'valueString'),
  recognitionDate: part(EXTENSION.education, 'recognitionDate', 'valueDate'),
  targeted: flagPart(EXTENSION.education, 'targeted'),
  customerInn: part(EXTENSION.education, 'customerInn', 'valueString'),
  customerOgrn: part(EXTENSION.education, 'customerOgrn', 'valueString'),
  dutyMonths: part(EXTENSION.education, 'duty', 'valueInteger'),
};

const CATEGORY: FieldWriters = {
  categoryCode: (element, value) => setCodeIn(element, 'code', CODES.category, value),
  specialtyCode: (element, value) => setCodeIn(element, 'code', CODES.specialty, value),
  beginDate: period('start'),
  endDate: period('end'),
  orderNumber: part(EXTENSION.order, 'number', 'valueString'),
  orderDate: part(EXTENSION.order, 'date', 'valueDate'),
  extended: flagPart(EXTENSION.order, 'extended'),
};

const AWARD: FieldWriters = {
  name: (element, value) => set(child(element, 'code'), 'text', value),
  number: writeNumber,
  awardDate: period('start'),
};

const USES: Readonly<Record<string, string>> = { main: 'official', former: 'old' };

const DOCUMENT: FieldWriters = {
  typeCode: (element, value) => setCodeIn(element, 'type', CODES.identityDocument, value),
  series: part(EXTENSION.document, 'series', 'valueString'),
  number: (element, value) => set(element, 'value', value),
  issuedOn: period('start'),
  issuedBy: (element, value) => setName(element, 'assigner', value),
  departmentCode: part(EXTENSION.document, 'department', 'valueString'),
  standing: (element, value) => set(element, 'use', USES[String(value)] ?? null),
};

const ADDRESS: FieldWriters = {
  typeCode: (element, value) => setCodingExtension(element, EXTENSION.addressType, CODES.addressType[0], value),
  addressText(element, value) {
    spellAddress(element, value);
    delete element.postalCode;
  },
  regionCode: (element, value) => setCodingExtension(element, EXTENSION.region, CODES.region[0], value),
  garGuid: (element, value) => setExtension(element, EXTENSION.garGuid, 'valueString', value),
  beginDate: period('start'),
  endDate: period('end'),
};

const LEAVE: FieldWriters = {
  leaveReason(element, value) {
    setExtension(element, EXTENSION.leaveReason, 'valueCode', value);
    element.description = LEAVE_WORDS[String(value)] ?? LEAVE_WORDS.other;
  },
  beginDate: (element, value) => setIn(element, 'during', 'start', value),
  endDate: (element, value) => setIn(element, 'during', 'end', value),
};

const extensionPeriod =
  (end: 'start' | 'end') =>
  (element: Json, value: FieldValue): void =>
    setPeriodExtension(element, 'period', end, value);

const MILITARY: FieldWriters = {
  served: (element, value) => setFlagExtension(element, 'served', value),
  beginDate: extensionPeriod('start'),
  endDate: extensionPeriod('end'),
};

const SOCIETY: FieldWriters = {
  name: (element, value) => setExtension(element, 'name', 'valueString', value),
  beginDate: extensionPeriod('start'),
  endDate: extensionPeriod('end'),
};

const nothing = (): void => {};
const inExtension = (url: string, writers: FieldWriters): Shape => ({
  list: 'extension',
  url,
  keys: extensionKeys,
  writers,
  start: (element) => set(element, 'url', url),
});
const QUALIFICATION = { list: 'qualification', keys: qualificationKeys, start: withCode } as const;

/** Records that are written into the resource of their owner; licences are read only, the rest is our own. */
type WrittenKind = Exclude<ChildKind, 'licence' | OwnKind>;

const SHAPES: Readonly<Record<WrittenKind, Shape>> = {
  credential: { ...QUALIFICATION, writers: CREDENTIAL },
  education: { ...QUALIFICATION, writers: EDUCATION },
  category: { ...QUALIFICATION, writers: CATEGORY },
  award: {
    ...QUALIFICATION,
    writers: AWARD,
    start: (element) => setCodeIn(element, 'code', CODES.award, 'award'),
  },
  document: {
    list: 'identifier',
    keys: documentKeys,
    writers: DOCUMENT,
    start: (element) => set(element, 'system', SYSTEM.documentNumber[0]),
  },
  address: { list: 'address', keys: periodKeys, writers: ADDRESS, start: nothing },
  leave: { list: 'notAvailable', keys: periodKeys, writers: LEAVE, start: nothing },
  military: inExtension(EXTENSION.military, MILITARY),
  society: inExtension(EXTENSION.society, SOCIETY),
};

function elementsOf(resource: Json, { list, url }: Shape): Json[] {
  const all = objects(resource, list);
  return url === undefined ? all : all.filter((element) => element.url === url);
}

export function isWritten(kind: ChildKind): kind is WrittenKind {
  return Object.hasOwn(SHAPES, kind);
}

/** @returns false when the resource has no such record any more */
export function writeRecord(resource: Json, kind: WrittenKind, key: string, values: Values): boolean {
  const shape = SHAPES[kind];
  const { keys, writers } = shape;
  const list = elementsOf(resource, shape);
  const index = keys(list).indexOf(key);
  const element = list[index];
  if (element === undefined) return false;
  writeFields(writers, element, values);
  // Told apart by what it said: keep the key, so that it stays the same record.
  if (keys(list)[index] !== key) element.id = key;
  return true;
}

export function addRecord(resource: Json, kind: WrittenKind, id: string, values: Values): void {
  const { list, writers, start } = SHAPES[kind];
  const element: Json = { id };
  start(element);
  writeFields(writers, element, values);
  add(resource, list, element);
}

/** Takes a record out; one that is gone already stays gone. */
export function removeRecord(resource: Json, kind: WrittenKind, key: string): void {
  const shape = SHAPES[kind];
  const { keys } = shape;
  const list = elementsOf(resource, shape);
  const keysBefore = keys(list);
  const element = list[keysBefore.indexOf(key)];
  if (element === undefined) return;
  remove(resource, shape.list, element);
  // Equal records were counted: those that stay keep what they were called.
  const rest = elementsOf(resource, shape);
  const before = keysBefore.filter((one) => one !== key);
  for (const [index, now] of keys(rest).entries()) {
    const kept = rest[index];
    const called = before[index];
    if (kept !== undefined && called !== undefined && called !== now) kept.id = called;
  }
}

function writeNumber(element: Json, value: FieldValue): void {
  const found = findNumber<Json>(objects(element, 'identifier'));
  if (found === undefined) setIdentifier(element, { systems: SYSTEM.credentialNumber }, value);
  else if (value === null || value === '') remove(element, 'identifier', found);
  else found.value = value;
}

/** A reference to the former one would contradict the new name. */
function setName(element: Json, key: string, value: FieldValue): void {
  delete element[key];
  setIn(element, key, 'display', value);
}

function yearText(value: FieldValue): string | null {
  return value === null ? null : String(value).padStart(4, '0');
}
