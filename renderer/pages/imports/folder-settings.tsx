import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { useImportFolder } from './use-folder.ts';

const useStyles = makeStyles({
  note: { color: tokens.colorNeutralForeground2 },
  path: { overflowWrap: 'anywhere', userSelect: 'text' },
  warning: { color: tokens.colorStatusWarningForeground1 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Which folder is watched for exports of other programs; none at first. */
export function FolderSettings() {
  const styles = useStyles();
  const { folder: words } = useMessages().imports;
  const notify = useNotify();
  const folder = useImportFolder();
  const choose = useMutation({
    mutationFn: () => call(api().imports.chooseFolder({})),
    onSuccess: (chosen) => chosen !== null && folder.set(chosen),
    onError: notify.failed,
  });
  const forget = useMutation({
    mutationFn: () => call(api().imports.forgetFolder({})),
    onSuccess: folder.set,
    onError: notify.failed,
  });
  if (folder.error !== null) return <ErrorState error={folder.error} onRetry={() => void folder.refetch()} />;
  if (folder.data === undefined) return <LoadingState />;
  const { path, isReachable } = folder.data;
  const isBusy = choose.isPending || forget.isPending;
  return (
    <>
      <Text size={200} className={styles.note}>
        {words.text}
      </Text>
      <Text className={styles.path}>{path ?? words.off}</Text>
      {isReachable ? null : <Text className={styles.warning}>{words.unreachable}</Text>}
      <div className={styles.actions}>
        <Button size="small" icon={<FolderOpenRegular />} disabled={isBusy} onClick={() => choose.mutate()}>
          {path === null ? words.choose : words.change}
        </Button>
        {path === null ? null : (
          <Button size="small" disabled={isBusy} onClick={() => forget.mutate()}>
            {words.forget}
          </Button>
        )}
      </div>
    </>
  );
}
