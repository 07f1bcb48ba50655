import { makeStyles, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';

const useStyles = makeStyles({
  note: {
    display: 'inline-flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
  icon: { flexShrink: 0, fontSize: '14px', marginTop: '1px' },
});

/** Why something that is shown cannot be changed here. */
export function LockNote({ text }: { readonly text: string }) {
  const styles = useStyles();
  return (
    <span className={styles.note}>
      <LockClosedRegular className={styles.icon} aria-hidden />
      {text}
    </span>
  );
}
