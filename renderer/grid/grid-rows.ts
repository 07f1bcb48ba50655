import { useRef } from 'react';
import type { EditBuffer, PendingEdit } from './edit-buffer.ts';
import type { GridColumn, GridRow } from './grid-model.ts';

/**
 * Lines of the grid from rows and typed values. A line keeps its identity while neither changes, so that only lines
 * that look different are painted again.
 */
export function useGridRows<R>(
  rows: readonly (R | null)[],
  buffer: EditBuffer,
  columns: readonly GridColumn<R>[],
): readonly GridRow<R>[] {
  const last = useRef<{ rows: typeof rows; buffer: EditBuffer; columns: typeof columns; lines: readonly GridRow<R>[] }>(
    null,
  );
  const before = last.current;
  if (before !== null && before.rows === rows && before.buffer === buffer && before.columns === columns) {
    return before.lines;
  }
  const pending = pendingByEntity(buffer);
  // Of a long list only the few rows that are here cost anything.
  const lines: GridRow<R>[] = placeholders(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const data = rows[index] ?? null;
    if (data === null) continue;
    const own = pending.size === 0 ? null : pendingOf(data, columns, pending);
    const line = before?.lines[index];
    lines[index] =
      line !== undefined && line.data === data && samePending(line.pending, own) ? line : { index, data, pending: own };
  }
  last.current = { rows, buffer, columns, lines };
  return lines;
}

/** Lines without a row are all alike: one for each place serves every list. */
const PLACEHOLDERS: GridRow<never>[] = [];

function placeholders<R>(count: number): GridRow<R>[] {
  for (let index = PLACEHOLDERS.length; index < count; index++) PLACEHOLDERS.push({ index, data: null, pending: null });
  return PLACEHOLDERS.slice(0, count);
}

function pendingByEntity(buffer: EditBuffer): ReadonlyMap<string, readonly PendingEdit[]> {
  const byEntity = new Map<string, PendingEdit[]>();
  for (const entry of buffer.values()) {
    const known = byEntity.get(entry.id);
    if (known === undefined) byEntity.set(entry.id, [entry]);
    else known.push(entry);
  }
  return byEntity;
}

function pendingOf<R>(
  data: R,
  columns: readonly GridColumn<R>[],
  byEntity: ReadonlyMap<string, readonly PendingEdit[]>,
): ReadonlyMap<string, PendingEdit> | null {
  let own: Map<string, PendingEdit> | null = null;
  for (const { key, source } of columns) {
    const id = source?.idOf(data) ?? null;
    if (source === undefined || id === null) continue;
    const entry = byEntity.get(id)?.find(({ kind, field }) => kind === source.kind && field === source.field);
    if (entry !== undefined) {
      own ??= new Map();
      own.set(key, entry);
    }
  }
  return own;
}

function samePending(a: ReadonlyMap<string, PendingEdit> | null, b: ReadonlyMap<string, PendingEdit> | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.size !== b.size) return false;
  for (const [key, entry] of a) if (b.get(key) !== entry) return false;
  return true;
}
