import type { Practitioner, Resource } from '@medplum/fhirtypes';
import { SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { snilsControl } from '../../electron/core/training/numbers.ts';
import { refuse } from './outcome.ts';
import type { Stage } from './stage.ts';
import { contentOf } from './versions.ts';

/** What this registry refuses although it is well-formed FHIR: enough to meet every kind of business error. */
export function checkValues(resource: Resource, stage: Stage): void {
  if (resource.resourceType === 'Practitioner') checkSnils(resource, stage);
}

export function checkReferences(resource: Resource, stage: Stage): void {
  if (resource.resourceType === 'PractitionerRole') {
    checkReference(resource.practitioner?.reference, 'PractitionerRole.practitioner', stage);
    checkReference(resource.organization?.reference, 'PractitionerRole.organization', stage);
  }
  if (resource.resourceType === 'Organization')
    checkReference(resource.partOf?.reference, 'Organization.partOf', stage);
  if (resource.resourceType === 'Location')
    checkReference(resource.managingOrganization?.reference, 'Location.managingOrganization', stage);
  if (resource.resourceType === 'HealthcareService')
    checkReference(resource.providedBy?.reference, 'HealthcareService.providedBy', stage);
  if (resource.resourceType === 'Basic') checkReference(resource.subject?.reference, 'Basic.subject', stage);
}

const isSnils = (system: string | undefined): boolean => SYSTEM.snils.some((alias) => alias === system);

function checkSnils(resource: Practitioner, stage: Stage): void {
  for (const [index, { system, value }] of (resource.identifier ?? []).entries()) {
    if (!isSnils(system)) continue;
    const expression = `Practitioner.identifier[${index}].value`;
    const digits = value ?? '';
    if (!/^\d{11}$/.test(digits) || snilsControl(digits) !== digits.slice(9)) {
      throw refuse(
        'business-rule',
        'business-rule',
        'Контрольная сумма СНИЛС не сходится',
        expression,
        'SNILS_CHECKSUM',
      );
    }
    for (const id of stage.candidates('Practitioner', digits)) {
      const other = id === resource.id ? undefined : stage.newest('Practitioner', id);
      const found = other === undefined ? null : contentOf(other);
      if (found?.resourceType !== 'Practitioner') continue;
      if (found.identifier?.some((one) => isSnils(one.system) && one.value === digits)) {
        const text = `Работник с таким СНИЛС уже есть в реестре: Practitioner/${id}`;
        throw refuse('business-rule', 'duplicate', text, expression, 'SNILS_DUPLICATE');
      }
    }
  }
}

function checkReference(reference: string | undefined, expression: string, stage: Stage): void {
  if (reference === undefined) return;
  const [type, id] = reference.split('/');
  const found = type === undefined || id === undefined ? undefined : stage.newest(type, id);
  if (found === undefined || found.method === 'DELETE') {
    const text = `Запись ${reference} не найдена в реестре`;
    throw refuse('business-rule', 'not-found', text, `${expression}.reference`, 'REFERENCE');
  }
}
