import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons';
import type { ReportRun } from '#shared/contract/areas.ts';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import type { Job } from '../../app/jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { InlineProgress } from '../../ui/progress.tsx';

/** Null when the dialog that asks where to save was cancelled. */
export type ReportRunValue = ReportRun | null;

const useStyles = makeStyles({
  root: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, flexShrink: 0 },
});

interface ReportResultProps {
  readonly job: Pick<Job<never, ReportRunValue>, 'state' | 'cancel'>;
  readonly label: string;
}

/** How far the file is, then where it lies, or why there is none. */
export function ReportResult({ job: { state, cancel }, label }: ReportResultProps) {
  const styles = useStyles();
  const { reports } = useMessages();
  if (state.phase === 'idle') return null;
  return (
    <div className={styles.root}>
      {state.phase === 'running' ? (
        <InlineProgress label={label} progress={state.progress} onCancel={cancel} />
      ) : state.phase === 'failed' ? (
        <FailureBar error={state.failure} />
      ) : state.value === null ? (
        <MessageBar intent="info">
          <MessageBarBody>{reports.cancelled}</MessageBarBody>
        </MessageBar>
      ) : (
        <MessageBar intent="success">
          <MessageBarBody>{reports.ready(state.value.fileName)}</MessageBarBody>
          <MessageBarActions>
            <ShowReportButton runId={state.value.id} />
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}

/** Opens the folder of a finished report in the file manager. */
export function ShowReportButton({ runId, name }: { readonly runId: string; readonly name?: string }) {
  const { reports } = useMessages();
  const notify = useNotify();
  return (
    <Button
      size="small"
      appearance={name === undefined ? 'secondary' : 'subtle'}
      icon={<FolderOpenRegular />}
      {...(name === undefined ? {} : { 'aria-label': `${reports.show}: ${name}` })}
      onClick={() => void call(api().desktop.showReport({ runId })).catch(notify.failed)}
    >
      {reports.show}
    </Button>
  );
}
