import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FieldValues } from '../entities/store.ts';
import { type Author, NOTHING } from '../entities/writing.ts';
import type { Ids } from '../ports.ts';
import { type EditParts, writeEdits } from './edits.ts';
import { insertEmployment, insertPerson } from './hire.ts';
import { type NewEntity, recordNew } from './new-entity.ts';

/** Many edits and new records at once, as an import makes them. */
export interface BulkChanges {
  readonly edits: readonly FieldEdit[];
  readonly people: readonly { readonly values: FieldValues; readonly employments: readonly FieldValues[] }[];
  /** New employments of people who are there. */
  readonly employments: readonly { readonly personId: EntityId; readonly values: FieldValues }[];
}

/**
 * Writes it all or nothing, inside the caller's transaction, by the rules of single edits and hires. What no draft of
 * the author holds yet goes into the newest one.
 *
 * @returns the request that took the changes, null when there were none; whose lines look different now
 * @throws DeskError as `writeEdits` and `writeHire`
 */
export function writeBulk(
  parts: EditParts & { readonly ids: Ids },
  author: Author,
  bulk: BulkChanges,
  action: string,
): { requestId: EntityId | null; personIds: EntityId[] } {
  const { edits, people, employments } = bulk;
  const context = parts.context();
  const touched = new Set<EntityId>();
  let requestId: EntityId | null = null;
  if (edits.length > 0) {
    const outcome = writeEdits(parts, author, edits, action);
    for (const id of outcome.personIds) touched.add(id);
    if (outcome.requestId !== NOTHING) requestId = outcome.requestId;
  }
  const made: NewEntity[] = [];
  for (const person of people) {
    const entity = insertPerson(parts, person.values, context);
    made.push(entity, ...person.employments.map((values) => insertEmployment(parts, entity.id, values, context)));
  }
  for (const { personId, values } of employments) made.push(insertEmployment(parts, personId, values, context));
  if (made.length > 0) requestId = recordNew(parts, author, made, action);
  for (const { personId } of made) touched.add(personId);
  parts.index.refresh(touched);
  return { requestId, personIds: [...touched] };
}
