import { expect, test } from 'vitest';
import { readResource } from '../../electron/core/registry/fhir/read/resource.ts';
import { childrenOf } from '../../electron/core/training/children.ts';
import { generateClinic } from '../../electron/core/training/generate.ts';
import type { GeneratedFile } from '../../electron/core/training/types.ts';
import { divisionResource, organisationResource } from './clinic-resources.ts';
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

function wanted(file: GeneratedFile, owner: string): unknown {
  return childrenOf(file)
    .filter(({ ownerRemoteId }) => ownerRemoteId === owner)
    .map(({ kind, remoteId, fields }) => ({ kind, remoteId: `${owner}/${remoteId}`, fields }))
    .toSorted(byId);
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

test('the desk reads people, the records of their files and employments as they were meant', () => {
  for (const [index, file] of clinic.people.entries()) {
    const { remoteId, ...person } = file.person;
    expect(fieldsOf(practitionerResource(file, index)), remoteId).toMatchObject({
      fields: person,
    });
    expect(childrenIn(practitionerResource(file, index))).toEqual(wanted(file, remoteId));
    for (const employment of file.employments) {
      const { remoteId: own, divisionRemoteId, ...fields } = employment;
      const role = practitionerRoleResource(employment, remoteId, index, file.leaves);
      expect(childrenIn(role)).toEqual(wanted(file, own));
      expect(fieldsOf(role), own).toMatchObject({
        fields: { ...fields, personId: remoteId, divisionId: divisionRemoteId },
      });
    }
  }
});
