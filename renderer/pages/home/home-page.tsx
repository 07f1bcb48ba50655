import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Role } from '#shared/domain/states.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useSession } from '../../app/session.tsx';
import { type Summary, useSummary } from '../../app/summary.ts';
import { BulletinList } from '../../bulletins/bulletin-list.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { ExchangeTiles } from './exchange-tiles.tsx';
import { FirstSteps } from './first-steps.tsx';
import { RequestTiles } from './request-tiles.tsx';
import { ExpiringTiles, QualityTiles, StaffTiles } from './staff-tiles.tsx';
import { useCounts } from './use-home.ts';

type Group = 'requests' | 'expiring' | 'quality' | 'exchange' | 'staff';

/** What each role comes for stands first. */
const GROUPS: Readonly<Record<Role, readonly Group[]>> = {
  editor: ['requests', 'expiring', 'quality', 'exchange', 'staff'],
  approver: ['requests', 'expiring', 'exchange', 'quality', 'staff'],
  viewer: ['expiring', 'quality', 'requests', 'staff'],
  administrator: ['exchange', 'quality', 'requests', 'staff'],
};

const useStyles = makeStyles({
  groups: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXL}`,
    maxWidth: '1280px',
    boxSizing: 'border-box',
  },
  // The bar stands at the edge of the window, however wide that is.
  scroll: { overflowY: 'auto', minHeight: 0 },
});

/** What the day holds: requests by what they wait for, staff by what is wrong; every number opens its list. */
export function HomePage() {
  const { home } = useMessages();
  const { user } = useSession();
  const summary = useSummary();
  return (
    <Page>
      <PageHeader title={home.title} counts={home.greeting(user.name)} />
      {summary.error !== null ? (
        <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />
      ) : summary.data === undefined ? (
        <LoadingState />
      ) : (
        <Groups summary={summary.data} reading={summary.isFetching} />
      )}
    </Page>
  );
}

function Groups({ summary, reading }: { readonly summary: Summary; readonly reading: boolean }) {
  const styles = useStyles();
  const { user } = useSession();
  const counts = useCounts();
  const content: Readonly<Record<Group, ReactElement>> = {
    requests: <RequestTiles key="requests" summary={summary} />,
    expiring: <ExpiringTiles key="expiring" counts={counts} />,
    quality: <QualityTiles key="quality" summary={summary} counts={counts} />,
    exchange: <ExchangeTiles key="exchange" counts={counts} />,
    staff: <StaffTiles key="staff" summary={summary} />,
  };
  const hasStaff = summary.anybody;
  return (
    <div className={styles.scroll} aria-busy={reading || counts.reading}>
      <div className={styles.groups}>
        {hasStaff ? null : <FirstSteps />}
        {GROUPS[user.role].filter((group) => hasStaff || group === 'requests').map((group) => content[group])}
        <BulletinList />
      </div>
    </div>
  );
}
