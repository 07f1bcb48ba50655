import fc from 'fast-check';
import type { Json } from '../json.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import {
  anyOf,
  day,
  flagPart,
  foreignExtension,
  foreignIdentifier,
  identifier,
  integerPart,
  maybe,
  mixed,
  optional,
  partsOf,
  resource,
  some,
  telecom,
  textPart,
  word,
} from './arbitrary.ts';

const qualification = fc.record({
  id: fc.uuid(),
  identifier: mixed(optional(identifier(SYSTEM.credentialNumber, word)), some(foreignIdentifier)),
  code: fc.record({
    coding: mixed(
      anyOf(['certificate', 'accreditation', 'diploma']).map((code) => [
        { system: CODES.credentialKind[0], code, display: 'вид' },
      ]),
      optional(word.map((code) => ({ system: CODES.specialty[0], code, display: 'специальность' }))),
      some(fc.constant({ system: 'urn:foreign', code: 'z' })),
    ),
  }),
  period: fc.record({ start: day, end: day }),
  issuer: fc.record({ display: word }),
  extension: some(foreignExtension),
});

export const practitioner = resource('Practitioner', {
  identifier: mixed(
    optional(identifier(SYSTEM.snils, anyOf(['11223344595', '112-233-445 95']))),
    optional(identifier(SYSTEM.inn, word)),
    some(foreignIdentifier),
  ),
  name: fc
    .tuple(word, fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean(), fc.boolean())
    .map(([family, given, old, spoken]) => [
      ...(old ? [{ use: 'maiden', family: 'Прежняя', given: ['А'] }] : []),
      { use: 'official', family, given, ...(spoken ? { text: [family, ...given].join(' ') } : {}), prefix: ['д-р'] },
    ]),
  telecom: mixed(telecom('phone'), telecom('email'), some(fc.constant({ system: 'fax', value: '1' }))),
  gender: maybe(anyOf(['male', 'female', 'unknown', 'other'])),
  birthDate: maybe(day),
  extension: mixed(
    optional(
      word.map((code) => ({
        url: EXTENSION.militaryRelation,
        valueCoding: { system: CODES.militaryRelation[0], code, display: 'учёт' },
      })),
    ),
    optional(
      word.map((code) => ({
        url: EXTENSION.country,
        valueCoding: { system: CODES.country[0], code, display: 'страна' },
      })),
    ),
    optional(
      word.map((code) => ({
        url: EXTENSION.citizenship,
        valueCoding: { system: CODES.citizenship[0], code, display: 'гражданство' },
      })),
    ),
    partsOf(
      EXTENSION.worker,
      flagPart('medical'),
      flagPart('pharmaceutical'),
      flagPart('student'),
      optional(day.map((valueDate) => ({ url: 'died', valueDate }))),
    ),
    some(foreignExtension),
  ),
  qualification: fc.uniqueArray(qualification, { maxLength: 4, selector: ({ id }) => id }),
});

export const role = resource('PractitionerRole', {
  active: fc.boolean(),
  identifier: mixed(optional(identifier(SYSTEM.personnelNumber, word)), some(foreignIdentifier)),
  period: maybe(fc.record({ start: day, end: day })),
  practitioner: fc.constant({ reference: 'Practitioner/p-1', display: 'Кто-то' }),
  organization: maybe(fc.constant({ reference: 'https://registry.example/fhir/Organization/d-1' })),
  code: mixed(
    optional(
      word.map((code) => ({ coding: [{ system: CODES.post[1], code, display: 'врач' }], text: 'врач' }) as Json),
    ),
    some(fc.constant({ coding: [{ system: 'urn:foreign', code: 'z' }], text: 'иное' })),
  ),
  specialty: maybe(word.map((code) => [{ coding: [{ system: CODES.specialty[0], code, display: 'специальность' }] }])),
  extension: mixed(
    optional(fc.nat(150).map((rate) => ({ url: EXTENSION.rate, valueDecimal: rate / 100 }))),
    optional(word.map((code) => ({ url: EXTENSION.positionType, valueCoding: { system: 'urn:other', code } }))),
    optional(
      word.map((valueString) => ({
        url: EXTENSION.contract,
        extension: [
          { url: 'number', valueString },
          { url: 'foreign', valueString: 'x' },
        ],
      })),
    ),
    partsOf(EXTENSION.personalFile, textPart('number'), integerPart('seniority'), flagPart('targeted')),
    optional(word.map((valueString) => ({ url: EXTENSION.dismissal, extension: [{ url: 'order', valueString }] }))),
    some(foreignExtension),
  ),
});
