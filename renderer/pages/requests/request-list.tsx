import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { RequestSummary } from '#shared/contract/changes.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';

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
  muted: { color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis' },
  reason: { color: tokens.colorStatusWarningForeground1 },
});

interface RequestListProps {
  readonly requests: readonly RequestSummary[];
  readonly chosen: string | null;
  readonly onChoose: (requestId: string) => void;
}

/** One request per line: number, state, contents, author, when, why it came back. */
export function RequestList({ requests, chosen, onChoose }: RequestListProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  return (
    <ul className={styles.list} aria-label={texts.requests.list}>
      {requests.map((request) => (
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
            <Text size={200} className={styles.muted} truncate wrap={false}>
              {`${request.author} · ${format.momentShort(request.changedAt)}`}
            </Text>
            {request.reason !== null && (
              <Text size={200} className={styles.reason}>
                {texts.requests.reason(request.reason)}
              </Text>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
