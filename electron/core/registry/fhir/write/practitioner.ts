import type { FieldValue } from '#shared/domain/values.ts';
import { findContact, findName, GENDER } from '../elements.ts';
import type { Json } from '../json.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import { add, objects, set, setCodingExtension, setContact, setFlagPart, setIdentifier, setPart } from './edit.ts';
import type { FieldWriters, Values } from './fields.ts';
import { writeFields } from './fields.ts';

const [V2_TYPE] = CODES.identifierType;

const PERSON: FieldWriters = {
  sex: (resource, value) => set(resource, 'gender', value === null ? null : genderOf(value)),
  birthDate: (resource, value) => set(resource, 'birthDate', value),
  snils: (resource, value) => setIdentifier(resource, { systems: SYSTEM.snils, type: [V2_TYPE, 'SB'] }, value),
  inn: (resource, value) => setIdentifier(resource, { systems: SYSTEM.inn, type: [V2_TYPE, 'TAX'] }, value),
  citizenshipCode: (resource, value) =>
    setCodingExtension(resource, EXTENSION.citizenship, CODES.citizenship[0], value),
  countryCode: (resource, value) => setCodingExtension(resource, EXTENSION.country, CODES.country[0], value),
  militaryRelationCode: (resource, value) =>
    setCodingExtension(resource, EXTENSION.militaryRelation, CODES.militaryRelation[0], value),
  isMedical: (resource, value) => setFlagPart(resource, EXTENSION.worker, 'medical', value),
  isPharmaceutical: (resource, value) => setFlagPart(resource, EXTENSION.worker, 'pharmaceutical', value),
  isStudent: (resource, value) => setFlagPart(resource, EXTENSION.worker, 'student', value),
  deathDate: (resource, value) => setPart(resource, EXTENSION.worker, 'died', 'valueDate', value),
  phone: (resource, value) => setContact((list) => findContact(list, 'phone'), resource, 'phone', value),
  email: (resource, value) => setContact((list) => findContact(list, 'email'), resource, 'email', value),
};

export function writePerson(resource: Json, values: Values): void {
  const { lastName, firstName, patronymic, ...others } = values;
  if (lastName !== undefined || firstName !== undefined || patronymic !== undefined) {
    writeName(resource, { lastName, firstName, patronymic });
  }
  writeFields(PERSON, resource, others);
}

function genderOf(sex: FieldValue): string {
  return GENDER.find(([code]) => code === sex)?.[1] ?? 'unknown';
}

type NameParts = Readonly<Record<'lastName' | 'firstName' | 'patronymic', FieldValue | undefined>>;

function writeName(resource: Json, parts: NameParts): void {
  let name = findName<Json>(objects(resource, 'name'));
  if (name === undefined) {
    name = { use: 'official' };
    add(resource, 'name', name);
  }
  const spoken = SPOKEN.find((order) => name.text !== undefined && name.text === order(name));
  if (parts.lastName !== undefined) set(name, 'family', parts.lastName);
  const old = givenOf(name);
  const first = parts.firstName === undefined ? (old[0] ?? null) : parts.firstName;
  const rest = parts.patronymic === undefined ? old.slice(1) : parts.patronymic === null ? [] : [parts.patronymic];
  const given = first === null && rest.length === 0 ? [] : [first ?? '', ...rest];
  if (given.length === 0) delete name.given;
  else if (given.join('\n') !== old.join('\n')) name.given = given;
  // Extensions of the parts stand in a list of the same order.
  if (Array.isArray(name._given) && name._given.length > given.length) name._given.length = given.length;
  if (spoken !== undefined) name.text = spoken(name);
}

function givenOf(name: Json): unknown[] {
  return Array.isArray(name.given) ? name.given : [];
}

/** Ways in which the whole name is put together; a text of our own making follows its parts. */
const SPOKEN: readonly ((name: Json) => string)[] = [
  (name) => [name.family, ...givenOf(name)].join(' '),
  (name) => [...givenOf(name), name.family].join(' '),
];
