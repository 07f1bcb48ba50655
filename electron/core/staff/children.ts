import { type FileKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { type Author, createEntity, removeEntity, type WritingParts } from '../entities/writing.ts';
import type { EditParts } from './edits.ts';
import { checkAbsence } from './leaves.ts';

type ChildParts = EditParts & WritingParts;

interface Outcome {
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
): Outcome & { readonly id: EntityId } {
  const values = { ...given, [OWNER_OF[kind].field]: ownerId };
  const { id, subjectId: personId, requestId } = createEntity(parts, author, kind, values, 'staff.add');
  if (kind === 'leave') checkAbsence(parts, id);
  parts.index.refresh([personId]);
  return { id, personId, requestId };
}

/** Takes a record out of a person's file, inside the caller's transaction. @throws DeskError KD-3008 · KD-3009 */
export function removeChild(parts: ChildParts, author: Author, kind: FileKind, id: EntityId): Outcome {
  const { subjectId: personId, requestId } = removeEntity(parts, author, kind, id, 'staff.remove');
  parts.index.refresh([personId]);
  return { personId, requestId };
}
