import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { DivisionTotals, StaffingDocumentView, StaffingFigures, StaffingRow } from '#shared/contract/staffing.ts';
import { pathAbove, treeOf } from '#shared/rules/division-tree.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { type Listing, listed, type Names } from './listing.ts';
import { StaffingDesk } from './staffing-desk.ts';

export interface StaffingTable {
  readonly documents: readonly StaffingDocumentView[] | undefined;
  /** The one looked at; null while there is none. */
  readonly document: StaffingDocumentView | null;
  readonly rows: readonly StaffingRow[] | undefined;
  /** Rows or sums are those of the day or the document looked at before. */
  readonly pending: boolean;
  readonly whole: StaffingFigures | undefined;
  readonly divisions: readonly DivisionTotals[];
  readonly error: unknown;
  readonly retry: () => void;
}

/** A staffing table with its figures of a day. @param documentId null is the one in force on the day */
export function useStaffingTable(documentId: string | null, onDay: string): StaffingTable {
  const documents = useQuery({
    queryKey: [keys.staffing, 'documents'],
    queryFn: () => call(api().staffing.documents({})),
  });
  const list = documents.data?.documents;
  const inForce = useQuery({
    queryKey: [keys.staffing, 'rows', documentId, onDay],
    queryFn: () => call(api().staffing.rows({ documentId, onDay })),
    placeholderData: keepPreviousData,
  });
  // Before any table was put in force the newest draft is looked at.
  const other = inForce.data?.documentId === null ? (list?.[0]?.id ?? null) : null;
  const newest = useQuery({
    queryKey: [keys.staffing, 'rows', other, onDay],
    queryFn: () => call(api().staffing.rows({ documentId: other, onDay })),
    enabled: other !== null,
  });
  const shown = other === null ? inForce.data : newest.data;
  const id = shown?.documentId ?? null;
  const totals = useQuery({
    queryKey: [keys.staffing, 'totals', id, onDay],
    queryFn: () => call(api().staffing.totals({ documentId: id, onDay })),
    enabled: shown !== undefined,
    placeholderData: keepPreviousData,
  });
  return {
    documents: list,
    document: list?.find((document) => document.id === id) ?? null,
    rows: shown?.rows,
    pending: inForce.isPlaceholderData || totals.isPlaceholderData,
    whole: totals.data?.whole,
    divisions: totals.data?.divisions ?? [],
    error: documents.error ?? inForce.error ?? newest.error ?? totals.error,
    retry: () => {
      for (const query of [documents, inForce, newest, totals]) if (query.error !== null) void query.refetch();
    },
  };
}

/** How rows are found and ordered, from the tree and the dictionary of posts. */
export function useNames(codes: Codes): Names {
  const tree = useQuery({ queryKey: [keys.divisions, 'tree'], queryFn: () => call(api().divisions.tree({})) });
  return useMemo(() => {
    const nodes = tree.data?.nodes ?? [];
    const branches = treeOf(nodes);
    const places = new Map(nodes.map(({ id }, at) => [id, at]));
    const posts = codes('staffingPosition', 'postCode')?.byCode;
    return {
      division: (id) => (id === null ? '' : (branches.get(id)?.name ?? '')),
      post: (code) => (code === null ? '' : (posts?.get(code)?.name ?? code)),
      place: (id) => places.get(id ?? '') ?? nodes.length,
      isBelow: (id, ancestorId) => id !== null && pathAbove(id, branches).includes(ancestorId),
    };
  }, [tree.data, codes]);
}

/** The desk of the page, kept in step with the table: another list is laid out anew, the same one keeps its places. */
export function useStaffingDesk(table: StaffingTable, listing: Listing, names: Names) {
  const [desk] = useState(() => new StaffingDesk());
  useEffect(() => {
    void desk.unsaved.begin();
    return () => desk.unsaved.end();
  }, [desk]);
  const shown = useRef<readonly unknown[]>([]);
  const { rows, document } = table;
  // Before it is painted: a table that is not laid out yet is not an empty one.
  useLayoutEffect(() => {
    if (rows === undefined) return;
    const wanted = [document?.id, listing, names];
    if (wanted.every((part, at) => part === shown.current[at])) desk.refresh(rows);
    else desk.show(listed(rows, listing, names, localDayOf(new Date())), rows);
    shown.current = wanted;
  }, [desk, rows, document?.id, listing, names]);
  const edits = useSyncExternalStore(desk.session.subscribe, desk.session.state);
  const { rows: lines } = useSyncExternalStore(desk.rows.subscribe, desk.rows.state);
  return { desk, edits, lines };
}
