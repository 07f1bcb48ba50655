import { MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useMessages } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { InlineProgress } from '../ui/progress.tsx';
import { BulkPreview } from './bulk-preview.tsx';
import type { Bulk } from './use-bulk.ts';

const useStyles = makeStyles({ form: { display: 'contents' } });

interface BulkDialogProps {
  readonly title: string;
  readonly text: string;
  readonly bulk: Bulk;
  readonly of: 'person' | 'division';
  readonly codes: Codes;
  /** What is pressed to see what will happen, where that is not the usual. */
  readonly check?: string;
  /** The verb for so many. */
  readonly submit: (count: number) => string;
  /** Shows what will happen; where something is missing in the form it says so instead. */
  readonly onLook: () => void;
  readonly onClose: () => void;
  /** What is asked for. */
  readonly children: ReactNode;
}

/** Something for many at once: what is asked for, what will happen, and only then the verb that does it. */
export function BulkDialog(props: BulkDialogProps) {
  const { title, text, bulk, of, codes, check, submit, onLook, onClose, children } = props;
  const styles = useStyles();
  const words = useMessages().bulk;
  const { preview, running, failure } = bulk;
  const stopped = failure?.code === 'KD-6002';
  return (
    <FormDialog
      title={title}
      submit={preview === null ? (check ?? words.check) : submit(preview.counts.change)}
      wide
      busy={running !== null}
      disabled={preview !== null && preview.counts.change === 0}
      onSubmit={preview === null ? onLook : bulk.confirm}
      onClose={onClose}
    >
      <div>{text}</div>
      <fieldset className={styles.form} disabled={running !== null}>
        {children}
      </fieldset>
      {running !== null && (
        <InlineProgress label={words[running.what]} progress={running.progress} onCancel={bulk.cancel} />
      )}
      {stopped ? (
        <MessageBar role="status">
          <MessageBarBody>{words.nothingWritten}</MessageBarBody>
        </MessageBar>
      ) : (
        failure !== null && <FailureBar error={failure} />
      )}
      {preview !== null && (
        <BulkPreview key={`${preview.planId} ${preview.fresh}`} preview={preview} of={of} codes={codes} />
      )}
    </FormDialog>
  );
}
