import { Input, type InputProps } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import './grid.css';
import { useMessages } from '../app/i18n.tsx';
import { type CodeIndex, type CodeOption, codeOf, isClosed, searchCodes } from './code-index.ts';
import { CodeList, optionId } from './code-list.tsx';

export interface CodePickerProps {
  readonly codes: CodeIndex;
  readonly value: string | null;
  /** A code, null when emptied, undefined while the text is none of the choices. */
  readonly onChange: (code: string | null | undefined) => void;
  readonly onBlur?: () => void;
  /** The day on which the choice must be open, `YYYY-MM-DD`. */
  readonly onDay: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly size?: InputProps['size'];
  readonly className?: string | undefined;
  /** What Fluent's Field hands down. */
  readonly id?: string | undefined;
  readonly 'aria-labelledby'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: InputProps['aria-invalid'];
  readonly 'aria-required'?: InputProps['aria-required'];
}

/** Chooses from hundreds of names by their first letters: the field of forms and filters. */
export function CodePicker(props: CodePickerProps) {
  const { codes, value, onChange, onBlur, onDay, label, placeholder, disabled, size, className, ...field } = props;
  const { common } = useMessages();
  const listId = useId();
  const anchor = useRef<HTMLSpanElement | null>(null);
  const shown = value === null ? '' : (codes.byCode.get(value)?.name ?? value);
  const [text, setText] = useState(shown);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [moved, setMoved] = useState<number | null>(null);
  // A value or a dictionary from outside replaces the text, unless the user is typing.
  useEffect(() => {
    setText(shown);
    setTyped(null);
  }, [shown]);

  const options = open ? searchCodes(codes, typed ?? '', onDay) : [];
  const choosable = (option: CodeOption | undefined) =>
    option !== undefined && !option.group && !isClosed(option, onDay);
  const start =
    typed === null || typed === '' ? options.findIndex(({ code }) => code === value) : options.findIndex(choosable);
  const active = moved ?? start;

  const close = (): void => {
    setOpen(false);
    setMoved(null);
  };
  const choose = (option: CodeOption): void => {
    setText(option.name);
    setTyped(null);
    close();
    onChange(option.code);
  };
  const step = (by: number): void => {
    let index = active;
    do index += by;
    while (index >= 0 && index < options.length && !choosable(options[index]));
    if (choosable(options[index])) setMoved(index);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (open) step(event.key === 'ArrowDown' ? 1 : -1);
      else setOpen(true);
    } else if (event.key === 'Enter' && open) {
      const option = options[active];
      event.preventDefault();
      if (option !== undefined && choosable(option)) choose(option);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setText(shown);
      setTyped(null);
      close();
    }
  };
  const leave = (): void => {
    close();
    if (typed !== null) {
      const code = typed.trim() === '' ? null : codeOf(codes, typed);
      setTyped(null);
      if (code !== value) onChange(code);
      if (code !== undefined) setText(code === null ? '' : (codes.byCode.get(code)?.name ?? code));
    }
    onBlur?.();
  };

  return (
    <>
      <Input
        {...field}
        root={{ ref: anchor }}
        className={className}
        role="combobox"
        aria-label={field['aria-labelledby'] === undefined ? label : undefined}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? optionId(listId, active) : undefined}
        autoComplete="off"
        spellCheck={false}
        size={size ?? 'medium'}
        disabled={disabled === true}
        placeholder={placeholder ?? ''}
        value={text}
        onClick={() => setOpen(true)}
        onChange={(_event, data) => {
          setText(data.value);
          setTyped(data.value);
          setMoved(null);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={leave}
        contentAfter={
          value !== null && disabled !== true ? (
            <button
              type="button"
              className="kg-clear"
              tabIndex={-1}
              aria-label={`${common.clear}: ${label}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                setText('');
                setTyped(null);
                close();
                onChange(null);
              }}
            >
              ✕
            </button>
          ) : null
        }
      />
      {open && (
        <CodeList
          id={listId}
          label={label}
          anchor={anchor}
          options={options}
          tree={(typed ?? '') === ''}
          active={active}
          selected={value}
          onDay={onDay}
          onChoose={choose}
        />
      )}
    </>
  );
}
