import { Field, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import type { AccessState } from '#shared/contract/access.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';

export type KnownUser = Extract<AccessState, { stage: 'locked' }>['users'][number];

const useStyles = makeStyles({
  since: { color: tokens.colorNeutralForeground2 },
});

interface KnownUsersProps {
  readonly label: string;
  readonly users: readonly KnownUser[];
  readonly chosen: string;
  readonly onChoose: (userId: string) => void;
  readonly disabled?: boolean;
}

/** Who may open the store: by role, and number where a role repeats, for nothing tells names before it is open. */
export function KnownUsers({ label, users, chosen, onChoose, disabled }: KnownUsersProps) {
  const styles = useStyles();
  const { access, states } = useMessages();
  const format = useFormat();
  return (
    <Field label={label}>
      <RadioGroup value={chosen} onChange={(_event, data) => onChoose(data.value)} disabled={disabled === true}>
        {users.map((user) => (
          <Radio
            key={user.userId}
            value={user.userId}
            label={
              <span>
                {users.filter(({ role }) => role === user.role).length > 1
                  ? access.knownUser(states.role[user.role], user.ordinal)
                  : states.role[user.role]}{' '}
                <Text size={200} className={styles.since}>
                  · {access.knownSince(format.date(localDayOf(new Date(user.addedAt))))}
                </Text>
              </span>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}
