import { expect, test } from 'vitest';
import { readResource } from '../../electron/core/registry/fhir/read/resource.ts';
import { generateClinic } from '../../electron/core/training/generate.ts';
import { divisionResource, organisationResource } from './clinic-resources.ts';
import { practitionerResource, practitionerRoleResource } from './staff-resources.ts';

/** The registry's writer and the desk's reader were made apart: what one says the other must understand. */
const clinic = generateClinic({ people: 300 });

function fieldsOf(resource: unknown): unknown {
  const read = readResource(resource);
  return read?.content.state === 'present' ? read.content.snapshot : read;
}

test('the desk reads the organisation and its divisions as they were meant', () => {
  const { remoteId: _, ...organisation } = clinic.organisation;
  expect(fieldsOf(organisationResource(clinic.organisation))).toMatchObject({ fields: organisation });
  for (const [index, division] of clinic.divisions.entries()) {
    const { remoteId, organisationRemoteId, parentRemoteId, ...fields } = division;
    expect(fieldsOf(divisionResource(division, index)), remoteId).toMatchObject({
      fields: { ...fields, parentId: parentRemoteId ?? organisationRemoteId },
    });
  }
});

test('the desk reads people, documents and employments as they were meant', () => {
  for (const [index, file] of clinic.people.entries()) {
    const { remoteId, ...person } = file.person;
    expect(fieldsOf(practitionerResource(file, index)), remoteId).toMatchObject({
      fields: person,
      children: file.credentials.map(({ remoteId: own, ...fields }) => ({
        remoteId: expect.stringContaining(own),
        fields,
      })),
    });
    for (const employment of file.employments) {
      const { remoteId: own, divisionRemoteId, ...fields } = employment;
      expect(fieldsOf(practitionerRoleResource(employment, remoteId, index)), own).toMatchObject({
        fields: { ...fields, personId: remoteId, divisionId: divisionRemoteId },
      });
    }
  }
});
