import { validateResource } from '@medplum/core';
import type { CodeSystem, Resource } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, test } from 'vitest';
import { CODES, EXTENSION, OWN, SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { readResource } from '../../electron/core/registry/fhir/read/resource.ts';
import { generateClinic } from '../../electron/core/training/generate.ts';
import {
  CATEGORY_CODES,
  CREDENTIAL_KINDS,
  DIVISION_LEVELS,
  EDUCATION_KINDS,
  LEAVE_REASONS,
  STAFFING_STATUSES,
} from '../../shared/domain/entities.ts';
import { divisionResource, organisationResource } from './clinic-resources.ts';
import { loadDefinitions } from './definitions.ts';
import { healthcareServiceResource, locationResource } from './premises-resources.ts';
import { practitionerResource, practitionerRoleResource } from './staff-resources.ts';
import {
  codesOf,
  EXTENSIONS,
  problemsIn,
  published,
  readPublished,
  SYSTEMS,
  usesDefined,
  usesIn,
  valueRules,
} from './testing/conformance.ts';
import { everyField, writtenClinic } from './testing/written.ts';

type Json = Record<string, unknown>;

const clinic = generateClinic({ people: 120 });
/** What goes along with every request. */
const PAPERS: ReadonlySet<unknown> = new Set(['Task', 'Provenance']);
/** The desk reads licences and never writes them. */
const isReadOnly = (use: string) => use.startsWith(EXTENSION.licence);
/** Licences of the register have no series any more; older ones do. */
const licences = clinic.licences.map((licence) => ({ ...licence, series: 'УЧ' }));
const organisation = organisationResource(clinic.organisation, licences) as unknown as Json;

beforeAll(loadDefinitions);

describe('the definitions', () => {
  test('are those of the program, one file each, valid R4', () => {
    expect(new Set(EXTENSIONS.keys())).toEqual(new Set<string>(Object.values(EXTENSION)));
    for (const folder of ['StructureDefinition', 'NamingSystem', 'CodeSystem']) {
      for (const file of published(folder)) {
        const resource = readPublished<Resource & { readonly url?: string }>(file);
        expect(file).toBe(`${resource.resourceType}/${resource.id}.json`);
        const address = folder === 'CodeSystem' ? `${OWN}:${resource.id}` : `${OWN}:${folder}:${resource.id}`;
        if (folder !== 'NamingSystem') expect(resource.url).toBe(address);
        expect(() => validateResource(resource), file).not.toThrow();
      }
    }
  });

  test('name every identifier and code system of our own', () => {
    const used = [...Object.values(SYSTEM), ...Object.values(CODES)].flat().filter((name) => name.startsWith(OWN));
    expect(SYSTEMS).toEqual(new Set<string>(used));
  });

  test('allow what the program writes, there and in that type, and nothing that it does not', () => {
    const uses = new Set([...everyField(), organisation].flatMap((resource) => [...usesIn(resource)]));
    expect([...uses].sort()).toEqual([...usesDefined()].sort());
    const own = new Set(everyField().flatMap((resource) => [...usesIn(resource)]));
    expect([...usesDefined()].filter((use) => !own.has(use))).toEqual([...usesDefined()].filter(isReadOnly));
  });

  test.each([
    [EXTENSION.divisionLevel, '', DIVISION_LEVELS],
    [EXTENSION.leaveReason, '', LEAVE_REASONS],
    [EXTENSION.staffingDocument, '/status', STAFFING_STATUSES],
  ])('list the codes of %s%s as the domain has them', (url, part, codes) => {
    const definition = EXTENSIONS.get(url);
    const rule = definition && valueRules(definition).get(part);
    expect(rule && codesOf(rule)).toEqual([...codes]);
  });

  test.each([
    ['credential-kind', CREDENTIAL_KINDS],
    ['education-kind', EDUCATION_KINDS],
    ['qualification-category', CATEGORY_CODES],
  ])('list the codes of %s as the domain has them', (id, codes) => {
    const { concept } = readPublished<CodeSystem>(`CodeSystem/${id}.json`);
    expect(concept?.map(({ code }) => code)).toEqual([...codes]);
  });
});

describe('a generated clinic', () => {
  test('as the desk writes it keeps to them, is valid R4, and is read again', () => {
    const resources = writtenClinic(clinic);
    expect(resources.length).toBeGreaterThan(250);
    expect(resources.flatMap(problemsIn)).toEqual([]);
    for (const resource of resources) {
      expect(() => validateResource(resource as unknown as Resource)).not.toThrow();
      if (!PAPERS.has(resource.resourceType)) expect(readResource(resource)?.content.state).toBe('present');
    }
  });

  test('as the development registry writes it keeps to them', () => {
    const { divisions, buildings, services, people } = clinic;
    const resources = [
      organisation,
      ...divisions.map(divisionResource),
      ...buildings.map(locationResource),
      ...services.map(healthcareServiceResource),
      ...people.map(practitionerResource),
      ...people.flatMap((file, index) =>
        file.employments.map((one) => practitionerRoleResource(one, file.person.remoteId, index, file.leaves)),
      ),
    ] as unknown as Json[];
    expect(resources.flatMap(problemsIn)).toEqual([]);
  });
});

describe('what is against them is told', () => {
  const person = (more: Json): Json => ({ resourceType: 'Practitioner', ...more });
  const coding = { system: CODES.citizenship[0], code: '1' };
  test.each<[string, Json]>([
    ['not defined', person({ extension: [{ url: `${OWN}:StructureDefinition:unknown`, valueString: 'x' }] })],
    ['belongs to PractitionerRole', person({ extension: [{ url: EXTENSION.rate, valueDecimal: 1 }] })],
    ['is valueString, not Coding', person({ extension: [{ url: EXTENSION.citizenship, valueString: '1' }] })],
    ['is of urn:other', person({ extension: [{ url: EXTENSION.citizenship, valueCoding: { system: 'urn:other' } }] })],
    ['2 times', person({ extension: [1, 2].map(() => ({ url: EXTENSION.citizenship, valueCoding: coding })) })],
    ['empty', person({ extension: [{ url: EXTENSION.society, id: 's' }] })],
    ['/rank is no part of it', person({ extension: [part(EXTENSION.society, 'rank')] })],
    ['a part comes twice', person({ extension: [part(EXTENSION.society, 'name', 'name')] })],
    ['unknown system', person({ identifier: [{ system: `${OWN}:unknown`, value: '1' }] })],
    ['no «other»', person({ qualification: [{ code: { coding: [{ system: CODES.award[0], code: 'other' }] } }] })],
    ['is «ward»', { resourceType: 'Organization', extension: [{ url: EXTENSION.divisionLevel, valueCode: 'ward' }] }],
    [
      'refers to Location',
      {
        resourceType: 'Organization',
        extension: [{ url: EXTENSION.head, valueReference: { reference: 'Location/1' } }],
      },
    ],
  ])('%s', (what, resource) => {
    expect(problemsIn(resource)).toEqual([expect.stringContaining(what)]);
  });
});

function part(url: string, ...names: readonly string[]): Json {
  return { url, extension: names.map((name) => ({ url: name, valueString: 'x' })) };
}
