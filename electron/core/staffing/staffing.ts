import type { Handlers } from '#shared/contract/index.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { StaffingRow } from '#shared/contract/staffing.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { treeOf } from '#shared/rules/division-tree.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Author } from '../entities/writing.ts';
import type { Emit } from '../ports.ts';
import type { UndoBook } from '../undo/undo.ts';
import { sumOf, totalsOf } from './figures.ts';
import { readDocuments, readLines, readOccupants, readRows, type StaffingReading } from './reading.ts';
import {
  activate,
  addPositions,
  createDocument,
  editStaffing,
  removeDocument,
  removePositions,
  type StaffingWriting,
} from './writing.ts';

export interface StaffingParts extends StaffingReading, StaffingWriting {
  readonly store: StaffingReading['store'];
  readonly emit: Emit;
  readonly undo: UndoBook;
  /** Whose tables they are; null before the first exchange. */
  readonly organisationId: () => EntityId | null;
}

/** Staffing tables: what is planned, who takes it on a day, and how plans are changed. */
export function createStaffing(parts: StaffingParts): Handlers<'staffing', CallContext> {
  const { db, store, undo } = parts;

  /** In one transaction; windows hear of it afterwards. */
  function write<T extends { readonly requestId: EntityId }>(
    context: CallContext,
    act: (author: Author) => T,
    touched: (written: T) => readonly EntityId[],
  ): T {
    const author = actorOf(userOf(context));
    const written = db.transaction(() => act(author)).immediate();
    told(touched(written), written.requestId);
    return written;
  }

  function told(documentIds: readonly EntityId[], requestId: EntityId): void {
    parts.emit('data.changed', { kind: 'staffingDocument', ids: [...documentIds] });
    parts.emit('data.changed', { kind: 'request', ids: [requestId] });
  }

  /** Lines of these tables that look different once the edits are in. */
  function touchedRows(documentIds: readonly EntityId[], edits: readonly FieldEdit[], onDay: string): StaffingRow[] {
    const edited = new Set(edits.map(({ id }) => id));
    return documentIds.flatMap((id) => beside(readRows(parts, id, onDay), edited));
  }

  const chosen = (documentId: EntityId | null, day: string) => documentId ?? store.documentOn(day);

  return {
    documents: () => ({ documents: readDocuments(parts) }),
    rows({ documentId, onDay }) {
      const id = chosen(documentId, onDay);
      return { documentId: id, rows: readRows(parts, id, onDay) };
    },
    totals({ documentId, onDay }) {
      const id = chosen(documentId, onDay);
      const lines = readLines(parts, id, onDay);
      const totals = totalsOf(lines, parts.wholeContext().divisions ?? treeOf([]));
      const divisions = [...totals].map(([divisionId, sums]) => ({ divisionId, ...sums }));
      return { documentId: id, divisions, whole: sumOf(lines) };
    },
    occupants: ({ divisionId, postCode, onDay }) => ({
      people: readOccupants(parts, divisionId, postCode, onDay),
    }),
    createDocument({ copyOf, ...values }, context) {
      const organisationId = parts.organisationId();
      const act = (author: Author) => createDocument(parts, author, { ...values, organisationId }, copyOf);
      return write(context, act, ({ id }) => [id]);
    },
    removeDocument: ({ documentId }, context) =>
      write(
        context,
        (author) => removeDocument(parts, author, documentId),
        () => [documentId],
      ),
    activate: ({ documentId }, context) =>
      write(
        context,
        (author) => activate(parts, author, documentId),
        () => [documentId],
      ),
    applyEdits({ edits, onDay }, context) {
      const { requestId, documentIds } = write(
        context,
        (author) => {
          const written = editStaffing(parts, author, edits);
          undo.record(author.id, 'staffing', written.changes);
          return written;
        },
        (written) => written.documentIds,
      );
      undo.tell(userOf(context).userId, 'staffing');
      return { requestId, rows: touchedRows(documentIds, edits, onDay) };
    },
    takeStep({ onDay, ...step }, context) {
      const author = actorOf(userOf(context));
      const taken = undo.take(author.id, 'staffing', step, (edits) => editStaffing(parts, author, edits));
      if (taken === null) return { taken };
      const { edits, written } = taken;
      told(written.documentIds, written.requestId);
      return { taken: { edits, rows: touchedRows(written.documentIds, edits, onDay) } };
    },
    addPositions: ({ documentId, positions }, context) =>
      write(
        context,
        (author) => addPositions(parts, author, documentId, positions),
        () => [documentId],
      ),
    removePositions({ ids }, context) {
      const act = (author: Author) => removePositions(parts, author, ids);
      const { requestId } = write(context, act, ({ documentIds }) => documentIds);
      return { requestId };
    },
  };
}

/** The lines edited, and those that plan the same post: they share its people. */
function beside(rows: readonly StaffingRow[], edited: ReadonlySet<EntityId>): StaffingRow[] {
  const keyOf = ({ divisionId, postCode }: StaffingRow) => `${divisionId} ${postCode}`;
  const groups = new Set(rows.filter(({ id }) => id !== null && edited.has(id)).map(keyOf));
  return rows.filter((row) => groups.has(keyOf(row)));
}
