import { useMutation } from '@tanstack/react-query';
import { FormProvider, useForm } from 'react-hook-form';
import { NewEmployment } from '#shared/contract/staff.ts';
import { fullName } from '#shared/rules/names.ts';
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
import { NEW_WORK } from '../hire-steps.ts';
import { useCard } from '../use-card.ts';

interface PostDialogProps {
  readonly personId: string;
  readonly onClose: () => void;
}

/** More work for somebody who is there: part-time, combined, or work again after a dismissal. */
export function PostDialog({ personId, onClose }: PostDialogProps) {
  const { actions } = useMessages();
  const words = actions.postDialog;
  const notify = useNotify();
  const codes = useCodes();
  const card = useCard(personId);
  const name = card.data === undefined ? '' : fullName(card.data.person);
  const today = localDayOf(new Date());
  const form = useForm<CardForm>({
    mode: 'onTouched',
    defaultValues: toForm('work', 'employment', { beginDate: today, contractDate: today }, useFormat()),
  });
  const add = useMutation({
    mutationFn: (values: CardForm) => {
      const employment = NewEmployment.parse(entityOf('work', 'employment', values, { today, codes: undefined }));
      return trackSaving(call(api().staff.addEmployment({ personId, employment })));
    },
    onSuccess: () => {
      notify.done(words.done(name));
      onClose();
    },
  });
  const submit = form.handleSubmit((values) => add.mutate(values));
  return (
    <FormProvider {...form}>
      <FormDialog
        title={words.title(name)}
        submit={words.submit}
        wide
        busy={add.isPending}
        onSubmit={(event) => void submit(event)}
        onClose={onClose}
      >
        <div>{words.text}</div>
        <EntityFields
          name="work"
          kind="employment"
          fields={NEW_WORK}
          codes={codes}
          today={today}
          disabled={false}
          fresh
        />
        <div>{actions.inDraft}</div>
        {add.error !== null && <FailureBar error={add.error} />}
      </FormDialog>
    </FormProvider>
  );
}
