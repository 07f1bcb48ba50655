import type { FieldValue } from '#shared/domain/values.ts';
import type { Json } from '../json.ts';
import { CODES, EXTENSION } from '../profile.ts';
import { set, setCode, setPeriodExtension } from './edit.ts';
import { type FieldWriters, type Refer, setUnit, type Values, writeFields } from './fields.ts';

const SERVICE: FieldWriters = {
  name: (resource, value) => set(resource, 'name', value),
  code: (resource, value) => setCode(resource, 'type', CODES.service, value),
  beginDate: (resource, value) => setPeriodExtension(resource, EXTENSION.period, 'start', value),
  endDate(resource, value) {
    setPeriodExtension(resource, EXTENSION.period, 'end', value);
    resource.active = value === null;
  },
  comment: (resource, value) => set(resource, 'comment', value),
};

/** @param organisationId what offers a service of no division */
export function writeService(resource: Json, values: Values, organisationId: FieldValue, refer: Refer): void {
  setUnit(resource, 'providedBy', values.divisionId, organisationId, refer);
  writeFields(SERVICE, resource, values);
}
