import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons';
import type { SyncState } from '#shared/contract/areas.ts';
import type { ExchangeSession } from '#shared/contract/exchange.ts';
import { describeFailure, type Messages } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { StatusChip, type Tone } from '../../ui/status-chip.tsx';
import { useSessions } from './use-exchange.ts';

const useStyles = makeStyles({ foot: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalS } });

const TONE: Readonly<Record<ExchangeSession['outcome'], Tone>> = {
  running: 'waiting',
  success: 'done',
  stopped: 'draft',
  broken: 'action',
  failed: 'refused',
};

/** Every exchange as it went, the newest first. */
export function SessionList({ sync }: { readonly sync: SyncState }) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { rows, total, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useSessions(sync);
  const { sessions, tabs } = texts.exchange;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (rows === undefined) return <LoadingState />;
  if (rows.length === 0) {
    return <EmptyState icon={<HistoryRegular />} title={sessions.empty} text={sessions.emptyText} />;
  }
  const titles = sessions.columns;
  return (
    <DataTable
      label={tabs.sessions}
      columns={[
        { key: 'startedAt', title: titles.startedAt, align: 'center' },
        { key: 'lasted', title: titles.lasted, align: 'end' },
        { key: 'pulled', title: titles.pulled, align: 'end' },
        { key: 'pushed', title: titles.pushed, align: 'end' },
        { key: 'outcome', title: titles.outcome, wrap: true },
      ]}
      rows={rows.map((session) => ({
        key: session.id,
        cells: [
          format.moment(session.startedAt),
          lastedOf(texts, session),
          format.number(session.pulled),
          format.number(session.pushed),
          <StatusChip key="outcome" tone={TONE[session.outcome]} label={outcomeOf(texts, session)} />,
        ],
      }))}
      foot={
        hasNextPage ? (
          <div className={styles.foot}>
            <Button
              size="small"
              appearance="subtle"
              disabledFocusable={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {`${texts.common.showMore}: ${sessions.found(rows.length, total)}`}
            </Button>
          </div>
        ) : null
      }
    />
  );
}

function lastedOf({ exchange, jobs }: Messages, { startedAt, endedAt }: ExchangeSession): string {
  if (endedAt === null) return '';
  const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  return seconds === 0 ? exchange.sessions.milliseconds : jobs.lasts(seconds);
}

function outcomeOf(texts: Messages, { outcome, code }: ExchangeSession): string {
  const word = texts.exchange.sessions.outcome[outcome];
  return code === null ? word : `${word}: ${describeFailure(texts, { code }).title} (${code})`;
}
