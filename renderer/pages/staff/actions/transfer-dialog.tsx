import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { Transfer } from '#shared/contract/staff.ts';
import { isDay } from '#shared/rules/dates.ts';
import { api, call } from '../../../app/api.ts';
import { localDayOf } from '../../../app/format.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { trackSaving } from '../../../app/saved-state.ts';
import { EntityFields } from '../../../forms/entity-fields.tsx';
import { type CardForm, entityOf, toForm } from '../../../forms/entity-form.ts';
import { useCodes } from '../../../grid/use-codes.ts';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { DayField, TextField } from '../../../ui/form-fields.tsx';
import type { Chosen } from './actions-menu.tsx';
import { TransferPreview } from './transfer-preview.tsx';
import { useWork, WorkChoice } from './work-choice.tsx';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    alignItems: 'start',
  },
  title: { margin: 0 },
});

const PLACE = ['divisionId', 'postCode', 'positionType', 'rate', 'personnelNumber', 'contractNumber', 'contractDate'];
/** What may be the same for several people at once. */
const PLACE_OF_MANY = PLACE.slice(0, 4);

interface TransferDialogProps {
  readonly people: readonly Chosen[];
  readonly onClose: () => void;
}

/** Transfers one or several people from a day; what it changes is seen before it is written. */
export function TransferDialog({ people, onClose }: TransferDialogProps) {
  const styles = useStyles();
  const { actions } = useMessages();
  const words = actions.transferDialog;
  const format = useFormat();
  const notify = useNotify();
  const codes = useCodes();
  const today = localDayOf(new Date());
  const [first] = people;
  const single = people.length === 1;
  const work = useWork(first?.personId ?? '', first?.employmentId ?? null);
  const ids = single ? [work.chosen?.id] : people.map(({ employmentId }) => employmentId);
  const form = useForm<CardForm>({
    mode: 'onTouched',
    defaultValues: {
      ...toForm('place', 'employment', {}, format),
      ...{ date: today, reason: words.reasonGiven, order: '', orderDate: null },
    },
  });
  const [asked, setAsked] = useState<Transfer | null>(null);
  // What was looked at is what is written: a change of the form wants another look.
  useEffect(() => form.watch(() => setAsked(null)).unsubscribe, [form]);

  const preview = useMutation({ mutationFn: (transfer: Transfer) => call(api().staff.previewTransfer(transfer)) });
  const write = useMutation({
    mutationFn: (transfer: Transfer) => trackSaving(call(api().staff.transfer(transfer))),
    onSuccess: (_answer, { employmentIds }) => {
      notify.done(words.done(employmentIds.length));
      onClose();
    },
  });
  const seen = asked === null ? undefined : preview.data;
  const fine = seen?.lines.filter(({ refusal }) => refusal === null) ?? [];
  const check = form.handleSubmit((values) => {
    const transfer = transferOf(values, ids, today);
    setAsked(transfer);
    preview.mutate(transfer);
  });
  const submit = (): void => {
    if (seen === undefined || asked === null) void check();
    else write.mutate({ ...asked, employmentIds: fine.map(({ employmentId }) => employmentId) });
  };
  const required = (message: string) => ({
    validate: { required: (value: unknown) => (typeof value === 'string' && value.trim() !== '') || message },
  });
  const { control } = form;
  return (
    <FormProvider {...form}>
      <FormDialog
        title={single ? words.title(work.name) : words.titleMany(people.length)}
        submit={single ? words.submit : words.submitMany(seen === undefined ? people.length : fine.length)}
        wide
        busy={write.isPending || preview.isPending}
        disabled={fine.length === 0}
        onSubmit={submit}
        onClose={onClose}
        actions={
          <Button
            disabledFocusable={preview.isPending || ids.some((id) => id === undefined)}
            onClick={() => void check()}
          >
            {words.check}
          </Button>
        }
      >
        <div>{words.text}</div>
        {single && <WorkChoice work={work} />}
        <div className={styles.row}>
          <DayField control={control} name="date" label={words.date} required rules={day(actions.dateRequired)} />
        </div>
        <Subtitle2 as="h3" className={styles.title}>
          {words.place}
        </Subtitle2>
        <EntityFields
          name="place"
          kind="employment"
          fields={single ? PLACE : PLACE_OF_MANY}
          codes={codes}
          today={today}
          disabled={false}
          fresh
          optional
          dayField="date"
        />
        <Subtitle2 as="h3" className={styles.title}>
          {words.document}
        </Subtitle2>
        <div className={styles.row}>
          <TextField
            control={control}
            name="reason"
            label={words.reason}
            required
            rules={required(words.reasonRequired)}
          />
          <TextField control={control} name="order" label={words.order} />
          <DayField control={control} name="orderDate" label={words.orderDate} />
        </div>
        {seen !== undefined && <TransferPreview lines={seen.lines} codes={codes} />}
        {preview.error !== null && <FailureBar error={preview.error} />}
        {write.error !== null && <FailureBar error={write.error} />}
      </FormDialog>
    </FormProvider>
  );
}

function day(message: string) {
  return { validate: { day: (value: unknown) => (typeof value === 'string' && isDay(value)) || message } };
}

/** Only what was filled in changes. */
function transferOf(form: CardForm, ids: readonly (string | null | undefined)[], today: string): Transfer {
  const place = entityOf('place', 'employment', form, { today, codes: undefined });
  const values = Object.fromEntries(PLACE.map((field) => [field, place[field]]).filter(([, value]) => value !== null));
  return {
    employmentIds: ids.filter((id) => id != null),
    date: form.date ?? '',
    values,
    endReason: form.reason?.trim() ?? '',
    endOrder: form.order?.trim() ?? '',
    endOrderDate: form.orderDate ?? null,
  };
}
