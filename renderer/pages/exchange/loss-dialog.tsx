import { Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RegistryLoss } from '#shared/contract/exchange.ts';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { margin: 0 },
});

interface LossDialogProps {
  readonly loss: RegistryLoss;
  readonly onClose: () => void;
}

/** What would be deleted here, by numbers, and the decision to do so; why is obligatory. */
export function LossDialog({ loss, onClose }: LossDialogProps) {
  const styles = useStyles();
  const { exchange, states } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const words = exchange.loss;
  const missing = reason.trim() === '';
  const accept = useMutation({
    mutationFn: () => call(api().sync.acceptLoss({ lossId: loss.lossId, reason: reason.trim() })),
    onSuccess: () => {
      notify.done(words.done);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: [keys.sync] }),
  });
  return (
    <ConfirmDialog
      open
      title={words.question}
      confirm={words.confirm(loss.kinds.reduce((sum, kind) => sum + kind.missing, 0))}
      busy={accept.isPending}
      onConfirm={() => {
        setTried(true);
        if (!missing) accept.mutate();
      }}
      onCancel={onClose}
    >
      <div className={styles.root}>
        <DataTable
          label={words.table}
          columns={[
            { key: 'kind', title: words.columns.kind },
            { key: 'known', title: words.columns.known, align: 'end' },
            { key: 'missing', title: words.columns.missing, align: 'end' },
            { key: 'left', title: words.columns.left, align: 'end' },
          ]}
          rows={loss.kinds.map(({ kind, known, missing }) => ({
            key: kind,
            cells: [states.entity[kind], format.number(known), format.number(missing), format.number(known - missing)],
          }))}
        />
        <p className={styles.text}>{words.consequences}</p>
        <Field
          label={words.reason}
          hint={words.reasonHint}
          required
          validationMessage={tried && missing ? words.reasonRequired : null}
        >
          <Textarea value={reason} maxLength={2000} rows={3} onChange={(_event, { value }) => setReason(value)} />
        </Field>
        {accept.error !== null && <FailureBar error={accept.error} />}
      </div>
    </ConfirmDialog>
  );
}
