import { Button, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useFormat, useMessages } from '../app/i18n.tsx';
import type { JobProgress } from '../app/jobs.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  bar: { flexGrow: 1, flexShrink: 0, minWidth: '60px', maxWidth: '320px', width: 'auto' },
  stop: { flexShrink: 0, whiteSpace: 'nowrap' },
  label: { fontSize: 'inherit', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  count: {
    fontSize: 'inherit',
    flexShrink: 0,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
  },
});

interface InlineProgressProps {
  readonly label: string;
  readonly progress: JobProgress;
  readonly onCancel?: (() => void) | undefined;
  /** Name of the cancel button when several progresses may be on the screen. */
  readonly cancelLabel?: string;
}

/** Long work: what, how far, and a way to stop it. */
export function InlineProgress({ label, progress, onCancel, cancelLabel }: InlineProgressProps) {
  const styles = useStyles();
  const { common } = useMessages();
  const format = useFormat();
  const { done, total } = progress;
  const known = total !== null && total > 0;
  const count = known
    ? common.progressOf(format.number(done), format.number(total))
    : done > 0
      ? format.number(done)
      : null;
  return (
    <div className={styles.root}>
      <Text className={styles.label} title={label}>
        {label}
      </Text>
      <ProgressBar
        className={styles.bar}
        aria-label={label}
        {...(known ? { value: Math.min(done / total, 1), 'aria-valuetext': count ?? undefined } : {})}
      />
      {count === null ? null : <Text className={styles.count}>{count}</Text>}
      {onCancel === undefined ? null : (
        <Button size="small" className={styles.stop} icon={<DismissRegular />} onClick={onCancel}>
          {cancelLabel ?? common.stop}
        </Button>
      )}
    </div>
  );
}
