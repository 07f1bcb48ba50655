import { useMutation } from '@tanstack/react-query';
import { FormProvider, useForm } from 'react-hook-form';
import type { OrganisationCard, PremisesKind } from '#shared/contract/organisation.ts';
import type { Building, Service } from '#shared/domain/entities.ts';
import { api, call } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { RecordFiles } from '../../attachments/record-files.tsx';
import { editsOfEntity } from '../../forms/entity-edits.ts';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { type CardForm, entityOf, toForm } from '../../forms/entity-form.ts';
import { FieldHint, marksOf } from '../../forms/field-hint.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FIRST_PREMISES, PREMISES_FIELDS } from './premises.ts';
import { RemovePremises } from './remove-premises.tsx';
import { useMayEditOrganisation } from './use-may-edit.ts';

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
    <FormProvider {...form}>
      <FormDialog
        title={record === null ? organisation.add[kind] : record.name}
        submit={mayEdit ? (record === null ? organisation.addVerb : common.save) : null}
        busy={save.isPending}
        wide
        onSubmit={form.handleSubmit((values) => save.mutate(values))}
        onClose={onClose}
        actions={mayEdit && record !== null && <RemovePremises kind={kind} record={record} onRemoved={onClose} />}
      >
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
        {record !== null && kind === 'building' && (
          <RecordFiles owner={{ kind, id: record.id }} title={record.name} disabled={!mayEdit} />
        )}
        {save.error !== null && <FailureBar error={save.error} />}
      </FormDialog>
    </FormProvider>
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
