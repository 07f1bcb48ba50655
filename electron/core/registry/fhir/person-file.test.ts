import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChildKind, OWNER_OF, type OwnKind } from '#shared/domain/entities.ts';
import { FIELDS } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { ApprovedEntity } from '../../changes/pending.ts';
import type { RemoteChild } from '../port.ts';
import type { Json } from './json.ts';
import { CODES, EXTENSION, SYSTEM } from './profile.ts';
import { readResource } from './read/resource.ts';
import { putOf } from './testing/put.ts';

const OWNER = '019a1b2c-0000-7000-8000-000000000001';
const NEW = '019a1b2c-0000-7000-8000-000000000002';

const word = fc.stringMatching(/^[А-Яа-яЁёA-Za-z]{1,12}$/);
const day = fc.constantFrom('1980-02-29', '2001-12-31', '2024-01-01');
const foreign = fc.record({ url: word.map((name) => `https://registry.example/${name}`), valueString: fc.string() });
const own = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 1 });
const kept = <T extends object>(shape: fc.Arbitrary<T>): fc.Arbitrary<Json> =>
  fc
    .tuple(fc.uuid(), fc.array(foreign, { maxLength: 2 }), shape, fc.jsonValue())
    .map(([id, others, known, unknown]) => {
      const { extension = [], ...rest } = known as { extension?: Json[] };
      return { id, extension: [...others, ...extension], ...rest, 'x-unknown': unknown };
    });
