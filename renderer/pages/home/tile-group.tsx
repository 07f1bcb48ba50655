import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  title: { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalS}` },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(216px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});

interface TileGroupProps {
  readonly title: string;
  /** Below the tiles. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

export function TileGroup({ title, foot, children }: TileGroupProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {title}
      </h2>
      <div className={styles.tiles}>{children}</div>
      {foot}
    </section>
  );
}
