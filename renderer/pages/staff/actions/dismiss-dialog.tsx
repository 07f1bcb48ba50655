import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Dismissal } from '#shared/contract/staff-dismissal.ts';
import { isDay } from '#shared/rules/dates.ts';
import { api, call, keys } from '../../../app/api.ts';
import { localDayOf } from '../../../app/format.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { trackSaving } from '../../../app/saved-state.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Consequences } from './consequences.tsx';
import { useWork, WorkChoice } from './work-choice.tsx';

const useStyles = makeStyles({
  order: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: tokens.spacingHorizontalM, alignItems: 'start' },
});

interface DismissDialogProps {
  readonly personId: string;
  readonly employmentId: string | null;
  readonly onClose: () => void;
}

/** Ends an employment with what hangs on it, in one step; what that means is shown before. */
export function DismissDialog({ personId, employmentId, onClose }: DismissDialogProps) {
  const styles = useStyles();
  const { actions } = useMessages();
  const words = actions.dismissDialog;
  const format = useFormat();
  const notify = useNotify();
  const work = useWork(personId, employmentId);
  const { chosen, name } = work;
  const [endDate, setEndDate] = useState<string | null>(localDayOf(new Date()));
  const [endReason, setEndReason] = useState('');
  const [endOrder, setEndOrder] = useState('');
  const [endOrderDate, setEndOrderDate] = useState<string | null>(null);
  const [tried, setTried] = useState(false);

  const day = endDate !== null && isDay(endDate) ? endDate : null;
  const begin = chosen?.beginDate ?? null;
  const tooEarly = day !== null && begin !== null && day < begin;
  const preview = useQuery({
    queryKey: [keys.staff, 'dismissal', chosen?.id, day],
    queryFn: () => call(api().staff.previewDismissal({ employmentId: chosen?.id ?? '', endDate: day ?? '' })),
    enabled: chosen !== undefined && day !== null && !tooEarly,
    placeholderData: (before) => before,
  });
  const dismiss = useMutation({
    mutationFn: (input: Dismissal) => trackSaving(call(api().staff.dismiss(input))),
    onSuccess: () => {
      notify.done(words.done(name));
      onClose();
    },
  });
  const submit = (): void => {
    setTried(true);
    if (chosen === undefined || day === null || tooEarly || endReason.trim() === '') return;
    if (endOrderDate === null || !isDay(endOrderDate)) return;
    dismiss.mutate({ employmentId: chosen.id, endDate: day, endReason, endOrder, endOrderDate });
  };
  const dateWrong = tooEarly ? actions.beforeBegin(format.date(begin)) : day === null ? actions.dateRequired : null;
  const said = (message: string | null) => (tried && message !== null ? { validationMessage: message } : {});
  return (
    <FormDialog
      title={words.title(name)}
      submit={words.submit}
      busy={dismiss.isPending}
      disabled={chosen === undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      <WorkChoice work={work} />
      <DateField
        label={words.endDate}
        required
        value={endDate}
        onChange={setEndDate}
        {...(tooEarly ? { validationMessage: dateWrong ?? '' } : said(dateWrong))}
      />
      <Field
        label={words.endReason}
        hint={words.endReasonHint}
        required
        {...said(endReason.trim() === '' ? words.reasonRequired : null)}
      >
        <Input value={endReason} maxLength={255} onChange={(_event, { value }) => setEndReason(value)} />
      </Field>
      <div className={styles.order}>
        <Field label={words.endOrder}>
          <Input value={endOrder} maxLength={255} onChange={(_event, { value }) => setEndOrder(value)} />
        </Field>
        <DateField
          label={words.endOrderDate}
          required
          value={endOrderDate}
          onChange={setEndOrderDate}
          {...said(endOrderDate === null ? words.endOrderDateRequired : null)}
        />
      </div>
      {preview.data !== undefined && day !== null && <Consequences preview={preview.data} endDate={day} />}
      <div>{actions.inDraft}</div>
      {[work.card.error, preview.error, dismiss.error].map(
        (error, index) => error !== null && <FailureBar key={String(index)} error={error} />,
      )}
    </FormDialog>
  );
}