const parts = (url: string, names: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<Json> =>
  fc
    .tuple(...Object.entries(names).map(([name, value]) => own(value.map((one) => ({ url: name, ...one })))))
    .map((lists) => ({ url, extension: [...lists.flat(), { url: 'foreign', valueString: 'x' }] }));
const textPart = word.map((valueString) => ({ valueString }));
const datePart = day.map((valueDate) => ({ valueDate }));
const flagPart = fc.boolean().map((valueBoolean) => ({ valueBoolean }));

const coded = (system: string, codes: readonly string[]): fc.Arbitrary<Json> =>
  fc.constantFrom(...codes).map((code) => ({
    coding: [
      { system: 'urn:foreign', code: 'z' },
      { system, code },
    ],
  }));
const number = own(word.map((value) => ({ system: SYSTEM.credentialNumber[0], value, use: 'usual' })));
const issuer = word.map((display) => ({ display }));

function extensionRecord(url: string, own: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc
    .tuple(fc.uuid(), own, fc.record({ start: day, end: day }), fc.jsonValue())
    .map(([id, known, valuePeriod, unknown]) => ({
      id,
      url,
      extension: [{ url: 'foreign', valueString: 'x' }, known, { url: 'period', valuePeriod }],
      'x-unknown': unknown,
    }));
}

type WrittenKind = Exclude<ChildKind, 'licence' | OwnKind>;
const ELEMENTS: Readonly<Record<WrittenKind, fc.Arbitrary<Json>>> = {
  credential: kept(
    fc.record({
      identifier: number,
      code: coded(CODES.credentialKind[0], ['certificate', 'accreditation']),
      issuer,
      extension: own(
        parts(EXTENSION.credential, {
          kind: textPart,
          series: textPart,
          registration: textPart,
          protocol: textPart,
          protocolDate: datePart,
          extended: flagPart,
        }),
      ),
    }),
  ),
  education: kept(
    fc.record({
      identifier: number,
      code: coded(CODES.educationKind[0], ['common', 'prof', 'postgraduate', 'ext']),
      period: fc.record({ start: fc.constantFrom('1999', '2001-09', '2001-09-01'), end: fc.constant('2007') }),
      issuer,
      extension: own(
        parts(EXTENSION.education, {
          level: textPart,
          series: textPart,
          date: datePart,
          specialty: textPart,
          qualification: textPart,
          theme: textPart,
          hours: fc.nat(2000).map((valueInteger) => ({ valueInteger })),
          degree: textPart,
          branch: textPart,
          country: textPart,
          recognition: textPart,
          recognitionDate: datePart,
          targeted: flagPart,
          customerInn: textPart,
          customerOgrn: textPart,
          duty: fc.nat(600).map((valueInteger) => ({ valueInteger })),
        }),
      ),
    }),
  ),
  category: kept(
    fc.record({
      code: coded(CODES.category[0], ['second', 'first', 'highest']),
      period: fc.record({ start: day, end: day }),
      extension: own(parts(EXTENSION.order, { number: textPart, date: datePart, extended: flagPart })),
    }),
  ),
  award: kept(
    fc.record({
      identifier: number,
      code: fc.tuple(coded(CODES.award[0], ['award']), word).map(([code, text]) => ({ ...code, text })),
      period: fc.record({ start: day }),
    }),
  ),
  document: kept(
    fc.record({
      use: fc.constantFrom('official', 'old', 'usual', 'secondary'),
      type: coded(CODES.identityDocument[0], ['1', '11']),
      system: fc.constantFrom(SYSTEM.documentNumber[0], 'urn:oid:1.2.643.100.9'),
      value: word,
      period: fc.record({ start: day, end: day }),
      assigner: fc.record({ display: word, reference: fc.constant('Organization/x') }),
      extension: own(parts(EXTENSION.document, { series: textPart, department: textPart })),
    }),
  ),
  address: kept(
    fc.record({
      use: fc.constant('home'),
      text: word,
      line: fc.constant(['ул. Прежняя']),
      period: fc.record({ start: day, end: day }),
      extension: fc
        .tuple(fc.constantFrom('1', '2', '3'), own(word), own(word))
        .map(([code, guid, region]) => [
          { url: EXTENSION.addressType, valueCoding: { system: CODES.addressType[0], code, display: 'вид' } },
          ...region.map((one) => ({ url: EXTENSION.region, valueCoding: { system: CODES.region[0], code: one } })),
          ...guid.map((valueString) => ({ url: EXTENSION.garGuid, valueString })),
        ]),
    }),
  ),
  leave: kept(
    fc.record({
      description: word,
      during: fc.record({ start: day, end: day }),
      extension: fc
        .constantFrom('maternity', 'childcare', 'long', 'other')
        .map((valueCode) => [{ url: EXTENSION.leaveReason, valueCode }]),
    }),
  ),
  military: extensionRecord(
    EXTENSION.military,
    fc.boolean().map((valueBoolean) => ({ url: 'served', valueBoolean })),
  ),
  society: extensionRecord(
    EXTENSION.society,
    word.map((valueString) => ({ url: 'name', valueString })),
  ),
};
const KINDS = Object.keys(ELEMENTS) as WrittenKind[];
/** Elements of the same lists that are none of ours. */
const FOREIGN: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  qualification: kept(fc.record({ code: coded('urn:foreign:kind', ['diploma']) })),
  identifier: kept(fc.record({ system: fc.constant('urn:foreign:number'), value: word })),
  address: kept(fc.record({ city: word })),
  notAvailable: kept(fc.record({ description: word })),
  extension: foreign.map((one) => ({ ...one }) as Json),
};
const LIST: Readonly<Record<WrittenKind, string>> = {
  credential: 'qualification',
  education: 'qualification',
  category: 'qualification',
  award: 'qualification',
  document: 'identifier',
  address: 'address',
  leave: 'notAvailable',
  military: 'extension',
  society: 'extension',
};

function listOf(name: string): fc.Arbitrary<Json[]> {
  const known = KINDS.filter((kind) => LIST[kind] === name).map((kind) => ELEMENTS[kind]);
  return fc.array(fc.oneof(...known, FOREIGN[name] ?? fc.constant({})), { maxLength: 6 });
}

