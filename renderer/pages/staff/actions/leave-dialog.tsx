import { useMutation } from '@tanstack/react-query';
import { FormProvider, useForm } from 'react-hook-form';
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
import { CARD_FIELDS } from '../card-fields.ts';
import { useWork, WorkChoice } from './work-choice.tsx';

interface LeaveDialogProps {
  readonly personId: string;
  readonly employmentId: string | null;
  readonly onClose: () => void;
}

/** A long absence begins: the post stays taken. */
export function LeaveDialog({ personId, employmentId, onClose }: LeaveDialogProps) {
  const { actions } = useMessages();
  const words = actions.leaveDialog;
  const notify = useNotify();
  const codes = useCodes();
  const today = localDayOf(new Date());
  const work = useWork(personId, employmentId);
  const { chosen, name } = work;
  const form = useForm<CardForm>({
    mode: 'onTouched',
    defaultValues: toForm('leave', 'leave', { beginDate: today }, useFormat()),
  });
  const begin = useMutation({
    mutationFn: (input: { ownerId: string; values: CardForm }) => {
      const { employmentId: _, ...fields } = entityOf('leave', 'leave', input.values, { today, codes: undefined });
      return trackSaving(call(api().staff.addChild({ kind: 'leave', ownerId: input.ownerId, fields })));
    },
    onSuccess: () => {
      notify.done(words.done(name));
      onClose();
    },
  });
  const submit = form.handleSubmit((values) => {
    if (chosen !== undefined) begin.mutate({ ownerId: chosen.id, values });
  });
  return (
    <FormProvider {...form}>
      <FormDialog
        title={words.title(name)}
        submit={words.submit}
        busy={begin.isPending}
        disabled={chosen === undefined}
        onSubmit={(event) => void submit(event)}
        onClose={onClose}
      >
        <div>{words.text}</div>
        <WorkChoice work={work} />
        <EntityFields
          name="leave"
          kind="leave"
          fields={CARD_FIELDS.leave}
          codes={codes}
          today={today}
          disabled={false}
          fresh
        />
        <div>{actions.inDraft}</div>
        {begin.error !== null && <FailureBar error={begin.error} />}
      </FormDialog>
    </FormProvider>
  );
}
