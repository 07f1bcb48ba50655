import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { AccessFrame } from './access-frame.tsx';
import type { StageProps } from './access-page.tsx';
import { isNewPinReady, NewPin } from './new-pin.tsx';

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

/** First time on this workstation: a PIN that opens the store without a network. */
export function SetPin({ state }: StageProps<'set-pin'>) {
  const styles = useStyles();
  const { access, states } = useMessages();
  const [value, setValue] = useState({ pin: '', repeat: '' });
  const [tried, setTried] = useState(false);
  const setPin = useAccessCall(api().access.setPin);
  const cancel = useAccessCall(() => api().access.cancelSignIn({}));
  const error = setPin.error ?? cancel.error;
  return (
    <AccessFrame title={access.setPinTitle}>
      <Text>
        {access.grantHello(state.name)} {access.setPinText(states.role[state.role])}
      </Text>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isNewPinReady(value)) setPin.mutate({ pin: value.pin });
        }}
      >
        <NewPin value={value} onChange={setValue} disabled={setPin.isPending} tried={tried} autoFocus />
        {error === null ? null : <FailureBar error={error} />}
        <div className={styles.actions}>
          <Button appearance="primary" type="submit" disabled={setPin.isPending}>
            {access.setPinSubmit}
          </Button>
          <Button onClick={() => cancel.mutate(undefined)} disabled={setPin.isPending || cancel.isPending}>
            {access.cancelSignIn}
          </Button>
        </div>
      </form>
    </AccessFrame>
  );
}
