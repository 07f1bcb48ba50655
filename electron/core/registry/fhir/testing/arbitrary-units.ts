import fc from 'fast-check';
import type { Json } from '../json.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import {
  anyOf,
  day,
  foreignExtension,
  foreignIdentifier,
  identifier,
  integerPart,
  maybe,
  mixed,
  optional,
  partsOf,
  periodExtension,
  resource,
  some,
  telecom,
  textPart,
  word,
} from './arbitrary.ts';

const organizationParts = {
  active: fc.boolean(),
  identifier: mixed(
    optional(identifier([SYSTEM.frmoOid[0]], anyOf(['1.2.643.5.1', '1.2.643.5.2']))),
    optional(identifier(SYSTEM.inn, word)),
    optional(identifier(SYSTEM.kpp, word)),
    optional(identifier(SYSTEM.ogrn, word)),
    some(fc.constant({ system: 'urn:ietf:rfc:3986', value: 'https://example.org' })),
  ),
  name: maybe(word),
  alias: maybe(fc.array(word, { minLength: 1, maxLength: 1 })),
  telecom: mixed(telecom('phone'), telecom('email'), telecom('url'), some(fc.constant({ system: 'fax', value: '1' }))),
  address: maybe(
    fc.constant([
      { use: 'old', text: 'прежний' },
      { extension: [{ url: EXTENSION.factAddress, valueBoolean: true }], text: 'Город, 2', city: 'Город' },
      { city: 'Город', line: ['ул. 1'], text: 'Город, 1' },
    ]),
  ),
  type: mixed(
    optional(word.map((code) => ({ coding: [{ system: CODES.divisionType[0], code, display: 'тип' }] }) as Json)),
    optional(word.map((code) => ({ coding: [{ system: CODES.divisionKind[0], code }], text: 'вид' }) as Json)),
    optional(word.map((code) => ({ coding: [{ system: CODES.okved[0], code }] }) as Json)),
    some(fc.constant({ coding: [{ system: 'urn:foreign', code: 'z' }] })),
  ),
  extension: mixed(
    optional(fc.constant({ url: EXTENSION.head, valueReference: { reference: 'Practitioner/p-1', display: 'Кто' } })),
    optional(fc.constant({ url: EXTENSION.building, valueReference: { reference: 'Location/l-1' } })),
    optional(fc.boolean().map((valueBoolean) => ({ url: EXTENSION.separate, valueBoolean }))),
    optional(day.map((valueDate) => ({ url: EXTENSION.taskDue, valueDate }))),
    optional(day.map((valueDate) => ({ url: EXTENSION.registrationDate, valueDate }))),
    optional(word.map((valueString) => ({ url: EXTENSION.socialLinks, valueString }))),
    optional(word.map((valueCode) => ({ url: EXTENSION.legalForm, valueCode }))),
    optional(word.map((code) => ({ url: EXTENSION.region, valueCoding: { system: CODES.region[0], code } }))),
    ...(['careCondition', 'careForm', 'careKind'] as const).map((care) =>
      optional(
        word.map((code) => ({
          url: EXTENSION[care],
          valueCoding: { system: CODES[care][0], code, display: 'помощь' },
        })),
      ),
    ),
    partsOf(EXTENSION.agency, textPart('kind'), textPart('profile'), textPart('level')),
    optional(word.map((valueString) => ({ url: EXTENSION.liquidationReason, valueString }))),
    optional(
      fc.nat(500).map((valueInteger) => ({
        url: EXTENSION.capacity,
        extension: [
          { url: 'beds', valueInteger },
          { url: 'profiles', valueString: 'Терапевтические — 20' },
          { url: 'foreign', valueString: 'x' },
        ],
      })),
    ),
    optional(anyOf(['division', 'section', 'room']).map((valueCode) => ({ url: EXTENSION.divisionLevel, valueCode }))),
    optional(day.map((start) => ({ url: EXTENSION.divisionPeriod, valuePeriod: { start } }))),
    some(foreignExtension),
  ),
};
export const organisation = resource('Organization', organizationParts);
export const division = resource('Organization', {
  ...organizationParts,
  partOf: fc.constant({ reference: 'Organization/d-0' }),
});

