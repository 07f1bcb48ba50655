import { Button, Link, MessageBar, MessageBarBody, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { LockOpenRegular } from '@fluentui/react-icons';
import { useMemo, useRef, useState } from 'react';
import { api, CallFailure } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { AccessFrame } from './access-frame.tsx';
import type { StageProps } from './access-page.tsx';
import { KnownUsers } from './known-users.tsx';
import { PinField } from './pin-field.tsx';
import { ReplacePin } from './replace-pin.tsx';
import { TrainingCard } from './training-card.tsx';
import { useSecondsUntil } from './waiting-for-browser.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  links: { display: 'flex', justifyContent: 'space-between', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** The store is locked: who, and the PIN; a forgotten PIN is replaced with the recovery key. */
export function Unlock({ state, afterSignIn }: StageProps<'locked'>) {
  const { access } = useMessages();
  const [userId, setUserId] = useState(state.users[0]?.userId ?? '');
  const [forgotten, setForgotten] = useState(false);
  const [training, setTraining] = useState(false);
  const chosen = state.users.some((user) => user.userId === userId) ? userId : (state.users[0]?.userId ?? '');
  const who =
    state.users.length === 0 ? null : (
      <KnownUsers label={access.unlockWho} users={state.users} chosen={chosen} onChoose={setUserId} />
    );
  return (
    <AccessFrame
      title={forgotten ? access.forgotTitle : access.unlockTitle}
      aside={training ? <TrainingCard /> : undefined}
    >
      {forgotten ? (
        <ReplacePin userId={chosen} who={who} onBack={() => setForgotten(false)} />
      ) : (
        <UnlockForm
          state={state}
          afterSignIn={afterSignIn}
          userId={chosen}
          who={who}
          onForgotten={() => setForgotten(true)}
          onTraining={() => setTraining(!training)}
        />
      )}
    </AccessFrame>
  );
}

interface UnlockFormProps extends StageProps<'locked'> {
  readonly userId: string;
  readonly who: React.ReactNode;
  readonly onForgotten: () => void;
  readonly onTraining: () => void;
}

function UnlockForm({ state, afterSignIn, userId, who, onForgotten, onTraining }: UnlockFormProps) {
  const styles = useStyles();
  const { access } = useMessages();
  const [pin, setPin] = useState('');
  const [empty, setEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const unlock = useAccessCall(api().access.unlock);
  const signIn = useAccessCall(() => api().access.beginSignIn({}));
  const showAll = useAccessCall(() => api().access.cancelSignIn({}));
  const wait = useWait(state, unlock.error);
  const failure =
    unlock.error ??
    signIn.error ??
    showAll.error ??
    (state.failure === undefined ? null : new CallFailure(state.failure));
  const submit = () => {
    setEmpty(pin === '');
    if (pin === '' || wait > 0) return;
    unlock.mutate(
      { userId, pin },
      {
        onError: () => {
          setPin('');
          field.current?.focus();
        },
      },
    );
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {who}
      <PinField
        label={access.pin}
        value={pin}
        onChange={setPin}
        disabled={wait > 0}
        autoFocus
        inputRef={field}
        error={empty && pin === '' ? access.required : undefined}
      />
      {wait > 0 ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{access.waitText(wait)}</MessageBarBody>
        </MessageBar>
      ) : failure === null || unlock.isPending ? null : (
        <FailureBar error={failure} />
      )}
      <Button
        appearance="primary"
        size="large"
        type="submit"
        icon={unlock.isPending ? <Spinner size="tiny" /> : <LockOpenRegular />}
        disabled={unlock.isPending || wait > 0 || userId === ''}
      >
        {unlock.isPending ? access.unlocking : access.unlock}
      </Button>
      <div className={styles.links}>
        <Link as="button" type="button" onClick={onForgotten}>
          {access.forgotPin}
        </Link>
        <Link as="button" type="button" onClick={onTraining}>
          {access.trainingTitle}
        </Link>
        {afterSignIn ? (
          <Link as="button" type="button" onClick={() => showAll.mutate(undefined)} disabled={showAll.isPending}>
            {access.showAllUsers}
          </Link>
        ) : null}
        {state.canSignIn ? (
          <Link as="button" type="button" onClick={() => signIn.mutate(undefined)} disabled={signIn.isPending}>
            {access.otherUser}
          </Link>
        ) : null}
      </div>
    </form>
  );
}

/** Seconds left to wait: as the program last said, or as the refusal of a try said, whichever is later. */
function useWait(state: StageProps<'locked'>['state'], error: Error | null): number {
  const untilState = useMemo(() => Date.now() + state.waitSeconds * 1000, [state]);
  const untilRetry = useMemo(() => {
    const seconds = error instanceof CallFailure ? Number(error.failure.params?.seconds ?? 0) : 0;
    return Date.now() + seconds * 1000;
  }, [error]);
  return useSecondsUntil(Math.max(untilState, untilRetry));
}
