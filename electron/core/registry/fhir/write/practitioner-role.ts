import type { Json } from '../json.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import {
  setCode,
  setCodingExtension,
  setExtension,
  setFlagPart,
  setIdentifier,
  setIn,
  setPart,
  setReference,
} from './edit.ts';
import { type FieldWriters, type Refer, setOwner, shareOf, type Values, writeFields } from './fields.ts';

const EMPLOYMENT: FieldWriters = {
  postCode: (resource, value) => setCode(resource, 'code', CODES.post, value),
  positionType: (resource, value) => setCodingExtension(resource, EXTENSION.positionType, CODES.positionType[0], value),
  rate: (resource, value) => setExtension(resource, EXTENSION.rate, 'valueDecimal', shareOf(value)),
  personnelNumber: (resource, value) => setIdentifier(resource, { systems: SYSTEM.personnelNumber }, value),
  contractNumber: (resource, value) => setPart(resource, EXTENSION.contract, 'number', 'valueString', value),
  contractDate: (resource, value) => setPart(resource, EXTENSION.contract, 'date', 'valueDate', value),
  beginDate: (resource, value) => setIn(resource, 'period', 'start', value),
  endDate(resource, value) {
    setIn(resource, 'period', 'end', value);
    resource.active = value === null;
  },
  endReason: (resource, value) => setPart(resource, EXTENSION.dismissal, 'reason', 'valueString', value),
  endOrder: (resource, value) => setPart(resource, EXTENSION.dismissal, 'order', 'valueString', value),
  endOrderDate: (resource, value) => setPart(resource, EXTENSION.dismissal, 'orderDate', 'valueDate', value),
  fileNumber: (resource, value) => setPart(resource, EXTENSION.personalFile, 'number', 'valueString', value),
  specialtyCode: (resource, value) => setCode(resource, 'specialty', CODES.specialty, value),
  seniorityMonths: (resource, value) => setPart(resource, EXTENSION.personalFile, 'seniority', 'valueInteger', value),
  targeted: (resource, value) => setFlagPart(resource, EXTENSION.personalFile, 'targeted', value),
};

export function writeEmployment(resource: Json, values: Values, refer: Refer): void {
  const { personId, divisionId } = values;
  if (typeof personId === 'string') setReference(resource, 'practitioner', refer('person', personId));
  setOwner(resource, 'organization', 'division', divisionId, refer);
  writeFields(EMPLOYMENT, resource, values);
}
