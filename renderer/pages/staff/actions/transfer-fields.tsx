import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useFormContext } from 'react-hook-form';
import type { Transfer } from '#shared/contract/staff.ts';
import { isDay } from '#shared/rules/dates.ts';
import { localDayOf } from '../../../app/format.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { EntityFields } from '../../../forms/entity-fields.tsx';
import { type CardForm, entityOf, toForm } from '../../../forms/entity-form.ts';
import { useCodes } from '../../../grid/use-codes.ts';
import { DayField, TextField } from '../../../ui/form-fields.tsx';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    alignItems: 'start',
  },
  title: { margin: 0 },
});

const PLACE = ['divisionId', 'postCode', 'positionType', 'rate', 'personnelNumber', 'contractNumber', 'contractDate'];
/** What may be the same for several people at once. */
const PLACE_OF_MANY = PLACE.slice(0, 4);

/** A form of a transfer as it is first shown. */
export function useTransferDefaults(): CardForm {
  const { actions } = useMessages();
  const format = useFormat();
  return {
    ...toForm('place', 'employment', {}, format),
    ...{ date: localDayOf(new Date()), reason: actions.transferDialog.reasonGiven, order: '', orderDate: null },
  };
}

/** From which day, where to and by which order; what is left empty stays as it is. */
export function TransferFields({ many }: { readonly many: boolean }) {
  const styles = useStyles();
  const { actions } = useMessages();
  const words = actions.transferDialog;
  const codes = useCodes();
  const { control } = useFormContext<CardForm>();
  const required = (message: string) => ({
    validate: { required: (value: unknown) => (typeof value === 'string' && value.trim() !== '') || message },
  });
  return (
    <>
      <div className={styles.row}>
        <DayField control={control} name="date" label={words.date} required rules={day(actions.dateRequired)} />
      </div>
      <Subtitle2 as="h3" className={styles.title}>
        {words.place}
      </Subtitle2>
      <EntityFields
        name="place"
        kind="employment"
        fields={many ? PLACE_OF_MANY : PLACE}
        codes={codes}
        today={localDayOf(new Date())}
        disabled={false}
        fresh
        optional
        dayField="date"
      />
      <Subtitle2 as="h3" className={styles.title}>
        {words.document}
      </Subtitle2>
      <div className={styles.row}>
        <TextField
          control={control}
          name="reason"
          label={words.reason}
          required
          rules={required(words.reasonRequired)}
        />
        <TextField control={control} name="order" label={words.order} />
        <DayField control={control} name="orderDate" label={words.orderDate} />
      </div>
    </>
  );
}

function day(message: string) {
  return { validate: { day: (value: unknown) => (typeof value === 'string' && isDay(value)) || message } };
}

/** Only what was filled in changes. */
export function transferOf(form: CardForm): Omit<Transfer, 'employmentIds'> {
  const place = entityOf('place', 'employment', form, { today: localDayOf(new Date()), codes: undefined });
  const values = Object.fromEntries(PLACE.map((field) => [field, place[field]]).filter(([, value]) => value !== null));
  return {
    date: form.date ?? '',
    values,
    endReason: form.reason?.trim() ?? '',
    endOrder: form.order?.trim() ?? '',
    endOrderDate: form.orderDate ?? null,
  };
}
