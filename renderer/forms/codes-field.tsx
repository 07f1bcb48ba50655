import { Dropdown, type FieldControlProps, Input, Option } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { type CodeIndex, isClosed } from '../grid/code-index.ts';

/** What a picker of a form is given: its value in stored form, and what Fluent's Field hands down. */
export type Picked = FieldControlProps & {
  readonly value: string | null;
  readonly onChange: (code: string | null | undefined) => void;
  readonly onBlur: () => void;
};

interface CodesPickerProps extends Picked {
  readonly codes: CodeIndex;
  /** The day on which a choice must be open, `YYYY-MM-DD`. */
  readonly onDay: string;
  readonly disabled: boolean;
  readonly className: string;
}

/** Several codes of a short dictionary, stored one a line in its order; a closed or unknown one stays until taken out. */
export function CodesPicker({ codes, value, onChange, onDay, ...field }: CodesPickerProps) {
  const chosen = value?.split('\n') ?? [];
  const open = codes.options.filter((option) => !option.group && !isClosed(option, onDay)).map(({ code }) => code);
  const all = [...open, ...chosen.filter((code) => !open.includes(code))];
  const nameOf = (code: string): string => codes.byCode.get(code)?.name ?? code;
  return (
    <Dropdown
      {...field}
      multiselect
      value={chosen.map(nameOf).join('; ')}
      selectedOptions={chosen}
      onOptionSelect={(_event, { selectedOptions }) =>
        onChange(selectedOptions.length === 0 ? null : all.filter((code) => selectedOptions.includes(code)).join('\n'))
      }
    >
      {all.map((code) => (
        <Option key={code} value={code} text={nameOf(code)}>
          {nameOf(code)}
        </Option>
      ))}
    </Dropdown>
  );
}

interface TypedCodeProps extends Picked {
  readonly disabled: boolean;
  readonly className: string;
}

/** A code whose dictionary is not loaded: it is typed, and taken when the field is left. */
export function TypedCode({ value, onChange, onBlur, ...field }: TypedCodeProps) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const take = (): void => {
    const code = text.trim() === '' ? null : text.trim();
    if (code !== value) onChange(code);
  };
  return (
    <Input
      {...field}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={(_event, data) => setText(data.value)}
      onKeyDown={({ key }) => key === 'Enter' && take()}
      onBlur={() => {
        take();
        onBlur();
      }}
    />
  );
}
