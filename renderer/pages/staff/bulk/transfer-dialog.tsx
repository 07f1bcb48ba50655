import { useEffect } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { BulkDialog } from '../../../bulk/bulk-dialog.tsx';
import { ScopeChoice, useScope } from '../../../bulk/scope-choice.tsx';
import { useBulk } from '../../../bulk/use-bulk.ts';
import type { CardForm } from '../../../forms/entity-form.ts';
import { useCodes } from '../../../grid/use-codes.ts';
import { TransferFields, transferOf, useTransferDefaults } from '../actions/transfer-fields.tsx';
import type { StaffBulkProps } from './bulk-menu.tsx';

/** Many people to another place from one day on. */
export function TransferManyDialog({ scope, onClose }: StaffBulkProps) {
  const { actions, bulk: texts } = useMessages();
  const words = texts.transferDialog;
  const notify = useNotify();
  const codes = useCodes();
  const bulk = useBulk(({ changed }) => {
    notify.done(words.done(changed));
    onClose();
  });
  const chosen = useScope(scope, bulk.forget);
  const form = useForm<CardForm>({ mode: 'onTouched', defaultValues: useTransferDefaults() });
  const { forget } = bulk;
  useEffect(() => form.watch(forget).unsubscribe, [form, forget]);
  const look = form.handleSubmit((values) =>
    bulk.look({ action: 'transfer', rows: chosen.rows, transfer: transferOf(values) }),
  );
  return (
    <FormProvider {...form}>
      <BulkDialog
        title={words.title}
        text={actions.transferDialog.text}
        bulk={bulk}
        of="person"
        codes={codes}
        submit={words.submit}
        onLook={() => void look()}
        onClose={onClose}
      >
        <ScopeChoice {...chosen} />
        <TransferFields many />
      </BulkDialog>
    </FormProvider>
  );
}
