import { STAFFING_STATUSES } from '#shared/domain/entities.ts';
import type { Snapshot } from '../../port.ts';
import { findCoding, findExtension, referredId } from '../elements.ts';
import { CODES, EXTENSION } from '../profile.ts';
import type { Basic } from '../schema.ts';
import { dayOf, hundredthsOf, localIdOf, textOf } from './values.ts';

/** Codes of what a Basic stands for. */
export const BASIC = { staffingDocument: 'staffing-document', staffingPosition: 'staffing-position' } as const;

/** @returns null for what other programs keep in a Basic */
export function kindOfBasic({ code }: Basic): keyof typeof BASIC | null {
  const found = findCoding(code === undefined ? [] : [code], CODES.basic)?.coding.code;
  if (found === BASIC.staffingDocument) return 'staffingDocument';
  return found === BASIC.staffingPosition ? 'staffingPosition' : null;
}

/** @returns null when it does not say whose table it is */
export function readStaffingDocument(resource: Basic): Snapshot | null {
  const organisationId = referredId(resource.subject?.reference, 'Organization');
  if (organisationId === null) return null;
  const parts = findExtension(resource.extension, EXTENSION.staffingDocument)?.extension;
  const period = findExtension(resource.extension, EXTENSION.period)?.valuePeriod;
  const status = findExtension(parts, 'status')?.valueCode;
  return {
    localId: localIdOf(resource),
    fields: {
      organisationId,
      number: findExtension(parts, 'number')?.valueString ?? '',
      approvedOn: dayOf(findExtension(parts, 'approved')?.valueDate),
      orderNumber: textOf(findExtension(parts, 'order')?.valueString),
      beginDate: dayOf(period?.start),
      endDate: dayOf(period?.end),
      staffingStatus: STAFFING_STATUSES.find((known) => known === status) ?? 'draft',
    },
    children: [],
  };
}

/** @returns null when it does not say in which table it stands */
export function readStaffingPosition(resource: Basic): Snapshot | null {
  const parts = findExtension(resource.extension, EXTENSION.staffingPosition)?.extension;
  const documentId = referredId(findExtension(parts, 'document')?.valueReference?.reference, 'Basic');
  if (documentId === null) return null;
  return {
    localId: localIdOf(resource),
    fields: {
      documentId,
      divisionId: referredId(resource.subject?.reference, 'Organization'),
      postCode: textOf(findExtension(parts, 'post')?.valueCoding?.code),
      localPostName: textOf(findExtension(parts, 'name')?.valueString),
      rate: hundredthsOf(findExtension(parts, 'rate')?.valueDecimal),
      note: textOf(findExtension(parts, 'note')?.valueString),
    },
    children: [],
  };
}
