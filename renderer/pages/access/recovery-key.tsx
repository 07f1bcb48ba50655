import { Button, Checkbox, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CopyRegular, PrintRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { useAccessCall } from './access-call.ts';
import { AccessFrame } from './access-frame.tsx';
import type { StageProps } from './access-page.tsx';

const useStyles = makeStyles({
  key: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase600,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    textAlign: 'center',
    // Three groups of five in a line.
    paddingInline: 'max(calc((100% - 18ch) / 2), 0px)',
    userSelect: 'all',
    '@media print': { color: 'black', fontSize: tokens.fontSizeBase600 },
  },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  screenOnly: { '@media print': { display: 'none' } },
});

/** Shown once. The way goes on only after the user says that the key is in a safe place. */
export function RecoveryKey({ state }: StageProps<'recovery-key'>) {
  const styles = useStyles();
  const { access } = useMessages();
  const notify = useNotify();
  const [written, setWritten] = useState(false);
  const done = useAccessCall(() => api().access.recoveryKeySaved({}));
  const copy = () =>
    navigator.clipboard.writeText(state.recoveryKey).then(() => notify.done(access.recoveryCopied), notify.failed);
  return (
    <AccessFrame title={access.recoveryTitle}>
      <Text>{access.recoveryText}</Text>
      <output className={styles.key} aria-label={access.recoveryKey}>
        {state.recoveryKey}
      </output>
      <div className={mergeClasses(styles.actions, styles.screenOnly)}>
        <Button icon={<CopyRegular />} onClick={() => void copy()}>
          {access.recoveryCopy}
        </Button>
        <Button icon={<PrintRegular />} onClick={() => window.print()}>
          {access.recoveryPrint}
        </Button>
      </div>
      <Checkbox
        className={styles.screenOnly}
        label={access.recoveryConfirm}
        checked={written}
        onChange={(_event, data) => setWritten(data.checked === true)}
      />
      {done.error === null ? null : <FailureBar error={done.error} />}
      <Button
        className={styles.screenOnly}
        appearance="primary"
        size="large"
        disabled={!written || done.isPending}
        onClick={() => done.mutate(undefined)}
      >
        {access.recoveryDone}
      </Button>
    </AccessFrame>
  );
}
