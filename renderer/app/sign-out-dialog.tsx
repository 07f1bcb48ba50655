import { Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { api, call } from './api.ts';
import { useMessages } from './i18n.tsx';
import { useSession } from './session.tsx';

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  warning: { color: tokens.colorStatusDangerForeground1 },
});

interface SignOutDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Leaving: the store stays locked, or is deleted from this computer when the user says so. */
export function SignOutDialog({ open, onClose }: SignOutDialogProps) {
  const styles = useStyles();
  const { shell } = useMessages();
  const { training } = useSession();
  const [eraseData, setEraseData] = useState(false);
  const signOut = useMutation({ mutationFn: () => call(api().access.signOut({ eraseData })), onSuccess: onClose });
  // The dialog stays mounted: the next time it must not begin with an erasure ticked.
  const cancel = () => {
    setEraseData(false);
    signOut.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      open={open}
      title={shell.signOutTitle}
      confirm={eraseData ? shell.signOutAndErase : shell.signOut}
      busy={signOut.isPending}
      onConfirm={() => signOut.mutate()}
      onCancel={cancel}
    >
      <div className={styles.body}>
        <Text>{training ? shell.signOutTrainingText : shell.signOutText}</Text>
        {training ? null : (
          <Checkbox
            label={shell.signOutErase}
            checked={eraseData}
            onChange={(_event, data) => setEraseData(data.checked === true)}
          />
        )}
        {eraseData ? <Text className={styles.warning}>{shell.signOutEraseText}</Text> : null}
        {signOut.error === null ? null : <FailureBar error={signOut.error} />}
      </div>
    </ConfirmDialog>
  );
}
