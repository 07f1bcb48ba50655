import { createContext } from 'react';
import type { Issue } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { type FieldType, fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { CodeIndex } from './code-index.ts';
import type { PendingEdit } from './edit-buffer.ts';

/** The field that a column edits. */
export interface ColumnSource<R> {
  readonly kind: EntityKind;
  readonly field: string;
  /** Fields without a column of their own whose changes and findings this one tells of. */
  readonly also?: readonly string[];
  /** The entity that holds the field in this row; null where the row has none (a person without an employment). */
  readonly idOf: (row: R) => string | null;
  /** What is said where the row has none. */
  readonly absent?: string;
}

/** A column as far as what it holds goes. */
export interface ValueColumn<R> {
  /** Unique in the grid; also the key of sorting. */
  readonly key: string;
  /** Absent for computed columns, which nobody edits. */
  readonly source?: ColumnSource<R>;
  /** How a value that is worked out is shown; that of the field where not given. */
  readonly computed?: FieldType;
  readonly valueOf: (row: R) => FieldValue;
  /** The day on which what it tells ends: it may be asked for what ends soon. */
  readonly endOf?: (row: R) => string | null;
}

export interface GridColumn<R> extends ValueColumn<R> {
  readonly label: string;
  readonly width: number;
  readonly align?: 'start' | 'center' | 'end';
  readonly frozen?: boolean;
  readonly sortable?: boolean;
  /** What a computed value means, where that is bad news. */
  readonly newsOf?: (row: R) => { readonly tone: 'error' | 'warning'; readonly note: string } | null;
  /** Choices of a code or a reference. */
  readonly codes?: CodeIndex | undefined;
  /** The day on which a choice must be open. */
  readonly onDay?: (row: R) => string | null;
}

/** How the values of a column are read and shown. */
export function typeOf<R>({ source, computed }: Pick<ValueColumn<R>, 'source' | 'computed'>): FieldType {
  if (computed !== undefined || source === undefined) return computed ?? 'text';
  return fieldDefinition(source.kind, source.field)?.type ?? 'text';
}

/** What else is known of a row besides its values. */
export interface RowMarks {
  /** `person.lastName`, `employment.rate`, … */
  readonly changed: readonly string[];
  readonly issues: readonly Issue[];
  /** Changed here and elsewhere, to be decided: `person.phone`; `person.*` for the record as a whole. */
  readonly conflicts?: readonly string[];
  /** What an edit of this row would bring about, in words: it waits for a decision. Null for ordinary rows. */
  readonly waiting: string | null;
}

/** What the grid shows in one line; `data` is null while the row is being loaded. */
export interface GridRow<R> {
  readonly index: number;
  readonly data: R | null;
  /** Values not on disk yet by column key. */
  readonly pending: ReadonlyMap<string, PendingEdit> | null;
  /** What is in the open editor. */
  readonly typed?: Typed;
}

/** Place of a cell: column and row as they stand, the first row is 0, the header is above it. */
export interface CellPosition {
  readonly idx: number;
  readonly rowIdx: number;
}

/** Text typed into an editor; `value` where it was chosen from a list and needs no reading. */
export interface Typed {
  readonly text: string;
  readonly value?: FieldValue;
}

/** How the open editor was opened: a letter replaces the value, F2 and Enter keep it. */
export type Opening = 'replace' | 'keep';

export interface GridControl {
  readonly opening: () => Opening;
  /** Moves the active cell after an editor has been closed. */
  readonly move: (columns: number, rows: number) => void;
}

export const GridControlContext = createContext<GridControl>({ opening: () => 'keep', move: () => undefined });
