import {
  Button,
  Dropdown,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { GlobeRegular, HatGraduationRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { ROLES, type Role } from '#shared/domain/states.ts';
import { api, CallFailure } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { AccessFrame, AsideCard } from './access-frame.tsx';
import type { StageProps } from './access-page.tsx';

const useStyles = makeStyles({
  grow: { flexGrow: 1 },
  needs: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    paddingInlineStart: tokens.spacingHorizontalXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  role: { display: 'flex', flexDirection: 'column' },
  does: { color: tokens.colorNeutralForeground2 },
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

const SIZES = [300, 2_000, 10_000, 50_000] as const;

function TrainingCard() {
  const styles = useStyles();
  const { access, states } = useMessages();
  const format = useFormat();
  const [role, setRole] = useState<Role>('editor');
  const [people, setPeople] = useState<number>(SIZES[1]);
  const open = useAccessCall(api().access.openTraining);
  return (
    <AsideCard title={access.trainingTitle}>
      <Text>{access.trainingText}</Text>
      <Field label={access.trainingRole}>
        <RadioGroup value={role} onChange={(_event, data) => setRole(data.value as Role)} disabled={open.isPending}>
          {ROLES.map((each) => (
            <Radio
              key={each}
              value={each}
              label={
                <span className={styles.role}>
                  {states.role[each]}
                  <Text size={200} className={styles.does}>
                    {states.roleDoes[each]}
                  </Text>
                </span>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      <Field label={access.trainingSize}>
        <Dropdown
          value={format.number(people)}
          selectedOptions={[String(people)]}
          onOptionSelect={(_event, data) => setPeople(Number(data.optionValue ?? SIZES[1]))}
          disabled={open.isPending}
        >
          {SIZES.map((size) => (
            <Option key={size} value={String(size)} text={format.number(size)}>
              {format.number(size)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {open.error === null ? null : <FailureBar error={open.error} />}
      <Button
        size="large"
        icon={open.isPending ? <Spinner size="tiny" /> : <HatGraduationRegular />}
        disabled={open.isPending}
        onClick={() => open.mutate({ role, people })}
      >
        {open.isPending ? access.openingTraining : access.openTraining}
      </Button>
    </AsideCard>
  );
}
