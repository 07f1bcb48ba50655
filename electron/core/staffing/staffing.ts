import type { Handlers } from '#shared/contract/index.ts';
import type { StaffingRow } from '#shared/contract/staffing.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { treeOf } from '#shared/rules/division-tree.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Author } from '../entities/writing.ts';
import type { Emit } from '../ports.ts';
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
  /** Whose tables they are; null before the first exchange. */
  readonly organisationId: () => EntityId | null;
}

/** Staffing tables: what is planned, who takes it on a day, and how plans are changed. */
export function createStaffing(parts: StaffingParts): Handlers<'staffing', CallContext> {
  const { db, store } = parts;

  /** In one transaction; windows hear of it afterwards. */
  function write<T extends { readonly requestId: EntityId }>(
    context: CallContext,
    act: (author: Author) => T,
    touched: (written: T) => readonly EntityId[],
  ): T {
    const author = actorOf(userOf(context));
    const written = db.transaction(() => act(author)).immediate();
    parts.emit('data.changed', { kind: 'staffingDocument', ids: [...touched(written)] });
    parts.emit('data.changed', { kind: 'request', ids: [written.requestId] });
    return written;
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
        (author) => editStaffing(parts, author, edits),
        (written) => written.documentIds,
      );
      const edited = new Set(edits.map(({ id }) => id));
      const rows = documentIds.flatMap((id) => beside(readRows(parts, id, onDay), edited));
      return { requestId, rows };
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
