import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SyncState } from '#shared/contract/areas.ts';
import type { ENDPOINT_STATES, Health } from '#shared/contract/exchange.ts';
import { describeFailure } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { jobTitle } from '../../jobs/job-methods.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { StatusChip, type Tone } from '../../ui/status-chip.tsx';
import { Facts } from '../requests/facts.tsx';
import { type Overview, useHealth } from './use-exchange.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    overflowY: 'auto',
    minHeight: 0,
  },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, flexShrink: 0 },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  note: { color: tokens.colorNeutralForeground2 },
});

const TONE: Readonly<Record<(typeof ENDPOINT_STATES)[number], Tone>> = {
  used: 'done',
  ready: 'draft',
  resting: 'action',
};
const MEGABYTE = 1_048_576;

interface HealthViewProps {
  readonly sync: SyncState;
  readonly overview: Overview | undefined;
}

/** What the workstation carries: sizes, counts, addresses and how long jobs took. */
export function HealthView({ sync, overview }: HealthViewProps) {
  const styles = useStyles();
  const { exchange } = useMessages();
  const { data, error, refetch } = useHealth(sync);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled part without controls must be reachable by keyboard
    <section className={styles.root} aria-label={exchange.tabs.health} tabIndex={0}>
      <Section title={exchange.health.store}>
        <StoreFacts health={data} />
      </Section>
      <Section title={exchange.health.endpoints}>
        <Endpoints endpoints={overview?.endpoints ?? []} />
      </Section>
      <Section title={exchange.health.jobs}>
        <JobTimes jobs={data.jobs} />
      </Section>
    </section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </div>
  );
}

function StoreFacts({ health: found }: { readonly health: Health }) {
  const { exchange } = useMessages();
  const format = useFormat();
  const { health } = exchange;
  const size = (bytes: number) => health.megabytes(Math.round((bytes / MEGABYTE) * 10) / 10);
  return (
    <Facts
      facts={[
        [health.databaseBytes, size(found.databaseBytes)],
        [health.walBytes, size(found.walBytes)],
        [health.copied, format.number(found.copied)],
        [health.parked, format.number(found.parked)],
        [health.queued, format.number(found.queued)],
        [health.lastSuccess, found.lastSuccess === null ? health.never : format.moment(found.lastSuccess)],
      ]}
    />
  );
}

function Endpoints({ endpoints }: { readonly endpoints: Overview['endpoints'] }) {
  const styles = useStyles();
  const { health } = useMessages().exchange;
  if (endpoints.length === 0) return <Text className={styles.note}>{health.noEndpoints}</Text>;
  return (
    <DataTable
      label={health.endpoints}
      columns={[
        { key: 'address', title: health.address, wrap: true },
        { key: 'state', title: health.addressState },
      ]}
      rows={endpoints.map(({ address, state }) => ({
        key: address,
        cells: [address, <StatusChip key="state" tone={TONE[state]} label={health.state[state]} />],
      }))}
    />
  );
}

function JobTimes({ jobs }: Pick<Health, 'jobs'>) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { health, sessions } = texts.exchange;
  if (jobs.length === 0) return <Text className={styles.note}>{health.noJobs}</Text>;
  const titles = health.columns;
  return (
    <DataTable
      label={health.jobs}
      columns={[
        { key: 'job', title: titles.job, wrap: true },
        { key: 'endedAt', title: titles.endedAt, align: 'center' },
        { key: 'lasted', title: titles.lasted, align: 'end' },
        { key: 'outcome', title: titles.outcome, wrap: true },
      ]}
      rows={jobs.map(({ method, endedAt, milliseconds, code }) => ({
        key: `${method} ${endedAt}`,
        cells: [
          jobTitle(texts, method),
          format.moment(endedAt),
          milliseconds < 1000 ? sessions.milliseconds : texts.jobs.lasts(Math.round(milliseconds / 1000)),
          code === null ? (
            <StatusChip key="outcome" tone="done" label={health.done} />
          ) : (
            <StatusChip key="outcome" tone="refused" label={`${describeFailure(texts, { code }).title} (${code})`} />
          ),
        ],
      }))}
    />
  );
}
