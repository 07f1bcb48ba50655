import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ChatRegular, ClockRegular } from '@fluentui/react-icons';
import type { RequestMessage } from '#shared/contract/request-messages.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useSession } from '../../app/session.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  own: { backgroundColor: tokens.colorNeutralBackground2 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground3 },
  time: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

interface MessageLineProps {
  readonly message: RequestMessage;
  readonly isNew: boolean;
}

/** Who, when, what; and whether it is news here, or others have not got it yet. */
export function MessageLine({ message, isNew }: MessageLineProps) {
  const styles = useStyles();
  const { requests, states } = useMessages();
  const { discussion: words } = requests;
  const format = useFormat();
  const { training } = useSession();
  const { sender, role, own, sentAt, text, told, elsewhere } = message;
  return (
    <li className={mergeClasses(styles.line, own && styles.own)}>
      <span className={styles.head}>
        <Text weight="semibold">{sender}</Text>
        {role !== 'none' && (
          <Text size={200} className={styles.muted}>
            {states.role[role]}
          </Text>
        )}
        <time className={styles.time} dateTime={sentAt}>
          <Text size={200}>{format.moment(sentAt)}</Text>
        </time>
        {isNew && <StatusChip tone="action" icon={<ChatRegular />} label={words.isNew} />}
        {told || training ? null : <StatusChip tone="waiting" icon={<ClockRegular />} label={words.waits} />}
      </span>
      <Text className={styles.text}>{text}</Text>
      {elsewhere !== undefined && (
        <Text size={200} className={styles.muted}>
          {requests.elsewhere(elsewhere.login, format.snils(elsewhere.snils))}
        </Text>
      )}
    </li>
  );
}
