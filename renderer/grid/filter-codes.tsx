import { Input } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons';
import { type KeyboardEvent, useId, useState } from 'react';
import { useMessages } from '../app/i18n.tsx';
import { type CodeIndex, type CodeOption, searchCodes } from './code-index.ts';
import { optionId } from './code-list.tsx';

interface FilterCodesProps {
  readonly label: string;
  readonly codes: CodeIndex;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** More is not read by anybody: a letter more finds it sooner. */
const SHOWN = 200;
/** Nothing was closed before it: people are looked for by what is closed now, too. */
const BEFORE_ALL = '0000-01-01';

/** Several of many names, found by their first letters: Enter chooses the marked one and leaves the text to be replaced. */
export function FilterCodes({ label, codes, chosen, onChange }: FilterCodesProps) {
  const { views, staff } = useMessages();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(-1);
  // What was chosen before stands first, and stays where it is while the list is open.
  const [first] = useState(chosen);
  const found = searchCodes(codes, typed, BEFORE_ALL).filter(({ group }) => !group);
  const known = first.flatMap((code) => codes.byCode.get(code) ?? []);
  const options = (typed === '' ? [...known, ...found.filter(({ code }) => !first.includes(code))] : found).slice(
    0,
    SHOWN,
  );

  const toggle = ({ code }: CodeOption): void =>
    onChange(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const option = options[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = Math.min(options.length - 1, Math.max(0, active + (event.key === 'ArrowDown' ? 1 : -1)));
      setActive(next);
      document.getElementById(optionId(listId, next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.ctrlKey && option !== undefined) {
      toggle(option);
      event.currentTarget.select();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="kg-filter-codes">
      <Input
        role="combobox"
        size="small"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? optionId(listId, active) : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={views.choose}
        value={typed}
        onChange={(_event, { value }) => {
          setTyped(value);
          setActive(value === '' ? -1 : 0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={label} aria-multiselectable className="kg-filter-list">
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field, which names the active option
          <div
            key={option.code}
            id={optionId(listId, index)}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(option.code)}
            className={`kg-option${index === active ? ' kg-active' : ''}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => toggle(option)}
          >
            <span>{option.name}</span>
            {chosen.includes(option.code) && <CheckmarkRegular aria-hidden />}
          </div>
        ))}
        {options.length === 0 && <div className="kg-note kg-nothing">{staff.grid.noChoice}</div>}
      </div>
      <div className="kg-note" role="status">
        {views.chosen(chosen.length)}
      </div>
    </div>
  );
}
