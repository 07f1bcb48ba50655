import type { z } from 'zod';
import type { NewHire } from '#shared/contract/staff.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { fullName } from '#shared/rules/names.ts';
import type { Actor } from '../changes/actor.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { FieldValues } from '../entities/store.ts';
import type { Ids } from '../ports.ts';
import { type EditParts, refused } from './edits.ts';
import { checkedFields, creationOf } from './new-entity.ts';

export interface NewEntity {
  readonly kind: 'person' | 'employment';
  readonly id: EntityId;
  readonly values: FieldValues;
}

/**
 * Creates a person with a first employment, inside the caller's transaction. What a draft may lack may be missing.
 *
 * @throws DeskError KD-2xxx naming the field · KD-2105 another person has the СНИЛС
 */
export function writeHire(
  parts: EditParts & { readonly ids: Ids },
  author: Actor & { readonly id: EntityId },
  hire: z.infer<typeof NewHire>,
): { personId: EntityId; requestId: EntityId } {
  const context = parts.context();
  const personId = parts.ids.next();
  const employmentId = parts.ids.next();
  const person = checked('person', personId, { ...hire.person }, context);
  const employment = checked('employment', employmentId, { ...hire.employment, personId }, context);
  checkUnique(parts, person);
  checkDivision(parts, employment);
  for (const { kind, id, values } of [person, employment]) parts.entities.insert(kind, id, values);
  const requestId = parts.drafts.record(author, [creation(person, personId), creation(employment, personId)]);
  for (const { kind, id, values } of [person, employment]) {
    parts.journal.append({
      action: 'staff.hire',
      actorId: author.id,
      actorName: author.name,
      role: author.role,
      kind,
      objectId: id,
      subjectId: personId,
      values,
    });
  }
  parts.index.refresh([personId]);
  return { personId, requestId };
}

export function checked(
  kind: NewEntity['kind'],
  id: EntityId,
  given: Readonly<Record<string, FieldValue>>,
  context: FieldContext & { readonly today: string },
): NewEntity {
  return { kind, id, values: checkedFields(kind, id, given, context) };
}

export function checkUnique({ store }: EditParts, { id, values }: NewEntity): void {
  const { snils } = values;
  if (typeof snils !== 'string') return;
  const [other] = store.peopleBySnils([snils]);
  if (other !== undefined) throw refused('KD-2105', { kind: 'person', id, field: 'snils' }, { name: fullName(other) });
}

export function checkDivision({ store }: EditParts, { id, values }: NewEntity): void {
  const { divisionId } = values;
  if (typeof divisionId === 'string' && !store.divisionExists(divisionId)) {
    throw refused('KD-2004', { kind: 'employment', id, field: 'divisionId' });
  }
}

export function creation({ kind, id, values }: NewEntity, subjectId: EntityId): RecordedChange {
  return creationOf(kind, id, values, subjectId);
}
