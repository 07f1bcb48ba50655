import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { StaffingDocument } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import { isClosed } from '#shared/rules/division-tree.ts';
import { overlap } from '#shared/rules/on-day.ts';
import type { FieldValues } from '../entities/store.ts';
import {
  type Author,
  createEntities,
  createEntity,
  refused,
  removeEntity,
  type WritingParts,
  type WrittenChange,
  writeEdits,
} from '../entities/writing.ts';
import type { StaffingStore } from './store.ts';

export type StaffingWriting = WritingParts & { readonly store: StaffingStore };

const KINDS = ['staffingDocument', 'staffingPosition'] as const;

interface Written {
  readonly requestId: EntityId;
}

/**
 * A draft with the posts of another table, where one is named. Posts of divisions that are closed by then stay behind.
 *
 * @returns `left` how many stayed behind
 * @throws DeskError as `createEntity`
 */
export function createDocument(
  parts: StaffingWriting,
  author: Author,
  values: FieldValues,
  copyOf: EntityId | null,
): Written & { readonly id: EntityId; readonly left: number } {
  const made = createEntity(
    parts,
    author,
    'staffingDocument',
    { ...values, staffingStatus: 'draft' },
    'staffing.create',
  );
  const all = copyOf === null ? [] : parts.store.positions(copyOf);
  const begin = typeof values.beginDate === 'string' ? values.beginDate : null;
  const open = all.filter(
    ({ divisionId }) => divisionId === null || begin === null || isOpenOn(parts, divisionId, begin),
  );
  const positions = open.map(({ id: _, documentId: __, ...position }) => position);
  const { requestId } = positions.length === 0 ? made : addPositions(parts, author, made.id, positions);
  return { id: made.id, requestId, left: all.length - open.length };
}

/** @throws DeskError KD-3008 · KD-2233 the table is in the archive · as `createEntity` */
export function addPositions(
  parts: StaffingWriting,
  author: Author,
  documentId: EntityId,
  positions: readonly FieldValues[],
): Written & { readonly ids: EntityId[] } {
  refuseArchived(parts, [documentId]);
  const given = positions.map((position) => ({ ...position, documentId }));
  return createEntities(parts, author, 'staffingPosition', given, 'staffing.add');
}

/** @throws DeskError KD-3008 · KD-2233 · as `removeEntity` */
export function removePositions(
  parts: StaffingWriting,
  author: Author,
  ids: readonly EntityId[],
): Written & { readonly documentIds: readonly EntityId[] } {
  const documentIds = documentsOf(parts, ids);
  refuseArchived(parts, documentIds);
  const removed = ids.map((id) => removeEntity(parts, author, 'staffingPosition', id, 'staffing.remove'));
  return { requestId: removed.at(-1)?.requestId ?? '', documentIds };
}

/** With its posts. @throws DeskError KD-3008 · KD-2233 it has been in force */
export function removeDocument(parts: StaffingWriting, author: Author, documentId: EntityId): Written {
  const document = documentAt(parts, documentId);
  if (document.staffingStatus !== 'draft') throw archived(documentId);
  const ids = parts.store.positions(documentId).map(({ id }) => id);
  for (const id of ids) removeEntity(parts, author, 'staffingPosition', id, 'staffing.remove');
  return removeEntity(parts, author, 'staffingDocument', documentId, 'staffing.remove');
}

/**
 * Puts a draft in force; the table that was in force until then ends the day before.
 *
 * @throws DeskError KD-2001 it has no first day · KD-2231 it would overlap a table that begins later · KD-3008
 */
export function activate(parts: StaffingWriting, author: Author, documentId: EntityId): Written {
  const document = documentAt(parts, documentId);
  const { beginDate, staffingStatus } = document;
  if (beginDate === null) throw refused('KD-2001', { kind: 'staffingDocument', id: documentId, field: 'beginDate' });
  const edits: FieldEdit[] = [
    { kind: 'staffingDocument', id: documentId, field: 'staffingStatus', from: staffingStatus, to: 'active' },
  ];
  for (const other of activeBeside(parts, document)) {
    if (other.beginDate === null || other.beginDate >= beginDate) throw overlapping(document, other);
    const last = addDays(beginDate, -1);
    edits.push({ kind: 'staffingDocument', id: other.id, field: 'endDate', from: other.endDate, to: last });
  }
  return writeEdits(parts, author, edits, { kinds: KINDS, action: 'staffing.activate' });
}

/**
 * @throws DeskError KD-2231 tables in force would overlap · KD-2233 a post of an archived table · as `writeEdits`
 * @returns the tables whose lines look different
 */
export function editStaffing(
  parts: StaffingWriting,
  author: Author,
  edits: readonly FieldEdit[],
): Written & { readonly documentIds: readonly EntityId[]; readonly changes: readonly WrittenChange[] } {
  const positions = edits.filter(({ kind }) => kind === 'staffingPosition').map(({ id }) => id);
  refuseArchived(parts, documentsOf(parts, positions));
  const written = writeEdits(parts, author, edits, { kinds: KINDS, action: 'staffing.edit' });
  const { requestId, subjectIds, changes } = written;
  for (const id of subjectIds) {
    const document = documentAt(parts, id);
    const [other] = document.staffingStatus === 'active' ? activeBeside(parts, document) : [];
    if (other !== undefined) throw overlapping(document, other);
  }
  return { requestId, documentIds: subjectIds, changes };
}

function isOpenOn({ entities }: StaffingWriting, divisionId: EntityId, day: string): boolean {
  const division = entities.get('division', divisionId)?.entity;
  return division !== undefined && !isClosed(division, day);
}

/** Other tables in force on days of this one. */
function activeBeside({ store }: StaffingWriting, document: StaffingDocument): StaffingDocument[] {
  return store
    .documents()
    .filter((other) => other.id !== document.id && other.staffingStatus === 'active' && overlap(other, document));
}

function overlapping({ id }: StaffingDocument, { number }: StaffingDocument): DeskError {
  return refused('KD-2231', { kind: 'staffingDocument', id, field: 'beginDate' }, { name: number });
}

function documentAt({ entities }: StaffingWriting, id: EntityId): StaffingDocument {
  const stored = entities.get('staffingDocument', id);
  if (stored === null) throw new DeskError('KD-3008', { params: { id } });
  return stored.entity;
}

function documentsOf({ entities }: StaffingWriting, positions: readonly EntityId[]): EntityId[] {
  const ids = positions.flatMap((id) => entities.get('staffingPosition', id)?.entity.documentId ?? []);
  return [...new Set(ids)];
}

function refuseArchived(parts: StaffingWriting, documentIds: readonly EntityId[]): void {
  for (const id of documentIds) if (documentAt(parts, id).staffingStatus === 'archive') throw archived(id);
}

function archived(id: EntityId): DeskError {
  return new DeskError('KD-2233', { params: { id } });
}
