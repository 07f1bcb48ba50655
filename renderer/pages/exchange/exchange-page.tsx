import { makeStyles, Tab, TabList, ToolbarButton, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular, PlugConnectedCheckmarkRegular, StopRegular } from '@fluentui/react-icons';
import type { SyncState } from '#shared/contract/areas.ts';
import { EXCHANGE_TABS, type ExchangeTab } from '#shared/contract/exchange.ts';
import { api } from '../../app/api.ts';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { useJob } from '../../app/jobs.ts';
import { useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import { useSession } from '../../app/session.tsx';
import { isRunning, useSyncState } from '../../app/sync-state.ts';
import { ConflictList } from '../../conflicts/conflict-list.tsx';
import { useCodes } from '../../grid/use-codes.ts';
import { CountBadge } from '../../ui/count-badge.tsx';
import { HiddenText } from '../../ui/hidden-text.tsx';
import { CommandBar, Page, PageHeader } from '../../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { CheckView } from './check-view.tsx';
import { ExchangeStatus } from './exchange-status.tsx';
import { HealthView } from './health-view.tsx';
import { PackagesSection } from './packages/packages-section.tsx';
import { SessionList } from './session-list.tsx';
import { useExchangeVerbs, useOverview } from './use-exchange.ts';
import { WaitingList } from './waiting-list.tsx';

const useStyles = makeStyles({
  tabs: { padding: `0 ${tokens.spacingHorizontalS}`, flexShrink: 0, flexWrap: 'wrap' },
  tab: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  scrolled: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    overflowY: 'auto',
    minHeight: 0,
  },
  panel: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, minWidth: 0 },
});

/** How the exchange with the registry stands: what waits and why, what differs, how it went, and the way there. */
export function ExchangePage() {
  const { exchange } = useMessages();
  const { training } = useSession();
  const sync = useSyncState();
  return (
    <Page>
      {training ? (
        <>
          <PageHeader title={exchange.title} />
          <EmptyState title={exchange.state.training} text={exchange.state.trainingText} />
        </>
      ) : sync === undefined ? (
        <>
          <PageHeader title={exchange.title} />
          <LoadingState />
        </>
      ) : (
        <Exchange sync={sync} />
      )}
    </Page>
  );
}

function Exchange({ sync }: { readonly sync: SyncState }) {
  const styles = useStyles();
  const { exchange } = useMessages();
  const [tab, setTab] = usePlaceMemory<ExchangeTab>('tab', useParameters('exchange').tab ?? 'waiting');
  const overview = useOverview(sync);
  const check = useJob(api().sync.check);
  const verbs = useExchangeVerbs();
  const codes = useCodes();
  const running = isRunning(sync);
  const startCheck = () => {
    setTab('check');
    check.start({});
  };
  const isChecking = check.state.phase === 'running';
  useCommand('exchange.stop', running ? verbs.stop : null);
  useCommand('exchange.packages', () => setTab('packages'));
  useCommand('exchange.check', isChecking ? null : startCheck);
  const waiting = overview.data?.waiting;
  const counts: Partial<Record<ExchangeTab, number>> = { waiting: waiting?.length ?? 0, conflicts: sync.conflicts };
  return (
    <>
      <PageHeader title={exchange.title} counts={waiting === undefined ? undefined : exchange.counts(waiting.length)} />
      <CommandBar label={exchange.title}>
        <ToolbarButton appearance="primary" icon={<ArrowSyncRegular />} disabledFocusable={running} onClick={verbs.run}>
          {exchange.run}
        </ToolbarButton>
        <ToolbarButton icon={<StopRegular />} disabledFocusable={!running} onClick={verbs.stop}>
          {exchange.stop}
        </ToolbarButton>
        <ToolbarButton icon={<PlugConnectedCheckmarkRegular />} disabledFocusable={isChecking} onClick={startCheck}>
          {exchange.check}
        </ToolbarButton>
      </CommandBar>
      <ExchangeStatus sync={sync} overview={overview.data} verbs={verbs} onCheck={startCheck} />
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={tab}
        onTabSelect={(_event, { value }) => setTab(EXCHANGE_TABS.find((one) => one === value) ?? tab)}
      >
        {EXCHANGE_TABS.map((one) => (
          <Tab key={one} value={one}>
            <span className={styles.tab}>
              {exchange.tabs[one]}
              <Count count={counts[one] ?? 0} />
            </span>
          </Tab>
        ))}
      </TabList>
      <div className={styles.panel}>
        {tab === 'waiting' &&
          (overview.error !== null ? (
            <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
          ) : waiting === undefined ? (
            <LoadingState />
          ) : (
            <WaitingList waiting={waiting} verbs={verbs} onCheck={startCheck} onConflicts={() => setTab('conflicts')} />
          ))}
        {tab === 'conflicts' && <ConflictList codes={codes} />}
        {tab === 'sessions' && <SessionList sync={sync} />}
        {tab === 'packages' && (
          <div className={styles.scrolled}>
            <PackagesSection />
          </div>
        )}
        {tab === 'health' && <HealthView sync={sync} overview={overview.data} />}
        {tab === 'check' && <CheckView job={check} onStart={startCheck} />}
      </div>
    </>
  );
}

function Count({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <>
      <HiddenText>{String(count)}</HiddenText>
      <CountBadge count={count} />
    </>
  );
}
