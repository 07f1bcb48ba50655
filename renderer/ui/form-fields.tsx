import {
  Dropdown,
  type DropdownProps,
  Field,
  type FieldProps,
  Input,
  type InputProps,
  Option,
  Textarea,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { type Control, Controller, type FieldPath, type FieldValues, type RegisterOptions } from 'react-hook-form';
import { useMessages } from '../app/i18n.tsx';
import { DateField } from './date-field.tsx';
import { parseDay } from './date-text.ts';

interface Shared<V extends FieldValues> {
  readonly control: Control<V>;
  readonly name: FieldPath<V>;
  readonly label: string;
  readonly rules?: RegisterOptions<V, FieldPath<V>>;
  readonly hint?: FieldProps['hint'];
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** What Fluent's Field gets from react-hook-form: the error text below, red, tied to the input. */
function fieldProps(shared: Pick<Shared<FieldValues>, 'label' | 'hint' | 'required'>, error: string | undefined) {
  return {
    label: shared.label,
    required: shared.required === true,
    ...(shared.hint === undefined ? {} : { hint: shared.hint }),
    ...(error === undefined ? {} : { validationMessage: error, validationState: 'error' as const }),
  };
}

interface TextFieldProps<V extends FieldValues> extends Shared<V> {
  readonly type?: InputProps['type'];
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly contentAfter?: InputProps['contentAfter'];
}

/** One line of text of a form. */
export function TextField<V extends FieldValues>(props: TextFieldProps<V>) {
  return (
    <Controller
      control={props.control}
      name={props.name}
      {...(props.rules === undefined ? {} : { rules: props.rules })}
      render={({ field, fieldState }) => (
        <Field {...fieldProps(props, fieldState.error?.message)}>
          <Input
            name={field.name}
            ref={field.ref}
            value={field.value ?? ''}
            onBlur={field.onBlur}
            onChange={(_event, data) => field.onChange(data.value)}
            type={props.type ?? 'text'}
            disabled={props.disabled === true}
            autoFocus={props.autoFocus === true}
            autoComplete="off"
            {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
            {...(props.contentAfter === undefined ? {} : { contentAfter: props.contentAfter })}
          />
        </Field>
      )}
    />
  );
}

/** A text of several lines. */
export function LinesField<V extends FieldValues>(props: Shared<V>) {
  return (
    <Controller
      control={props.control}
      name={props.name}
      {...(props.rules === undefined ? {} : { rules: props.rules })}
      render={({ field, fieldState }) => (
        <Field {...fieldProps(props, fieldState.error?.message)}>
          <Textarea
            name={field.name}
            ref={field.ref}
            value={field.value ?? ''}
            onBlur={field.onBlur}
            onChange={(_event, data) => field.onChange(data.value)}
            disabled={props.disabled === true}
            resize="vertical"
          />
        </Field>
      )}
    />
  );
}

interface ChoiceFieldProps<V extends FieldValues> extends Shared<V> {
  readonly options: readonly { readonly value: string; readonly text: string; readonly content?: ReactNode }[];
  readonly size?: DropdownProps['size'];
}

/** One of a short list; the form holds the value, the user sees the text. */
export function ChoiceField<V extends FieldValues>(props: ChoiceFieldProps<V>) {
  return (
    <Controller
      control={props.control}
      name={props.name}
      {...(props.rules === undefined ? {} : { rules: props.rules })}
      render={({ field, fieldState }) => (
        <Field {...fieldProps(props, fieldState.error?.message)}>
          <Dropdown
            name={field.name}
            ref={field.ref}
            onBlur={field.onBlur}
            value={props.options.find((option) => option.value === field.value)?.text ?? ''}
            selectedOptions={field.value ? [field.value] : []}
            onOptionSelect={(_event, data) => field.onChange(data.optionValue ?? null)}
            disabled={props.disabled === true}
            size={props.size ?? 'medium'}
          >
            {props.options.map((option) => (
              <Option key={option.value} value={option.value} text={option.text}>
                {option.content ?? option.text}
              </Option>
            ))}
          </Dropdown>
        </Field>
      )}
    />
  );
}

/** A day of a form: `YYYY-MM-DD`, null when empty; a text that is no day does not pass. */
export function DayField<V extends FieldValues>(props: Shared<V>) {
  const { common } = useMessages();
  const isDay = (value: unknown) => value === null || parseDay(String(value), '2000-01-01') !== null || common.notADate;
  return (
    <Controller
      control={props.control}
      name={props.name}
      rules={{
        ...props.rules,
        validate: { day: isDay, ...(typeof props.rules?.validate === 'object' ? props.rules.validate : {}) },
      }}
      render={({ field, fieldState }) => (
        <DateField
          {...fieldProps(props, fieldState.error?.message)}
          value={field.value ?? null}
          disabled={props.disabled === true}
          onChange={(day) => {
            field.onChange(day);
            field.onBlur();
          }}
        />
      )}
    />
  );
}