/** A whole resource: our elements and foreign ones in any order, contained resources, members nobody knows. */
function resource(kind: ChildKind): fc.Arbitrary<Json> {
  const common = { 'x-unknown': fc.jsonValue(), extension: listOf('extension') };
  const contained = fc.constant([
    { resourceType: 'Organization', id: 'c1', extension: [{ url: 'u', valueDecimal: 1.25 }] },
  ]);
  if (kind === 'leave') {
    return fc.record({
      resourceType: fc.constant('PractitionerRole'),
      id: fc.constant('r-1'),
      ...common,
      contained,
      practitioner: fc.constant({ reference: 'Practitioner/p-1' }),
      notAvailable: listOf('notAvailable'),
    });
  }
  return fc.record({
    resourceType: fc.constant('Practitioner'),
    id: fc.constant('r-1'),
    ...common,
    contained,
    identifier: listOf('identifier'),
    address: listOf('address'),
    qualification: listOf('qualification'),
  });
}

function childrenOf(value: unknown): readonly RemoteChild[] {
  const content = readResource(value)?.content;
  if (content?.state !== 'present') throw new Error(`unreadable: ${JSON.stringify(content)}`);
  return content.snapshot.children;
}

/** What the registry is asked to put in the place of `original`; itself when nothing is to change. */
function sent(original: Json, entity: ApprovedEntity): Json {
  const owner = OWNER_OF[entity.kind as ChildKind];
  const after = putOf(entity, {
    copyOf: (kind) => ({ kind, remoteId: 'r-1', version: '3', raw: JSON.stringify(original) }),
    remoteIdOf: (of, id) => (of === entity.kind && id !== NEW ? `r-1/${id}` : null),
    fieldsOf: () => ({ [owner.field]: OWNER }),
  });
  return after ?? original;
}

const keyOf = ({ remoteId }: RemoteChild): string => remoteId.slice(remoteId.indexOf('/') + 1);
const changes = (fields: Readonly<Record<string, FieldValue>>) =>
  Object.entries(fields).map(([field, to]) => ({ field, from: null, to }));
const texts = (list: unknown): string[] => (Array.isArray(list) ? list.map((item) => JSON.stringify(item)) : []);
const besides = (value: Json, name: string): string =>
  JSON.stringify(
    Object.entries(value).filter(([key, member]) => key !== name && !(Array.isArray(member) && member.length === 0)),
  );

function valueFor(kind: ChildKind, field: string): FieldValue {
  const definition = (FIELDS[kind] as Readonly<Record<string, { readonly type: string }>>)[field];
  if (field === 'credentialKind') return 'certificate';
  if (field === 'educationKind') return 'ext';
  if (field === 'standing') return 'former';
  if (field === 'leaveReason') return 'long';
  if (field === 'served' || field === 'extended' || field === 'targeted') return 'yes';
  if (definition?.type === 'date') return '2026-11-21';
  if (definition?.type === 'number') return 1998;
  return 'Новое';
}

const REQUIRED = new Set(['credentialKind', 'educationKind', 'categoryCode', 'typeCode', 'standing', 'leaveReason']);
const fieldsOf = (kind: ChildKind): string[] =>
  Object.keys(FIELDS[kind]).filter((field) => field !== OWNER_OF[kind].field);

