import { Button, makeStyles, Tab, TabList, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { AccessFrame } from './access-frame.tsx';
import type { StageProps } from './access-page.tsx';
import { KnownUsers } from './known-users.tsx';
import { PinField } from './pin-field.tsx';
import { RecoveryKeyField } from './replace-pin.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
});

/** Signed in, but the store here was made by others: one of them opens it, or the recovery key does. */
export function GrantAccess({ state }: StageProps<'needs-grant'>) {
  const styles = useStyles();
  const { access } = useMessages();
  const [way, setWay] = useState<'pin' | 'key'>(state.users.length > 0 ? 'pin' : 'key');
  const [userId, setUserId] = useState(state.users[0]?.userId ?? '');
  const [pin, setPin] = useState('');
  const [recoveryKey, setRecoveryKey] = useState('');
  const [tried, setTried] = useState(false);
  const grant = useAccessCall(api().access.grant);
  const cancel = useAccessCall(() => api().access.cancelSignIn({}));
  const error = grant.error ?? cancel.error;
  const submit = () => {
    setTried(true);
    if (way === 'pin' && pin !== '') grant.mutate({ userId, pin }, { onError: () => setPin('') });
    if (way === 'key' && recoveryKey.trim() !== '') grant.mutate({ recoveryKey });
  };
  return (
    <AccessFrame title={access.grantTitle}>
      <Text>
        {access.grantHello(state.name)} {access.grantText}
      </Text>
      <TabList
        selectedValue={way}
        onTabSelect={(_event, data) => {
          setWay(data.value as typeof way);
          setTried(false);
          grant.reset();
        }}
      >
        <Tab value="pin" disabled={state.users.length === 0}>
          {access.grantByPin}
        </Tab>
        <Tab value="key">{access.grantByKey}</Tab>
      </TabList>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {way === 'pin' ? (
          <>
            <KnownUsers label={access.grantWho} users={state.users} chosen={userId} onChoose={setUserId} />
            <PinField
              label={access.pin}
              value={pin}
              onChange={setPin}
              disabled={grant.isPending}
              error={tried && pin === '' && grant.error === null ? access.required : undefined}
            />
          </>
        ) : (
          <RecoveryKeyField value={recoveryKey} onChange={setRecoveryKey} tried={tried} disabled={grant.isPending} />
        )}
        {error === null || grant.isPending ? null : <FailureBar error={error} />}
        <div className={styles.actions}>
          <Button appearance="primary" type="submit" disabled={grant.isPending}>
            {access.grantSubmit}
          </Button>
          <Button onClick={() => cancel.mutate(undefined)} disabled={cancel.isPending}>
            {access.cancelSignIn}
          </Button>
        </div>
      </form>
    </AccessFrame>
  );
}
