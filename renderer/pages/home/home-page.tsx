import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import {
  ArrowUndoRegular,
  BuildingRegular,
  CalendarErrorRegular,
  ClipboardTaskListLtrRegular,
  DraftsRegular,
  ErrorCircleRegular,
  PeopleAddRegular,
  PeopleRegular,
  SendClockRegular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { api, call, keys } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useSession } from '../../app/session.tsx';
import { useSyncState } from '../../app/sync-state.ts';
import { Page, PageHeader } from '../../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { Tile } from './tile.tsx';

const useStyles = makeStyles({
  groups: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXL}`,
    maxWidth: '1280px',
    overflowY: 'auto',
    minHeight: 0,
  },
  title: { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalS}` },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(216px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});

/** What the day holds: requests by what they wait for, staff by what is wrong; every number opens its list. */
export function HomePage() {
  const { home } = useMessages();
  const { user } = useSession();
  const summary = useQuery({ queryKey: [keys.home, 'summary'], queryFn: () => call(api().home.summary({})) });
  return (
    <Page>
      <PageHeader title={home.title} counts={home.greeting(user.name)} />
      {summary.error !== null ? (
        <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />
      ) : summary.data === undefined ? (
        <LoadingState />
      ) : (
        <Summary data={summary.data} />
      )}
    </Page>
  );
}

type Counts = Extract<Awaited<ReturnType<ReturnType<typeof api>['home']['summary']>>, { ok: true }>['value'];

function Summary({ data }: { readonly data: Counts }) {
  const styles = useStyles();
  const { home, requests } = useMessages();
  const { go } = useNavigation();
  return (
    <div className={styles.groups}>
      <Group title={requests.title}>
        <Tile
          title={home.toApprove}
          count={data.toApprove}
          icon={<ClipboardTaskListLtrRegular />}
          tone="action"
          onOpen={() => go('requests', { states: ['submitted'] })}
        />
        <Tile
          title={home.returned}
          count={data.returned}
          icon={<ArrowUndoRegular />}
          tone="action"
          onOpen={() => go('requests', { states: ['returned', 'rejected'] })}
        />
        <Tile
          title={home.drafts}
          count={data.drafts}
          icon={<DraftsRegular />}
          onOpen={() => go('requests', { states: ['draft'] })}
        />
        <Tile
          title={home.queued}
          count={data.queued}
          icon={<SendClockRegular />}
          tone="waiting"
          onOpen={() => go('requests', { states: ['approved', 'queued', 'sent'] })}
        />
      </Group>
      {data.people > 0 ? (
        <Group title={home.staffGroup}>
          <Tile title={home.people} count={data.people} icon={<PeopleRegular />} onOpen={() => go('staff')} />
          <Tile
            title={home.divisions}
            count={data.divisions}
            icon={<BuildingRegular />}
            onOpen={() => go('divisions')}
          />
          <Tile
            title={home.errors}
            count={data.errors}
            icon={<ErrorCircleRegular />}
            tone="refused"
            onOpen={() => go('staff', { filter: { only: 'errors' } })}
          />
          <Tile
            title={home.admission}
            count={data.expired + data.expiring.in90}
            icon={<CalendarErrorRegular />}
            tone={data.expired > 0 ? 'refused' : 'action'}
            note={home.admissionTerms(data.expired, data.expiring.in30, data.expiring.in60, data.expiring.in90)}
            onOpen={() => go('staff', { filter: { only: 'expiring' } })}
          />
        </Group>
      ) : (
        <NoPeople />
      )}
    </div>
  );
}

/** A desk at its first use: take the registry's data, or begin by hand. */
function NoPeople() {
  const { home, shell } = useMessages();
  const { training } = useSession();
  const { go } = useNavigation();
  const sync = useSyncState();
  const notify = useNotify();
  const running = sync?.phase === 'pulling' || sync?.phase === 'pushing';
  return (
    <EmptyState
      icon={<PeopleAddRegular />}
      title={home.emptyTitle}
      text={home.emptyText}
      action={
        <>
          {training ? null : (
            <Button
              appearance="primary"
              disabled={running}
              onClick={() => void call(api().sync.run({})).catch(notify.failed)}
            >
              {shell.syncNow}
            </Button>
          )}
          <Button onClick={() => go('staff')}>{home.openStaff}</Button>
        </>
      }
    />
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {title}
      </h2>
      <div className={styles.tiles}>{children}</div>
    </section>
  );
}
