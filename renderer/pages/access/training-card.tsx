import {
  Button,
  Dropdown,
  Field,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { HatGraduationRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Role } from '#shared/domain/states.ts';
import { api } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { AsideCard } from './access-frame.tsx';

const useStyles = makeStyles({
  role: { display: 'flex', flexDirection: 'column' },
  does: { color: tokens.colorNeutralForeground2 },
});

const SIZES = [300, 2_000, 10_000, 50_000] as const;

/** A generated clinic to learn with: said to be invented and never exchanged. */
export function TrainingCard() {
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
          {(Object.keys(states.role) as Role[]).map((each) => (
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
