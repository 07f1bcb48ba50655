import { Checkbox, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { DictionaryRow } from '#shared/contract/dictionaries.ts';
import { isDay } from '#shared/rules/dates.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import { type CodeOption, optionsOfDictionary } from '../../grid/code-index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { NothingFound } from '../../ui/states.tsx';
import { shownRows } from './shown-rows.ts';

const useStyles = makeStyles({
  note: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  filters: {
    display: 'flex',
    alignItems: 'flex-end',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  search: { width: '280px' },
  day: { width: '150px' },
  group: { fontWeight: tokens.fontWeightSemibold },
  shut: { color: tokens.colorNeutralForeground3 },
});

/** More rows than this make the table slow to draw; searching is quicker than scrolling by then. */
const AT_MOST = 1000;

/** More columns than these are not read by anybody. */
const EXTRA_AT_MOST = 12;

/** The rows as they stand on a day, groups as headings, with what the dictionary says besides. */
export function DictionaryRows({ name, rows }: { readonly name: string; readonly rows: readonly DictionaryRow[] }) {
  const styles = useStyles();
  const { dictionaries: words } = useMessages();
  const format = useFormat();
  const today = localDayOf(new Date());
  const options = useMemo(() => optionsOfDictionary(rows), [rows]);
  const [text, setText] = usePlaceMemory(`${name} text`, '');
  const [day, setDay] = useState<string | null>(today);
  const [closed, setClosed] = useState(false);
  const on = day !== null && isDay(day) ? day : today;
  const found = useMemo(() => shownRows(options, { text, day: on, closed }), [options, text, on, closed]);
  const shown = found.slice(0, AT_MOST);
  const extras = useMemo(() => new Map(rows.map(({ code, extra }) => [code, extra ?? {}])), [rows]);
  const columns = useMemo(
    () => [...new Set([...extras.values()].flatMap(Object.keys))].slice(0, EXTRA_AT_MOST),
    [extras],
  );
  const state = ({ group, closedOn }: CodeOption) =>
    group ? words.group : closedOn === null ? words.open : words.closed(format.date(closedOn));
  const cells = (option: CodeOption) => {
    const isShut = option.closedOn !== null && option.closedOn < on;
    const look = mergeClasses(option.group && styles.group, isShut && styles.shut);
    return [
      <span key="code" className={look}>
        {option.code}
      </span>,
      <span key="name" className={look} style={{ paddingInlineStart: `${Math.min(option.depth, 8) * 16}px` }}>
        {option.name}
      </span>,
      <span key="state" className={look}>
        {state(option)}
      </span>,
      ...columns.map((column) => extras.get(option.code)?.[column] ?? ''),
    ];
  };
  return (
    <>
      <search className={styles.filters}>
        <SearchField
          className={styles.search}
          aria-label={words.search}
          placeholder={words.searchHint}
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        <DateField className={styles.day} label={words.onDay} value={day} onChange={setDay} />
        <Checkbox
          label={words.showClosed}
          checked={closed}
          onChange={(_event, { checked }) => setClosed(checked === true)}
        />
        <Text size={200} className={styles.note} role="status">
          {words.shown(shown.length, options.length)}
        </Text>
      </search>
      {shown.length === 0 ? (
        <NothingFound
          onClear={() => {
            setText('');
            setClosed(true);
          }}
        />
      ) : (
        <DataTable
          label={words.table(name)}
          place={name}
          columns={[
            { key: 'code', title: words.columns.code },
            { key: 'name', title: words.columns.name, wrap: true },
            { key: 'state', title: words.columns.state },
            ...columns.map((column) => ({ key: `extra ${column}`, title: column, wrap: true })),
          ]}
          rows={shown.map((option) => ({ key: option.code, cells: cells(option) }))}
        />
      )}
    </>
  );
}
