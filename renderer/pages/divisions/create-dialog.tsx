import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
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
import { useReturnFocus } from '../../grid/return-focus.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
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
  useReturnFocus();
  const styles = useStyles();
  const { common, divisions } = useMessages();
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
  const submit = form.handleSubmit((values) => create.mutate(values));
  return (
    <Dialog
      open
      onOpenChange={(_event, { open, type }) => {
        // A click beside the dialog must not throw away what has been typed.
        if (!open && type !== 'backdropClick' && !create.isPending) onClose();
      }}
    >
      <DialogSurface>
        <FormProvider {...form}>
          <form noValidate onSubmit={submit}>
            <DialogBody>
              <DialogTitle>{divisions.createTitle[level]}</DialogTitle>
              <DialogContent className={styles.content}>
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
              </DialogContent>
              <DialogActions>
                <Button type="submit" appearance="primary" disabled={create.isPending}>
                  {divisions.createVerb}
                </Button>
                <Button onClick={onClose} disabled={create.isPending}>
                  {common.cancel}
                </Button>
              </DialogActions>
            </DialogBody>
          </form>
        </FormProvider>
      </DialogSurface>
    </Dialog>
  );
}
