import { Button, Field, Input, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { api } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { isNewPinReady, NewPin } from './new-pin.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  key: { fontFamily: tokens.fontFamilyMonospace },
});

interface ReplacePinProps {
  readonly userId: string;
  readonly who: ReactNode;
  readonly onBack: () => void;
}

/** A forgotten PIN: the recovery key opens the store and a new PIN is set. */
export function ReplacePin({ userId, who, onBack }: ReplacePinProps) {
  const styles = useStyles();
  const { access } = useMessages();
  const [recoveryKey, setRecoveryKey] = useState('');
  const [value, setValue] = useState({ pin: '', repeat: '' });
  const [tried, setTried] = useState(false);
  const replace = useAccessCall(api().access.unlockWithRecoveryKey);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (recoveryKey.trim() !== '' && isNewPinReady(value))
          replace.mutate({ userId, recoveryKey, newPin: value.pin });
      }}
    >
      <Text>{access.forgotText}</Text>
      {who}
      <RecoveryKeyField value={recoveryKey} onChange={setRecoveryKey} tried={tried} disabled={replace.isPending} />
      <NewPin value={value} onChange={setValue} disabled={replace.isPending} tried={tried} />
      {replace.error === null || replace.isPending ? null : <FailureBar error={replace.error} />}
      <Button appearance="primary" size="large" type="submit" disabled={replace.isPending || userId === ''}>
        {access.forgotSubmit}
      </Button>
      <Link as="button" type="button" onClick={onBack}>
        {access.rememberedPin}
      </Link>
    </form>
  );
}

interface RecoveryKeyFieldProps {
  readonly value: string;
  readonly onChange: (key: string) => void;
  readonly tried: boolean;
  readonly disabled: boolean;
}

export function RecoveryKeyField({ value, onChange, tried, disabled }: RecoveryKeyFieldProps) {
  const styles = useStyles();
  const { access } = useMessages();
  return (
    <Field label={access.recoveryKey} {...(tried && value.trim() === '' ? { validationMessage: access.required } : {})}>
      <Input
        className={styles.key}
        value={value}
        onChange={(_event, data) => onChange(data.value)}
        disabled={disabled}
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        size="large"
      />
    </Field>
  );
}
