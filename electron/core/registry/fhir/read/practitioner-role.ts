import type { Snapshot } from '../../port.ts';
import { findCoding, findExtension, referredId } from '../elements.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import type { PractitionerRole } from '../schema.ts';
import { readLeaves } from './person-file.ts';
import { dayOf, hundredthsOf, identifierOf, integerOf, localIdOf, textOf, yesNoOf } from './values.ts';

/** @returns null when it does not say whose employment it is */
export function readEmployment(resource: PractitionerRole): Snapshot | null {
  const { extension, period } = resource;
  const personId = referredId(resource.practitioner?.reference, 'Practitioner');
  if (personId === null) return null;
  const contract = findExtension(extension, EXTENSION.contract)?.extension;
  const dismissal = findExtension(extension, EXTENSION.dismissal)?.extension;
  const file = findExtension(extension, EXTENSION.personalFile)?.extension;
  return {
    localId: localIdOf(resource),
    fields: {
      personId,
      divisionId: referredId(resource.organization?.reference, 'Organization'),
      postCode: textOf(findCoding(resource.code, CODES.post)?.coding.code),
      positionType: textOf(findExtension(extension, EXTENSION.positionType)?.valueCoding?.code),
      rate: hundredthsOf(findExtension(extension, EXTENSION.rate)?.valueDecimal),
      personnelNumber: identifierOf(resource, SYSTEM.personnelNumber),
      contractNumber: textOf(findExtension(contract, 'number')?.valueString),
      contractDate: dayOf(findExtension(contract, 'date')?.valueDate),
      beginDate: dayOf(period?.start),
      endDate: dayOf(period?.end),
      endReason: textOf(findExtension(dismissal, 'reason')?.valueString),
      endOrder: textOf(findExtension(dismissal, 'order')?.valueString),
      endOrderDate: dayOf(findExtension(dismissal, 'orderDate')?.valueDate),
      fileNumber: textOf(findExtension(file, 'number')?.valueString),
      specialtyCode: textOf(findCoding(resource.specialty, CODES.specialty)?.coding.code),
      seniorityMonths: integerOf(findExtension(file, 'seniority')?.valueInteger),
      targeted: yesNoOf(findExtension(file, 'targeted')?.valueBoolean),
    },
    children: readLeaves(resource),
  };
}
