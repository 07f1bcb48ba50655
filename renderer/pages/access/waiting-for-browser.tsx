import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { api } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { AccessFrame } from './access-frame.tsx';
import type { StageProps } from './access-page.tsx';

const useStyles = makeStyles({
  wait: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  left: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
});

/** Whole seconds until a moment, counted down while the component is shown. */
export function useSecondsUntil(moment: number): number {
  const read = () => Math.max(0, Math.ceil((moment - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(read);
  useEffect(() => {
    const tick = () => setSeconds(Math.max(0, Math.ceil((moment - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [moment]);
  return seconds;
}

/** The sign-in page is open in the system browser; the program goes on by itself. */
export function WaitingForBrowser({ state }: StageProps<'waiting-for-browser'>) {
  const { access } = useMessages();
  return (
    <AccessFrame title={access.waitingTitle}>
      <Waiting state={state} />
    </AccessFrame>
  );
}

/** What is waited for, how long yet, and the ways out. */
export function Waiting({ state }: Pick<StageProps<'waiting-for-browser'>, 'state'>) {
  const styles = useStyles();
  const { access } = useMessages();
  const seconds = useSecondsUntil(Date.parse(state.expiresAt));
  const reopen = useAccessCall(() => api().access.reopenBrowser({}));
  const cancel = useAccessCall(() => api().access.cancelSignIn({}));
  const error = reopen.error ?? cancel.error;
  return (
    <>
      <Text>{access.waitingText}</Text>
      <div className={styles.wait}>
        {seconds > 0 ? <Spinner size="tiny" aria-hidden /> : null}
        <Text className={styles.left} role="timer">
          {seconds > 0 ? access.waitingLeft(Math.floor(seconds / 60), seconds % 60) : access.waitingOver}
        </Text>
      </div>
      {error === null ? null : <FailureBar error={error} />}
      <div className={styles.actions}>
        <Button
          appearance="primary"
          onClick={() => reopen.mutate(undefined)}
          disabled={seconds === 0 || reopen.isPending}
        >
          {access.reopenBrowser}
        </Button>
        <Button onClick={() => cancel.mutate(undefined)} disabled={cancel.isPending}>
          {access.cancelSignIn}
        </Button>
      </div>
    </>
  );
}
