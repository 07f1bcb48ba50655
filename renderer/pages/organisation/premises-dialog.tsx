import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { FormProvider, useForm } from 'react-hook-form';
import type { OrganisationCard, PremisesKind } from '#shared/contract/organisation.ts';
import type { Building, Service } from '#shared/domain/entities.ts';
import { api, call } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { editsOfEntity } from '../../forms/entity-edits.ts';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { type CardForm, entityOf, toForm } from '../../forms/entity-form.ts';
import { FieldHint, marksOf } from '../../forms/field-hint.tsx';
import { useReturnFocus } from '../../grid/return-focus.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FIRST_PREMISES, PREMISES_FIELDS } from './premises.ts';
import { RemovePremises } from './remove-premises.tsx';
import { useMayEditOrganisation } from './use-may-edit.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '760px' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** Name of the record in its form. */
const NAME = 'record';

interface PremisesDialogProps {
  readonly kind: PremisesKind;
  readonly card: OrganisationCard;
  /** Null for a new one. */
  readonly record: Building | Service | null;
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** A building or a service: to be read, edited, or made. What only a submission needs may be filled in later. */
export function PremisesDialog({ kind, card, record, codes, onClose }: PremisesDialogProps) {
  useReturnFocus();
  const styles = useStyles();
  const { common, organisation } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const mayEdit = useMayEditOrganisation();
  const today = localDayOf(new Date());
  const form = useForm<CardForm>({
    mode: 'onTouched',
    defaultValues: toForm(NAME, kind, record === null ? FIRST_PREMISES[kind] : { ...record }, format),
  });
  const save = useMutation({
    mutationFn: (values: CardForm) => trackSaving(write(kind, record, values, today, codes)),
    onSuccess: () => {
      notify.done(record === null ? organisation.added : organisation.saved);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(_event, { open, type }) => {
        // A click beside the dialog must not throw away what has been typed.
        if (!open && type !== 'backdropClick' && !save.isPending) onClose();
      }}
    >
      <DialogSurface className={styles.surface}>
        <FormProvider {...form}>
          <form noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
            <DialogBody>
              <DialogTitle>{record === null ? organisation.add[kind] : record.name}</DialogTitle>
              <DialogContent className={styles.content}>
                <EntityFields
                  name={NAME}
                  kind={kind}
                  fields={PREMISES_FIELDS[kind]}
                  codes={codes}
                  today={today}
                  disabled={!mayEdit || save.isPending}
                  fresh={record === null}
                  hintOf={(field) => {
                    const marks = record === null ? null : marksOf(card, record.id, field);
                    return marks === null ? undefined : <FieldHint marks={marks} codes={codes} />;
                  }}
                />
                {save.error !== null && <FailureBar error={save.error} />}
              </DialogContent>
              <DialogActions>
                {mayEdit && record !== null && <RemovePremises kind={kind} record={record} onRemoved={onClose} />}
                {mayEdit && (
                  <Button type="submit" appearance="primary" disabled={save.isPending}>
                    {record === null ? organisation.addVerb : common.save}
                  </Button>
                )}
                <Button onClick={onClose} disabled={save.isPending}>
                  {mayEdit ? common.cancel : common.close}
                </Button>
              </DialogActions>
            </DialogBody>
          </form>
        </FormProvider>
      </DialogSurface>
    </Dialog>
  );
}

async function write(
  kind: PremisesKind,
  record: Building | Service | null,
  values: CardForm,
  today: string,
  codes: Codes,
): Promise<unknown> {
  if (record === null) {
    const { organisationId: _, ...fields } = entityOf(NAME, kind, values, { today });
    return call(api().organisation.add({ kind, fields }));
  }
  const edits = editsOfEntity({ name: NAME, kind, id: record.id, values: { ...record } }, values, today, codes);
  return edits.length === 0 ? undefined : call(api().organisation.applyEdits({ edits }));
}