describe.each(KINDS)('a record of kind %s', (kind) => {
  const withOne = fc.tuple(resource(kind), ELEMENTS[kind], fc.nat(5)).map(([whole, element, at]) => {
    const list = [...(whole[LIST[kind]] as Json[])];
    list.splice(at % (list.length + 1), 0, element);
    return { original: { ...whole, [LIST[kind]]: list }, key: String(element.id) };
  });

  it('goes back as it came', () => {
    fc.assert(
      fc.property(withOne, ({ original, key }) => {
        const child = childrenOf(original).find((one) => one.kind === kind && keyOf(one) === key);
        expect(Object.keys(child?.fields ?? {}).sort()).toEqual(fieldsOf(kind).sort());
        const entity = { kind, id: key, operation: 'update' as const, fields: changes(child?.fields ?? {}) };
        expect(sent(original, entity)).toBe(original);
      }),
      { numRuns: 150 },
    );
  });

  it.each(fieldsOf(kind))('changes alone when its %s changes', (field) => {
    fc.assert(
      fc.property(withOne, fc.boolean(), ({ original, key }, erase) => {
        const before = childrenOf(original);
        const to = erase && !REQUIRED.has(field) ? null : valueFor(kind, field);
        const after = sent(original, { kind, id: key, operation: 'update', fields: [{ field, from: null, to }] });
        const expected = before.map((one) =>
          one.kind === kind && keyOf(one) === key ? { ...one, fields: { ...one.fields, [field]: to } } : one,
        );
        expect(childrenOf(after)).toEqual(expected);
        expect(besides(after, LIST[kind])).toBe(besides(original, LIST[kind]));
        const element = (value: Json): Json => (value[LIST[kind]] as Json[]).find(({ id }) => id === key) ?? {};
        expect(JSON.stringify(element(after)['x-unknown'])).toBe(JSON.stringify(element(original)['x-unknown']));
        const others = (value: Json): string[] => texts((value[LIST[kind]] as Json[]).filter(({ id }) => id !== key));
        expect(others(after)).toEqual(others(original));
      }),
      { numRuns: 40 },
    );
  });

  it('goes alone when it is deleted, and a second time changes nothing', () => {
    fc.assert(
      fc.property(withOne, ({ original, key }) => {
        const after = sent(original, { kind, id: key, operation: 'delete', fields: [] });
        const left = (original[LIST[kind]] as Json[]).filter(({ id }) => id !== key);
        expect(texts(after[LIST[kind]])).toEqual(texts(left));
        expect(besides(after, LIST[kind])).toBe(besides(original, LIST[kind]));
        expect(sent(after, { kind, id: key, operation: 'delete', fields: [] })).toBe(after);
      }),
      { numRuns: 100 },
    );
  });

  it('comes alone with all that it says', () => {
    fc.assert(
      fc.property(resource(kind), (original) => {
        const fields = Object.fromEntries(fieldsOf(kind).map((field) => [field, valueFor(kind, field)]));
        const after = sent(original, {
          kind,
          id: NEW,
          operation: 'create',
          fields: changes({ ...fields, [OWNER_OF[kind].field]: OWNER }),
        });
        const made = { kind, remoteId: `r-1/${NEW}`, localId: NEW, fields };
        expect(childrenOf(after).find(({ localId }) => localId === NEW)).toEqual(made);
        const list = texts(after[LIST[kind]]);
        expect(list.slice(0, -1)).toEqual(texts(original[LIST[kind]]));
        // The same request again finds what it made.
        expect(sent(after, { kind, id: NEW, operation: 'create', fields: changes(fields) })).toBe(after);
      }),
      { numRuns: 100 },
    );
  });
});

describe('records without ids of their own', () => {
  it('keep their names when an equal one before them goes', () => {
    const award = (text: string): Json => ({ code: { coding: [{ system: CODES.award[0], code: 'award' }], text } });
    const original = { resourceType: 'Practitioner', id: 'r-1', qualification: [award('А'), award('Б'), award('В')] };
    const [first, second, third] = childrenOf(original);
    const key = second === undefined ? '' : keyOf(second);
    const after = sent(original, { kind: 'award', id: key, operation: 'delete', fields: [] });
    expect(childrenOf(after)).toEqual([first, third]);
  });

  it('in extensions are told apart by what they say, and stay the same when that changes', () => {
    const society = (name: string): Json => ({
      url: EXTENSION.society,
      extension: [
        { url: 'name', valueString: name },
        { url: 'period', valuePeriod: { start: '2020-01-01' } },
      ],
    });
    const extension = [society('Общество'), { url: 'u', valueString: 'x' }, society('Ассоциация')];
    const original = { resourceType: 'Practitioner', id: 'r-1', extension };
    const [first, second] = childrenOf(original);
    expect([first, second].map((one) => one?.remoteId)).toEqual([
      'r-1/e-Общество-2020-01-01',
      'r-1/e-Ассоциация-2020-01-01',
    ]);
    const fields = [{ field: 'name', from: 'Ассоциация', to: 'Союз' }];
    const id = 'e-Ассоциация-2020-01-01';
    const after = sent(original, { kind: 'society', id, operation: 'update', fields });
    expect(childrenOf(after)).toEqual([first, { ...second, fields: { ...second?.fields, name: 'Союз' } }]);
  });
});
