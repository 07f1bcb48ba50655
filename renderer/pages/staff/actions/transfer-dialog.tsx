import { Button } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { Transfer } from '#shared/contract/staff.ts';
import { api, call } from '../../../app/api.ts';
import { useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { trackSaving } from '../../../app/saved-state.ts';
import type { CardForm } from '../../../forms/entity-form.ts';
import { useCodes } from '../../../grid/use-codes.ts';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import type { Chosen } from './actions-menu.tsx';
import { TransferFields, transferOf, useTransferDefaults } from './transfer-fields.tsx';
import { TransferPreview } from './transfer-preview.tsx';
import { useWork, WorkChoice } from './work-choice.tsx';

/** Transfers somebody from a day; what it changes is seen before it is written. */
export function TransferDialog({ personId, employmentId, onClose }: Chosen & { readonly onClose: () => void }) {
  const { actions } = useMessages();
  const words = actions.transferDialog;
  const notify = useNotify();
  const codes = useCodes();
  const work = useWork(personId, employmentId);
  const chosenId = work.chosen?.id;
  const form = useForm<CardForm>({ mode: 'onTouched', defaultValues: useTransferDefaults() });
  const [asked, setAsked] = useState<Transfer | null>(null);
  // What was looked at is what is written: a change of the form wants another look.
  useEffect(() => form.watch(() => setAsked(null)).unsubscribe, [form]);

  const preview = useMutation({ mutationFn: (transfer: Transfer) => call(api().staff.previewTransfer(transfer)) });
  const write = useMutation({
    mutationFn: (transfer: Transfer) => trackSaving(call(api().staff.transfer(transfer))),
    onSuccess: () => {
      notify.done(words.done(1));
      onClose();
    },
  });
  const seen = asked === null ? undefined : preview.data;
  const fine = seen?.lines.some(({ refusal }) => refusal === null) ?? false;
  const check = form.handleSubmit((values) => {
    if (chosenId === undefined) return;
    const transfer = { ...transferOf(values), employmentIds: [chosenId] };
    setAsked(transfer);
    preview.mutate(transfer);
  });
  const submit = (): void => {
    if (seen === undefined || asked === null) void check();
    else write.mutate(asked);
  };
  return (
    <FormProvider {...form}>
      <FormDialog
        title={words.title(work.name)}
        submit={words.submit}
        wide
        busy={write.isPending || preview.isPending}
        disabled={!fine}
        onSubmit={submit}
        onClose={onClose}
        actions={
          <Button disabledFocusable={preview.isPending || chosenId === undefined} onClick={() => void check()}>
            {words.check}
          </Button>
        }
      >
        <div>{words.text}</div>
        <WorkChoice work={work} />
        <TransferFields many={false} />
        {seen !== undefined && <TransferPreview lines={seen.lines} codes={codes} />}
        {preview.error !== null && <FailureBar error={preview.error} />}
        {write.error !== null && <FailureBar error={write.error} />}
      </FormDialog>
    </FormProvider>
  );
}
