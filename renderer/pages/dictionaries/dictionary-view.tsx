import {
  Checkbox,
  Dropdown,
  makeStyles,
  mergeClasses,
  Option,
  SearchBox,
  Tab,
  TabList,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { DictionaryRow, DictionaryVersion } from '#shared/contract/dictionaries.ts';
import { isDay } from '#shared/rules/dates.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { type CodeOption, optionsOfDictionary } from '../../grid/code-index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorState, LoadingState, NothingFound } from '../../ui/states.tsx';
import { AffectedRecords } from './affected-records.tsx';
import { shownRows } from './shown-rows.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, minHeight: 0 },
  head: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    flexShrink: 0,
  },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  note: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  filters: {
    display: 'flex',
    alignItems: 'flex-end',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  tabs: { padding: `0 ${tokens.spacingHorizontalS}`, flexShrink: 0 },
  versions: { alignSelf: 'start', minWidth: '200px' },
  search: { width: '280px' },
  day: { width: '150px' },
  group: { fontWeight: tokens.fontWeightSemibold },
  shut: { color: tokens.colorNeutralForeground3 },
});

/** More rows than this make the table slow to draw; searching is quicker than scrolling by then. */
const AT_MOST = 1000;

interface DictionaryViewProps {
  readonly dictionary: DictionaryVersion;
  /** A notice above the rows. */
  readonly children?: ReactNode;
}

/** The rows of one dictionary as they stand on a day, groups as headings; former versions by name. */
export function DictionaryView({ dictionary, children }: DictionaryViewProps) {
  const styles = useStyles();
  const { dictionaries: words } = useMessages();
  const format = useFormat();
  const { oid, name } = dictionary;
  const [tab, setTab] = useState<'rows' | 'records'>('rows');
  const [version, setVersion] = useState(dictionary.version);
  const isInUse = version === dictionary.version;
  const rows = useQuery({
    queryKey: isInUse ? [keys.dictionaries, oid] : [keys.dictionaries, oid, version],
    queryFn: () => call(api().dictionaries.rows(isInUse ? { oid } : { oid, version })),
  });
  const versions = useQuery({
    queryKey: [keys.dictionaries, 'versions', oid],
    queryFn: () => call(api().dictionaries.versions({ oid })),
  });
  const all = versions.data?.versions ?? [];
  const versionName = (of: string) =>
    of === dictionary.version ? `${words.version(of)} (${words.inUse})` : words.version(of);
  const loaded =
    dictionary.loadedAt === null
      ? words.source[dictionary.source]
      : words.loaded(format.moment(dictionary.loadedAt), dictionary.loadedBy ?? '');
  return (
    <section className={styles.view} aria-label={name}>
      <div className={styles.head}>
        <h2 className={styles.title}>{name}</h2>
        <Text size={200} className={styles.note}>
          {[oid, words.version(dictionary.version), loaded, dictionary.fileName].filter((part) => part).join(' · ')}
        </Text>
        {all.length > 1 && (
          <Dropdown
            className={styles.versions}
            size="small"
            aria-label={words.versions}
            value={versionName(version)}
            selectedOptions={[version]}
            onOptionSelect={(_event, { optionValue }) => setVersion(optionValue ?? dictionary.version)}
          >
            {all.map((each) => (
              <Option key={each.version} value={each.version}>
                {versionName(each.version)}
              </Option>
            ))}
          </Dropdown>
        )}
        {children}
      </div>
      <TabList
        className={styles.tabs}
        size="small"
        aria-label={words.tabs}
        selectedValue={tab}
        onTabSelect={(_event, { value }) => setTab(value === 'records' ? 'records' : 'rows')}
      >
        <Tab value="rows">{words.rowsTab}</Tab>
        <Tab value="records">{words.recordsTab}</Tab>
      </TabList>
      {tab === 'records' ? (
        <AffectedRecords
          queryKey={[keys.dictionaries, 'affected', oid]}
          read={(page) => call(api().dictionaries.affectedRecords({ oid, ...page }))}
        />
      ) : rows.error !== null ? (
        <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
      ) : rows.data === undefined ? (
        <LoadingState />
      ) : (
        <Rows name={name} rows={rows.data.rows} />
      )}
    </section>
  );
}

/** More columns than these are not read by anybody. */
const EXTRA_AT_MOST = 12;

function Rows({ name, rows }: { readonly name: string; readonly rows: readonly DictionaryRow[] }) {
  const styles = useStyles();
  const { dictionaries: words } = useMessages();
  const format = useFormat();
  const today = localDayOf(new Date());
  const options = useMemo(() => optionsOfDictionary(rows), [rows]);
  const [text, setText] = useState('');
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
        <SearchBox
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
