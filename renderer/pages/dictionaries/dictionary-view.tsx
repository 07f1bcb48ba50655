import { Dropdown, makeStyles, Option, Tab, TabList, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { DictionaryVersion } from '#shared/contract/dictionaries.ts';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { AffectedRecords } from './affected-records.tsx';
import { DictionaryRows } from './dictionary-rows.tsx';

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
  tabs: { padding: `0 ${tokens.spacingHorizontalS}`, flexShrink: 0 },
  versions: { alignSelf: 'start', minWidth: '200px' },
});

/** What stands before the names of excerpts whose codes in НСИ are not known: it says nothing to a clerk. */
const OWN = 'kartoteka:';

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
  const [tab, setTab] = usePlaceMemory<'rows' | 'records'>(`${oid} tab`, 'rows');
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
          {[oid.startsWith(OWN) ? null : oid, words.version(dictionary.version), loaded, dictionary.fileName]
            .filter((part) => part)
            .join(' · ')}
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
        <DictionaryRows name={name} rows={rows.data.rows} />
      )}
    </section>
  );
}
