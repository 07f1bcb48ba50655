import type { Basic, Extension, HealthcareService, Location } from '@medplum/fhirtypes';
import { CODES, EXTENSION, PROFILE, SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { POSTS } from '../../electron/core/training/nsi.ts';
import type {
  GeneratedBuilding,
  GeneratedService,
  GeneratedStaffingDocument,
  GeneratedStaffingPosition,
} from '../../electron/core/training/types.ts';
import { FOREIGN, span } from './clinic-resources.ts';

/** How this registry writes buildings, services and staffing tables; see `clinic-resources.ts`. */
const POST_NAMES: ReadonlyMap<string, string> = new Map(POSTS.map((post) => [post.code, post.name]));

export function locationResource(building: GeneratedBuilding, index: number): Location {
  const { remoteId, organisationId, name, cadastralNumber, latitude, longitude } = building;
  return {
    resourceType: 'Location',
    id: remoteId,
    meta: { profile: [PROFILE.location] },
    extension: [
      ...(index % 2 === 1 ? [{ url: `${FOREIGN}/heating`, valueCode: 'central' }] : []),
      ...span(EXTENSION.period, building.beginDate, building.liquidationDate),
      { url: EXTENSION.premises, extension: premises(building) },
    ],
    ...(cadastralNumber === null
      ? {}
      : { identifier: [{ system: SYSTEM.cadastralNumber[0], value: cadastralNumber }] }),
    status: building.liquidationDate === null ? 'active' : 'inactive',
    name,
    mode: 'instance',
    address: {
      ...(building.garGuid === null ? {} : { extension: [{ url: EXTENSION.garGuid, valueString: building.garGuid }] }),
      use: 'work',
      text: building.addressText ?? '',
      city: 'Учебный',
      ...(building.postIndex === null ? {} : { postalCode: building.postIndex }),
      country: 'RU',
    },
    physicalType: { coding: [{ system: CODES.locationType[0], code: 'bu', display: 'Building' }] },
    ...(latitude === null || longitude === null
      ? {}
      : { position: { longitude: Number(longitude), latitude: Number(latitude) } }),
    managingOrganization: { reference: `Organization/${organisationId}` },
  };
}

function premises({ buildYear, floorCount, hasTrouble, liquidationReason }: GeneratedBuilding): Extension[] {
  return [
    ...(buildYear === null ? [] : [{ url: 'built', valueInteger: buildYear }]),
    ...(floorCount === null ? [] : [{ url: 'floors', valueInteger: floorCount }]),
    ...(hasTrouble === null ? [] : [{ url: 'trouble', valueBoolean: hasTrouble === 'yes' }]),
    ...(liquidationReason === null ? [] : [{ url: 'liquidation', valueString: liquidationReason }]),
  ];
}

export function healthcareServiceResource(service: GeneratedService, index: number): HealthcareService {
  const { remoteId, organisationId, divisionId, name, code, comment } = service;
  return {
    resourceType: 'HealthcareService',
    id: remoteId,
    meta: { profile: [PROFILE.healthcareService] },
    extension: span(EXTENSION.period, service.beginDate, service.endDate),
    active: service.endDate === null,
    providedBy: { reference: `Organization/${divisionId ?? organisationId}` },
    ...(code === null ? {} : { type: [{ coding: [{ system: CODES.service[0], code }] }] }),
    name,
    ...(comment === null ? {} : { comment }),
    ...(index % 5 === 2 ? { appointmentRequired: true } : {}),
  };
}

export function staffingDocumentResource(document: GeneratedStaffingDocument): Basic {
  return {
    resourceType: 'Basic',
    id: document.remoteId,
    extension: [
      ...span(EXTENSION.period, document.beginDate, document.endDate),
      {
        url: EXTENSION.staffingDocument,
        extension: [
          { url: 'number', valueString: document.number },
          ...(document.orderNumber === null ? [] : [{ url: 'order', valueString: document.orderNumber }]),
          ...(document.approvedOn === null ? [] : [{ url: 'approved', valueDate: document.approvedOn }]),
          { url: 'status', valueCode: document.staffingStatus },
        ],
      },
    ],
    code: { coding: [{ system: CODES.basic[0], code: 'staffing-document' }], text: 'Штатное расписание' },
    subject: { reference: `Organization/${document.organisationId}` },
  };
}

export function staffingPositionResource(position: GeneratedStaffingPosition, index: number): Basic {
  const { remoteId, documentId, divisionId, localPostName, rate, note } = position;
  const post = position.postCode ?? '';
  return {
    resourceType: 'Basic',
    id: remoteId,
    extension: [
      ...(index % 5 === 3 ? [{ url: `${FOREIGN}/funding`, valueCode: 'oms' }] : []),
      {
        url: EXTENSION.staffingPosition,
        extension: [
          { url: 'document', valueReference: { reference: `Basic/${documentId}` } },
          {
            url: 'post',
            valueCoding: {
              system: CODES.post[index % 4 === 3 ? 1 : 0],
              code: post,
              display: POST_NAMES.get(post) ?? '',
            },
          },
          ...(localPostName === null ? [] : [{ url: 'name', valueString: localPostName }]),
          ...(rate === null ? [] : [{ url: 'rate', valueDecimal: rate / 100 }]),
          ...(note === null ? [] : [{ url: 'note', valueString: note }]),
        ],
      },
    ],
    code: { coding: [{ system: CODES.basic[0], code: 'staffing-position' }] },
    ...(divisionId === null ? {} : { subject: { reference: `Organization/${divisionId}` } }),
  };
}
