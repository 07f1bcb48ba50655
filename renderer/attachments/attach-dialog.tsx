import { Button, Dropdown, Field, makeStyles, Option, Spinner, Text, tokens } from '@fluentui/react-components';
import { ArrowUploadRegular, DocumentRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { type AttachmentKind, type AttachmentOwner, acceptedFiles } from '#shared/contract/attachments.ts';
import { useMessages } from '../app/i18n.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { FileDrop } from './file-drop.tsx';
import { useAttach } from './use-attachments.ts';

const useStyles = makeStyles({
  drop: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingVerticalXL,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  muted: { color: tokens.colorNeutralForeground3 },
});

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
  const styles = useStyles();
  const { attachments } = useMessages();
  const [kind, setKind] = useState<AttachmentKind>(kinds[0] ?? 'other');
  const [file, setFile] = useState(dropped);
  const attach = useAttach(owner, onClose);
  const { maxBytes, types } = acceptedFiles(kind);
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
      <Field label={attachments.kind}>
        <Dropdown
          value={attachments.kinds[kind]}
          selectedOptions={[kind]}
          disabled={attach.isPending}
          onOptionSelect={(_event, { optionValue }) => setKind(kinds.find((known) => known === optionValue) ?? kind)}
        >
          {kinds.map((one) => (
            <Option key={one} value={one}>
              {attachments.kinds[one]}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <FileDrop className={styles.drop} disabled={attach.isPending} onFile={setFile}>
        {file === null ? <ArrowUploadRegular fontSize={24} /> : <DocumentRegular fontSize={24} />}
        <Text weight="semibold">{file?.name ?? attachments.drop}</Text>
        <Text size={200} className={styles.muted}>
          {attachments.dropHint(types.map((type) => type.toUpperCase()).join(', '), maxBytes / 1024 / 1024)}
        </Text>
      </FileDrop>
      {attach.isPending && <Spinner size="tiny" label={attachments.checking} />}
      {attach.error !== null && <FailureBar error={attach.error} />}
    </FormDialog>
  );
}
