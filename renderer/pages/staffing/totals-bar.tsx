import { makeStyles, tokens } from '@fluentui/react-components';
import type { StaffingFigures } from '#shared/contract/staffing.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    flexShrink: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    fontVariantNumeric: 'tabular-nums',
  },
  figures: { display: 'contents' },
  title: { fontWeight: tokens.fontWeightSemibold },
  figure: { display: 'flex', gap: tokens.spacingHorizontalXS },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, fontWeight: tokens.fontWeightSemibold },
});

const PARTS = ['busy', 'main', 'external', 'away', 'vacancy', 'over'] as const;

/** Sums of the whole table, or of a branch of divisions, below the list. */
export function TotalsBar({ title, figures }: { readonly title: string; readonly figures: StaffingFigures }) {
  const styles = useStyles();
  const { staffing } = useMessages();
  const format = useFormat();
  const shown = [
    ['rate', staffing.totalRate] as const,
    ...PARTS.map((part) => [part, staffing.columns[part]] as const),
  ];
  return (
    <section className={styles.bar} aria-label={`${staffing.totals}: ${title}`}>
      <span className={styles.title}>{title}</span>
      <dl className={styles.figures}>
        {shown.map(([part, label]) => (
          <div key={part} className={styles.figure}>
            <dt className={styles.term}>{label}</dt>
            <dd className={styles.value}>{format.rate(figures[part])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
