import { fieldDefinition } from '#shared/domain/fields.ts';
import { failureSentence, fieldLabel, type Messages, notSavedSentence } from '#shared/text/translate.ts';
import type { PendingEdit } from './edit-buffer.ts';
import type { ColumnSource, GridColumn, RowMarks } from './grid-model.ts';

/** How a cell stands out, and the words that say why. */
export interface CellMark {
  readonly tone: 'error' | 'conflict' | 'warning' | 'locked' | 'changed' | 'saving';
  /** Not accepted by anybody yet, besides what `tone` says. */
  readonly changed: boolean;
  readonly note: string;
}

/** A column that nobody edits in any row: its head says so, not every cell. */
export function isLocked<R>({ source }: GridColumn<R>): boolean {
  return source === undefined || fieldDefinition(source.kind, source.field)?.owner === 'registry';
}

/** Why a column cannot be edited in this row; null when it can. */
export function lockOf<R>(column: GridColumn<R>, row: R, texts: Messages): string | null {
  const { source } = column;
  if (source === undefined) return texts.staff.grid.computed;
  if (source.idOf(row) === null) return source.absent ?? texts.staff.grid.noEmployment;
  if (fieldDefinition(source.kind, source.field)?.owner === 'registry') {
    return failureSentence(texts, { code: 'KD-2006', field: `${source.kind}.${source.field}` });
  }
  return null;
}

/** What a cell tells of: `person.phone`, … */
export function pathsOf<R>({ kind, field, also = [] }: Pick<ColumnSource<R>, 'kind' | 'field' | 'also'>): string[] {
  return [field, ...also].map((one) => `${kind}.${one}`);
}

/** The field of a cell about which somebody has to decide; null where nobody has to. */
export function conflictIn<R>({ source }: GridColumn<R>, { conflicts = [] }: RowMarks): string | null {
  if (source === undefined) return null;
  const { kind, field, also = [] } = source;
  const own = [field, ...also].find((one) => conflicts.includes(`${kind}.${one}`));
  return own ?? (conflicts.includes(`${kind}.*`) ? field : null);
}

/** Somebody has to decide what is right in this cell. */
export function isInConflict<R>(column: GridColumn<R>, marks: RowMarks): boolean {
  return conflictIn(column, marks) !== null;
}

/** The mark of a cell, worst news first; null for an ordinary cell. */
export function cellMark<R>(
  column: GridColumn<R>,
  row: R,
  pending: PendingEdit | undefined,
  marks: RowMarks,
  lock: string | null,
  texts: Messages,
): CellMark | null {
  const { source } = column;
  if (source === undefined) {
    const news = column.newsOf?.(row) ?? null;
    if (news !== null) return { ...news, changed: false };
    return lock === null ? null : { tone: 'locked', changed: false, note: lock };
  }
  const path = `${source.kind}.${source.field}`;
  const paths = pathsOf(source);
  const changes = marks.changed.filter((one) => paths.includes(one));
  const changed = changes.length > 0;
  const { grid } = texts.staff;
  const changedNote = changes.some((one) => one !== path)
    ? grid.changedFields(changes.map((one) => fieldLabel(texts, one)).join(', '))
    : grid.changed;
  if (pending !== undefined && pending.status !== 'saving' && pending.refusal !== null) {
    return { tone: 'error', changed, note: notSavedSentence(texts, { ...pending.refusal, field: path }) };
  }
  if (pending !== undefined) return { tone: 'saving', changed: true, note: texts.shell.saving };
  if (isInConflict(column, marks)) return { tone: 'conflict', changed, note: texts.exchange.conflicts.mark };
  const id = source.idOf(row);
  const mine = marks.issues.filter(({ kind, field, id: of }) => of === id && paths.includes(`${kind}.${field}`));
  const worst = mine.find(({ severity }) => severity === 'error') ?? mine[0];
  if (worst !== undefined) {
    const note = `${texts.states.severity[worst.severity]}: ${failureSentence(texts, { code: worst.code, field: `${worst.kind}.${worst.field}`, ...(worst.params && { params: worst.params }) })}`;
    return { tone: worst.severity, changed, note: changed ? `${note} ${changedNote}` : note };
  }
  if (lock !== null) return { tone: 'locked', changed, note: lock };
  return changed ? { tone: 'changed', changed, note: changedNote } : null;
}

/** How a cell with a mark looks, and what a screen reader and the tooltip say of it. */
export function markProps<R>({ tone, changed, note }: CellMark, column: GridColumn<R> | undefined) {
  return {
    className: `kg-${tone}${changed ? ' kg-changed' : ''}`,
    'aria-invalid': (tone === 'error' && column?.source !== undefined) || undefined,
    'aria-description': note,
    'data-note': note,
  };
}
