import { Field, Select } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isDay } from '#shared/rules/dates.ts';
import { fullName } from '#shared/rules/names.ts';
import { api, call } from '../../../app/api.ts';
import { localDayOf } from '../../../app/format.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { trackSaving } from '../../../app/saved-state.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useCard } from '../use-card.ts';
import { leaveText } from './consequences.tsx';

interface ComeBackDialogProps {
  readonly personId: string;
  readonly onClose: () => void;
}

/** Somebody works again: their absence ends the day before. */
export function ComeBackDialog({ personId, onClose }: ComeBackDialogProps) {
  const texts = useMessages();
  const words = texts.actions.comeBackDialog;
  const format = useFormat();
  const notify = useNotify();
  const today = localDayOf(new Date());
  const card = useCard(personId);
  const [wanted, setWanted] = useState<string | null>(null);
  const [firstDay, setFirstDay] = useState<string | null>(today);
  const leaves = card.data?.leaves.filter(({ endDate }) => endDate === null || endDate >= today) ?? [];
  const leave = leaves.find(({ id }) => id === wanted) ?? leaves[0];
  const name = card.data === undefined ? '' : fullName(card.data.person);
  const day = firstDay !== null && isDay(firstDay) ? firstDay : null;
  const end = useMutation({
    mutationFn: (input: { leaveId: string; firstDay: string }) => trackSaving(call(api().staff.endLeave(input))),
    onSuccess: () => {
      notify.done(words.done(name));
      onClose();
    },
  });
  return (
    <FormDialog
      title={words.title(name)}
      submit={words.submit}
      busy={end.isPending}
      disabled={leave === undefined || day === null}
      onSubmit={() => {
        if (leave !== undefined && day !== null) end.mutate({ leaveId: leave.id, firstDay: day });
      }}
      onClose={onClose}
    >
      {card.data !== undefined && leave === undefined && <div>{words.noLeave}</div>}
      {leave !== undefined && (
        <>
          <Field label={words.leave}>
            <Select value={leave.id} onChange={(_event, { value }) => setWanted(value)}>
              {leaves.map((one) => (
                <option key={one.id} value={one.id}>
                  {leaveText(one, texts, format)}
                </option>
              ))}
            </Select>
          </Field>
          <DateField label={words.firstDay} required value={firstDay} onChange={setFirstDay} />
          <div>{texts.actions.inDraft}</div>
        </>
      )}
      {card.error !== null && <FailureBar error={card.error} />}
      {end.error !== null && <FailureBar error={end.error} />}
    </FormDialog>
  );
}
