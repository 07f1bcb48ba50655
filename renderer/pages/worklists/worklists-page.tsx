import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { WORK_LISTS, type WorkList } from '#shared/contract/worklists.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import { useCodes } from '../../grid/use-codes.ts';
import { CountBadge } from '../../ui/count-badge.tsx';
import { HiddenText } from '../../ui/hidden-text.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { AdmissionList } from './admission-list.tsx';
import { CompletenessList } from './completeness-list.tsx';
import { DifferencesList } from './differences-list.tsx';
import { DuplicatesList } from './duplicates-list.tsx';
import { ExpiringList } from './expiring-list.tsx';
import { NmoList } from './nmo-list.tsx';
import { ReadinessList } from './readiness-list.tsx';
import { RemovedList } from './removed-list.tsx';

const useStyles = makeStyles({
  tabs: { padding: `0 ${tokens.spacingHorizontalS}`, flexShrink: 0, flexWrap: 'wrap' },
  tab: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

/** What there is to mend, one list beside another, each with its count. */
export function WorklistsPage() {
  const styles = useStyles();
  const { worklists } = useMessages();
  const [list, setList] = usePlaceMemory<WorkList>('list', useParameters('worklists').list ?? 'completeness');
  const [date, setDate] = useState(() => localDayOf(new Date()));
  const codes = useCodes();
  const counts = useQueries({
    queries: WORK_LISTS.map((one) => ({
      queryKey: [keys.worklists, 'count', one, date],
      queryFn: () => call(api().worklists.count({ list: one, date })),
    })),
  });
  const total = counts[WORK_LISTS.indexOf(list)]?.data?.total;
  return (
    <Page>
      <PageHeader title={worklists.title} counts={total === undefined ? undefined : worklists.count(total)} />
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={list}
        onTabSelect={(_event, { value }) => setList(WORK_LISTS.find((one) => one === value) ?? list)}
      >
        {WORK_LISTS.map((one, at) => {
          const count = counts[at]?.data?.total ?? 0;
          return (
            <Tab key={one} value={one}>
              <span className={styles.tab}>
                {worklists.lists[one]}
                <HiddenText>{worklists.count(count)}</HiddenText>
                <CountBadge count={count} />
              </span>
            </Tab>
          );
        })}
      </TabList>
      {list === 'completeness' && <CompletenessList codes={codes} />}
      {list === 'expiring' && <ExpiringList codes={codes} />}
      {list === 'admission' && <AdmissionList codes={codes} date={date} onDate={setDate} />}
      {list === 'nmo' && <NmoList codes={codes} />}
      {list === 'duplicates' && <DuplicatesList />}
      {list === 'differences' && <DifferencesList codes={codes} />}
      {list === 'readiness' && <ReadinessList codes={codes} date={date} onDate={setDate} />}
      {list === 'removed' && <RemovedList />}
    </Page>
  );
}
