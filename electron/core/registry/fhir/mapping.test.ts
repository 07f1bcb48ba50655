import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntityKind } from '#shared/domain/entities.ts';
import { FIELDS } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { ApprovedEntity } from '../../changes/pending.ts';
import { REFERS_TO, type RemoteKind, type Snapshot, type Submission } from '../port.ts';
import { type Json, parseExact } from './json.ts';
import { CODES, EXTENSION, SYSTEM } from './profile.ts';
import { readResource } from './read/resource.ts';
import { transactionBundle } from './write/transaction.ts';

const LOCAL = '019a1b2c-0000-7000-8000-000000000001';

const word = fc.stringMatching(/^[А-Яа-яЁёA-Za-z]{1,12}$/);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const day = fc.constantFrom('1980-02-29', '2001-12-31', '2024-01-01');
const anyOf = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const foreignExtension = fc.record({
  url: word.map((name) => `https://registry.example/${name}`),
  valueString: fc.string(),
});
const foreignIdentifier = fc.record({ system: word.map((name) => `urn:foreign:${name}`), value: word });
const identifier = (systems: readonly string[], value: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.record({ system: anyOf(systems), value, assigner: fc.constant({ display: 'x' }) }) as fc.Arbitrary<Json>;

/** Known elements in random order among ones that the desk has never heard of. */
function mixed(...lists: fc.Arbitrary<Json[]>[]): fc.Arbitrary<Json[]> {
  return fc.tuple(...lists).chain((parts) => fc.shuffledSubarray(parts.flat(), { minLength: parts.flat().length }));
}
const some = (item: fc.Arbitrary<unknown>): fc.Arbitrary<Json[]> =>
  fc.array(item as fc.Arbitrary<Json>, { maxLength: 3 });
const optional = (item: fc.Arbitrary<Json>): fc.Arbitrary<Json[]> => fc.array(item, { maxLength: 1 });

const strange = fc.record({
  contained: fc.constant([{ resourceType: 'Organization', id: 'c1', extension: [{ url: 'u', valueDecimal: 1.25 }] }]),
  _birthDate: fc.constant({ extension: [{ url: 'urn:precision', valueCode: 'day' }] }),
  'x-unknown': fc.jsonValue(),
});

function resource(type: string, members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> {
  return fc.tuple(fc.record(members as Record<string, fc.Arbitrary<unknown>>), strange).map(([known, other]) =>
    Object.fromEntries(
      Object.entries({
        ...other,
        resourceType: type,
        id: 'r-1',
        meta: { versionId: '3', lastUpdated: '2026-01-02T03:04:05.678Z', tag: [{ code: 't' }] },
        ...known,
      }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
    ),
  );
}

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

const telecom = (system: string): fc.Arbitrary<Json[]> =>
  optional(
    fc.record({ system: fc.constant(system), value: word, use: anyOf(['work', 'mobile']) }) as fc.Arbitrary<Json>,
  );

const practitioner = resource('Practitioner', {
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
        url: EXTENSION.citizenship,
        valueCoding: { system: CODES.citizenship[0], code, display: 'гражданство' },
      })),
    ),
    some(foreignExtension),
  ),
  qualification: fc.uniqueArray(qualification, { maxLength: 4, selector: ({ id }) => id }),
});

const role = resource('PractitionerRole', {
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
    optional(word.map((valueString) => ({ url: EXTENSION.dismissal, extension: [{ url: 'order', valueString }] }))),
    some(foreignExtension),
  ),
});

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
    optional(
      fc.nat(500).map((valueInteger) => ({
        url: EXTENSION.capacity,
        extension: [
          { url: 'beds', valueInteger },
          { url: 'foreign', valueString: 'x' },
        ],
      })),
    ),
    optional(anyOf(['division', 'section', 'room']).map((valueCode) => ({ url: EXTENSION.divisionLevel, valueCode }))),
    optional(day.map((start) => ({ url: EXTENSION.divisionPeriod, valuePeriod: { start } }))),
    some(foreignExtension),
  ),
};
const organisation = resource('Organization', organizationParts);
const division = resource('Organization', {
  ...organizationParts,
  partOf: fc.constant({ reference: 'Organization/d-0' }),
});

