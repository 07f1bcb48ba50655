import type { FieldValue } from '#shared/domain/values.ts';
import type { TypedValue } from './edit-buffer.ts';
import type { EditSession } from './edit-session.ts';
import type { GridColumn, Typed } from './grid-model.ts';
import { checkValue, readValue } from './read-value.ts';

interface ReadColumn<R> {
  readonly columns: readonly GridColumn<R>[];
  readonly session: EditSession<R>;
  readonly today: string;
}

/** Reads and checks what was typed into a column of a row; null when the row has no such field. */
export function readColumn<R>(column: GridColumn<R>, row: R, typed: Typed, grid: ReadColumn<R>): TypedValue | null {
  const { source, codes } = column;
  const id = source?.idOf(row) ?? null;
  if (source === undefined || id === null) return null;
  const { kind, field } = source;
  const from = grid.session.seen({ kind, id, field }, column.valueOf(row));
  const around = { today: grid.today, codes, entity: entityOf(kind, id, row, grid) };
  const { value, refusal } =
    typed.value === undefined
      ? readValue(kind, field, typed.text, around)
      : checkValue(kind, field, typed.value, around);
  // What came from the registry and breaks a rule may stay as it is: only a new value is refused.
  return { kind, id, field, from, to: value, text: typed.text, refusal: value === from ? null : refusal };
}

/** The values of the entity that the row shows, those on their way to the disk included. */
function entityOf<R>(
  kind: string,
  id: string,
  row: R,
  { columns, session }: ReadColumn<R>,
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const column of columns) {
    const { source } = column;
    if (source === undefined || source.kind !== kind || source.idOf(row) !== id) continue;
    values[source.field] = session.seen({ kind: source.kind, id, field: source.field }, column.valueOf(row));
  }
  return values;
}
