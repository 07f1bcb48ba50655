import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FieldValues } from '../entities/store.ts';
import { type Author, creationOf, type EditingParts } from '../entities/writing.ts';

/** A checked entity of a person's file, in the store and not yet in a request. */
export interface NewEntity {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly values: FieldValues;
  readonly personId: EntityId;
}

/** Puts new entities into the author's draft and the journal. @returns the request that took them */
export function recordNew(
  parts: Pick<EditingParts, 'drafts' | 'journal'>,
  author: Author,
  made: readonly NewEntity[],
  action: string,
): EntityId {
  const requestId = parts.drafts.record(
    author,
    made.map(({ kind, id, values, personId }) => creationOf(kind, id, values, { kind: 'person', id: personId })),
  );
  parts.journal.appendAll(
    made.map(({ kind, id, values, personId }) => ({
      action,
      actorId: author.id,
      actorName: author.name,
      role: author.role,
      kind,
      objectId: id,
      subjectId: personId,
      values,
    })),
  );
  return requestId;
}
