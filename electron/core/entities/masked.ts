import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { Role } from '#shared/domain/states.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { listedSnils } from '#shared/rules/snils.ts';

/**
 * What a role sees of a value in a card, the journal, the versions of a card, a request, a difference: numbers that tell
 * who somebody is are whole only to who writes and who decides.
 *
 * @param role null: of nobody in particular
 */
export function seenValue(kind: EntityKind, field: string, value: FieldValue, role: Role | null): FieldValue {
  if (typeof value !== 'string' || fieldDefinition(kind, field)?.type !== 'snils') return value;
  return listedSnils(value, role);
}

/** The same of both sides of a change. */
export function seenChange<T extends { readonly field: string; readonly from: FieldValue; readonly to: FieldValue }>(
  kind: EntityKind,
  change: T,
  role: Role | null,
): T {
  const seen = (value: FieldValue): FieldValue => seenValue(kind, change.field, value, role);
  return { ...change, from: seen(change.from), to: seen(change.to) };
}
