import { DeskError } from '#shared/contract/result.ts';
import { type FileKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { Actor } from '../changes/actor.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { Clock, Ids } from '../ports.ts';
import { type EditParts, factOf } from './edits.ts';
import { checkedFields, creationOf, deletionOf } from './new-entity.ts';

type ChildParts = EditParts & { readonly ids: Ids; readonly clock: Pick<Clock, 'now'> };
type Author = Actor & { readonly id: EntityId };

interface Outcome {
  readonly id: EntityId;
  readonly personId: EntityId;
  readonly requestId: EntityId;
}

/**
 * Adds a record to a person's file, inside the caller's transaction. What a draft may lack may be missing.
 *
 * @param ownerId the person, or the employment of an absence
 * @throws DeskError KD-3008 no such owner · KD-2xxx naming the field
 */
export function addChild(
  parts: ChildParts,
  author: Author,
  kind: FileKind,
  ownerId: EntityId,
  given: Readonly<Record<string, FieldValue>>,
): Outcome {
  const owner = OWNER_OF[kind];
  if (parts.entities.get(owner.kind, ownerId) === null) throw new DeskError('KD-3008');
  const personId = parts.entities.personOf(owner.kind, ownerId) ?? ownerId;
  const id = parts.ids.next();
  const values = checkedFields(kind, id, { ...given, [owner.field]: ownerId }, parts.context());
  parts.entities.insert(kind, id, values);
  const change = creationOf(kind, id, values, personId);
  return { id, personId, requestId: finish(parts, author, change, 'staff.add') };
}

/** Takes a record out of a person's file, inside the caller's transaction. @throws DeskError KD-3008 · KD-3009 */
export function removeChild(parts: ChildParts, author: Author, kind: FileKind, id: EntityId): Outcome {
  const stored = parts.entities.get(kind, id);
  const personId = parts.entities.personOf(kind, id);
  if (stored === null || personId === null) throw new DeskError('KD-3008');
  const change = deletionOf(kind, id, stored.entity, personId);
  parts.entities.markDeleted(kind, id, parts.clock.now());
  return { id, personId, requestId: finish(parts, author, change, 'staff.remove') };
}

function finish(parts: ChildParts, author: Author, change: RecordedChange, action: string): EntityId {
  const requestId = parts.drafts.record(author, [change]);
  parts.journal.append(factOf(author, change, action));
  parts.index.refresh([change.subjectId]);
  return requestId;
}
