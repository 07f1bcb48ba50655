import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { DictionaryVersion } from '#shared/contract/dictionaries.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';

const useStyles = makeStyles({
  list: {
    width: 'clamp(168px, 26vw, 272px)',
    flexShrink: 0,
    boxSizing: 'border-box',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalM,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    textAlign: 'start',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    backgroundColor: 'transparent',
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
  },
  note: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface DictionaryListProps {
  readonly all: readonly DictionaryVersion[];
  readonly chosen: string;
  readonly onChoose: (oid: string) => void;
}

/** Every dictionary with its version, when it was published, where it came from, and how long it is. */
export function DictionaryList({ all, chosen, onChoose }: DictionaryListProps) {
  const styles = useStyles();
  const { dictionaries: words } = useMessages();
  const format = useFormat();
  const about = ({ version, publishedOn, rows }: DictionaryVersion) =>
    [words.version(version), publishedOn === null ? null : words.published(format.date(publishedOn)), words.rows(rows)]
      .filter((part) => part !== null)
      .join(' · ');
  return (
    <nav className={styles.list} aria-label={words.list}>
      {all.map((dictionary) => (
        <button
          key={dictionary.oid}
          type="button"
          className={mergeClasses(styles.item, dictionary.oid === chosen && styles.chosen)}
          aria-current={dictionary.oid === chosen}
          onClick={() => onChoose(dictionary.oid)}
        >
          <Text weight="semibold">{dictionary.name}</Text>
          <Text size={200} className={styles.note}>
            {about(dictionary)}
          </Text>
          <Text size={200} className={styles.note}>
            {words.source[dictionary.source]}
          </Text>
        </button>
      ))}
    </nav>
  );
}
