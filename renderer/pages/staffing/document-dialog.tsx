import { Field, Select } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { StaffingDocumentView } from '#shared/contract/staffing.ts';
import { api, call } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { type CardForm, entityOf, toForm } from '../../forms/entity-form.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

const NAME = 'document';
const FIELDS = ['number', 'approvedOn', 'orderNumber', 'beginDate', 'endDate'] as const;

function valuesOf(document: StaffingDocumentView | null) {
  if (document === null) return {};
  const { number, approvedOn, orderNumber, beginDate, endDate } = document;
  return { number, approvedOn, orderNumber, beginDate, endDate };
}

interface DocumentDialogProps {
  /** The one to edit; null makes a new draft. */
  readonly document: StaffingDocumentView | null;
  readonly documents: readonly StaffingDocumentView[];
  readonly codes: Codes;
  readonly onClose: () => void;
  readonly onMade: (documentId: string) => void;
}

/** The requisites of a staffing table: of a new draft, which may begin as a copy, or of one that is there. */
export function DocumentDialog({ document, documents, codes, onClose, onMade }: DocumentDialogProps) {
  const { common, staffing, states } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const today = localDayOf(new Date());
  const inForce = documents.find(({ staffingStatus }) => staffingStatus === 'active');
  const [copyOf, setCopyOf] = useState<string>(inForce?.id ?? '');
  const form = useForm<CardForm>({
    mode: 'onTouched',
    defaultValues: toForm(NAME, 'staffingDocument', valuesOf(document), format),
  });
  const save = useMutation({
    mutationFn: async (values: CardForm) => {
      const entered = entityOf(NAME, 'staffingDocument', values, { today, codes: undefined });
      if (document === null) {
        const { number, approvedOn, orderNumber, beginDate, endDate } = entered as unknown as StaffingDocumentView;
        const fields = { number, approvedOn, orderNumber, beginDate, endDate };
        const input = { ...fields, copyOf: copyOf === '' ? null : copyOf };
        const { id, left } = await trackSaving(call(api().staffing.createDocument(input)));
        notify.done(staffing.created(number), left === 0 ? undefined : staffing.leftBehind(left));
        onMade(id);
        return;
      }
      const edits = FIELDS.flatMap((field) => {
        const [from, to] = [document[field], entered[field] ?? null];
        return from === to ? [] : [{ kind: 'staffingDocument' as const, id: document.id, field, from, to }];
      });
      if (edits.length > 0) await trackSaving(call(api().staffing.applyEdits({ edits, onDay: today })));
    },
    onSuccess: onClose,
  });
  return (
    <FormProvider {...form}>
      <FormDialog
        title={document === null ? staffing.newDocumentTitle : staffing.editDocumentTitle(document.number)}
        submit={document === null ? staffing.create : common.save}
        busy={save.isPending}
        onSubmit={form.handleSubmit((values) => save.mutate(values))}
        onClose={onClose}
      >
        <EntityFields
          name={NAME}
          kind="staffingDocument"
          fields={FIELDS}
          codes={codes}
          today={today}
          disabled={save.isPending}
          fresh
        />
        {document === null && documents.length > 0 && (
          <Field label={staffing.copyOf}>
            <Select value={copyOf} onChange={(_event, { value }) => setCopyOf(value)}>
              <option value="">{staffing.copyNothing}</option>
              {documents.map(({ id, number, beginDate, staffingStatus }) => (
                <option key={id} value={id}>
                  {staffing.documentOf(number, format.date(beginDate), states.staffingStatus[staffingStatus])}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {save.error !== null && <FailureBar error={save.error} />}
      </FormDialog>
    </FormProvider>
  );
}
