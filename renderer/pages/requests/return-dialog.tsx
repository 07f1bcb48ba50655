import { Field, Textarea } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestSummary, SubjectDifference } from '#shared/contract/changes.ts';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';

/** One person or division, or the whole request. */
export interface ReturnWhat {
  readonly subject: SubjectDifference | null;
}

interface ReturnDialogProps {
  readonly request: RequestSummary;
  readonly what: ReturnWhat;
  readonly onClose: () => void;
}

/** Gives changes back to their author; why is obligatory. */
export function ReturnDialog({ request, what: { subject }, onClose }: ReturnDialogProps) {
  const { requests } = useMessages();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const giveBack = useMutation({
    mutationFn: () =>
      call(
        api().changes.returnSubjects({
          requestId: request.id,
          subjectIds: subject === null ? null : [subject.subjectId],
          reason: reason.trim(),
        }),
      ),
    onSuccess: () => {
      notify.done(requests.returnedDone);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={subject === null ? requests.returnAllTitle(request.number) : requests.returnOneTitle(subject.title)}
      confirm={requests.returnConfirm}
      busy={giveBack.isPending}
      onConfirm={() => {
        setTried(true);
        if (!missing) giveBack.mutate();
      }}
      onCancel={onClose}
    >
      {subject !== null && <p>{requests.returnOneText}</p>}
      <Field
        label={requests.returnReason}
        hint={requests.returnReasonHint}
        required
        validationMessage={tried && missing ? requests.returnReasonRequired : null}
      >
        <Textarea
          value={reason}
          maxLength={2000}
          rows={4}
          autoFocus
          onChange={(_event, { value }) => setReason(value)}
        />
      </Field>
      {giveBack.error !== null && <FailureBar error={giveBack.error} />}
    </ConfirmDialog>
  );
}
