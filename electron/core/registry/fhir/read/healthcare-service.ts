import type { Snapshot } from '../../port.ts';
import { findCoding, findExtension, referredId } from '../elements.ts';
import { CODES, EXTENSION } from '../profile.ts';
import type { HealthcareService } from '../schema.ts';
import { dayOf, localIdOf, textOf } from './values.ts';

/** @returns null when it does not say who offers it */
export function readService(resource: HealthcareService): Snapshot | null {
  const divisionId = referredId(resource.providedBy?.reference, 'Organization');
  if (divisionId === null) return null;
  const period = findExtension(resource.extension, EXTENSION.period)?.valuePeriod;
  return {
    localId: localIdOf(resource),
    fields: {
      divisionId,
      name: resource.name ?? '',
      code: textOf(findCoding(resource.type, CODES.service)?.coding.code),
      beginDate: dayOf(period?.start),
      endDate: dayOf(period?.end),
      comment: textOf(resource.comment),
    },
    children: [],
  };
}
