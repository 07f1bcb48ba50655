import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { AttachmentKind, AttachmentOwner } from '#shared/contract/attachments.ts';
import { useMessages } from '../app/i18n.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { FileChoice } from './file-choice.tsx';
import { useAttach } from './use-attachments.ts';

interface AttachDialogProps {
  readonly owner: AttachmentOwner;
  readonly title: string;
  readonly kinds: readonly AttachmentKind[];
  /** What was dropped onto the record already. */
  readonly dropped: File | null;
  readonly onClose: () => void;
}

/** Which document it is, and the file: dropped here, or chosen by the dialog of the system. */
export function AttachDialog({ owner, title, kinds, dropped, onClose }: AttachDialogProps) {
  const { attachments } = useMessages();
  const [kind, setKind] = useState<AttachmentKind>(kinds[0] ?? 'other');
  const [file, setFile] = useState(dropped);
  const attach = useAttach(owner, onClose);
  const give = (given: File | null): void => attach.mutate({ kind, file: given });
  return (
    <FormDialog
      title={attachments.attachTo(title)}
      submit={file === null ? attachments.chooseFile : attachments.attach}
      busy={attach.isPending}
      onSubmit={() => give(file)}
      onClose={onClose}
      actions={
        file !== null && (
          <Button disabledFocusable={attach.isPending} onClick={() => give(null)}>
            {attachments.chooseFile}
          </Button>
        )
      }
    >
      <FileChoice
        kinds={kinds}
        kind={kind}
        fileName={file?.name ?? null}
        disabled={attach.isPending}
        onKind={setKind}
        onFile={setFile}
      />
      {attach.isPending && <Spinner size="tiny" label={attachments.checking} />}
      {attach.error !== null && <FailureBar error={attach.error} />}
    </FormDialog>
  );
}
