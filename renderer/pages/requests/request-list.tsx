import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ChatFilled } from '@fluentui/react-icons';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useSession } from '../../app/session.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';
import { expectedOf } from './request-rights.ts';
import { useUnreadMessages } from './use-messages.ts';
import type { RequestPages } from './use-requests.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', overflowY: 'auto', minHeight: 0 },
  item: { contentVisibility: 'auto', containIntrinsicSize: 'auto 96px' },
  button: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalXXS,
    width: '100%',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: '3px solid transparent',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
  },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground3 },
  more: { padding: tokens.spacingHorizontalS },
  reason: { color: tokens.colorStatusWarningForeground1 },
  unread: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorBrandForeground1,
  },
});

interface RequestListProps {
  readonly list: RequestPages;
  readonly chosen: string | null;
  readonly onChoose: (requestId: string) => void;
}

/** One request per line: number, state, contents, author, when it was filed, whose turn it is, why it came back. */
export function RequestList({ list, chosen, onChoose }: RequestListProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { user } = useSession();
  const unread = useUnreadMessages();
  return (
    <ul className={styles.list} aria-label={texts.requests.list}>
      {list.requests.map((request) => (
        <li key={request.id} className={styles.item}>
          <button
            type="button"
            className={mergeClasses(styles.button, request.id === chosen && styles.chosen)}
            aria-current={request.id === chosen ? 'true' : undefined}
            onClick={() => onChoose(request.id)}
          >
            <span className={styles.head}>
              <Text weight="semibold">{texts.requests.number(request.number)}</Text>
              <RequestStateChip state={request.state} />
            </span>
            <Text size={200}>{texts.requests.contents(request.people, request.fields)}</Text>
            <Text size={200} className={styles.muted}>
              {`${request.author} · ${
                request.filedAt === null
                  ? texts.requests.changed(format.momentShort(request.changedAt))
                  : texts.requests.filed(format.momentShort(request.filedAt))
              }`}
            </Text>
            <Text size={200}>{texts.requests.expected[expectedOf(user, request)]}</Text>
            {unread.has(request.id) && (
              <Text size={200} weight="semibold" className={styles.unread}>
                <ChatFilled aria-hidden />
                {texts.requests.discussion.unread(unread.get(request.id) ?? 0)}
              </Text>
            )}
            {request.reason !== null && (
              <Text size={200} className={styles.reason}>
                {texts.requests.reason(request.reason)}
              </Text>
            )}
          </button>
        </li>
      ))}
      {list.hasMore && (
        <li className={styles.more}>
          <Button size="small" appearance="subtle" disabled={list.isFetchingMore} onClick={list.more}>
            {texts.requests.showMore(list.total - list.requests.length)}
          </Button>
        </li>
      )}
    </ul>
  );
}
