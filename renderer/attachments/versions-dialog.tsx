import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Attachment } from '#shared/contract/attachments.ts';
import { api, call, keys } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { ViewDialog } from '../ui/view-dialog.tsx';
import { factsOf } from './file-facts.ts';
import { useSave } from './use-attachments.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  texts: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  verb: { flexShrink: 0, whiteSpace: 'nowrap' },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface VersionsDialogProps {
  readonly attachment: Attachment;
  readonly onOpen: (what: { attachmentId: string; version: number }) => void;
  readonly onClose: () => void;
}

/** Every version of a file, the newest first; each can be opened and saved. */
export function VersionsDialog({ attachment, onOpen, onClose }: VersionsDialogProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { attachments } = texts;
  const { id: attachmentId, fileName } = attachment;
  const save = useSave();
  const versions = useQuery({
    queryKey: [keys.attachments, 'versions', attachmentId],
    queryFn: () => call(api().attachments.versions({ attachmentId })),
  });
  return (
    <ViewDialog title={attachments.versionsOf(fileName)} onClose={onClose}>
      <Text className={styles.muted}>{attachments.versionsNote}</Text>
      {versions.error !== null ? (
        <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
      ) : versions.data === undefined ? (
        <LoadingState />
      ) : (
        <ul className={styles.list} aria-label={attachments.versions}>
          {versions.data.versions.map((one) => {
            const { version } = one;
            const title = `${one.fileName}, ${attachments.version(version)}`;
            return (
              <li key={version} className={styles.line}>
                <span className={styles.texts}>
                  <Text>{title}</Text>
                  <Text size={200} className={styles.muted}>
                    {factsOf(texts, one, format.moment(one.addedAt))}
                  </Text>
                </span>
                <Button
                  size="small"
                  className={styles.verb}
                  aria-label={attachments.openOne(title)}
                  onClick={() => onOpen({ attachmentId, version })}
                >
                  {attachments.open}
                </Button>
                <Button
                  size="small"
                  appearance="subtle"
                  className={styles.verb}
                  onClick={() => save.mutate({ attachmentId, version })}
                >
                  {attachments.save}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </ViewDialog>
  );
}
