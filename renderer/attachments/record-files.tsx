import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useMessages } from '../app/i18n.tsx';
import { ATTACHABLE, type AttachableKind } from './attachable.ts';
import { AttachmentList } from './attachment-list.tsx';
import { useAttachments } from './use-attachments.ts';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { margin: 0 },
});

interface RecordFilesProps {
  readonly owner: { readonly kind: AttachableKind; readonly id: string };
  /** Name of the record, as the page calls it. */
  readonly title: string;
  readonly disabled: boolean;
}

/** The files of one record under a heading of their own; nothing where there are none and none can be attached. */
export function RecordFiles({ owner, title, disabled }: RecordFilesProps) {
  const styles = useStyles();
  const { attachments: words } = useMessages();
  const files = useAttachments([owner])(owner.id);
  if (disabled && files.length === 0) return null;
  return (
    <section className={styles.section} aria-label={words.list}>
      <Subtitle2 as="h3" className={styles.title}>
        {words.list}
      </Subtitle2>
      <AttachmentList
        owner={owner}
        title={title}
        attachments={files}
        kinds={ATTACHABLE[owner.kind]}
        disabled={disabled}
      />
    </section>
  );
}
