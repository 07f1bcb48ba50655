import { makeStyles, tokens } from '@fluentui/react-components';
import { memo, useEffect, useRef, useState } from 'react';
import type { StaffRow } from '#shared/contract/staff.ts';
import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import { type CodeIndex, EMPTY_CODES } from '../../grid/code-index.ts';
import { CodePicker } from '../../grid/code-picker.tsx';
import { type FilterChip, FilterChips, useColumnChips } from '../../grid/filter-chips.tsx';
import type { GridColumn } from '../../grid/grid-model.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { Choice } from '../../ui/choice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { NO_FILTER } from './staff-desk.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  search: { width: '300px', maxWidth: '100%' },
  division: { width: '240px' },
});

const EMPLOYED = ['open', 'dismissed', 'all'] as const;
const ONLY = ['changed', 'errors', 'expiring'] as const;
/** What is pending or wrong belongs to today: on another day only this is offered. */
const ONLY_ON_DAY = 'expiring';

interface StaffFiltersProps {
  readonly filter: StaffFilter;
  /** All columns, also hidden ones: a filter names its column. */
  readonly columns: readonly GridColumn<StaffRow>[];
  readonly codes: Codes;
  readonly today: string;
  /** The text asked for last: what is shown follows it. */
  readonly textNow: () => string;
  readonly onChange: (change: Partial<StaffFilter>) => void;
}

/** Search as one types, choices, and what is chosen as chips that can be taken away. */
export function StaffFilters({ filter, columns, codes, today, textNow, onChange }: StaffFiltersProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { staff } = texts;
  const ofColumns = useColumnChips(columns, filter.columns, (next) => onChange({ columns: next }));
  const divisions = codes('employment', 'divisionId') ?? EMPTY_CODES;
  const chips: readonly FilterChip[] = [
    ...(filter.divisionId === null
      ? []
      : [
          {
            key: 'divisionId',
            label: divisions.byCode.get(filter.divisionId)?.name ?? staff.division,
            onRemove: () => onChange({ divisionId: null }),
          },
        ]),
    ...(filter.employed === 'open'
      ? []
      : [
          {
            key: 'employed',
            label: texts.states.employed[filter.employed],
            onRemove: () => onChange({ employed: 'open' }),
          },
        ]),
    ...ofColumns,
    ...(filter.only === null
      ? []
      : [{ key: 'only', label: staff.onlyOf[filter.only], onRemove: () => onChange({ only: null }) }]),
  ];
  return (
    <search className={styles.row} aria-label={staff.filters}>
      <SearchText text={filter.text} textNow={textNow} onChange={(text) => onChange({ text })} />
      <Choices
        divisionId={filter.divisionId}
        employed={filter.employed}
        only={filter.only}
        divisions={divisions}
        today={today}
        onChange={onChange}
      />
      <FilterChips chips={chips} onClear={chips.length > 0 || filter.text !== '' ? () => onChange(NO_FILTER) : null} />
    </search>
  );
}

interface ChoicesProps extends Pick<StaffFilter, 'divisionId' | 'employed' | 'only'> {
  readonly divisions: CodeIndex;
  readonly today: string;
  readonly onChange: (change: Partial<StaffFilter>) => void;
}

/** What is not typed. Three pickers cost as much as many rows: they are not drawn anew with each letter of the search. */
const Choices = memo(function Choices({
  divisionId,
  employed,
  only: chosenOnly,
  divisions,
  today,
  onChange,
}: ChoicesProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { staff } = texts;
  const { onDay } = useOnDay();
  const only = ONLY.filter((value) => onDay === null || value === ONLY_ON_DAY || value === chosenOnly);
  return (
    <>
      <CodePicker
        className={styles.division}
        size="small"
        label={staff.division}
        placeholder={staff.allDivisions}
        codes={divisions}
        value={divisionId}
        onDay={today}
        onChange={(divisionId) => {
          if (divisionId !== undefined) onChange({ divisionId });
        }}
      />
      <Choice
        label={staff.employed}
        value={employed}
        options={EMPLOYED.map((value) => ({ value, text: texts.states.employed[value] }))}
        narrow
        onChange={(chosen) => onChange({ employed: chosen })}
      />
      <Choice
        label={staff.only}
        value={chosenOnly ?? ''}
        options={[{ value: '', text: staff.onlyAll }, ...only.map((value) => ({ value, text: staff.onlyOf[value] }))]}
        narrow
        onChange={(chosen) => onChange({ only: chosen === '' ? null : chosen })}
      />
    </>
  );
});

interface SearchTextProps {
  readonly text: string;
  readonly textNow: () => string;
  readonly onChange: (text: string) => void;
}

/** The text stands here while it is typed, so that no answer of the program ever overwrites a letter. */
function SearchText({ text, textNow, onChange }: SearchTextProps) {
  const styles = useStyles();
  const { staff } = useMessages();
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  // Cleared or set by somebody else: a chip, a view, a tile of the home page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when the list has changed
  useEffect(() => {
    const now = textNow();
    if (now === sent.current) return;
    sent.current = now;
    setTyped(now);
  }, [text]);
  return (
    <SearchField
      className={styles.search}
      size="small"
      aria-label={staff.search}
      placeholder={staff.searchHint}
      value={typed}
      maxLength={200}
      onChange={(_event, { value }) => {
        setTyped(value);
        sent.current = value;
        onChange(value);
      }}
    />
  );
}
