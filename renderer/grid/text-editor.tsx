import { type InputEvent as ReactInputEvent, use, useRef } from 'react';
import type { RenderEditCellProps } from 'react-data-grid';
import { GridControlContext, type GridRow } from './grid-model.ts';
import { maskSnils } from './snils-mask.ts';

export interface TextEditorProps<R> extends RenderEditCellProps<GridRow<R>> {
  readonly label: string;
  /** The value as it is typed, not as it is shown. */
  readonly initial: string;
  readonly mask?: 'snils' | undefined;
  readonly hint?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly numeric?: boolean;
}

/** The editor of every field that is typed: text, dates, rates, numbers of documents. */
export function TextEditor<R>({
  row,
  onRowChange,
  label,
  initial,
  mask,
  hint,
  maxLength,
  numeric,
}: TextEditorProps<R>) {
  const control = use(GridControlContext);
  const first = useRef<string | null>(null);
  first.current ??= control.opening() === 'replace' ? '' : initial;
  const text = row.typed?.text ?? first.current;

  const change = (event: ReactInputEvent<HTMLInputElement>): void => {
    const input = event.currentTarget;
    if (mask === 'snils') {
      const masked = maskSnils(input.value, input.selectionStart ?? input.value.length);
      input.value = masked.text;
      input.setSelectionRange(masked.caret, masked.caret);
      onRowChange({ ...row, typed: { text: masked.text } });
    } else {
      onRowChange({ ...row, typed: { text: input.value } });
    }
  };

  return (
    <input
      className={numeric ? 'kg-editor kg-numeric' : 'kg-editor'}
      aria-label={label}
      placeholder={hint}
      maxLength={maxLength}
      autoComplete="off"
      spellCheck={false}
      ref={focusAtEnd}
      defaultValue={text}
      onInput={change}
    />
  );
}

/** The caret goes behind the value, as F2 does in a spreadsheet. */
export function focusAtEnd(input: HTMLInputElement | null): void {
  if (input === null || document.activeElement === input) return;
  input.focus({ preventScroll: true });
  input.setSelectionRange(input.value.length, input.value.length);
}
