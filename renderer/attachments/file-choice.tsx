import { Dropdown, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { ArrowUploadRegular, DocumentRegular } from '@fluentui/react-icons';
import { type AttachmentKind, acceptedFiles } from '#shared/contract/attachments.ts';
import { useMessages } from '../app/i18n.tsx';
import { FileDrop } from './file-drop.tsx';

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

interface FileChoiceProps {
  readonly kinds: readonly AttachmentKind[];
  readonly kind: AttachmentKind;
  /** Of the file that was dropped or chosen. */
  readonly fileName: string | null;
  readonly disabled: boolean;
  readonly onKind: (kind: AttachmentKind) => void;
  readonly onFile: (file: File) => void;
}

/** Which document it is, and a place to drop its file. */
export function FileChoice({ kinds, kind, fileName, disabled, onKind, onFile }: FileChoiceProps) {
  const styles = useStyles();
  const { attachments } = useMessages();
  const { maxBytes, types } = acceptedFiles(kind);
  return (
    <>
      <Field label={attachments.kind}>
        <Dropdown
          value={attachments.kinds[kind]}
          selectedOptions={[kind]}
          disabled={disabled}
          onOptionSelect={(_event, { optionValue }) => onKind(kinds.find((known) => known === optionValue) ?? kind)}
        >
          {kinds.map((one) => (
            <Option key={one} value={one}>
              {attachments.kinds[one]}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <FileDrop className={styles.drop} disabled={disabled} onFile={onFile}>
        {fileName === null ? <ArrowUploadRegular fontSize={24} /> : <DocumentRegular fontSize={24} />}
        <Text weight="semibold">{fileName ?? attachments.drop}</Text>
        <Text size={200} className={styles.muted}>
          {attachments.dropHint(types.map((type) => type.toUpperCase()).join(', '), maxBytes / 1024 / 1024)}
        </Text>
      </FileDrop>
    </>
  );
}
