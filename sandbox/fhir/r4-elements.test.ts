import { validateResource } from '@medplum/core';
import type { Extension, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODES, EXTENSION, SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { ELEMENTS, LOCAL, REFERENCES, valueFor } from '../../electron/core/registry/fhir/testing/fields.ts';
import { putOf } from '../../electron/core/registry/fhir/testing/put.ts';
import type { RemoteKind } from '../../electron/core/registry/port.ts';
import type { SyncDesk } from '../../electron/core/sync/testing/desk.ts';
import { snilsOf } from '../../electron/core/training/numbers.ts';
import type { EntityId, FieldValue } from '../../shared/domain/values.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { openDeskAt } from '../testing-desk.ts';
import { loadDefinitions } from './definitions.ts';
import { coverageOf, filled } from './testing/filled.ts';

/**
 * Resources in which every element of their R4 definition is filled, pulled into the desk, edited in one field, signed,
 * sent back: that element differs and nothing else, extensions of primitives included.
 */
type Json = Record<string, unknown>;

/** Sets values at paths like `name.0.family`. */
function withValues(resource: Json, values: Readonly<Record<string, unknown>>): Json {
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let node = resource;
    for (const key of keys) node = node[key] as Json;
    node[last] = value;
  }
  return resource;
}

function withExtensions(resource: Json, ...own: Extension[]): Json {
  const named = own.map((one, index) => ({ id: `own-${index}`, ...one }));
  return { ...resource, extension: [...named, ...(resource.extension as Extension[])] };
}

const period = (url: string): Extension => ({ url, valuePeriod: { start: '2020-01-01' } });

interface Case {
  readonly kind: RemoteKind;
  /** With what the rules of a request ask for, so that it can be sent. */
  readonly resource: Json;
  readonly field: string;
  readonly to: string;
  /** The one place that may differ. */
  readonly path: string;
}

const CASES: Readonly<Record<string, () => Case>> = {
  Practitioner: () => ({
    kind: 'person',
    resource: withValues(filled('Practitioner'), {
      'identifier.0.system': SYSTEM.snils[0],
      'identifier.0.value': snilsOf(77_777),
      'name.0': { ...(filled('Practitioner').name as Json[])[0], family: 'Полный', given: ['Пётр', 'Петрович'] },
      gender: 'male',
      birthDate: '1980-02-03',
    }),
    field: 'birthDate',
    to: '1981-02-03',
    path: 'birthDate',
  }),
  PractitionerRole: () => ({
    kind: 'employment',
    resource: withExtensions(
      withValues(filled('PractitionerRole'), {
        'identifier.0.system': SYSTEM.personnelNumber[0],
        'practitioner.reference': 'Practitioner/pr-000020',
        'organization.reference': 'Organization/div-0001',
        'code.0.coding.0.system': CODES.post[0],
        'code.0.coding.0.code': '209',
        'period.start': '2003-02-03',
        'period.end': '2005-01-01',
      }),
      { url: EXTENSION.rate, valueDecimal: 0.5 },
      { url: EXTENSION.positionType, valueCoding: { system: CODES.positionType[0], code: '1' } },
      {
        url: EXTENSION.contract,
        extension: [
          { url: 'number', valueString: '7' },
          { url: 'date', valueDate: '2003-02-03' },
        ],
      },
      {
        url: EXTENSION.dismissal,
        extension: [
          { url: 'reason', valueString: 'Перевод' },
          { url: 'order', valueString: '5-л' },
          { url: 'orderDate', valueDate: '2004-12-30' },
        ],
      },
    ),
    field: 'beginDate',
    to: '2003-03-03',
    path: 'period.start',
  }),
  Organization: () => ({
    kind: 'division',
    resource: withExtensions(
      withValues(filled('Organization'), { 'partOf.reference': 'Organization/org-1', name: 'Полное отделение' }),
      { url: EXTENSION.divisionLevel, valueCode: 'division' },
      period(EXTENSION.divisionPeriod),
    ),
    field: 'name',
    to: 'Отделение со всем',
    path: 'name',
  }),
  Location: () => ({
    kind: 'building',
    resource: withExtensions(
      withValues(filled('Location'), {
        'managingOrganization.reference': 'Organization/org-1',
        'physicalType.coding.0.system': CODES.locationType[0],
        'physicalType.coding.0.code': 'bu',
        'address.postalCode': '980000',
      }),
      period(EXTENSION.period),
      {
        url: EXTENSION.premises,
        extension: [
          { url: 'built', valueInteger: 1970 },
          { url: 'floors', valueInteger: 3 },
          { url: 'trouble', valueBoolean: false },
        ],
      },
    ),
    field: 'name',
    to: 'Полный корпус',
    path: 'name',
  }),
  HealthcareService: () => ({
    kind: 'service',
    resource: withExtensions(
      withValues(filled('HealthcareService'), { 'providedBy.reference': 'Organization/org-1' }),
      period(EXTENSION.period),
    ),
    field: 'comment',
    to: 'Иные слова',
    path: 'comment',
  }),
};

function caseOf(type: string): Case {
  const make = CASES[type];
  if (make === undefined) throw new RangeError(type);
  return make();
}

/** Every primitive of the resource with its place; `meta` is the registry's own. */
function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  const found = new Map<string, unknown>();
  for (const [key, one] of Object.entries(value)) {
    if (path === '' && key === 'meta') continue;
    for (const [at, leaf] of leaves(one, path === '' ? key : `${path}.${key}`)) found.set(at, leaf);
  }
  return found;
}

function differences(before: unknown, after: unknown): string[] {
  const [old, now] = [leaves(before), leaves(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path));
}

