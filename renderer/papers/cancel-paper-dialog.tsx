import { Field, Textarea } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type GivenPaper, REASON_AT_MOST } from '#shared/contract/papers.ts';
import { api, call } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { usePaperName } from './use-paper-name.ts';

interface CancelPaperDialogProps {
  readonly paper: GivenPaper;
  readonly onClose: () => void;
}

/** Cancels a given paper; why is obligatory. */
export function CancelPaperDialog({ paper, onClose }: CancelPaperDialogProps) {
  const { cancelDialog: words } = useMessages().papers;
  const name = usePaperName()(paper);
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const cancel = useMutation({
    mutationFn: () => call(api().papers.cancel({ paperId: paper.id, reason })),
    onSuccess: () => {
      notify.done(words.done, name);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={words.title(name)}
      confirm={words.submit}
      busy={cancel.isPending}
      onConfirm={() => {
        setTried(true);
        if (!missing) cancel.mutate();
      }}
      onCancel={onClose}
    >
      <p>{words.text}</p>
      <Field label={words.reason} required validationMessage={tried && missing ? words.required : null}>
        <Textarea
          value={reason}
          maxLength={REASON_AT_MOST}
          rows={3}
          autoFocus
          onChange={(_event, { value }) => setReason(value)}
        />
      </Field>
      {cancel.error !== null && <FailureBar error={cancel.error} />}
    </ConfirmDialog>
  );
}
