import { Button, makeStyles, ProgressBar, Text, Tooltip, tokens } from '@fluentui/react-components';
import { DismissRegular, FolderOpenRegular, OpenRegular } from '@fluentui/react-icons';
import { failureSentence } from '#shared/text/translate.ts';
import { api, call } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useNavigation } from '../app/navigation.tsx';
import { useNotify } from '../app/notify.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { dismissJobs, type JobEntry, stopJob } from './job-center.ts';
import { jobTitle, sectionOfJob } from './job-methods.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  title: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  facts: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
});

interface JobLineProps {
  readonly job: JobEntry;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly onLeave: () => void;
}

/** A job that runs, with a way to stop it, or what it came to. */
export function JobLine({ job, now, onLeave }: JobLineProps) {
  const styles = useStyles();
  const texts = useMessages();
  const words = texts.jobs;
  const title = jobTitle(texts, job.method);
  const { outcome } = job;
  const isRunning = outcome.phase === 'running';
  const seconds = Math.max(0, Math.round(((isRunning ? now : outcome.endedAt) - job.startedAt) / 1000));
  return (
    <li className={styles.line}>
      <div className={styles.row}>
        <Text weight="semibold" className={styles.title}>
          {title}
        </Text>
        {isRunning ? null : (
          <Tooltip content={words.dismiss(title)} relationship="label">
            <Button size="small" appearance="subtle" icon={<DismissRegular />} onClick={() => dismissJobs(job.jobId)} />
          </Tooltip>
        )}
      </div>
      {isRunning ? (
        <Running job={job} title={title} seconds={seconds} isStopping={outcome.isStopping} />
      ) : (
        <Ended job={job} seconds={seconds} onLeave={onLeave} />
      )}
    </li>
  );
}

interface RunningProps {
  readonly job: JobEntry;
  readonly title: string;
  readonly seconds: number;
  readonly isStopping: boolean;
}

function Running({ job, title, seconds, isStopping }: RunningProps) {
  const styles = useStyles();
  const { jobs, common } = useMessages();
  const format = useFormat();
  const { done, total } = job.progress;
  const known = total !== null && total > 0;
  const count = known ? common.progressOf(format.number(done), format.number(total)) : done > 0 && format.number(done);
  return (
    <>
      <ProgressBar
        aria-label={title}
        {...(known ? { value: Math.min(done / total, 1), 'aria-valuetext': String(count) } : {})}
      />
      <div className={styles.row}>
        <Text size={200} className={styles.title}>
          {[isStopping ? jobs.stopping : count, jobs.lasts(seconds)].filter((part) => part !== false).join(' · ')}
        </Text>
        <Button
          size="small"
          disabledFocusable={isStopping}
          aria-label={jobs.stop(title)}
          onClick={() => stopJob(api(), job.jobId)}
        >
          {common.stop}
        </Button>
      </div>
    </>
  );
}

function Ended({ job, seconds, onLeave }: Pick<JobLineProps, 'job' | 'onLeave'> & { readonly seconds: number }) {
  const styles = useStyles();
  const texts = useMessages();
  const { outcome } = job;
  if (outcome.phase === 'running') return null;
  const isDone = outcome.phase === 'done';
  return (
    <>
      <div className={styles.row}>
        <StatusChip tone={isDone ? 'done' : 'refused'} label={isDone ? texts.jobs.done : texts.jobs.failed} />
        <Text size={200} className={styles.facts}>
          {texts.jobs.lasts(seconds)}
        </Text>
      </div>
      {isDone ? null : <Text size={200}>{failureSentence(texts, outcome.failure)}</Text>}
      <div>
        <OpenButton job={job} onLeave={onLeave} />
      </div>
    </>
  );
}

/** The way to the file, the request, or where the job is at home. */
function OpenButton({ job, onLeave }: Pick<JobLineProps, 'job' | 'onLeave'>) {
  const { jobs, reports } = useMessages();
  const notify = useNotify();
  const { go } = useNavigation();
  const product = job.outcome.phase === 'done' ? job.outcome.product : null;
  if (product?.kind === 'report') {
    return (
      <Button
        size="small"
        icon={<FolderOpenRegular />}
        onClick={() => void call(api().desktop.showReport({ runId: product.runId })).catch(notify.failed)}
      >
        {`${reports.show}: ${product.fileName}`}
      </Button>
    );
  }
  return (
    <Button
      size="small"
      icon={<OpenRegular />}
      onClick={() => {
        onLeave();
        if (product?.kind === 'request') go('requests', { requestId: product.requestId });
        else go(sectionOfJob(job.method));
      }}
    >
      {product?.kind === 'request' ? jobs.openRequest : jobs.openSection}
    </Button>
  );
}