const periodExtension = optional(
  fc.record({ start: maybe(day), end: maybe(day) }).map((valuePeriod) => ({ url: EXTENSION.period, valuePeriod })),
);
const partsOf = (url: string, ...lists: fc.Arbitrary<Json[]>[]): fc.Arbitrary<Json[]> =>
  optional(
    mixed(...lists).map((extension) => ({ url, extension: [...extension, { url: 'foreign', valueString: 'x' }] })),
  );
const textPart = (url: string): fc.Arbitrary<Json[]> => optional(word.map((valueString) => ({ url, valueString })));
const integerPart = (url: string): fc.Arbitrary<Json[]> =>
  optional(fc.nat(3000).map((valueInteger) => ({ url, valueInteger })));

const building = resource('Location', {
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

const service = resource('HealthcareService', {
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

const basic = (code: string, members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> =>
  resource('Basic', {
    identifier: some(foreignIdentifier),
    code: fc.constant({ coding: [{ system: CODES.basic[0], code }], text: 'штат' }),
    subject: fc.constant({ reference: 'Organization/d-1', display: 'Чьё' }),
    created: maybe(day),
    ...members,
  });
const staffingDocument = basic('staffing-document', {
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
const staffingPosition = basic('staffing-position', {
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

const RESOURCES: Readonly<Record<RemoteKind, fc.Arbitrary<Json>>> = {
  organisation,
  building,
  service,
  staffingDocument,
  staffingPosition,
  division,
  person: practitioner,
  employment: role,
};

/** Members of the resource that may differ after a change of the field. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  'person.lastName': ['name'],
  'person.firstName': ['name'],
  'person.patronymic': ['name'],
  'person.sex': ['gender'],
  'person.birthDate': ['birthDate'],
  'person.snils': ['identifier'],
  'person.inn': ['identifier'],
  'person.citizenshipCode': ['extension'],
  'person.militaryRelationCode': ['extension'],
  'person.phone': ['telecom'],
  'person.email': ['telecom'],
  'employment.personId': ['practitioner'],
  'employment.divisionId': ['organization'],
  'employment.postCode': ['code'],
  'employment.positionType': ['extension'],
  'employment.rate': ['extension'],
  'employment.personnelNumber': ['identifier'],
  'employment.contractNumber': ['extension'],
  'employment.contractDate': ['extension'],
  'employment.beginDate': ['period'],
  'employment.endDate': ['period', 'active'],
  'employment.endReason': ['extension'],
  'employment.endOrder': ['extension'],
  'employment.endOrderDate': ['extension'],
  'division.parentId': ['partOf'],
  'division.level': ['extension'],
  'division.oid': ['identifier'],
  'division.name': ['name'],
  'division.typeCode': ['type'],
  'division.kindCode': ['type'],
  'division.separate': ['extension'],
  'division.buildingId': ['extension'],
  'division.phone': ['telecom'],
  'division.headPersonId': ['extension'],
  'division.taskDueDate': ['extension'],
  'division.plannedPeople': ['extension'],
  'division.bedCount': ['extension'],
  'division.visitsPerShift': ['extension'],
  'division.openDate': ['extension'],
  'division.liquidationDate': ['extension', 'active'],
  'organisation.oid': ['identifier'],
  'organisation.nameFull': ['name'],
  'organisation.nameShort': ['alias'],
  'organisation.inn': ['identifier'],
  'organisation.kpp': ['identifier'],
  'organisation.ogrn': ['identifier'],
  'organisation.address': ['address'],
  'organisation.phone': ['telecom'],
  'organisation.email': ['telecom'],
  'organisation.factAddress': ['address'],
  'organisation.site': ['telecom'],
  'organisation.socialLinks': ['extension'],
  'organisation.okved': ['type'],
  'organisation.ogrnDate': ['extension'],
  'organisation.headPersonId': ['extension'],
  'organisation.liquidationDate': ['extension', 'active'],
  'building.organisationId': ['managingOrganization'],
  'building.name': ['name'],
  'building.addressText': ['address'],
  'building.garGuid': ['address'],
  'building.postIndex': ['address'],
  'building.cadastralNumber': ['identifier'],
  'building.buildYear': ['extension'],
  'building.floorCount': ['extension'],
  'building.hasTrouble': ['extension'],
  'building.latitude': ['position'],
  'building.longitude': ['position'],
  'building.beginDate': ['extension'],
  'building.liquidationDate': ['extension', 'status'],
  'building.liquidationReason': ['extension'],
  'service.divisionId': ['providedBy'],
  'service.name': ['name'],
  'service.code': ['type'],
  'service.beginDate': ['extension'],
  'service.endDate': ['extension', 'active'],
  'service.comment': ['comment'],
  'staffingDocument.organisationId': ['subject'],
  'staffingDocument.number': ['extension'],
  'staffingDocument.approvedOn': ['extension'],
  'staffingDocument.orderNumber': ['extension'],
  'staffingDocument.beginDate': ['extension'],
  'staffingDocument.endDate': ['extension'],
  'staffingDocument.staffingStatus': ['extension'],
  'staffingPosition.documentId': ['extension'],
  'staffingPosition.divisionId': ['subject'],
  'staffingPosition.postCode': ['extension'],
  'staffingPosition.localPostName': ['extension'],
  'staffingPosition.rate': ['extension'],
  'staffingPosition.note': ['extension'],
};

const REFERENCES = new Set(Object.keys(REFERS_TO));
/** Without them there is no such entity, or no such element. */
const REQUIRED = new Set([
  ...['lastName', 'firstName', 'level', 'name', 'nameFull', 'number', 'staffingStatus'],
  ...['personId', 'parentId', 'divisionId', 'organisationId', 'documentId'],
]);

function valueFor(kind: EntityKind, field: string): FieldValue {
  const definition = (FIELDS[kind] as Readonly<Record<string, { readonly type: string }>>)[field];
  if (field === 'sex') return '2';
  if (field === 'level') return 'room';
  if (field === 'separate' || field === 'hasTrouble') return 'yes';
  if (field === 'staffingStatus') return 'archive';
  if (field === 'latitude' || field === 'longitude') return '12.345';
  if (definition?.type === 'number') return 25;
  if (definition?.type === 'date') return '2026-11-21';
  if (definition?.type === 'rate') return 75;
  if (definition?.type === 'snils') return '08765430200';
  return definition?.type === 'reference' ? LOCAL : 'Новое';
}

function snapshotOf(value: unknown): Snapshot {
  const content = readResource(value)?.content;
  if (content?.state !== 'present') throw new Error(`unreadable: ${JSON.stringify(content)}`);
  return content.snapshot;
}

function submit(kind: RemoteKind, raw: string, entity: Partial<ApprovedEntity>): Json[] {
  const submission: Submission = {
    request: {
      id: '019a1b2c-0000-7000-8000-0000000000ff',
      number: 1,
      author: 'А',
      approver: 'Б',
      entities: [{ kind, id: LOCAL, operation: 'update', fields: [], ...entity }],
      canonical: new Uint8Array([1]),
      cms: new Uint8Array([2]),
      signedAt: '2026-11-21T10:00:00.000Z',
    },
    organisationRemoteId: null,
    copyOf: () => ({ kind, remoteId: 'r-1', version: '3', raw }),
    remoteIdOf: (of, id) => (of === 'credential' ? `r-1/${id}` : 'new-1'),
    fieldsOf: () => ({ personId: LOCAL, organisationId: LOCAL }),
  };
  const bundle = parseExact(transactionBundle(submission));
  return bundle.entry as Json[];
}

function put(entries: Json[]): Json | undefined {
  return entries.find(({ request }) => (request as Json).method === 'PUT');
}

describe.each(Object.keys(RESOURCES) as RemoteKind[])('%s', (kind) => {
  it('is sent only when something changed, and then as it was', () => {
    fc.assert(
      fc.property(RESOURCES[kind], (original) => {
        const raw = JSON.stringify(original);
        const same = Object.entries(snapshotOf(original).fields)
          .filter(([field]) => !REFERENCES.has(field))
          .map(([field, to]) => ({ field, from: null, to }));
        expect(put(submit(kind, raw, { fields: same }))).toBeUndefined();
      }),
    );
  });

  const fields = Object.keys(ELEMENTS).flatMap((path) =>
    path.startsWith(`${kind}.`) ? [path.slice(kind.length + 1)] : [],
  );
  it('maps every field', () => {
    expect(new Set([...fields, 'organisationId'])).toEqual(new Set([...Object.keys(FIELDS[kind]), 'organisationId']));
  });

  it.each(fields)('a change of %s touches its element alone', (field) => {
    fc.assert(
      fc.property(RESOURCES[kind], fc.boolean(), (original, erase) => {
        const to = erase && !REQUIRED.has(field) ? null : valueFor(kind, field);
        const before = snapshotOf(original);
        const entry = put(submit(kind, JSON.stringify(original), { fields: [{ field, from: null, to }] }));
        if (entry === undefined) {
          expect(before.fields[field]).toEqual(to);
          return;
        }
        const after = entry.resource as Json;
        const expected = REFERENCES.has(field) && to !== null ? 'new-1' : to;
        expect(snapshotOf(after)).toEqual({ ...before, fields: { ...before.fields, [field]: expected } });
        const touched = new Set(ELEMENTS[`${kind}.${field}`]);
        const rest = (value: Json): string =>
          JSON.stringify(Object.entries(value).filter(([key]) => !touched.has(key)));
        expect(rest(after)).toBe(rest(original));
        for (const key of touched) expectOneDifference(original[key], after[key]);
      }),
      { numRuns: 60 },
    );
  });
});

/** In a list at most one item differs, comes or goes; the others keep their order. */
function expectOneDifference(before: unknown, after: unknown): void {
  if (!Array.isArray(before) || !Array.isArray(after)) return;
  const texts = (list: unknown[]): string[] => list.map((item) => JSON.stringify(item));
  const old = texts(before);
  const kept = texts(after).filter((item) => old.includes(item));
  expect(kept.length).toBeGreaterThanOrEqual(Math.min(before.length, after.length) - 1);
  expect(kept).toEqual(old.filter((item) => kept.includes(item)));
}

describe('credential', () => {
  it.each(Object.keys(FIELDS.credential).filter((field) => field !== 'personId'))('a change of %s', (field) => {
    fc.assert(
      fc.property(practitioner, fc.boolean(), (original, erase) => {
        const before = snapshotOf(original);
        const child = before.children[0];
        if (child === undefined) return;
        const to = field === 'credentialKind' ? 'certificate' : erase ? null : valueFor('credential', field);
        const id = child.remoteId.slice(child.remoteId.indexOf('/') + 1);
        const entity = { kind: 'credential' as const, id, fields: [{ field, from: null, to }] };
        const entry = put(submit('person', JSON.stringify(original), entity));
        const after = entry === undefined ? original : (entry.resource as Json);
        const [changed, ...others] = snapshotOf(after).children;
        // Another identifier of the element then stands for its number, as it did before ours was there.
        if (field !== 'number' || to !== null) expect(changed?.fields[field]).toBe(to);
        expect(changed).toEqual({ ...child, fields: { ...child.fields, [field]: changed?.fields[field] } });
        expect(others).toEqual(before.children.slice(1));
        const { qualification: a, ...restBefore } = original;
        const { qualification: b, ...restAfter } = after;
        expect(JSON.stringify(restAfter)).toBe(JSON.stringify(restBefore));
        expectOneDifference(a, b);
      }),
      { numRuns: 60 },
    );
  });

  it('without an id of its own stays the same when its number changes', () => {
    const original = {
      resourceType: 'Practitioner',
      id: 'r-1',
      qualification: [
        {
          identifier: [{ system: SYSTEM.credentialNumber[0], value: '037 1' }],
          code: { coding: [{ system: CODES.credentialKind[0], code: 'certificate' }] },
        },
      ],
    };
    const before = snapshotOf(original).children[0];
    expect(before?.remoteId).toBe('r-1/n-037_1');
    const fields = [{ field: 'number', from: '037 1', to: '038' }];
    const entry = put(submit('person', JSON.stringify(original), { kind: 'credential', id: 'n-037_1', fields }));
    const after = snapshotOf(entry?.resource).children[0];
    expect(after).toMatchObject({ remoteId: 'r-1/n-037_1', fields: { number: '038' } });
  });
});

describe('damaged resources', () => {
  it.each([
    [{ resourceType: 'Practitioner', id: 'p', name: 'Иванов' }, 'name'],
    [{ resourceType: 'Practitioner', id: 'p', birthDate: 1980 }, 'birthDate'],
    [{ resourceType: 'Practitioner', id: '../admin' }, 'id'],
    [{ resourceType: 'Practitioner', id: '..' }, 'id'],
    [{ resourceType: 'PractitionerRole', id: 'p' }, 'practitioner'],
    [{ resourceType: 'PractitionerRole', id: 'p', practitioner: { reference: '#contained' } }, 'practitioner'],
    [{ resourceType: 'Organization', id: 'p', partOf: { display: 'где-то' } }, 'partOf'],
    [{ resourceType: 'HealthcareService', id: 'p' }, 'providedBy'],
    [
      { resourceType: 'Basic', id: 'p', code: { coding: [{ system: CODES.basic[0], code: 'staffing-position' }] } },
      'extension',
    ],
    [
      { resourceType: 'Basic', id: 'p', code: { coding: [{ system: CODES.basic[0], code: 'staffing-document' }] } },
      'subject',
    ],
    [{ resourceType: 'Location', id: 'p', position: { latitude: 'север' } }, 'position.latitude'],
    [
      {
        resourceType: 'PractitionerRole',
        id: 'p',
        extension: [{ url: EXTENSION.rate, valueDecimal: 1e300 }],
      },
      'extension.0.valueDecimal',
    ],
  ])('name the element at fault: %j', (value, problem) => {
    expect(readResource(value)?.content).toEqual({ state: 'unreadable', problem });
  });

  it.each([
    { resourceType: 'Location', id: 'p', physicalType: { coding: [{ system: CODES.locationType[0], code: 'ro' }] } },
    { resourceType: 'Location', id: 'p' },
    { resourceType: 'Basic', id: 'p', code: { coding: [{ system: 'urn:foreign', code: 'staffing-document' }] } },
  ])('of another use are none of ours: %j', (value) => {
    expect(readResource(value)?.content).toEqual({ state: 'deleted' });
  });

  it('are never a crash', () => {
    const names = anyOf(['name', 'identifier', 'coding', 'extension', 'url', 'value', 'given', 'code', 'period']);
    const leaf = fc.constantFrom<unknown>(null, true, 7, 1e300, '', 'Practitioner/1', [], {}, [null], [[]]);
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('list'), tie('object')),
      list: fc.array(tie('node'), { maxLength: 3 }),
      object: fc.dictionary(names, tie('node'), { maxKeys: 4 }),
    }));
    const types = anyOf(['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService', 'Basic']);
    const keys = anyOf(['name', 'identifier', 'telecom', 'extension', 'qualification', 'code', 'partOf', 'period']);
    fc.assert(
      fc.property(types, fc.dictionary(keys, node, { maxKeys: 5 }), (resourceType, rest) => {
        const content = readResource({ resourceType, id: 'a', ...rest })?.content;
        expect(['present', 'unreadable', 'deleted']).toContain(content?.state);
      }),
      { numRuns: 500 },
    );
  });
});
