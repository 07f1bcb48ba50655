import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { ChosenRows } from '#shared/contract/bulk.ts';
import { useMessages } from '../app/i18n.tsx';

/** Whom a bulk action may be about: rows chosen in the list, and everybody whom the list has found. */
export interface Scope {
  readonly chosen: ChosenRows | null;
  readonly all: ChosenRows;
}

export const countOf = ({ from, to }: ChosenRows): number => to - from + 1;

export interface ScopeState {
  readonly scope: Scope;
  readonly rows: ChosenRows;
  readonly choose: (rows: ChosenRows) => void;
}

/** The chosen rows first: everybody only when that is said. */
export function useScope(scope: Scope, onChange: () => void): ScopeState {
  const [rows, setRows] = useState(scope.chosen ?? scope.all);
  const choose = (next: ChosenRows): void => {
    setRows(next);
    onChange();
  };
  return { scope, rows, choose };
}

export function ScopeChoice({ scope, rows, choose }: ScopeState) {
  const words = useMessages().bulk.scope;
  const { chosen, all } = scope;
  return (
    <Field label={words.label}>
      <RadioGroup
        layout="horizontal"
        value={rows === chosen ? 'chosen' : 'all'}
        onChange={(_event, { value }) => choose(value === 'chosen' && chosen !== null ? chosen : all)}
      >
        {chosen !== null && <Radio value="chosen" label={words.rows(countOf(chosen))} />}
        <Radio value="all" label={words.all(countOf(all))} />
      </RadioGroup>
    </Field>
  );
}
