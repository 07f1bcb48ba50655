import { expect, test } from 'vitest';
import { readResource } from '../../electron/core/registry/fhir/read/resource.ts';
import { childrenOf, type GeneratedChild, licencesOf } from '../../electron/core/training/children.ts';
import { generateClinic } from '../../electron/core/training/generate.ts';
import { divisionResource, organisationResource } from './clinic-resources.ts';
import {
  healthcareServiceResource,
  locationResource,
  staffingDocumentResource,
  staffingPositionResource,
} from './premises-resources.ts';
import { practitionerResource, practitionerRoleResource } from './staff-resources.ts';

/** The registry's writer and the desk's reader were made apart: what one says the other must understand. */
const clinic = generateClinic({ people: 300 });

function fieldsOf(resource: unknown): unknown {
  const read = readResource(resource);
  return read?.content.state === 'present' ? read.content.snapshot : read;
}

const byId = (a: { remoteId: string }, b: { remoteId: string }): number => (a.remoteId < b.remoteId ? -1 : 1);

function childrenIn(resource: unknown): unknown {
  const read = readResource(resource);
  const children = read?.content.state === 'present' ? read.content.snapshot.children : [];
  return children.map(({ kind, remoteId, fields }) => ({ kind, remoteId, fields })).toSorted(byId);
}

function wanted(records: readonly GeneratedChild[], owner: string): unknown {
  return records
    .filter(({ ownerRemoteId }) => ownerRemoteId === owner)
    .map(({ kind, remoteId, fields }) => ({ kind, remoteId: `${owner}/${remoteId}`, fields }))
    .toSorted(byId);
}

test('the desk reads the organisation and its divisions as they were meant', () => {
  const { remoteId: _, ...organisation } = clinic.organisation;
  const resource = organisationResource(clinic.organisation, clinic.licences);
  expect(fieldsOf(resource)).toMatchObject({ fields: organisation });
  expect(clinic.licences.length).toBeGreaterThan(1);
  const { remoteId: id } = clinic.organisation;
  expect(childrenIn(resource)).toEqual(wanted(licencesOf(clinic.licences, id), id));
  for (const [index, division] of clinic.divisions.entries()) {
    const { remoteId, organisationRemoteId, parentRemoteId, ...fields } = division;
    expect(fieldsOf(divisionResource(division, index)), remoteId).toMatchObject({
      fields: { ...fields, parentId: parentRemoteId ?? organisationRemoteId },
    });
  }
});

test('the desk reads people, the records of their files and employments as they were meant', () => {
  for (const [index, file] of clinic.people.entries()) {
    const { remoteId, ...person } = file.person;
    expect(fieldsOf(practitionerResource(file, index)), remoteId).toMatchObject({
      fields: person,
    });
    expect(childrenIn(practitionerResource(file, index))).toEqual(wanted(childrenOf(file), remoteId));
    for (const employment of file.employments) {
      const { remoteId: own, divisionRemoteId, ...fields } = employment;
      const role = practitionerRoleResource(employment, remoteId, index, file.leaves);
      expect(childrenIn(role)).toEqual(wanted(childrenOf(file), own));
      expect(fieldsOf(role), own).toMatchObject({
        fields: { ...fields, personId: remoteId, divisionId: divisionRemoteId },
      });
    }
  }
});

test('the desk reads buildings, services and staffing tables as they were meant', () => {
  const { buildings, services, staffing } = clinic;
  for (const [index, building] of buildings.entries()) {
    const { remoteId, ...fields } = building;
    expect(fieldsOf(locationResource(building, index)), remoteId).toMatchObject({ fields });
  }
  for (const [index, service] of services.entries()) {
    const { remoteId, organisationId, divisionId, ...fields } = service;
    const unit = { divisionId: divisionId ?? organisationId };
    expect(fieldsOf(healthcareServiceResource(service, index)), remoteId).toMatchObject({
      fields: { ...fields, ...unit },
    });
  }
  for (const document of staffing.documents) {
    const { remoteId, ...fields } = document;
    expect(fieldsOf(staffingDocumentResource(document)), remoteId).toMatchObject({ fields });
  }
  for (const [index, position] of staffing.positions.entries()) {
    const { remoteId, ...fields } = position;
    expect(fieldsOf(staffingPositionResource(position, index)), remoteId).toMatchObject({ fields });
  }
});