/**
 * Elements that R4 gives the resources themselves, as its pages list them: the definitions that the samples are made from
 * are not the only ones to say what there is.
 */
const ELEMENTS_OF_R4: Readonly<Record<string, string>> = {
  Practitioner: 'identifier active name telecom address gender birthDate photo qualification communication',
  PractitionerRole:
    'identifier active period practitioner organization code specialty location healthcareService telecom availableTime notAvailable availabilityExceptions endpoint',
  Organization: 'identifier active type name alias telecom address partOf contact endpoint',
  Location:
    'identifier status operationalStatus name alias description mode type telecom address physicalType position managingOrganization partOf hoursOfOperation availabilityExceptions endpoint',
  HealthcareService:
    'identifier active providedBy category type specialty location name comment extraDetails photo telecom coverageArea serviceProvisionCode eligibility program characteristic communication referralMethod appointmentRequired availableTime notAvailable availabilityExceptions endpoint',
};
/** Those inside them. */
const BACKBONES_OF_R4: Readonly<Record<string, readonly string[]>> = {
  Practitioner: ['qualification: identifier code period issuer'],
  PractitionerRole: [
    'availableTime: daysOfWeek allDay availableStartTime availableEndTime',
    'notAvailable: description during',
  ],
  Organization: ['contact: purpose name telecom address'],
  Location: ['position: longitude latitude altitude', 'hoursOfOperation: daysOfWeek allDay openingTime closingTime'],
  HealthcareService: [
    'eligibility: code comment',
    'availableTime: daysOfWeek allDay availableStartTime availableEndTime',
    'notAvailable: description during',
  ],
};
const EVERYWHERE = 'id meta implicitRules language text contained extension modifierExtension'.split(' ');
/** Some of what stands deep inside. */
const DEEP = ['identifier.type.coding.display', 'identifier.period.start', 'identifier.assigner.display', 'meta.tag'];

function expectedPaths(type: string): string[] {
  const backbones = (BACKBONES_OF_R4[type] ?? []).flatMap((line) => {
    const [backbone = '', names = ''] = line.split(': ');
    return ['id', 'extension', 'modifierExtension', ...names.split(' ')].map((name) => `${backbone}.${name}`);
  });
  return [...EVERYWHERE, ...DEEP, ...(ELEMENTS_OF_R4[type] ?? '').split(' '), ...backbones];
}

let sandbox: Sandbox;
let desk: SyncDesk;
beforeAll(async () => {
  loadDefinitions();
  sandbox = await startSandbox({ people: 40 });
  desk = openDeskAt(sandbox);
  await desk.run();
});
afterAll(async () => {
  await desk.sync.dispose();
  await sandbox.stop();
});

async function edited({ kind, field, to }: Case, id: EntityId): Promise<EntityId> {
  const from = desk.field(kind, id, field) ?? null;
  const edits = [{ kind, id, field, from, to }];
  const { staff, divisions, organisation } = desk.handlers;
  const area = kind === 'division' ? divisions : kind === 'building' || kind === 'service' ? organisation : staff;
  return (await area.applyEdits({ edits }, desk.editor)).requestId;
}

describe.each(Object.keys(CASES))('%s with every element of R4', (type) => {
  const made = caseOf(type);
  const resource = { ...made.resource, id: `every-${type}` };

  it('has them all, and is valid', () => {
    const { filled: there, missing } = coverageOf(resource, type);
    expect(missing).toEqual([]);
    expect(expectedPaths(type).filter((path) => !there.includes(path))).toEqual([]);
    expect(there.filter((path) => /(^|\.)_/.test(path)).length).toBeGreaterThan(20);
    expect(() => validateResource(resource as unknown as Resource)).not.toThrow();
  });

  it('is told to lack whatever element is taken away', () => {
    const own = (ELEMENTS_OF_R4[type] ?? '').split(' ');
    for (const name of own) {
      const { [name]: _taken, ...without } = resource as Json;
      expect(coverageOf(without, type).missing, name).toContain(name);
    }
  });

  it(`comes back from the desk with ${made.path} changed and nothing else`, async () => {
    await sandbox.put(resource);
    await desk.run();
    const id = desk.idOf(made.kind, resource.id);
    const before = sandbox.state(type, resource.id);
    const requestId = await edited(made, id);
    await desk.approve(requestId);
    expect(await desk.run()).toMatchObject({ error: null });
    expect(desk.state(requestId)).toBe('accepted');
    const after = sandbox.state(type, resource.id);
    expect(differences(before, after)).toEqual([made.path]);
    expect(leaves(after).get(made.path)).toBe(made.to);
  });

  it('keeps the rest whatever field is changed', () => {
    const raw = JSON.stringify({ ...resource, meta: { versionId: '1' } });
    const fields = Object.keys(ELEMENTS).flatMap((path) => (path.startsWith(`${made.kind}.`) ? [path] : []));
    expect(fields.length).toBeGreaterThan(5);
    for (const path of fields) {
      const field = path.slice(made.kind.length + 1);
      const to: FieldValue = REFERENCES.has(field) ? LOCAL : valueFor(made.kind, field);
      const after = putOf(
        { kind: made.kind, id: LOCAL, operation: 'update', fields: [{ field, from: null, to }] },
        {
          copyOf: (kind) => ({ kind, remoteId: resource.id, version: '1', raw }),
          remoteIdOf: () => 'other',
          fieldsOf: () => ({}),
        },
      );
      const touched = new Set(differences(resource, after).map((place) => place.split('.')[0]));
      expect(touched.size, path).toBeGreaterThan(0);
      expect(
        [...touched].filter((member) => !ELEMENTS[path]?.includes(member ?? '')),
        path,
      ).toEqual([]);
    }
  });
});
