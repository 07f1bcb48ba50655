import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import { type CardForm, formName } from '../../forms/entity-form.ts';

/** Fields of new work, in the order people fill them in. */
export const NEW_WORK = [
  'divisionId',
  'postCode',
  'positionType',
  'rate',
  'personnelNumber',
  'contractNumber',
  'contractDate',
  'beginDate',
  'fileNumber',
  'specialtyCode',
  'seniorityMonths',
];

export interface HireStep {
  readonly key: 'who' | 'details' | 'work' | 'check';
  readonly kind: 'person' | 'employment';
  readonly fields: readonly string[];
}

const DETAILS = [
  ...['sex', 'citizenshipCode', 'countryCode', 'inn', 'phone', 'email'],
  ...['militaryRelationCode', 'isMedical', 'isPharmaceutical', 'isStudent'],
];

/** The way through a hiring: who it is comes first, so that nobody is entered twice. */
export const HIRE_STEPS: readonly HireStep[] = [
  { key: 'who', kind: 'person', fields: ['snils', 'lastName', 'firstName', 'patronymic', 'birthDate'] },
  { key: 'details', kind: 'person', fields: DETAILS },
  { key: 'work', kind: 'employment', fields: NEW_WORK },
  { key: 'check', kind: 'employment', fields: [] },
];

export interface MissingField {
  readonly step: number;
  readonly kind: EntityKind;
  readonly field: string;
}

/** Required fields that are still empty, in the order of the steps. */
export function missingIn(form: CardForm): MissingField[] {
  return HIRE_STEPS.flatMap(({ kind, fields }, step) =>
    fields
      .filter((field) => fieldDefinition(kind, field)?.required === true && isEmpty(form[formName(kind, field)]))
      .map((field) => ({ step, kind, field })),
  );
}

function isEmpty(value: CardForm[string]): boolean {
  return value === null || value === undefined || value.trim() === '';
}
