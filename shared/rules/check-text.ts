import type { EntityKind } from '../domain/entities.ts';
import type { FieldValue } from '../domain/values.ts';
import { checkBedProfiles } from './bed-profiles.ts';
import { checkCadastralNumber } from './cadastral.ts';
import { checkDivisionName } from './division-name.ts';
import type { Finding } from './finding.ts';
import { checkKpp } from './kpp.ts';
import { checkLicenceNumber } from './licence.ts';
import { checkDegrees, checkGarGuid, checkPostIndex } from './location.ts';
import { checkOgrn } from './ogrn.ts';
import { checkDivisionOid, checkOrganisationOid } from './oid.ts';
import { checkOkopf } from './okopf.ts';
import { checkOkved } from './okved.ts';
import { checkDepartmentCode, checkPassportNumber, checkPassportSeries, PASSPORT } from './passport.ts';
import { checkSite } from './site.ts';

type Values = Readonly<Record<string, FieldValue>>;

/** A document that is no passport of a citizen has a shape of its own country and kind. */
const ofPassport =
  (check: (value: string) => Finding | null) =>
  (value: string, { typeCode }: Values): Finding | null =>
    typeCode === PASSPORT ? check(value) : null;

/** Texts of a fixed shape. */
const SHAPES: Readonly<Record<string, (value: string, entity: Values) => Finding | null>> = {
  'organisation.oid': checkOrganisationOid,
  'organisation.kpp': checkKpp,
  'organisation.ogrn': checkOgrn,
  'organisation.okved': checkOkved,
  'organisation.okopf': checkOkopf,
  'organisation.site': checkSite,
  'licence.number': checkLicenceNumber,
  'building.garGuid': checkGarGuid,
  'building.postIndex': checkPostIndex,
  'building.cadastralNumber': checkCadastralNumber,
  'building.latitude': (value) => checkDegrees(value, 90),
  'building.longitude': (value) => checkDegrees(value, 180),
  'division.oid': checkDivisionOid,
  'division.name': checkDivisionName,
  'division.bedProfiles': checkBedProfiles,
  'education.customerOgrn': checkOgrn,
  'address.garGuid': checkGarGuid,
  'document.series': ofPassport(checkPassportSeries),
  'document.number': ofPassport(checkPassportNumber),
  'document.departmentCode': ofPassport(checkDepartmentCode),
};

/** Null for a text that may say anything. @param entity the values around it */
export function checkText(kind: EntityKind, field: string, value: string, entity: Values = {}): Finding | null {
  return SHAPES[`${kind}.${field}`]?.(value, entity) ?? null;
}
