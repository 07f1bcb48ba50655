import { Button } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { RequestSummary } from '#shared/contract/changes.ts';
import { api, call, failureOf } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';

interface SubmitDraftProps {
  readonly draft: RequestSummary;
  readonly onClose: () => void;
  readonly onShowErrors: () => void;
}

/** Asks before the draft is frozen; what stands in the way is said in the dialog. */
export function SubmitDraft({ draft, onClose, onShowErrors }: SubmitDraftProps) {
  const { staff } = useMessages();
  const notify = useNotify();
  const submit = useMutation({
    mutationFn: () => call(api().changes.submit({ requestId: draft.id })),
    onSuccess: ({ number }) => {
      notify.done(staff.submitted(number));
      onClose();
    },
  });
  const hasErrors = submit.error !== null && failureOf(submit.error).code === 'KD-3007';
  return (
    <ConfirmDialog
      open
      title={staff.submitTitle(draft.number)}
      confirm={staff.submit}
      busy={submit.isPending}
      onConfirm={() => submit.mutate()}
      onCancel={onClose}
    >
      <p>{staff.submitText(draft.people, draft.fields)}</p>
      {submit.error !== null && (
        <FailureBar
          error={submit.error}
          actions={hasErrors ? <Button onClick={onShowErrors}>{staff.showErrors}</Button> : undefined}
        />
      )}
    </ConfirmDialog>
  );
}
