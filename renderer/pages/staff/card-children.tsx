import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FormProvider, type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { type FileKind, isOwnKind, OWNER_OF, type OwnKind } from '#shared/domain/entities.ts';
import { isDay } from '#shared/rules/dates.ts';
import { endOfTerm, TERMS } from '#shared/rules/terms.ts';
import { api, call } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { type CardForm, entityOf, type FormValue, formName, toForm } from '../../forms/entity-form.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CARD_FIELDS, FIRST_VALUES } from './card-fields.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface AddRecordProps {
  readonly kinds: readonly FileKind[];
  /** The person, or the employment of an absence. */
  readonly ownerId: string;
  readonly codes: Codes;
  readonly today: string;
}

/** A button for each kind of record that can be added here. */
export function AddRecord({ kinds, ...dialog }: AddRecordProps) {
  const styles = useStyles();
  const { staff } = useMessages();
  const [adding, setAdding] = useState<FileKind | null>(null);
  return (
    <div className={styles.row}>
      {kinds.map((kind) => (
        <Button key={kind} icon={<AddRegular />} onClick={() => setAdding(kind)}>
          {staff.card.add[kind]}
        </Button>
      ))}
      {adding !== null && <AddDialog kind={adding} {...dialog} onClose={() => setAdding(null)} />}
    </div>
  );
}

interface AddDialogProps extends Omit<AddRecordProps, 'kinds'> {
  readonly kind: FileKind;
  readonly onClose: () => void;
}

/** The fields of a new record; what is required only for a submission may be filled in later on the card. */
function AddDialog({ kind, ownerId, codes, today, onClose }: AddDialogProps) {
  const { staff } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const form = useForm<CardForm>({ mode: 'onTouched', defaultValues: toForm(NAME, kind, FIRST_VALUES[kind], format) });
  useEndOfTerm(form, kind);
  const add = useMutation({
    mutationFn: (values: CardForm) => {
      const { [OWNER_OF[kind].field]: _owner, ...fields } = entityOf(NAME, kind, values, { today, codes: undefined });
      return trackSaving(call(api().staff.addChild({ kind, ownerId, fields })));
    },
    onSuccess: () => {
      notify.done(isOwnKind(kind) ? staff.card.addedOwn : staff.card.added);
      onClose();
    },
  });
  return (
    <FormProvider {...form}>
      <FormDialog
        title={staff.card.add[kind]}
        submit={staff.card.addVerb}
        busy={add.isPending}
        wide
        onSubmit={form.handleSubmit((values) => add.mutate(values))}
        onClose={onClose}
      >
        <EntityFields
          name={NAME}
          kind={kind}
          fields={CARD_FIELDS[kind]}
          codes={codes}
          today={today}
          disabled={add.isPending}
          fresh
        />
        {add.error !== null && <FailureBar error={add.error} />}
      </FormDialog>
    </FormProvider>
  );
}

/** Name of the new record in its form. */
const NAME = 'record';

/** The usual last day follows the first one until somebody chooses another. */
function useEndOfTerm({ control, getValues, setValue }: UseFormReturn<CardForm>, kind: FileKind): void {
  const term = TERMS[kind];
  const from = useWatch({ control, name: formName(NAME, term?.from ?? '') });
  const to = formName(NAME, term?.to ?? '');
  const proposed = useRef<FormValue>(null);
  useEffect(() => {
    if (typeof from !== 'string' || !isDay(from) || getValues(to) !== proposed.current) return;
    proposed.current = endOfTerm(from);
    setValue(to, proposed.current);
  }, [from, to, getValues, setValue]);
}

interface RemoveRecordProps {
  readonly kind: FileKind;
  readonly id: string;
  readonly title: string;
}

export function RemoveRecord({ kind, id, title }: RemoveRecordProps) {
  const { staff } = useMessages();
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  /** No request holds the deletion of a record of the desk's own. */
  const bringBack = useMutation({
    mutationFn: (own: OwnKind) => trackSaving(call(api().staff.restoreChild({ kind: own, id }))),
    onSuccess: () => notify.done(staff.card.broughtBack),
    onError: notify.failed,
  });
  const remove = useMutation({
    mutationFn: () => trackSaving(call(api().staff.removeChild({ kind, id }))),
    onSuccess: () => {
      if (!isOwnKind(kind)) {
        notify.done(staff.card.removed);
        return;
      }
      const action = { label: staff.card.bringBack, onClick: () => bringBack.mutate(kind) };
      notify.tell({ intent: 'info', title: staff.card.removedOwn, action });
    },
    onError: (error) => notify.failed(error),
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={staff.card.removeOne(title)}
        onClick={() => setAsking(true)}
      />
      <ConfirmDialog
        open={asking}
        title={staff.card.removeTitle(title)}
        confirm={staff.card.removeVerb}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(false)}
      >
        {isOwnKind(kind) ? staff.card.removeOwnText : staff.card.removeText}
      </ConfirmDialog>
    </>
  );
}
