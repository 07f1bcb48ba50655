import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Attachment, AttachmentKind, AttachmentOwner } from '#shared/contract/attachments.ts';
import { useMessages } from '../app/i18n.tsx';
import { AttachDialog } from './attach-dialog.tsx';
import { AttachmentLine } from './attachment-line.tsx';
import { FileDrop } from './file-drop.tsx';
import { useOpening } from './opening.tsx';

const useStyles = makeStyles({
  files: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, alignItems: 'flex-start' },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    width: '100%',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  commands: { display: 'flex', gap: tokens.spacingHorizontalS },
});

interface AttachmentListProps {
  readonly owner: AttachmentOwner;
  /** Name of the record, as the page calls it. */
  readonly title: string;
  /** Of this record, removed ones too. */
  readonly attachments: readonly Attachment[];
  /** What can be attached here, the usual one first. */
  readonly kinds: readonly AttachmentKind[];
  readonly disabled: boolean;
}

/** Files of one record; a file dropped onto them is attached. */
export function AttachmentList({ owner, title, attachments, kinds, disabled }: AttachmentListProps) {
  const styles = useStyles();
  const { attachments: words } = useMessages();
  const { open, viewer } = useOpening();
  const [adding, setAdding] = useState<{ readonly dropped: File | null } | null>(null);
  const [all, setAll] = useState(false);
  const removed = attachments.filter((one) => one.removed).length;
  const shown = all ? attachments : attachments.filter((one) => !one.removed);
  if (attachments.length === 0 && disabled) return null;
  return (
    <FileDrop className={styles.files} disabled={disabled} onFile={(dropped) => setAdding({ dropped })}>
      {shown.length > 0 && (
        <ul className={styles.list} aria-label={words.listOf(title)}>
          {shown.map((attachment) => (
            <AttachmentLine key={attachment.id} attachment={attachment} disabled={disabled} onOpen={open} />
          ))}
        </ul>
      )}
      <div className={styles.commands}>
        {!disabled && (
          <Button
            size="small"
            appearance="subtle"
            icon={<AttachRegular />}
            aria-label={words.attachTo(title)}
            onClick={() => setAdding({ dropped: null })}
          >
            {words.attach}
          </Button>
        )}
        {removed > 0 && (
          <Button size="small" appearance="subtle" aria-pressed={all} onClick={() => setAll(!all)}>
            {words.showRemoved(removed)}
          </Button>
        )}
      </div>
      {adding !== null && (
        <AttachDialog owner={owner} title={title} kinds={kinds} {...adding} onClose={() => setAdding(null)} />
      )}
      {viewer}
    </FileDrop>
  );
}
