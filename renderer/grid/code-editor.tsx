import { type KeyboardEvent, use, useId, useRef, useState } from 'react';
import type { RenderEditCellProps } from 'react-data-grid';
import { type CodeIndex, type CodeOption, isClosed, searchCodes } from './code-index.ts';
import { CodeList, optionId } from './code-list.tsx';
import { GridControlContext, type GridRow } from './grid-model.ts';
import { focusAtEnd } from './text-editor.tsx';

export interface CodeEditorProps<R> extends RenderEditCellProps<GridRow<R>> {
  readonly label: string;
  readonly codes: CodeIndex;
  readonly selected: string | null;
  /** The value as it stands in the cell, for a value that is in no dictionary. */
  readonly initial: string;
  readonly onDay: string;
}

/** Chooses from a dictionary: letters narrow the list down, Enter and Tab take the marked choice. */
export function CodeEditor<R>({
  row,
  onRowChange,
  onClose,
  label,
  codes,
  selected,
  initial,
  onDay,
}: CodeEditorProps<R>) {
  const control = use(GridControlContext);
  const listId = useId();
  const anchor = useRef<HTMLInputElement | null>(null);
  const first = useRef<string | null>(null);
  first.current ??= control.opening() === 'replace' ? '' : initial;
  const typed = row.typed?.text;
  // Until something is typed the whole list is shown with the present value marked.
  const options = searchCodes(codes, typed ?? '', onDay);
  const choosable = (option: CodeOption | undefined) =>
    option !== undefined && !option.group && !isClosed(option, onDay);
  const start = typed === undefined ? options.findIndex(({ code }) => code === selected) : options.findIndex(choosable);
  const [moved, setMoved] = useState<{ typed: string | undefined; index: number } | null>(null);
  const active = moved !== null && moved.typed === typed ? moved.index : start;

  const choose = (option: CodeOption, columns: number, rows: number): void => {
    onRowChange({ ...row, typed: { text: option.name, value: option.code } }, true);
    control.move(columns, rows);
  };
  const step = (by: number): void => {
    let index = active;
    do index += by;
    while (index >= 0 && index < options.length && !choosable(options[index]));
    if (choosable(options[index])) setMoved({ typed, index });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      event.stopPropagation();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      const option = options[active];
      const untouched = typed === undefined && moved === null;
      const rows = event.key === 'Enter' ? (event.shiftKey ? -1 : 1) : 0;
      const columns = event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : 0;
      event.preventDefault();
      event.stopPropagation();
      if (option !== undefined && choosable(option) && !untouched && typed !== '') {
        choose(option, columns, rows);
      } else {
        onClose(!untouched);
        control.move(columns, rows);
      }
    }
  };

  return (
    <>
      <input
        className="kg-editor"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? optionId(listId, active) : undefined}
        autoComplete="off"
        spellCheck={false}
        ref={(input) => {
          anchor.current = input;
          focusAtEnd(input);
        }}
        defaultValue={typed ?? first.current}
        onInput={(event) => onRowChange({ ...row, typed: { text: event.currentTarget.value } })}
        onKeyDown={onKeyDown}
      />
      <CodeList
        id={listId}
        label={label}
        anchor={anchor}
        options={options}
        tree={(typed ?? '') === ''}
        active={active}
        selected={selected}
        onDay={onDay}
        onChoose={(option) => choose(option, 0, 0)}
      />
    </>
  );
}
