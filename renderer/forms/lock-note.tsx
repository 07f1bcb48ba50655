import { makeStyles, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';

const useStyles = makeStyles({
  note: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

/** Why something that is shown cannot be changed here. */
export function LockNote({ text }: { readonly text: string }) {
  const styles = useStyles();
  return (
    <span className={styles.note}>
      <LockClosedRegular aria-hidden />
      {text}
    </span>
  );
}
