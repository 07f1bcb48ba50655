import type { EntityKind } from '../domain/entities.ts';
import type { FieldValue } from '../domain/values.ts';

/**
 * Whether a record belongs to the registry from the moment the registry has it. An accreditation is entered by the
 * commission that gave it, never by an employer (ФРМР accreditation: read-only); what a clerk writes meanwhile is a draft.
 */
export function isRegistryRecord(kind: EntityKind, values: Readonly<Record<string, FieldValue>>): boolean {
  return kind === 'credential' && values.credentialKind === 'accreditation';
}
