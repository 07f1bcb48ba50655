import { DeskError } from '#shared/contract/result.ts';
import { type FileKind, type OWN_KINDS, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { type Author, createEntity, creationOf, factOf, removeEntity, type WritingParts } from '../entities/writing.ts';
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

/**
 * Brings back a record of the desk's own with its files, inside the caller's transaction: no request holds its deletion.
 *
 * @throws DeskError KD-3008 it is there, never was, or its person is gone
 */
export function restoreChild(
  parts: ChildParts,
  author: Author,
  kind: (typeof OWN_KINDS)[number],
  id: EntityId,
): EntityId {
  const { entities } = parts;
  const found = entities.find(kind, id);
  const personId = found?.entity.personId ?? '';
  if (found?.deleted !== true || entities.get('person', personId) === null) {
    throw new DeskError('KD-3008', { params: { id } });
  }
  entities.markDeleted(kind, id, null);
  const { id: _, ...values } = found.entity;
  const change = creationOf(kind, id, values, { kind: 'person', id: personId });
  parts.journal.appendAll([factOf(author, change, 'staff.bringBack')]);
  parts.index.refresh([personId]);
  return personId;
}
