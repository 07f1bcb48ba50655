import { makeStyles, Toolbar, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, minWidth: 0 },
  header: {
    display: 'flex',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  title: { ...typographyStyles.subtitle1, margin: 0 },
  counts: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  bar: {
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
    flexWrap: 'wrap',
    rowGap: tokens.spacingVerticalXS,
    columnGap: tokens.spacingHorizontalXS,
  },
});

/** The column of a section: header, command bar, then whatever fills the rest. */
export function Page({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().page}>{children}</div>;
}

interface PageHeaderProps {
  readonly title: string;
  /** Live counts after the title: «2 004 · выбрано 3». A screen reader is told when they change. */
  readonly counts?: string | undefined;
  readonly children?: ReactNode;
}

export function PageHeader({ title, counts, children }: PageHeaderProps) {
  const styles = useStyles();
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      <span className={styles.counts} role="status">
        {counts}
      </span>
      {children}
    </header>
  );
}

interface CommandBarProps {
  /** What the verbs act on, for screen readers: usually the title of the page. */
  readonly label: string;
  /** Buttons, most used first. */
  readonly children: ReactNode;
}

/** Verbs of a page; arrow keys walk through them. */
export function CommandBar({ label, children }: CommandBarProps) {
  return (
    <Toolbar aria-label={label} size="small" className={useStyles().bar} data-pane>
      {children}
    </Toolbar>
  );
}
