import { expect } from 'vitest';
import type { EntityKind } from '#shared/domain/entities.ts';
import { FIELDS } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { REFERS_TO } from '../../port.ts';

/** A local id that is written into references. */
export const LOCAL = '019a1b2c-0000-7000-8000-000000000001';

/** Members of the resource that may differ after a change of the field. */
export const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  'person.lastName': ['name'],
  'person.firstName': ['name'],
  'person.patronymic': ['name'],
  'person.sex': ['gender'],
  'person.birthDate': ['birthDate'],
  'person.snils': ['identifier'],
  'person.inn': ['identifier'],
  'person.citizenshipCode': ['extension'],
  'person.countryCode': ['extension'],
  'person.militaryRelationCode': ['extension'],
  'person.isMedical': ['extension'],
  'person.isPharmaceutical': ['extension'],
  'person.isStudent': ['extension'],
  'person.deathDate': ['extension'],
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
  'employment.fileNumber': ['extension'],
  'employment.specialtyCode': ['specialty'],
  'employment.seniorityMonths': ['extension'],
  'employment.targeted': ['extension'],
  'division.parentId': ['partOf'],
  'division.level': ['extension'],
  'division.oid': ['identifier'],
  'division.name': ['name'],
  'division.typeCode': ['type'],
  'division.kindCode': ['type'],
  'division.careConditions': ['extension'],
  'division.careForms': ['extension'],
  'division.careKinds': ['extension'],
  'division.bedProfiles': ['extension'],
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
  'organisation.okopf': ['extension'],
  'organisation.agencyKind': ['extension'],
  'organisation.agencyProfile': ['extension'],
  'organisation.agencyLevel': ['extension'],
  'organisation.regionCode': ['extension'],
  'organisation.liquidationReason': ['extension'],
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

export const REFERENCES = new Set(Object.keys(REFERS_TO));
/** Without them there is no such entity, or no such element. */
export const REQUIRED = new Set([
  ...['lastName', 'firstName', 'level', 'name', 'nameFull', 'number', 'staffingStatus'],
  ...['personId', 'parentId', 'divisionId', 'organisationId', 'documentId'],
]);

const FLAGS: ReadonlySet<string> = new Set([
  ...['separate', 'hasTrouble', 'isMedical', 'isPharmaceutical', 'isStudent', 'targeted', 'extended'],
]);

export function valueFor(kind: EntityKind, field: string): FieldValue {
  const definition = (FIELDS[kind] as Readonly<Record<string, { readonly type: string }>>)[field];
  if (field === 'sex') return '2';
  if (field === 'level') return 'room';
  if (FLAGS.has(field)) return 'yes';
  if (field === 'staffingStatus') return 'archive';
  if (field === 'latitude' || field === 'longitude') return '12.345';
  if (definition?.type === 'number') return 25;
  if (definition?.type === 'date') return '2026-11-21';
  if (definition?.type === 'rate') return 75;
  if (definition?.type === 'snils') return '08765430200';
  return definition?.type === 'reference' ? LOCAL : 'Новое';
}

/** In a list at most one item differs, comes or goes; the others keep their order. */
export function expectOneDifference(before: unknown, after: unknown): void {
  if (!Array.isArray(before) || !Array.isArray(after)) return;
  const texts = (list: unknown[]): string[] => list.map((item) => JSON.stringify(item));
  const old = texts(before);
  const kept = texts(after).filter((item) => old.includes(item));
  expect(kept.length).toBeGreaterThanOrEqual(Math.min(before.length, after.length) - 1);
  expect(kept).toEqual(old.filter((item) => kept.includes(item)));
}
