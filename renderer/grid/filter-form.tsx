import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { type ColumnFilter, ColumnState } from '#shared/contract/column-filter.ts';
import type { FieldType } from '#shared/domain/fields.ts';
import { filterKindOf } from '#shared/rules/column-filter.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { Choice } from '../ui/choice.tsx';
import { type CodeIndex, EMPTY_CODES } from './code-index.ts';
import { FilterCodes } from './filter-codes.tsx';
import { type RangeFault, rangeText, readRange } from './filter-range.ts';

interface FilterFormProps {
  readonly label: string;
  readonly type: FieldType;
  readonly codes?: CodeIndex | undefined;
  readonly states: readonly ColumnState[];
  readonly filter: ColumnFilter | undefined;
  readonly today: string;
  /** `null` takes the filter away. */
  readonly onApply: (filter: ColumnFilter | null) => void;
}

const VALUES = 'values';
const HOW = ['contains', 'starts'] as const;

/** What a column must hold: a value of its kind, or a state that any column may have. Enter applies it. */
export function FilterForm({ label, type, codes, states, filter, today, onApply }: FilterFormProps) {
  const { views, common } = useMessages();
  const format = useFormat();
  const kind = filterKindOf(type);
  const [mode, setMode] = useState<string>(filter?.by === 'state' ? filter.state : VALUES);
  const [how, setHow] = useState<(typeof HOW)[number]>(filter?.by === 'text' ? filter.how : 'contains');
  const [text, setText] = useState(filter?.by === 'text' ? filter.text : '');
  const [chosen, setChosen] = useState<readonly string[]>(filter?.by === 'codes' ? filter.codes : []);
  const [range, setRange] = useState(() => rangeText(type, filter, format));
  const [fault, setFault] = useState<RangeFault | null>(null);

  const read = (): ColumnFilter | null | RangeFault => {
    if (mode !== VALUES) return { by: 'state', state: ColumnState.parse(mode) };
    if (kind === 'text') return text.trim() === '' ? null : { by: 'text', how, text: text.trim() };
    if (kind === 'codes') return chosen.length === 0 ? null : { by: 'codes', codes: [...chosen] };
    return readRange(type, range, today);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const next = read();
    if (typeof next === 'string') setFault(next);
    else onApply(next);
  };
  const end = (name: 'from' | 'to') => {
    const unreadable = kind === 'days' ? common.notADate : views.notANumber;
    const message = fault === name ? unreadable : fault === 'order' && name === 'to' ? views.wrongOrder : undefined;
    return (
      <Field label={views[name]} size="small" {...(message === undefined ? {} : { validationMessage: message })}>
        <Input
          size="small"
          inputMode="numeric"
          autoComplete="off"
          placeholder={kind === 'days' ? common.dateHint : ''}
          value={range[name]}
          onChange={(_event, { value }) => {
            setFault(null);
            setRange({ ...range, [name]: value });
          }}
        />
      </Field>
    );
  };

  return (
    <form
      className="kg-filter"
      noValidate
      aria-label={`${views.filter}: ${label}`}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) submit(event);
      }}
    >
      <RadioGroup value={mode} aria-label={views.filter} onChange={(_event, { value }) => setMode(value)}>
        <Radio value={VALUES} label={views.values} />
        {mode === VALUES && (
          <div className="kg-filter-value">
            {kind === 'text' && (
              <>
                <Choice
                  label={views.filter}
                  value={how}
                  options={HOW.map((value) => ({ value, text: views.how[value] }))}
                  narrow
                  onChange={setHow}
                />
                <Input
                  size="small"
                  aria-label={`${label}: ${views.text}`}
                  autoComplete="off"
                  maxLength={200}
                  value={text}
                  onChange={(_event, { value }) => setText(value)}
                />
              </>
            )}
            {kind === 'codes' && (
              <FilterCodes label={label} codes={codes ?? EMPTY_CODES} chosen={chosen} onChange={setChosen} />
            )}
            {(kind === 'days' || kind === 'numbers') && (
              <>
                {end('from')}
                {end('to')}
              </>
            )}
          </div>
        )}
        {states.map((state) => (
          <Radio key={state} value={state} label={views.state[state]} />
        ))}
      </RadioGroup>
      <div className="kg-filter-actions">
        <Button type="submit" size="small" appearance="primary">
          {views.apply}
        </Button>
        <Button size="small" disabled={filter === undefined} onClick={() => onApply(null)}>
          {common.clearFilter}
        </Button>
      </div>
    </form>
  );
}