export const building = resource('Location', {
  status: anyOf(['active', 'suspended']),
  identifier: mixed(optional(identifier(SYSTEM.cadastralNumber, word)), some(foreignIdentifier)),
  name: maybe(word),
  alias: fc.constant(['прежде']),
  telecom: mixed(telecom('phone')),
  address: maybe(
    fc.record({
      use: fc.constant('work'),
      ...{ text: word, city: fc.constant('Город'), line: fc.constant(['ул. 1']), postalCode: word },
      extension: mixed(
        optional(word.map((valueString) => ({ url: EXTENSION.garGuid, valueString }))),
        some(foreignExtension),
      ),
    }),
  ),
  position: maybe(
    fc.record({ longitude: fc.constantFrom(30.25, -1), latitude: fc.constant(59.5), altitude: fc.constant(3) }),
  ),
  physicalType: fc.constant({
    coding: [
      { system: 'urn:foreign', code: 'z' },
      { system: CODES.locationType[0], code: 'bu', display: 'Building' },
    ],
    text: 'здание',
  }),
  managingOrganization: fc.constant({ reference: 'Organization/o-1', display: 'Чьё' }),
  extension: mixed(
    periodExtension,
    partsOf(
      EXTENSION.premises,
      integerPart('built'),
      integerPart('floors'),
      optional(fc.boolean().map((valueBoolean) => ({ url: 'trouble', valueBoolean }))),
      textPart('liquidation'),
    ),
    some(foreignExtension),
  ),
});

export const service = resource('HealthcareService', {
  active: fc.boolean(),
  identifier: some(foreignIdentifier),
  providedBy: fc.constant({ reference: 'Organization/d-1' }),
  type: mixed(
    optional(word.map((code) => ({ coding: [{ system: CODES.service[0], code, display: 'услуга' }] }) as Json)),
    some(fc.constant({ coding: [{ system: 'urn:foreign', code: 'z' }] })),
  ),
  name: maybe(word),
  comment: maybe(word),
  photo: fc.constant({ contentType: 'image/png', size: 3 }),
  extension: mixed(periodExtension, some(foreignExtension)),
});

const basic = (code: string, subject: string, members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> =>
  resource('Basic', {
    identifier: some(foreignIdentifier),
    code: fc.constant({ coding: [{ system: CODES.basic[0], code }], text: 'штат' }),
    subject: fc.constant({ reference: subject, display: 'Чьё' }),
    created: maybe(day),
    ...members,
  });
export const staffingDocument = basic('staffing-document', 'Organization/o-1', {
  extension: mixed(
    periodExtension,
    partsOf(
      EXTENSION.staffingDocument,
      textPart('number'),
      textPart('order'),
      optional(day.map((valueDate) => ({ url: 'approved', valueDate }))),
      optional(anyOf(['draft', 'active', 'archive']).map((valueCode) => ({ url: 'status', valueCode }))),
    ),
    some(foreignExtension),
  ),
});
export const staffingPosition = basic('staffing-position', 'Organization/d-1', {
  extension: mixed(
    fc
      .tuple(
        textPart('name'),
        textPart('note'),
        optional(fc.nat(1000).map((rate) => ({ url: 'rate', valueDecimal: rate / 100 }))),
        optional(
          word.map((code) => ({ url: 'post', valueCoding: { system: CODES.post[1], code, display: 'врач' } }) as Json),
        ),
      )
      .map((lists) => [
        {
          url: EXTENSION.staffingPosition,
          extension: [{ url: 'document', valueReference: { reference: 'Basic/b-1' } }, ...lists.flat()],
        },
      ]),
    some(foreignExtension),
  ),
});
