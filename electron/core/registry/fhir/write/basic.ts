import type { FieldValue } from '#shared/domain/values.ts';
import type { Json } from '../json.ts';
import { CODES, EXTENSION } from '../profile.ts';
import { BASIC } from '../read/basic.ts';
import { setCodingPart, setPart, setPeriodExtension, setReferencePart } from './edit.ts';
import { type FieldWriters, type Refer, setOwner, shareOf, type Values, writeFields } from './fields.ts';

const { staffingDocument, staffingPosition } = EXTENSION;
const part =
  (url: string, name: string, member: string) =>
  (resource: Json, value: FieldValue): void =>
    setPart(resource, url, name, member, value);

const DOCUMENT: FieldWriters = {
  number: part(staffingDocument, 'number', 'valueString'),
  approvedOn: part(staffingDocument, 'approved', 'valueDate'),
  orderNumber: part(staffingDocument, 'order', 'valueString'),
  beginDate: (resource, value) => setPeriodExtension(resource, EXTENSION.period, 'start', value),
  endDate: (resource, value) => setPeriodExtension(resource, EXTENSION.period, 'end', value),
  staffingStatus: part(staffingDocument, 'status', 'valueCode'),
};

const POSITION: FieldWriters = {
  postCode: (resource, value) => setCodingPart(resource, staffingPosition, 'post', CODES.post[0], value),
  localPostName: part(staffingPosition, 'name', 'valueString'),
  rate: (resource, value) => setPart(resource, staffingPosition, 'rate', 'valueDecimal', shareOf(value)),
  note: part(staffingPosition, 'note', 'valueString'),
};

export function startBasic(resource: Json, kind: keyof typeof BASIC): void {
  resource.code = { coding: [{ system: CODES.basic[0], code: BASIC[kind] }] };
}

export function writeStaffingDocument(resource: Json, values: Values, refer: Refer): void {
  setOwner(resource, 'subject', 'organisation', values.organisationId, refer);
  writeFields(DOCUMENT, resource, values);
}

export function writeStaffingPosition(resource: Json, values: Values, refer: Refer): void {
  const { documentId, divisionId } = values;
  if (typeof documentId === 'string') {
    setReferencePart(resource, staffingPosition, 'document', refer('staffingDocument', documentId));
  }
  setOwner(resource, 'subject', 'division', divisionId, refer);
  writeFields(POSITION, resource, values);
}
