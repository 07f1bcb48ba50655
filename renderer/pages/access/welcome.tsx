import { Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { GlobeRegular } from '@fluentui/react-icons';
import { api, CallFailure } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { AccessFrame } from './access-frame.tsx';
import type { StageProps } from './access-page.tsx';
import { TrainingCard } from './training-card.tsx';

const useStyles = makeStyles({
  grow: { flexGrow: 1 },
  needs: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    paddingInlineStart: tokens.spacingHorizontalXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
});

/** Nobody has signed in here yet: Госуслуги, or the training clinic. */
export function Welcome({ state }: StageProps<'first-run'>) {
  const styles = useStyles();
  const { access } = useMessages();
  const signIn = useAccessCall(() => api().access.beginSignIn({}));
  const failure = signIn.error ?? (state.failure === undefined ? null : new CallFailure(state.failure));
  return (
    <AccessFrame title={access.welcomeTitle} aside={<TrainingCard />}>
      {failure === null || signIn.isPending ? null : <FailureBar error={failure} />}
      <Text>{access.welcomeText}</Text>
      <div className={styles.grow}>
        <Text weight="semibold">{access.needsTitle}</Text>
        <ul className={styles.needs}>
          {access.needs.map((need) => (
            <li key={need}>{need}</li>
          ))}
        </ul>
      </div>
      {state.canSignIn ? null : (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{access.signInUnavailable}</MessageBarBody>
        </MessageBar>
      )}
      <Button
        appearance="primary"
        size="large"
        icon={<GlobeRegular />}
        disabled={!state.canSignIn || signIn.isPending}
        onClick={() => signIn.mutate(undefined)}
      >
        {access.signIn}
      </Button>
    </AccessFrame>
  );
}
