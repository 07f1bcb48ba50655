import {
  Button,
  Link,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import {
  ArrowDownloadRegular,
  ArrowSwapRegular,
  ArrowUndoRegular,
  DeleteRegular,
  DocumentPdfRegular,
  DocumentRegular,
  HistoryRegular,
  ImageRegular,
  MoreHorizontalRegular,
  OpenRegular,
  WarningFilled,
} from '@fluentui/react-icons';
import { type ReactElement, useRef, useState } from 'react';
import type { Attachment, AttachmentType } from '#shared/contract/attachments.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { factsOf } from './file-facts.ts';
import { useAttachmentCommands, useSave } from './use-attachments.ts';
import { VersionsDialog } from './versions-dialog.tsx';

const ICONS: Readonly<Record<AttachmentType, ReactElement>> = {
  pdf: <DocumentPdfRegular />,
  jpeg: <ImageRegular />,
  png: <ImageRegular />,
  docx: <DocumentRegular />,
  xlsx: <DocumentRegular />,
};

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  icon: { display: 'inline-flex', fontSize: '20px', color: tokens.colorNeutralForeground2, flexShrink: 0 },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', textAlign: 'start' },
  muted: { color: tokens.colorNeutralForeground3 },
  warning: { display: 'inline-flex', color: tokens.colorStatusWarningForeground3, fontSize: '16px', flexShrink: 0 },
});

interface AttachmentLineProps {
  readonly attachment: Attachment;
  readonly disabled: boolean;
  readonly onOpen: (what: { attachmentId: string; version?: number }) => void;
}

/** One file of a record: its name opens it, the rest is in its menu. */
export function AttachmentLine({ attachment, disabled, onOpen }: AttachmentLineProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { attachments } = texts;
  const { id: attachmentId, fileName, kind, version, removed, coarse, type } = attachment;
  const { replace, remove, restore } = useAttachmentCommands(attachment);
  const save = useSave();
  const [versions, setVersions] = useState(false);
  const line = useRef<HTMLLIElement>(null);
  return (
    <li ref={line} className={styles.line} aria-label={fileName}>
      <span className={styles.icon} aria-hidden>
        {ICONS[type]}
      </span>
      <span className={styles.texts}>
        <Link
          as="button"
          type="button"
          className={styles.name}
          title={fileName}
          aria-label={attachments.openOne(fileName)}
          onClick={() => onOpen({ attachmentId })}
        >
          {fileName}
        </Link>
        <Text size={200} className={styles.muted}>
          {`${attachments.kinds[kind]} · ${factsOf(texts, attachment, format.momentShort(attachment.addedAt))}`}
          {version > 1 && ` · ${attachments.version(version)}`}
          {removed && ` · ${attachments.removedMark}`}
        </Text>
      </span>
      {coarse && (
        <Tooltip content={attachments.coarse} relationship="label">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what it says must be reachable by keyboard */}
          <span className={styles.warning} role="img" tabIndex={0}>
            <WarningFilled />
          </span>
        </Tooltip>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            aria-label={attachments.more(fileName)}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<OpenRegular />} onClick={() => onOpen({ attachmentId })}>
              {attachments.open}
            </MenuItem>
            <MenuItem icon={<ArrowDownloadRegular />} onClick={() => save.mutate({ attachmentId })}>
              {attachments.save}
            </MenuItem>
            <MenuItem icon={<HistoryRegular />} onClick={() => setVersions(true)}>
              {attachments.versions}
            </MenuItem>
            {!disabled && !removed && (
              <>
                <MenuItem icon={<ArrowSwapRegular />} onClick={() => replace.mutate()}>
                  {attachments.replace}
                </MenuItem>
                <MenuItem icon={<DeleteRegular />} onClick={() => remove.mutate()}>
                  {attachments.remove}
                </MenuItem>
              </>
            )}
            {!disabled && removed && (
              <MenuItem icon={<ArrowUndoRegular />} onClick={() => restore.mutate()}>
                {attachments.restore}
              </MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {versions && (
        <VersionsDialog
          attachment={attachment}
          onOpen={onOpen}
          onClose={() => {
            setVersions(false);
            // The entry of the menu that opened it is gone.
            requestAnimationFrame(() => line.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus());
          }}
        />
      )}
    </li>
  );
}
