import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons';
import type { Attachment } from '#shared/contract/attachments.ts';
import { useMessages } from '../app/i18n.tsx';
import { fileSize } from './file-facts.ts';
import { useOpening } from './opening.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap' },
  name: { fontWeight: tokens.fontWeightRegular, minWidth: 0 },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface AttachedFilesProps {
  /** The record, as the page calls it. */
  readonly title: string;
  readonly attachments: readonly Attachment[];
}

/** Files to look at, in the versions given; nothing can be done to them here. */
export function AttachedFiles({ title, attachments }: AttachedFilesProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { attachments: words } = texts;
  const { open, busy, viewer } = useOpening();
  if (attachments.length === 0) return null;
  return (
    <>
      <ul className={styles.list} aria-label={words.listOf(title)}>
        {attachments.map(({ id, version, fileName, kind, bytes }) => (
          <li key={id}>
            <Button
              size="small"
              appearance="subtle"
              icon={<AttachRegular />}
              className={styles.name}
              disabled={busy}
              aria-label={words.openOne(fileName)}
              title={words.kinds[kind]}
              onClick={() => open({ attachmentId: id, version })}
            >
              {fileName}
              <Text size={200} className={styles.muted}>
                {`\u00a0${fileSize(texts, bytes)}`}
              </Text>
            </Button>
          </li>
        ))}
      </ul>
      {viewer}
    </>
  );
}
