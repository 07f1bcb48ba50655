import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useId } from 'react';
import type { Bulletin } from '#shared/contract/bulletins.ts';
import { useMessages } from '../app/i18n.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { SEVERITY, usePeriod } from './bulletin-words.tsx';
import { useBulletins } from './use-bulletins.ts';

const useStyles = makeStyles({
  title: { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalS}` },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', gap: tokens.spacingVerticalS },
  line: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    maxWidth: '720px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground3 },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

/** All that the registry has let its desks know; nothing while there is none. */
export function BulletinList() {
  const styles = useStyles();
  const { bulletins: words } = useMessages();
  const id = useId();
  const { bulletins, error } = useBulletins();
  if (error === null && bulletins.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {words.title}
      </h2>
      {error !== null ? (
        <FailureBar error={error} />
      ) : (
        <ul className={styles.list} aria-labelledby={id}>
          {bulletins.map((bulletin) => (
            <Line key={bulletin.id} bulletin={bulletin} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ bulletin }: { readonly bulletin: Bulletin }) {
  const styles = useStyles();
  const { bulletins: words } = useMessages();
  const period = usePeriod(bulletin);
  const { severity, title, text, publisher, isOver } = bulletin;
  const { tone, icon } = SEVERITY[severity];
  return (
    <li className={styles.line}>
      <span className={styles.head}>
        <StatusChip tone={isOver ? 'info' : tone} icon={icon} label={words.severity[severity]} />
        <Text weight="semibold">{title}</Text>
        <Text size={200} className={styles.muted}>
          {isOver ? `${words.over} · ${period}` : period}
        </Text>
      </span>
      {text !== '' && <Text className={styles.text}>{text}</Text>}
      <Text size={200} className={styles.muted}>
        {words.publisher(publisher)}
      </Text>
    </li>
  );
}
