import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Employment } from '#shared/domain/entities.ts';
import { fullName } from '#shared/rules/names.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { useReturnFocus } from '../../grid/return-focus.ts';
import { useCodes } from '../../grid/use-codes.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface DismissDialogProps {
  readonly personId: string;
  readonly onClose: () => void;
}

/** Ends an employment: which one, when, why, by which order. */
export function DismissDialog({ personId, onClose }: DismissDialogProps) {
  useReturnFocus();
  const styles = useStyles();
  const { staff } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const codes = useCodes();
  const words = staff.dismissDialog;
  const card = useQuery({
    queryKey: [keys.staff, 'card', personId],
    queryFn: () => call(api().staff.card({ personId })),
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const [endDate, setEndDate] = useState<string | null | undefined>(localDayOf(new Date()));
  const [endReason, setEndReason] = useState('');
  const [endOrder, setEndOrder] = useState('');
  const [tried, setTried] = useState(false);

  const open = card.data?.employments.filter((employment) => employment.endDate === null) ?? [];
  const employment = open.find(({ id }) => id === chosen) ?? open[0];
  const name = card.data === undefined ? '' : fullName(card.data.person);
  const dateWrong = wrongDate(employment, endDate, words, format.date);
  const reasonWrong = endReason.trim() === '' ? words.reasonRequired : undefined;

  const dismiss = useMutation({
    mutationFn: (input: { employmentId: string; endDate: string }) =>
      trackSaving(call(api().staff.dismiss({ ...input, endReason: endReason.trim(), endOrder: endOrder.trim() }))),
    onSuccess: () => {
      notify.done(words.done(name));
      onClose();
    },
  });
  const confirm = (): void => {
    setTried(true);
    if (employment === undefined || dateWrong !== undefined || reasonWrong !== undefined || !endDate) return;
    dismiss.mutate({ employmentId: employment.id, endDate });
  };
  const titleOf = ({ postCode, divisionId, beginDate }: Employment) =>
    [
      postCode === null ? null : (codes('employment', 'postCode')?.byCode.get(postCode)?.name ?? postCode),
      divisionId === null ? null : codes('employment', 'divisionId')?.byCode.get(divisionId)?.name,
      format.date(beginDate),
    ]
      .filter((part) => part)
      .join(', ');
  return (
    <ConfirmDialog
      open
      title={words.title(name)}
      confirm={words.submit}
      busy={dismiss.isPending || card.data === undefined}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <div>{card.data !== undefined && open.length === 0 ? words.noEmployment : words.text}</div>
        {open.length > 1 && (
          <Field label={words.employment}>
            <Select value={employment?.id ?? ''} onChange={(_event, { value }) => setChosen(value)}>
              {open.map((one) => (
                <option key={one.id} value={one.id}>
                  {titleOf(one)}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <DateField
          label={words.endDate}
          required
          value={endDate ?? null}
          onChange={setEndDate}
          validationMessage={tried || endDate === undefined ? (dateWrong ?? null) : null}
        />
        <Field
          label={words.endReason}
          hint={words.endReasonHint}
          required
          validationMessage={tried ? (reasonWrong ?? null) : null}
        >
          <Input value={endReason} maxLength={255} onChange={(_event, { value }) => setEndReason(value)} />
        </Field>
        <Field label={words.endOrder} hint={words.endOrderHint}>
          <Input value={endOrder} maxLength={255} onChange={(_event, { value }) => setEndOrder(value)} />
        </Field>
        {card.error !== null && <FailureBar error={card.error} />}
        {dismiss.error !== null && <FailureBar error={dismiss.error} />}
      </div>
    </ConfirmDialog>
  );
}

function wrongDate(
  employment: Employment | undefined,
  endDate: string | null | undefined,
  words: { readonly dateRequired: string; readonly beforeBegin: (date: string) => string },
  show: (day: string) => string,
): string | undefined {
  if (!endDate) return words.dateRequired;
  const begin = employment?.beginDate ?? null;
  return begin !== null && endDate < begin ? words.beforeBegin(show(begin)) : undefined;
}
