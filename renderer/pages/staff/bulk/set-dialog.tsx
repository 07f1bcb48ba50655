import { Dropdown, Field, makeStyles, Option, OptionGroup, Switch, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { BULK_FIELDS, type FieldToSet } from '#shared/contract/bulk.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { localDayOf } from '../../../app/format.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { BulkDialog } from '../../../bulk/bulk-dialog.tsx';
import { ScopeChoice, useScope } from '../../../bulk/scope-choice.tsx';
import { useBulk } from '../../../bulk/use-bulk.ts';
import { EntityFields } from '../../../forms/entity-fields.tsx';
import { type CardForm, entityOf, formName, toForm } from '../../../forms/entity-form.ts';
import { useCodes } from '../../../grid/use-codes.ts';
import type { StaffBulkProps } from './bulk-menu.tsx';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(250px, 1fr))',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    alignItems: 'start',
  },
  list: { maxHeight: '320px' },
});

const FIELDS: readonly FieldToSet[] = [
  ...BULK_FIELDS.employment.map((field) => ({ kind: 'employment', field }) as const),
  ...BULK_FIELDS.person.map((field) => ({ kind: 'person', field }) as const),
];
const FIRST: FieldToSet = { kind: 'employment', field: 'divisionId' };
const pathOf = ({ kind, field }: FieldToSet): string => `${kind}.${field}`;

/** One value of one field for many people, with the editor of the field; or none at all. */
export function SetDialog({ scope, onClose }: StaffBulkProps) {
  const styles = useStyles();
  const texts = useMessages();
  const words = texts.bulk.setDialog;
  const format = useFormat();
  const notify = useNotify();
  const codes = useCodes();
  const today = localDayOf(new Date());
  const [of, setOf] = useState(FIRST);
  const [clear, setClear] = useState(false);
  const bulk = useBulk(({ changed }) => {
    notify.done(words.done(changed));
    onClose();
  });
  const chosen = useScope(scope, bulk.forget);
  const form = useForm<CardForm>({
    mode: 'onTouched',
    defaultValues: { ...toForm('person', 'person', {}, format), ...toForm('employment', 'employment', {}, format) },
  });
  const look = form.handleSubmit((values) => {
    const read = entityOf(of.kind, of.kind, values, { today, codes: codes(of.kind, of.field) });
    const to = clear ? null : (read[of.field] ?? null);
    // Nothing typed is not «clear it»: that is said by the switch.
    if (to === null && !clear) form.setError(formName(of.kind, of.field), { message: words.required });
    else bulk.look({ action: 'set', rows: chosen.rows, field: of, to });
  });
  const mayClear = fieldDefinition(of.kind, of.field)?.required !== true;
  return (
    <FormProvider {...form}>
      <BulkDialog
        title={words.title}
        text={words.text}
        bulk={bulk}
        of="person"
        codes={codes}
        submit={words.submit}
        onLook={() => void look()}
        onClose={onClose}
      >
        <ScopeChoice {...chosen} />
        <div className={styles.row} onChange={bulk.forget}>
          <Field label={words.field}>
            <Dropdown
              value={fieldLabel(texts, pathOf(of))}
              selectedOptions={[pathOf(of)]}
              listbox={{ className: styles.list }}
              onOptionSelect={(_event, { optionValue }) => {
                setOf(FIELDS.find((field) => pathOf(field) === optionValue) ?? FIRST);
                setClear(false);
                bulk.forget();
              }}
            >
              {(['employment', 'person'] as const).map((kind) => (
                <OptionGroup key={kind} label={texts.states.entity[kind]}>
                  {FIELDS.filter((field) => field.kind === kind).map((field) => (
                    <Option key={pathOf(field)} value={pathOf(field)}>
                      {fieldLabel(texts, pathOf(field))}
                    </Option>
                  ))}
                </OptionGroup>
              ))}
            </Dropdown>
          </Field>
          {clear ? (
            <div />
          ) : (
            <EntityFields
              key={pathOf(of)}
              name={of.kind}
              kind={of.kind}
              fields={[of.field]}
              codes={codes}
              today={today}
              disabled={false}
              fresh
              optional
            />
          )}
          {mayClear && (
            <Switch
              label={words.clear}
              checked={clear}
              onChange={(_event, { checked }) => {
                setClear(checked);
                bulk.forget();
              }}
            />
          )}
        </div>
      </BulkDialog>
    </FormProvider>
  );
}
