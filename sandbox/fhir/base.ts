import type { Resource } from '@medplum/fhirtypes';
import type { ClinicSource, GeneratedEmployment, GeneratedFile } from '../../electron/core/training/generate.ts';
import { divisionResource, organisationResource } from './clinic-resources.ts';
import {
  healthcareServiceResource,
  locationResource,
  staffingDocumentResource,
  staffingPositionResource,
} from './premises-resources.ts';
import { practitionerResource, practitionerRoleResource } from './staff-resources.ts';
import { type Version, versionJson } from './versions.ts';

/**
 * The generated clinic as committed versions. Content is made when it is read: 50,000 people would fill half a
 * gigabyte, and a pull reads each once. The times lie `since` and after, one millisecond per commit.
 */
export function baseVersions(source: ClinicSource, since: number): Version[] {
  const versions: Version[] = [];
  const add = (type: string, id: string, make: () => Resource): void => {
    versions.push(new BaseVersion(type, id, since + versions.length, make));
  };
  add('Organization', source.organisation.remoteId, () => organisationResource(source.organisation, source.licences));
  for (const [index, building] of source.buildings.entries()) {
    add('Location', building.remoteId, () => locationResource(building, index));
  }
  for (const [index, division] of source.divisions.entries()) {
    add('Organization', division.remoteId, () => divisionResource(division, index));
  }
  for (const [index, service] of source.services.entries()) {
    add('HealthcareService', service.remoteId, () => healthcareServiceResource(service, index));
  }
  const files = remembering(source);
  const employments: (readonly [person: number, ordinal: number, made: GeneratedEmployment])[] = [];
  for (let index = 0; index < source.size; index++) {
    const file = files(index);
    add('Practitioner', file.person.remoteId, () => practitionerResource(files(index), index));
    for (const [ordinal, employment] of file.employments.entries()) {
      employments.push([index, ordinal, employment]);
    }
  }
  for (const [place, [person, ordinal, { remoteId: id }]] of employments.entries()) {
    add('PractitionerRole', id, () => {
      const file = files(person);
      const employment = file.employments[ordinal];
      if (employment === undefined) throw new RangeError(`No employment ${id}`);
      return practitionerRoleResource(employment, file.person.remoteId, place, file.leaves);
    });
  }
  const { documents, positions } = source.staffing(employments.map(([, , made]) => made));
  for (const document of documents) add('Basic', document.remoteId, () => staffingDocumentResource(document));
  for (const [index, position] of positions.entries()) {
    add('Basic', position.remoteId, () => staffingPositionResource(position, index));
  }
  return versions;
}

/** Content that is written out when it is asked for. */
export class BaseVersion implements Version {
  readonly type: string;
  readonly id: string;
  readonly versionId = 1;
  readonly at: number;
  readonly method = 'POST';
  readonly #make: () => Resource;

  constructor(type: string, id: string, at: number, make: () => Resource) {
    this.type = type;
    this.id = id;
    this.at = at;
    this.#make = make;
  }

  get json(): string {
    return versionJson(this.#make(), this.versionId, this.at);
  }

  source(): Resource {
    return this.#make();
  }
}

/** Neighbouring records ask for the same person several times in a row. */
function remembering(source: ClinicSource): (index: number) => GeneratedFile {
  let last: { readonly index: number; readonly file: GeneratedFile } | undefined;
  return (index) => {
    if (last?.index !== index) last = { index, file: source.personAt(index) };
    return last.file;
  };
}
