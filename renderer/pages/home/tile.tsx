import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ChevronRightRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useFormat } from '../../app/i18n.tsx';

const useStyles = makeStyles({
  tile: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    minWidth: 0,
    // Title, number and note each on the line of those beside them.
    display: 'grid',
    gridTemplateRows: 'subgrid',
    gridRow: 'span 3',
    rowGap: tokens.spacingVerticalXS,
    justifyItems: 'start',
    textAlign: 'start',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':active': { backgroundColor: tokens.colorNeutralBackground1Pressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  head: { width: '100%', display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS, minWidth: 0 },
  icon: { fontSize: '20px', display: 'inline-flex', color: tokens.colorNeutralForeground3, flexShrink: 0 },
  action: { color: tokens.colorStatusWarningForeground1 },
  refused: { color: tokens.colorStatusDangerForeground1 },
  waiting: { color: tokens.colorBrandForeground1 },
  title: { flexGrow: 1, minWidth: 0 },
  more: { fontSize: '16px', display: 'inline-flex', color: tokens.colorNeutralForeground3, flexShrink: 0 },
  count: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  counting: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  note: { color: tokens.colorNeutralForeground2 },
});

interface TileProps {
  readonly title: string;
  /** Undefined while it is counted. */
  readonly count: number | undefined;
  readonly icon: ReactElement;
  /** Colour of the icon while the count is above zero; a zero is calm. */
  readonly tone?: 'action' | 'refused' | 'waiting';
  /** Shown in the place of the count, which stays what the tile is about. */
  readonly value?: string | undefined;
  readonly note?: string | undefined;
  readonly onOpen: () => void;
}

/** One number of the day and the way to the list behind it. */
export function Tile({ title, count, icon, tone, value, note, onOpen }: TileProps) {
  const styles = useStyles();
  const format = useFormat();
  const shown = value ?? (count === undefined ? undefined : format.number(count));
  return (
    <button type="button" className={styles.tile} onClick={onOpen} aria-busy={shown === undefined}>
      <span className={styles.head}>
        <span className={mergeClasses(styles.icon, tone !== undefined && (count ?? 0) > 0 && styles[tone])} aria-hidden>
          {icon}
        </span>
        <Text className={styles.title}>{title}</Text>
        <span className={styles.more} aria-hidden>
          <ChevronRightRegular />
        </span>
      </span>
      <span className={mergeClasses(styles.count, shown === undefined && styles.counting)}>{shown ?? '…'}</span>
      {note === undefined ? null : (
        <Text size={200} className={styles.note}>
          {note}
        </Text>
      )}
    </button>
  );
}
