import { Field, type FieldProps, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { localDayOf } from '../app/format.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { CalendarButton } from './calendar-button.tsx';
import { parseDay } from './date-text.ts';

const useStyles = makeStyles({ input: { minWidth: '0', width: '100%', fontVariantNumeric: 'tabular-nums' } });

interface DateFieldProps extends Omit<FieldProps, 'children' | 'onChange'> {
  readonly label: string;
  /** `YYYY-MM-DD`, or null when empty; a text that is no day is shown as it is, with an error. */
  readonly value: string | null;
  /** Called when the field is left or a day is chosen: a day, null when emptied, or the text as typed if it is no day. */
  readonly onChange: (value: string | null) => void;
  readonly disabled?: boolean;
}

/** A day as people type it, with any separator; shown as 21.11.2026 when the field is left. */
export function DateField({ value, onChange, disabled, validationMessage, ...field }: DateFieldProps) {
  const styles = useStyles();
  const { common } = useMessages();
  const format = useFormat();
  /** What is being typed; null when the field shows its value. */
  const [typed, setTyped] = useState<string | null>(null);
  const today = localDayOf(new Date());
  const unreadable = typed === null && value !== null && parseDay(value, today) === null;
  const message = validationMessage ?? (unreadable ? common.notADate : undefined);
  const choose = (text: string) => {
    setTyped(null);
    const next = text.trim() === '' ? null : (parseDay(text, today) ?? text);
    if (next !== value) onChange(next);
  };

  return (
    <Field {...field} {...(message === undefined ? {} : { validationMessage: message })}>
      <Input
        className={styles.input}
        value={typed ?? format.date(value)}
        placeholder={common.dateHint}
        disabled={disabled === true}
        inputMode="numeric"
        autoComplete="off"
        onChange={(_event, data) => setTyped(data.value)}
        onBlur={() => typed !== null && choose(typed)}
        onKeyDown={({ key }) => {
          // Enter submits a form before the field is left.
          if (key === 'Enter' && typed !== null) choose(typed);
        }}
        contentAfter={
          <CalendarButton
            value={value === null ? null : parseDay(value, today)}
            disabled={disabled === true}
            onChoose={choose}
          />
        }
      />
    </Field>
  );
}
