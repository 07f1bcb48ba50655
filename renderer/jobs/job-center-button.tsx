import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Spinner,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { TaskListLtrRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { api } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { dismissJobs, findJobs, type JobEntry, useJobs } from './job-center.ts';
import { JobLine } from './job-line.tsx';

/** A quicker one would only flicker. */
const SEEN_AFTER = 300;

const useStyles = makeStyles({
  button: {
    flexShrink: 0,
    minWidth: 0,
    height: '24px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
  },
  surface: {
    padding: 0,
    width: '400px',
    maxHeight: 'min(480px, calc(100vh - 96px))',
    display: 'flex',
    flexDirection: 'column',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    flexShrink: 0,
  },
  title: { margin: 0, flexGrow: 1 },
  list: { margin: 0, padding: 0, listStyleType: 'none', overflowY: 'auto', minHeight: 0 },
});

/** Long work of any page, in the status bar: how much runs and what has ended; nothing when there is none. */
export function JobCenter() {
  const styles = useStyles();
  const { jobs: words } = useMessages();
  const all = useJobs();
  useEffect(() => void findJobs(api()), []);
  const [isOpen, setOpen] = useState(false);
  const now = useNow(all.some(isRunning));
  const seen = all.filter((job) => !isRunning(job) || now - job.startedAt >= SEEN_AFTER);
  if (seen.length === 0) return null;
  const running = seen.filter(isRunning).length;
  const ended = seen.length - running;
  return (
    <Popover open={isOpen} onOpenChange={(_event, { open }) => setOpen(open)} trapFocus positioning="above-start">
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.button}
          appearance="subtle"
          size="small"
          icon={running > 0 ? <Spinner size="extra-tiny" /> : <TaskListLtrRegular />}
        >
          {words.button(running, ended)}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={words.title}>
        <div className={styles.head}>
          <Subtitle2 as="h2" className={styles.title}>
            {words.title}
          </Subtitle2>
          <Button size="small" appearance="subtle" disabledFocusable={ended === 0} onClick={() => dismissJobs(null)}>
            {words.dismissAll}
          </Button>
        </div>
        <ul className={styles.list} aria-label={words.title}>
          {seen.map((job) => (
            <JobLine key={job.jobId} job={job} now={now} onLeave={() => setOpen(false)} />
          ))}
        </ul>
      </PopoverSurface>
    </Popover>
  );
}

function isRunning({ outcome }: JobEntry): boolean {
  return outcome.phase === 'running';
}

/** The time, fresh while it is looked at. */
function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isTicking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), SEEN_AFTER);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
