import { Button, Field, Input } from '@fluentui/react-components';
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons';
import { type Ref, useState } from 'react';
import { useMessages } from '../../app/i18n.tsx';
import { useTypingHints } from './keyboard-hints.ts';

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly onBlur?: () => void;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A secret that is typed unseen, can be looked at, and warns of Caps Lock and of the other layout. */
export function PinField(props: PinFieldProps) {
  const { access } = useMessages();
  const [shown, setShown] = useState(false);
  const { capsLock, russianLayout, onKeyDown } = useTypingHints();
  const hints = [capsLock ? access.capsLock : null, russianLayout ? access.wrongLayout : null].filter(
    (hint) => hint !== null,
  );
  return (
    <Field
      label={props.label}
      {...(props.error !== undefined
        ? { validationMessage: props.error, validationState: 'error' as const }
        : hints.length > 0
          ? { validationMessage: hints.join(' '), validationState: 'warning' as const }
          : {})}
    >
      <Input
        type={shown ? 'text' : 'password'}
        value={props.value}
        onChange={(_event, data) => props.onChange(data.value)}
        onBlur={props.onBlur}
        onKeyDown={onKeyDown}
        disabled={props.disabled === true}
        autoFocus={props.autoFocus === true}
        autoComplete="off"
        spellCheck={false}
        size="large"
        {...(props.inputRef === undefined ? {} : { input: { ref: props.inputRef } })}
        contentAfter={
          <Button
            appearance="transparent"
            size="small"
            icon={shown ? <EyeOffRegular /> : <EyeRegular />}
            aria-label={shown ? access.hidePin : access.showPin}
            onClick={() => setShown(!shown)}
          />
        }
      />
    </Field>
  );
}
