import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useMessages } from '../../app/i18n.tsx';
import type { Job } from '../../app/jobs.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { InlineProgress } from '../../ui/progress.tsx';

const useStyles = makeStyles({
  root: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, flexShrink: 0 },
});

type Verification = Job<Record<string, never>, { entries: number; brokenAt: number | null }>;

/** How far the check is, and what it found. */
export function VerifyResult({ job }: { readonly job: Verification }) {
  const styles = useStyles();
  const { journal } = useMessages();
  const { state } = job;
  if (state.phase === 'idle') return null;
  return (
    <div className={styles.root}>
      {state.phase === 'running' ? (
        <InlineProgress label={journal.verifying} progress={state.progress} onCancel={job.cancel} />
      ) : state.phase === 'failed' ? (
        <FailureBar error={state.failure} />
      ) : (
        <MessageBar
          intent={state.value.brokenAt === null ? 'success' : 'error'}
          layout="multiline"
          role={state.value.brokenAt === null ? 'status' : 'alert'}
        >
          <MessageBarBody>
            {state.value.brokenAt === null ? journal.intact(state.value.entries) : journal.broken(state.value.brokenAt)}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
