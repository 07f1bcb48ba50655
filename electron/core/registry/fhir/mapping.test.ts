import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '#shared/domain/fields.ts';
import type { ApprovedEntity } from '../../changes/pending.ts';
import type { RemoteKind, Snapshot } from '../port.ts';
import type { Json } from './json.ts';
import { CODES, EXTENSION, SYSTEM } from './profile.ts';
import { readResource } from './read/resource.ts';
import { anyOf } from './testing/arbitrary.ts';
import { RESOURCES } from './testing/arbitrary-resources.ts';
import { practitioner } from './testing/arbitrary-staff.ts';
import { ELEMENTS, expectOneDifference, LOCAL, REFERENCES, REQUIRED, valueFor } from './testing/fields.ts';
import { putOf } from './testing/put.ts';

function snapshotOf(value: unknown): Snapshot {
  const content = readResource(value)?.content;
  if (content?.state !== 'present') throw new Error(`unreadable: ${JSON.stringify(content)}`);
  return content.snapshot;
}

/** What the registry is asked to put in the place of the resource. */
function put(kind: RemoteKind, raw: string, entity: Partial<ApprovedEntity>): Json | undefined {
  return putOf(
    { kind, id: LOCAL, operation: 'update', fields: [], ...entity },
    {
      copyOf: () => ({ kind, remoteId: 'r-1', version: '3', raw }),
      remoteIdOf: (of, id) => (of === 'credential' ? `r-1/${id}` : 'new-1'),
      fieldsOf: () => ({ personId: LOCAL, organisationId: LOCAL }),
    },
  );
}

describe.each(Object.keys(RESOURCES) as RemoteKind[])('%s', (kind) => {
  it('is sent only when something changed, and then as it was', () => {
    fc.assert(
      fc.property(RESOURCES[kind], (original) => {
        const raw = JSON.stringify(original);
        const same = Object.entries(snapshotOf(original).fields)
          .filter(([field]) => !REFERENCES.has(field))
          .map(([field, to]) => ({ field, from: null, to }));
        expect(put(kind, raw, { fields: same })).toBeUndefined();
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
        const after = put(kind, JSON.stringify(original), { fields: [{ field, from: null, to }] });
        if (after === undefined) {
          expect(before.fields[field]).toEqual(to);
          return;
        }
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

it('of several codes each has an extension of its own, and those that stay keep what is said of them', () => {
  const care = (code: string, more = {}) => ({
    url: EXTENSION.careCondition,
    valueCoding: { system: CODES.careCondition[0], code, ...more },
  });
  const other = { url: 'urn:foreign', valueString: 'x' };
  const original = {
    resourceType: 'Organization',
    id: 'r-1',
    extension: [care('1', { display: 'Стационарно' }), other, care('2', { display: 'Амбулаторно' })],
    partOf: { reference: 'Organization/o-1' },
  };
  expect(snapshotOf(original).fields.careConditions).toBe('1\n2');
  const extensionsFor = (to: string | null) =>
    put('division', JSON.stringify(original), { fields: [{ field: 'careConditions', from: '1\n2', to }] })?.extension;
  expect(extensionsFor('2\n3')).toEqual([care('3'), other, care('2', { display: 'Амбулаторно' })]);
  expect(extensionsFor('1')).toEqual([care('1', { display: 'Стационарно' }), other]);
  expect(extensionsFor('1\n2\n4')).toEqual([...original.extension, care('4')]);
  expect(extensionsFor(null)).toEqual([other]);
});

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
        const after = put('person', JSON.stringify(original), entity) ?? original;
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
    const changed = put('person', JSON.stringify(original), { kind: 'credential', id: 'n-037_1', fields });
    const after = snapshotOf(changed).children[0];
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
