import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import { ORGANISATION_DOCUMENTS } from '#shared/contract/attachments.ts';
import type { OrganisationCard } from '#shared/contract/organisation.ts';
import { useMessages } from '../../app/i18n.tsx';
import { ATTACHABLE } from '../../attachments/attachable.ts';
import { AttachmentList } from '../../attachments/attachment-list.tsx';
import { useAttachments } from '../../attachments/use-attachments.ts';
import { StatusChip } from '../../ui/status-chip.tsx';
import { useMayEditOrganisation } from './use-may-edit.ts';

const useStyles = makeStyles({
  tab: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
    maxWidth: '1040px',
  },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  item: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

/** The founding documents that every organisation keeps, which of them are missing, and all its files. */
export function DocumentsTab({ card: { organisation } }: { readonly card: OrganisationCard }) {
  const styles = useStyles();
  const { organisation: texts, attachments: words } = useMessages();
  const mayEdit = useMayEditOrganisation();
  const owner = useMemo(() => ({ kind: 'organisation' as const, id: organisation.id }), [organisation.id]);
  const files = useAttachments([owner])(organisation.id);
  return (
    <div className={styles.tab}>
      <Text>{texts.documentsText}</Text>
      <ul className={styles.list} aria-label={texts.documentsNeeded}>
        {ORGANISATION_DOCUMENTS.map((kind) => {
          const there = files.some((file) => file.kind === kind && !file.removed);
          return (
            <li key={kind} className={styles.item}>
              <StatusChip tone={there ? 'done' : 'action'} label={there ? texts.attached : texts.notAttached} />
              <Text>{words.kinds[kind]}</Text>
            </li>
          );
        })}
      </ul>
      <AttachmentList
        owner={owner}
        title={texts.title}
        attachments={files}
        kinds={ATTACHABLE.organisation}
        disabled={!mayEdit}
      />
    </div>
  );
}
