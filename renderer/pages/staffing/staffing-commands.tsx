import { ToolbarButton, ToolbarDivider } from '@fluentui/react-components';
import {
  AddRegular,
  ArchiveRegular,
  CheckmarkCircleRegular,
  DeleteRegular,
  DocumentAddRegular,
  DocumentTableRegular,
  EditRegular,
  HistoryRegular,
  PeopleRegular,
  TableDismissRegular,
} from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { StaffingDocumentView, StaffingRow } from '#shared/contract/staffing.ts';
import { api, call } from '../../app/api.ts';
import { useCommand } from '../../app/commands.tsx';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { UndoButtons } from '../../grid/undo-buttons.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { OnDayCommand } from '../../ui/on-day-command.tsx';
import { CommandBar } from '../../ui/page.tsx';
import { DocumentDialog } from './document-dialog.tsx';
import { DocumentFile } from './document-file.tsx';
import type { StaffingDesk } from './staffing-desk.ts';

interface StaffingCommandsProps {
  readonly desk: StaffingDesk;
  readonly document: StaffingDocumentView | null;
  readonly documents: readonly StaffingDocumentView[];
  readonly codes: Codes;
  /** The row where the user is. */
  readonly row: StaffingRow | null;
  /** Division of a new row when no other says it. */
  readonly divisionId: string | null;
  /** This user may keep staffing tables, today. */
  readonly editor: boolean;
  /** The button that lays the columns. */
  readonly columns: ReactElement;
  readonly onDocument: (documentId: string | null) => void;
  readonly onOccupants: (row: StaffingRow) => void;
}

type Open = 'new' | 'edit' | 'activate' | 'remove' | 'file' | null;

