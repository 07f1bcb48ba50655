import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { Division } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { checkParent, type DivisionTree, treeOf } from '#shared/rules/division-tree.ts';
import type { FieldValues } from '../entities/store.ts';
import {
  type Author,
  createEntity,
  refused,
  type WritingParts,
  type WrittenChange,
  writeEdits,
} from '../entities/writing.ts';
import type { DivisionStore } from './store.ts';

export type DivisionWriting = WritingParts & { readonly store: DivisionStore };

interface Written {
  readonly requestId: EntityId;
  readonly ids: readonly EntityId[];
}

/** A new division of the organisation. @throws DeskError KD-2221 … KD-2223 of its place · as `createEntity` */
export function createDivision(
  parts: DivisionWriting,
  author: Author,
  fields: FieldValues,
): Written & { readonly id: EntityId } {
  const organisationId = parts.store.organisation()?.id ?? null;
  const made = createEntity(parts, author, 'division', { ...fields, organisationId }, 'divisions.create');
  refuseWrongPlace(divisionAt(parts, made.id), treeOf(parts.store.divisions()));
  return { id: made.id, requestId: made.requestId, ids: [made.id] };
}

/**
 * Edits of divisions, moves among them.
 *
 * @throws DeskError KD-2221 … KD-2223 of a place · KD-2226 the type of a division that the registry knows · KD-2227 a
 *   last day: `closeDivision` sets it · as `writeEdits`
 */
export function editDivisions(
  parts: DivisionWriting,
  author: Author,
  edits: readonly FieldEdit[],
  action = 'divisions.edit',
): Written & { readonly changes: readonly WrittenChange[] } {
  for (const edit of edits) refuseFixed(parts, edit);
  const { requestId, subjectIds, changes } = writeEdits(parts, author, edits, { kinds: ['division'], action });
  const moved = edits.filter(({ field }) => field === 'parentId');
  if (moved.length > 0) {
    const tree = treeOf(parts.store.divisions());
    for (const { id } of moved) refuseWrongPlace(divisionAt(parts, id), tree);
  }
  return { requestId, ids: subjectIds, changes };
}

export function divisionAt({ entities }: Pick<WritingParts, 'entities'>, id: EntityId): Division {
  const stored = entities.get('division', id);
  if (stored === null) throw new DeskError('KD-3008', { params: { id } });
  return stored.entity;
}

function refuseFixed({ entities }: DivisionWriting, edit: FieldEdit): void {
  if (edit.kind !== 'division') return;
  // Opening again is an edit like any other; closing looks at what is inside first.
  if (edit.field === 'liquidationDate' && edit.to !== null) throw refused('KD-2227', edit);
  const known = edit.field === 'typeCode' && edit.from !== null && entities.get('division', edit.id)?.remoteId;
  if (known) throw refused('KD-2226', edit);
}

function refuseWrongPlace(division: Division, tree: DivisionTree): void {
  const { id, parentId } = division;
  const finding = checkParent(division, parentId, tree);
  if (finding !== null) throw refused(finding.code, { kind: 'division', id, field: 'parentId' }, finding.params);
}
