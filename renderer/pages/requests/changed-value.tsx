import { makeStyles, tokens } from '@fluentui/react-components';
import { useMessages } from '../../app/i18n.tsx';
import { differenceOf } from './text-difference.ts';

const useStyles = makeStyles({
  removed: {
    color: tokens.colorStatusDangerForeground1,
    backgroundColor: tokens.colorStatusDangerBackground1,
    textDecorationLine: 'line-through',
  },
  added: {
    color: tokens.colorStatusSuccessForeground1,
    backgroundColor: tokens.colorStatusSuccessBackground1,
    textDecorationLine: 'none',
    fontWeight: tokens.fontWeightSemibold,
  },
  empty: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
});

interface ChangedValueProps {
  readonly from: string;
  readonly to: string;
  /** Dates, codes and numbers change as a whole; a letter of a text alone. */
  readonly whole: boolean;
  readonly side: 'from' | 'to';
}

/** A value before or after a change, the changed part marked by colour and by a line or weight. */
export function ChangedValue({ from, to, whole, side }: ChangedValueProps) {
  const styles = useStyles();
  const { requests } = useMessages();
  const text = side === 'from' ? from : to;
  if (text === '') return <span className={styles.empty}>{requests.empty}</span>;
  const difference = whole ? { start: '', removed: from, added: to, end: '' } : differenceOf(from, to);
  const part = side === 'from' ? difference.removed : difference.added;
  return (
    <span>
      {difference.start}
      {part !== '' &&
        (side === 'from' ? <del className={styles.removed}>{part}</del> : <ins className={styles.added}>{part}</ins>)}
      {difference.end}
    </span>
  );
}
