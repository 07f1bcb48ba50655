import type { EntityKind } from '../domain/entities.ts';
import { checkCadastralNumber } from './cadastral.ts';
import { checkDivisionName } from './division-name.ts';
import type { Finding } from './finding.ts';
import { checkKpp } from './kpp.ts';
import { checkLicenceNumber } from './licence.ts';
import { checkDegrees, checkGarGuid, checkPostIndex } from './location.ts';
import { checkOgrn } from './ogrn.ts';
import { checkOkved } from './okved.ts';
import { checkSite } from './site.ts';

/** Texts of a fixed shape. */
const SHAPES: Readonly<Record<string, (value: string) => Finding | null>> = {
  'organisation.kpp': checkKpp,
  'organisation.ogrn': checkOgrn,
  'organisation.okved': checkOkved,
  'organisation.site': checkSite,
  'licence.number': checkLicenceNumber,
  'building.garGuid': checkGarGuid,
  'building.postIndex': checkPostIndex,
  'building.cadastralNumber': checkCadastralNumber,
  'building.latitude': (value) => checkDegrees(value, 90),
  'building.longitude': (value) => checkDegrees(value, 180),
  'division.name': checkDivisionName,
};

/** Null for a text that may say anything. */
export function checkText(kind: EntityKind, field: string, value: string): Finding | null {
  return SHAPES[`${kind}.${field}`]?.(value) ?? null;
}
