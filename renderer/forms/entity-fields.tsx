import { Field, type FieldProps, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactElement, useEffect } from 'react';
import { type Control, Controller, useFormContext, useWatch } from 'react-hook-form';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import { isDay } from '#shared/rules/dates.ts';
import { RECORD_DAY } from '#shared/rules/record-day.ts';
import { failureSentence, fieldLabel } from '#shared/text/translate.ts';
import { useMessages } from '../app/i18n.tsx';
import { EMPTY_CODES } from '../grid/code-index.ts';
import { CodePicker } from '../grid/code-picker.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { DayField, LinesField, TextField } from '../ui/form-fields.tsx';
import { CodesPicker, type Picked, TypedCode } from './codes-field.tsx';
import { type CardForm, entityOf, type FormValue, formName, readForm } from './entity-form.ts';
import { LockNote } from './lock-note.tsx';
import { PERSON_FIELDS } from './person-names.ts';
import { PersonPicker } from './person-picker.tsx';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    alignItems: 'start',
    border: 0,
    margin: 0,
    padding: 0,
    minWidth: 0,
  },
  field: { minWidth: 0 },
  long: { gridColumn: '1 / -1' },
  picker: { minWidth: 0, width: '100%' },
});

/** From so many letters on a text has a line of its own. */
const LONG = 500;

interface EntityFieldsProps {
  /** Name of the entity in the form. */
  readonly name: string;
  readonly kind: EntityKind;
  readonly fields: readonly string[];
  readonly codes: Codes;
  readonly today: string;
  readonly disabled: boolean;
  /** A new entity: nothing in it came from elsewhere, so everything is checked. */
  readonly fresh?: boolean;
  /** What is left empty stays as it is elsewhere. */
  readonly optional?: boolean;
  /** Field of the form that says of which day the entity is, where none of its own does: choices must be open then. */
  readonly dayField?: string;
  /** What is said below a field: what it was before, what the rules say of it. */
  readonly hintOf?: (field: string) => FieldProps['hint'];
}

/** Fields of one entity, each by its type, checked by the rules of the grid when they are left. */
export function EntityFields({
  name,
  kind,
  fields,
  codes,
  today,
  disabled,
  fresh,
  optional,
  dayField,
  hintOf,
}: EntityFieldsProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { control, formState, getValues, getFieldState, trigger } = useFormContext<CardForm>();
  const ownDay = RECORD_DAY[kind];
  const day = useWatch({ control, name: dayField ?? formName(name, ownDay ?? '') });
  const onDay = typeof day === 'string' && isDay(day) ? day : today;

  // What was said of a field is said again in the language chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the texts are others
  useEffect(() => {
    const said = fields
      .map((field) => formName(name, field))
      .filter((path) => getFieldState(path).error?.type === 'rule');
    if (said.length > 0) void trigger(said);
  }, [texts]);

  return (
    <div className={styles.grid}>
      {fields.map((field) => {
        const path = formName(name, field);
        const definition = fieldDefinition(kind, field);
        const own = codes(kind, field);
        const rule = (value: FormValue): string | true => {
          // What came from the registry and breaks a rule may stay as it is.
          if (fresh !== true && value === formState.defaultValues?.[path]) return true;
          const values = entityOf(name, kind, getValues(), { today });
          const entity = dayField === undefined || ownDay === undefined ? values : { ...values, [ownDay]: onDay };
          const { refusal } = readForm(kind, field, value, { today, codes: own, entity });
          return refusal === null ? true : failureSentence(texts, { ...refusal, field: `${kind}.${field}` });
        };
        const ofRegistry = definition?.owner === 'registry';
        const hint = hintOf?.(field) ?? (ofRegistry ? lockHint(texts, `${kind}.${field}`) : undefined);
        const shared = {
          control,
          name: path,
          label: fieldLabel(texts, `${kind}.${field}`),
          required: definition?.required === true && optional !== true,
          disabled: disabled || ofRegistry,
          rules: { validate: { rule } },
          ...(hint === undefined ? {} : { hint }),
        };
        return (
          <div
            key={field}
            className={mergeClasses(styles.field, (definition?.maxLength ?? 0) >= LONG && styles.long)}
            data-field={path}
          >
            {definition?.type === 'date' ? (
              <DayField {...shared} />
            ) : PERSON_FIELDS.has(field) ? (
              <PersonField {...shared} className={styles.picker} />
            ) : definition?.type === 'code' || definition?.type === 'reference' ? (
              <CodeField
                {...shared}
                codes={own ?? EMPTY_CODES}
                onDay={onDay}
                several={definition.multiline === true}
                typed={definition.typed === true}
                className={styles.picker}
              />
            ) : definition?.multiline === true ? (
              <LinesField {...shared} />
            ) : (
              <TextField {...shared} />
            )}
          </div>
        );
      })}
    </div>
  );
}

function lockHint(texts: ReturnType<typeof useMessages>, field: string) {
  return <LockNote text={failureSentence(texts, { code: 'KD-2006', field })} />;
}

interface PickedFieldProps {
  readonly control: Control<CardForm>;
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly rules: { readonly validate: { readonly rule: (value: FormValue) => string | true } };
  readonly hint?: FieldProps['hint'];
  readonly className: string;
}

interface CodeFieldProps extends PickedFieldProps {
  readonly codes: typeof EMPTY_CODES;
  readonly onDay: string;
  /** Several codes, one a line. */
  readonly several: boolean;
  /** It may be typed while its dictionary is not here. */
  readonly typed: boolean;
}

function CodeField({ codes, onDay, several, typed, ...shared }: CodeFieldProps) {
  const { label, className, disabled } = shared;
  return (
    <PickedField {...shared}>
      {(picked) => {
        const own = { ...picked, className, disabled };
        if (several) return <CodesPicker {...own} codes={codes} onDay={onDay} />;
        if (typed && codes.options.length === 0) return <TypedCode {...own} />;
        return <CodePicker {...own} label={label} codes={codes} onDay={onDay} />;
      }}
    </PickedField>
  );
}

function PersonField(shared: PickedFieldProps) {
  const { className, disabled } = shared;
  return (
    <PickedField {...shared}>
      {(picked) => <PersonPicker {...picked} className={className} disabled={disabled} />}
    </PickedField>
  );
}

interface PickedControlProps extends PickedFieldProps {
  readonly children: (picked: Picked) => ReactElement;
}

/** A field whose value is picked, in its form. */
function PickedField({ control, name, label, required, rules, hint, children }: PickedControlProps) {
  return (
    <Controller
      control={control}
      name={name}
      rules={rules}
      render={({ field, fieldState: { error } }) => (
        <Field
          label={label}
          required={required}
          {...(hint === undefined ? {} : { hint })}
          {...(error?.message === undefined ? {} : { validationMessage: error.message, validationState: 'error' })}
        >
          {(control) =>
            children({
              ...control,
              value: typeof field.value === 'string' ? field.value : null,
              onChange: field.onChange,
              onBlur: field.onBlur,
            })
          }
        </Field>
      )}
    />
  );
}