/** Verbs of the staffing page; those of other roles are not shown. */
export function StaffingCommands(props: StaffingCommandsProps) {
  const { desk, document, documents, codes, row, editor, onDocument, onOccupants } = props;
  const { staffing } = useMessages();
  const { go } = useNavigation();
  const notify = useNotify();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const editable = editor && document !== null && document.staffingStatus !== 'archive';
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => trackSaving(act()),
    onError: (error) => notify.failed(error),
  });
  const add = () => {
    if (document === null) return;
    desk.addAfter(row);
    const place = { divisionId: row?.divisionId ?? props.divisionId, postCode: row?.id === null ? row.postCode : null };
    const position = { ...place, localPostName: null, rate: 100, note: null };
    change.mutate(() => call(api().staffing.addPositions({ documentId: document.id, positions: [position] })));
  };
  const remove = () => {
    const id = row?.id ?? null;
    if (id !== null) change.mutate(() => call(api().staffing.removePositions({ ids: [id] })));
  };
  const archive = () => {
    if (document === null) return;
    const edit = { kind: 'staffingDocument' as const, id: document.id, field: 'staffingStatus' };
    const edits = [{ ...edit, from: document.staffingStatus, to: 'archive' }];
    const act = () => call(api().staffing.applyEdits({ edits, onDay: localDayOf(new Date()) }));
    change.mutate(act, { onSuccess: () => notify.done(staffing.archived(document.number)) });
  };
  const isDraft = editable && document.staffingStatus === 'draft';
  const isBusy = change.isPending;
  useCommand('staffing.newDocument', editor ? () => setOpen('new') : null);
  useCommand('staffing.addRow', editable && !isBusy ? add : null);
  useCommand('staffing.removeRow', editable && !isBusy && row?.id != null ? remove : null);
  useCommand('staffing.editDocument', editable ? () => setOpen('edit') : null);
  useCommand('staffing.activate', isDraft ? () => setOpen('activate') : null);
  useCommand('staffing.removeDocument', isDraft ? () => setOpen('remove') : null);
  useCommand('staffing.archive', editable && !isDraft && !isBusy ? archive : null);
  useCommand('staffing.occupants', row === null ? null : () => onOccupants(row));
  return (
    <>
      <CommandBar label={staffing.commands}>
        {editor && (
          <ToolbarButton
            appearance={document === null ? 'primary' : 'subtle'}
            icon={<DocumentAddRegular />}
            onClick={() => setOpen('new')}
          >
            {staffing.newDocument}
          </ToolbarButton>
        )}
        {editable && (
          <>
            <ToolbarButton icon={<AddRegular />} disabled={change.isPending} onClick={add}>
              {staffing.addRow}
            </ToolbarButton>
            <ToolbarButton
              icon={<TableDismissRegular />}
              disabled={change.isPending || row === null || row.id === null}
              onClick={remove}
            >
              {staffing.removeRow}
            </ToolbarButton>
            <ToolbarDivider />
            <UndoButtons sheet="staffing" session={desk.session} />
            <ToolbarDivider />
            <ToolbarButton icon={<EditRegular />} onClick={() => setOpen('edit')}>
              {staffing.editDocument}
            </ToolbarButton>
            {document.staffingStatus === 'draft' ? (
              <>
                <ToolbarButton icon={<CheckmarkCircleRegular />} onClick={() => setOpen('activate')}>
                  {staffing.activate}
                </ToolbarButton>
                <ToolbarButton icon={<DeleteRegular />} onClick={() => setOpen('remove')}>
                  {staffing.removeDocument}
                </ToolbarButton>
              </>
            ) : (
              <ToolbarButton icon={<ArchiveRegular />} disabled={change.isPending} onClick={archive}>
                {staffing.archive}
              </ToolbarButton>
            )}
          </>
        )}
        <ToolbarButton
          icon={<PeopleRegular />}
          disabled={row === null}
          onClick={() => row !== null && onOccupants(row)}
        >
          {staffing.occupants}
        </ToolbarButton>
        <ToolbarButton icon={<HistoryRegular />} disabled={document === null} onClick={() => setOpen('file')}>
          {staffing.file}
        </ToolbarButton>
        <ToolbarButton icon={<DocumentTableRegular />} onClick={() => go('reports', { reportId: 'staffing' })}>
          {staffing.report}
        </ToolbarButton>
        <OnDayCommand />
        {props.columns}
      </CommandBar>
      {(open === 'new' || open === 'edit') && (
        <DocumentDialog
          document={open === 'new' ? null : document}
          documents={documents}
          codes={codes}
          onClose={close}
          onMade={onDocument}
        />
      )}
      {open === 'file' && document !== null && (
        <DocumentFile document={document} codes={codes} editor={editor} onClose={close} />
      )}
      {open === 'activate' && document !== null && <Activate document={document} onClose={close} />}
      {open === 'remove' && document !== null && (
        <RemoveDraft document={document} onClose={close} onRemoved={() => onDocument(null)} />
      )}
    </>
  );
}

interface AskProps {
  readonly document: StaffingDocumentView;
  readonly onClose: () => void;
}

function Activate({ document: { id, number, beginDate }, onClose }: AskProps) {
  const { staffing } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const activate = useMutation({
    mutationFn: () => trackSaving(call(api().staffing.activate({ documentId: id }))),
    onSuccess: () => {
      notify.done(staffing.activated(number));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={staffing.activateTitle(number)}
      confirm={staffing.activateVerb}
      busy={activate.isPending}
      onConfirm={() => activate.mutate()}
      onCancel={onClose}
    >
      <p>{staffing.activateText(format.date(beginDate))}</p>
      {activate.error !== null && <FailureBar error={activate.error} />}
    </ConfirmDialog>
  );
}

function RemoveDraft({
  document: { id, number, positions },
  onClose,
  onRemoved,
}: AskProps & { onRemoved: () => void }) {
  const { staffing } = useMessages();
  const notify = useNotify();
  const remove = useMutation({
    mutationFn: () => trackSaving(call(api().staffing.removeDocument({ documentId: id }))),
    onSuccess: () => {
      notify.done(staffing.removed(number));
      onRemoved();
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={staffing.removeDocumentTitle(number)}
      confirm={staffing.remove}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <p>{staffing.removeDocumentText(positions)}</p>
      {remove.error !== null && <FailureBar error={remove.error} />}
    </ConfirmDialog>
  );
}
