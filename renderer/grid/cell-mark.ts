import { fieldDefinition } from '#shared/domain/fields.ts';
import { failureSentence, type Messages, notSavedSentence } from '#shared/text/translate.ts';
import type { PendingEdit } from './edit-buffer.ts';
import type { GridColumn, RowMarks } from './grid-model.ts';

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

/** Somebody has to decide what is right in this cell. */
export function isInConflict<R>({ source }: GridColumn<R>, { conflicts = [] }: RowMarks): boolean {
  return (
    source !== undefined &&
    (conflicts.includes(`${source.kind}.${source.field}`) || conflicts.includes(`${source.kind}.*`))
  );
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
  const changed = marks.changed.includes(path);
  if (pending !== undefined && pending.status !== 'saving' && pending.refusal !== null) {
    return { tone: 'error', changed, note: notSavedSentence(texts, { ...pending.refusal, field: path }) };
  }
  if (pending !== undefined) return { tone: 'saving', changed: true, note: texts.shell.saving };
  if (isInConflict(column, marks)) return { tone: 'conflict', changed, note: texts.exchange.conflicts.mark };
  const id = source.idOf(row);
  const mine = marks.issues.filter(
    (issue) => issue.field === source.field && issue.kind === source.kind && issue.id === id,
  );
  const worst = mine.find(({ severity }) => severity === 'error') ?? mine[0];
  if (worst !== undefined) {
    const note = `${texts.states.severity[worst.severity]}: ${failureSentence(texts, { code: worst.code, field: path, ...(worst.params && { params: worst.params }) })}`;
    return { tone: worst.severity, changed, note: changed ? `${note} ${texts.staff.grid.changed}` : note };
  }
  if (lock !== null) return { tone: 'locked', changed, note: lock };
  return changed ? { tone: 'changed', changed, note: texts.staff.grid.changed } : null;
}
