import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { CopyRegular, PlugConnectedCheckmarkRegular } from '@fluentui/react-icons';
import type { CheckLine, CheckReport } from '#shared/contract/exchange.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import type { Job } from '../../app/jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { InlineProgress } from '../../ui/progress.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { StatusChip, type Tone } from '../../ui/status-chip.tsx';
import { reportText, wordsOf } from './check-words.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    overflowY: 'auto',
    minHeight: 0,
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, flexShrink: 0 },
  title: { ...typographyStyles.body1Strong, margin: 0, overflowWrap: 'anywhere' },
  note: { color: tokens.colorNeutralForeground2 },
});

const TONE: Readonly<Record<CheckLine['outcome'], Tone>> = {
  ok: 'done',
  warning: 'action',
  failed: 'refused',
  skipped: 'draft',
};

interface CheckViewProps {
  readonly job: Job<Record<string, never>, CheckReport>;
  readonly onStart: () => void;
}

/** The way to the registry step by step: what was found at each, why, and what to do about it. */
export function CheckView({ job, onStart }: CheckViewProps) {
  const styles = useStyles();
  const { exchange } = useMessages();
  const { state } = job;
  const { checking } = exchange;
  const start = (
    <Button appearance="primary" icon={<PlugConnectedCheckmarkRegular />} onClick={onStart}>
      {state.phase === 'idle' ? exchange.check : checking.again}
    </Button>
  );
  if (state.phase === 'idle') {
    return (
      <EmptyState
        icon={<PlugConnectedCheckmarkRegular />}
        title={exchange.tabs.check}
        text={checking.intro}
        action={start}
      />
    );
  }
  return (
    <div className={styles.root}>
      {state.phase === 'running' ? (
        <InlineProgress label={checking.running} progress={state.progress} onCancel={job.cancel} />
      ) : state.phase === 'failed' ? (
        <>
          <FailureBar error={state.failure} />
          <div className={styles.line}>{start}</div>
        </>
      ) : (
        <Report report={state.value} onStart={onStart} />
      )}
    </div>
  );
}

function Report({ report, onStart }: { readonly report: CheckReport; readonly onStart: () => void }) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const { checking } = texts.exchange;
  const copy = async () => {
    await navigator.clipboard.writeText(reportText(texts, format, report));
    notify.done(checking.copied);
  };
  return (
    <>
      <Verdict report={report} />
      <div className={styles.line}>
        <Button size="small" icon={<CopyRegular />} onClick={() => void copy().catch(notify.failed)}>
          {checking.copy}
        </Button>
        <Button size="small" icon={<PlugConnectedCheckmarkRegular />} onClick={onStart}>
          {checking.again}
        </Button>
        <Text className={styles.note}>{checking.at(format.moment(report.at))}</Text>
      </div>
      {report.endpoints.map(({ address, lines }) => (
        <Endpoint key={address} address={address} lines={lines} />
      ))}
    </>
  );
}

function Verdict({ report }: { readonly report: CheckReport }) {
  const { checking } = useMessages().exchange;
  const lines = report.endpoints.flatMap((endpoint) => endpoint.lines);
  const failed = lines.find(({ outcome }) => outcome === 'failed');
  const warned = lines.some(({ outcome }) => outcome === 'warning');
  return (
    <MessageBar
      intent={failed !== undefined ? 'error' : warned ? 'warning' : 'success'}
      role={failed === undefined ? 'status' : 'alert'}
      layout="multiline"
    >
      <MessageBarBody>
        {failed !== undefined
          ? checking.broken(checking.steps[failed.step])
          : warned
            ? checking.warned
            : checking.allWell}
      </MessageBarBody>
    </MessageBar>
  );
}

function Endpoint({ address, lines }: CheckReport['endpoints'][number]) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const titles = texts.exchange.checking.columns;
  return (
    <>
      <h2 className={styles.title}>{address}</h2>
      <DataTable
        label={address}
        columns={[
          { key: 'step', title: titles.step },
          { key: 'result', title: titles.result },
          { key: 'what', title: titles.what, wrap: true },
          { key: 'advice', title: titles.advice, wrap: true },
        ]}
        rows={lines.map((line) => {
          const { step, outcome, title, advice } = wordsOf(texts, format, line);
          return {
            key: line.step,
            cells: [step, <StatusChip key="result" tone={TONE[line.outcome]} label={outcome} />, title, advice],
          };
        })}
      />
    </>
  );
}
