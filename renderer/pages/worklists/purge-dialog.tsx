import { Field, Input, Text } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RemovedRow } from '#shared/contract/worklists.ts';
import { api, call, keys } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

interface PurgeDialogProps {
  readonly card: Pick<RemovedRow, 'personId' | 'name'>;
  readonly onClose: () => void;
}

/** Erases a deleted card for good: why, and the name typed in as the word of consent; the PIN is asked for then. */
export function PurgeDialog({ card: { personId, name }, onClose }: PurgeDialogProps) {
  const words = useMessages().worklists.removed;
  const notify = useNotify();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const purge = useMutation({
    mutationFn: () => trackSaving(call(api().staff.purgeCard({ personId, name: typed, reason }))),
    onSuccess: () => {
      notify.done(words.purged);
      void client.invalidateQueries({ queryKey: [keys.worklists] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={words.purgeTitle(name)}
      submit={words.confirm}
      busy={purge.isPending}
      disabled={reason.trim() === '' || typed.trim() === ''}
      onSubmit={() => purge.mutate()}
      onClose={onClose}
    >
      <Text>{words.purgeText}</Text>
      <Field label={words.reason} hint={words.reasonHint} required>
        <Input value={reason} maxLength={500} onChange={(_event, { value }) => setReason(value)} />
      </Field>
      <Field label={words.name} hint={words.nameHint(name)} required>
        <Input value={typed} maxLength={1000} autoComplete="off" onChange={(_event, { value }) => setTyped(value)} />
      </Field>
      {purge.error !== null && <FailureBar error={purge.error} />}
    </FormDialog>
  );
}
