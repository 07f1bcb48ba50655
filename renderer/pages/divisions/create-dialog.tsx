import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { FormProvider, useForm } from 'react-hook-form';
import type { DivisionNode } from '#shared/contract/areas.ts';
import type { Division } from '#shared/domain/entities.ts';
import type { FieldOf } from '#shared/domain/fields.ts';
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

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground2 },
});

const NAME = 'division';
const FIELDS: Readonly<Record<Division['level'], readonly FieldOf<'division'>[]>> = {
  division: ['parentId', 'name', 'typeCode', 'kindCode', 'separate', 'buildingId', 'openDate', 'phone'],
  section: ['name', 'bedCount', 'openDate'],
  room: ['name', 'buildingId', 'openDate', 'phone'],
};

interface CreateDialogProps {
  readonly level: Division['level'];
  /** Where it will stand; null is the top. */
  readonly parent: DivisionNode | null;
  readonly codes: Codes;
  readonly onClose: () => void;
  readonly onCreated: (divisionId: string) => void;
}

/** A new division, section or room; what is required only for a submission may be filled in later on its card. */
export function CreateDialog({ level, parent, codes, onClose, onCreated }: CreateDialogProps) {
  const styles = useStyles();
  const { divisions } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const today = localDayOf(new Date());
  const first = { level, parentId: parent?.id ?? null, typeCode: parent?.typeCode ?? null, openDate: today };
  const form = useForm<CardForm>({ mode: 'onTouched', defaultValues: toForm(NAME, 'division', first, format) });
  const create = useMutation({
    mutationFn: async (values: CardForm) => {
      const { oid: _, organisationId: __, ...fields } = entityOf(NAME, 'division', values, { today, codes: undefined });
      const { id } = await trackSaving(call(api().divisions.create({ fields })));
      return { id, name: String(fields.name) };
    },
    onSuccess: ({ id, name }) => {
      notify.done(divisions.created(name));
      onCreated(id);
      onClose();
    },
  });
  return (
    <FormProvider {...form}>
      <FormDialog
        title={divisions.createTitle[level]}
        submit={divisions.createVerb}
        busy={create.isPending}
        onSubmit={form.handleSubmit((values) => create.mutate(values))}
        onClose={onClose}
      >
        {level !== 'division' && parent !== null && (
          <Text className={styles.muted}>{divisions.createIn(parent.name)}</Text>
        )}
        <EntityFields
          name={NAME}
          kind="division"
          fields={FIELDS[level]}
          codes={codes}
          today={today}
          disabled={create.isPending}
          fresh
        />
        {create.error !== null && <FailureBar error={create.error} />}
      </FormDialog>
    </FormProvider>
  );
}
