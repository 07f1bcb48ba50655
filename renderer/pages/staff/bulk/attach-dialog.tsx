import { useState } from 'react';
import type { AttachmentKind } from '#shared/contract/attachments.ts';
import type { Failure } from '#shared/contract/result.ts';
import { failureOf } from '../../../app/api.ts';
import { useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { FileChoice } from '../../../attachments/file-choice.tsx';
import { bytesOf } from '../../../attachments/use-attachments.ts';
import { BulkDialog } from '../../../bulk/bulk-dialog.tsx';
import { ScopeChoice, useScope } from '../../../bulk/scope-choice.tsx';
import { useBulk } from '../../../bulk/use-bulk.ts';
import { useCodes } from '../../../grid/use-codes.ts';
import type { StaffBulkProps } from './bulk-menu.tsx';

/** Documents that many people may have in common. */
const KINDS = ['order', 'contract', 'application', 'other'] as const satisfies AttachmentKind[];

/** One file for the cards of many; without one dropped here the dialog of the system asks for it. */
export function AttachManyDialog({ scope, onClose }: StaffBulkProps) {
  const { attachments, bulk: texts } = useMessages();
  const words = texts.attachDialog;
  const notify = useNotify();
  const codes = useCodes();
  const [document, setDocument] = useState<AttachmentKind>(KINDS[0]);
  const [file, setFile] = useState<File | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  const bulk = useBulk(({ changed }) => {
    notify.done(words.done(changed));
    onClose();
  });
  const chosen = useScope(scope, bulk.forget);
  const look = async (): Promise<void> => {
    setUnread(null);
    try {
      const given = file === null ? null : await bytesOf(file, document);
      bulk.look({ action: 'attach', rows: chosen.rows, document, file: given });
    } catch (error) {
      setUnread(failureOf(error));
    }
  };
  return (
    <BulkDialog
      title={words.title}
      text={words.text}
      bulk={{ ...bulk, failure: unread ?? bulk.failure }}
      of="person"
      codes={codes}
      {...(file === null ? { check: attachments.chooseFile } : {})}
      submit={words.submit}
      onLook={() => void look()}
      onClose={onClose}
    >
      <ScopeChoice {...chosen} />
      <FileChoice
        kinds={KINDS}
        kind={document}
        fileName={file?.name ?? bulk.preview?.fileName ?? null}
        disabled={bulk.running !== null}
        onKind={(kind) => {
          setDocument(kind);
          bulk.forget();
        }}
        onFile={(dropped) => {
          setFile(dropped);
          bulk.forget();
        }}
      />
    </BulkDialog>
  );
}
