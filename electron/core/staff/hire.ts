import type { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import type { NewHire } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { fullName } from '#shared/rules/names.ts';
import type { FieldValues } from '../entities/store.ts';
import { type Author, checkedFields, refused } from '../entities/writing.ts';
import type { Ids } from '../ports.ts';
import type { EditParts } from './edits.ts';
import { type NewEntity, recordNew } from './new-entity.ts';

type HireParts = EditParts & { readonly ids: Ids };
type Context = FieldContext & { readonly today: string };

/**
 * Creates a person with a first employment, inside the caller's transaction. What a draft may lack may be missing.
 *
 * @throws DeskError KD-2xxx naming the field · KD-2105 another person has the СНИЛС
 */
export function writeHire(
  parts: HireParts,
  author: Author,
  hire: z.infer<typeof NewHire>,
): { personId: EntityId; requestId: EntityId } {
  const context = parts.context();
  const person = insertPerson(parts, hire.person, context);
  const employment = insertEmployment(parts, person.id, hire.employment, context);
  const requestId = recordNew(parts, author, [person, employment], 'staff.hire');
  parts.index.refresh([person.id]);
  return { personId: person.id, requestId };
}

/**
 * Gives an employment to somebody who is there, inside the caller's transaction.
 *
 * @throws DeskError KD-3008 no such person · KD-2xxx naming the field
 */
export function addEmployment(
  parts: HireParts,
  author: Author,
  personId: EntityId,
  given: FieldValues,
): { requestId: EntityId; personIds: EntityId[] } {
  if (parts.entities.get('person', personId) === null) throw new DeskError('KD-3008', { params: { id: personId } });
  const employment = insertEmployment(parts, personId, given, parts.context());
  const requestId = recordNew(parts, author, [employment], 'staff.hire');
  parts.index.refresh([personId]);
  return { requestId, personIds: [personId] };
}

/** @throws DeskError KD-2xxx naming the field · KD-2105 another person has the СНИЛС */
export function insertPerson(parts: HireParts, given: FieldValues, context: Context): NewEntity {
  const id = parts.ids.next();
  const values = checkedFields('person', id, given, context);
  const { snils } = values;
  const [other] = typeof snils === 'string' ? parts.store.peopleBySnils([snils]) : [];
  if (other !== undefined) throw refused('KD-2105', { kind: 'person', id, field: 'snils' }, { name: fullName(other) });
  parts.entities.insert('person', id, values);
  return { kind: 'person', id, values, personId: id };
}

/** @throws DeskError KD-2xxx naming the field */
export function insertEmployment(
  parts: HireParts,
  personId: EntityId,
  given: FieldValues,
  context: Context,
): NewEntity {
  const id = parts.ids.next();
  const values = checkedFields('employment', id, { ...given, personId }, context);
  parts.entities.insert('employment', id, values);
  return { kind: 'employment', id, values, personId };
}
