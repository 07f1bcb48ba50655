import { Button, makeStyles, mergeClasses, Text, Tooltip, tokens } from '@fluentui/react-components';
import { CheckmarkRegular, MailRegular } from '@fluentui/react-icons';
import type { Notification } from '#shared/contract/notifications.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { TONE_OF, wordsOf } from './words.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'flex-start',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  open: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXXS,
    flexGrow: 1,
    minWidth: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderLeft: '3px solid transparent',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  unread: { borderLeft: `3px solid ${tokens.colorBrandStroke1}` },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    width: '100%',
    gap: tokens.spacingHorizontalS,
  },
  time: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  text: { overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  check: { margin: tokens.spacingVerticalXS, flexShrink: 0 },
  noCheck: { width: '32px', flexShrink: 0 },
});

interface NotificationLineProps {
  readonly notification: Notification;
  readonly onOpen: () => void;
  readonly onRead: () => void;
  /** Null where no letters of its kind are wanted. */
  readonly onDraft: (() => void) | null;
}

/** How urgent, when, what; unread ones are bold and say so. */
export function NotificationLine({ notification, onOpen, onRead, onDraft }: NotificationLineProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const words = texts.notifications;
  const { kind, at, read } = notification;
  const { text, reason } = wordsOf(texts, format, notification);
  const tone = TONE_OF[kind];
  return (
    <li className={styles.line}>
      <button type="button" className={mergeClasses(styles.open, !read && styles.unread)} onClick={onOpen}>
        <span className={styles.head}>
          <StatusChip tone={tone} label={words.word[tone]} />
          <Text size={200} className={styles.time}>
            {`${read ? words.read : words.unread} · ${format.momentShort(at)}`}
          </Text>
        </span>
        <Text weight={read ? 'regular' : 'semibold'} className={styles.text}>
          {text}
        </Text>
        {reason === null ? null : (
          <Text size={200} className={styles.muted}>
            {reason}
          </Text>
        )}
      </button>
      {onDraft !== null && (
        <Tooltip content={words.letter.action} relationship="label">
          <Button className={styles.check} size="small" appearance="subtle" icon={<MailRegular />} onClick={onDraft} />
        </Tooltip>
      )}
      {read ? (
        <span className={styles.noCheck} />
      ) : (
        <Tooltip content={words.markRead} relationship="label">
          <Button
            className={styles.check}
            size="small"
            appearance="subtle"
            icon={<CheckmarkRegular />}
            onClick={onRead}
          />
        </Tooltip>
      )}
    </li>
  );
}
