import { Button, Field, Input } from '@fluentui/react-components';
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { useMessages } from '../../../app/i18n.tsx';

interface PassphraseFieldProps {
  readonly value: string;
  readonly onChange: (passphrase: string) => void;
  readonly hint?: string;
  /** Who makes one up has to read it out. */
  readonly shownAtFirst?: boolean;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
  /** Beside the field. */
  readonly children?: ReactNode;
}

/** What opens a package. */
export function PassphraseField(props: PassphraseFieldProps) {
  const { packages } = useMessages();
  const [shown, setShown] = useState(props.shownAtFirst === true);
  return (
    <Field label={packages.passphrase} required {...(props.hint === undefined ? {} : { hint: props.hint })}>
      <Input
        type={shown ? 'text' : 'password'}
        value={props.value}
        onChange={(_event, { value }) => props.onChange(value)}
        readOnly={props.readOnly === true}
        autoFocus={props.autoFocus === true}
        autoComplete="off"
        spellCheck={false}
        contentAfter={
          <>
            {props.children}
            <Button
              appearance="transparent"
              size="small"
              icon={shown ? <EyeOffRegular /> : <EyeRegular />}
              aria-label={shown ? packages.hide : packages.show}
              onClick={() => setShown(!shown)}
            />
          </>
        }
      />
    </Field>
  );
}
