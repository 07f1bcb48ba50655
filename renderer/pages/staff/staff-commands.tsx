import { ToolbarButton, ToolbarDivider, Tooltip } from '@fluentui/react-components';
import {
  ArrowUploadRegular,
  DocumentTableRegular,
  OpenRegular,
  PanelRightRegular,
  PersonAddRegular,
  SendRegular,
} from '@fluentui/react-icons';
import { memo, type ReactNode, useState, useSyncExternalStore } from 'react';
import type { StaffRow } from '#shared/contract/staff.ts';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import type { ActiveCell } from '../../grid/edit-grid.tsx';
import type { GridSelection } from '../../grid/grid-selection.ts';
import { type LiveValue, useLive } from '../../grid/live-value.ts';
import { UndoButtons } from '../../grid/undo-buttons.tsx';
import { OnDayCommand } from '../../ui/on-day-command.tsx';
import { CommandBar } from '../../ui/page.tsx';
import { ActionsMenu } from './actions/actions-menu.tsx';
import { PostDialog } from './actions/post-dialog.tsx';
import { BulkMenu } from './bulk/bulk-menu.tsx';
import { HireDialog } from './hire-dialog.tsx';
import type { StaffDesk } from './staff-desk.ts';
import { SubmitDraft } from './submit-draft.tsx';
import { useDraft } from './use-draft.ts';
import { useEditRefusal } from './use-edit-refusal.ts';

interface StaffCommandsProps {
  readonly desk: StaffDesk;
  readonly active: LiveValue<ActiveCell | null>;
  readonly selection: GridSelection;
  readonly detailsShown: boolean;
  readonly onDetails: () => void;
  readonly onOpenCard: (row: StaffRow) => void;
  readonly onHired: (personId: string) => void;
  /** «Вид». */
  readonly views: ReactNode;
}

/** The row where the user is, as it is now. */
export function useActiveRow(desk: StaffDesk, active: LiveValue<ActiveCell | null>): StaffRow | null {
  const cell = useLive(active);
  return useSyncExternalStore(desk.rows.subscribe, () =>
    cell === null ? null : (desk.rows.state().rows[cell.rowIdx] ?? null),
  );
}

const NO_ROWS: readonly (StaffRow | null)[] = [];

/** Rows that the choice of cells covers, else the one where the user is. */
function useChosenRows(
  desk: StaffDesk,
  active: LiveValue<ActiveCell | null>,
  selection: GridSelection,
): readonly StaffRow[] {
  const row = useActiveRow(desk, active);
  useSyncExternalStore(selection.subscribe, selection.state);
  const { rect } = selection;
  const isOne = row === null || rect === null || rect.bottom === rect.top;
  const rows = useSyncExternalStore(desk.rows.subscribe, () => (isOne ? NO_ROWS : desk.rows.state().rows));
  if (isOne) return row === null ? [] : [row];
  return rows.slice(rect.top, rect.bottom + 1).filter((one) => one !== null);
}

type Open = 'hire' | 'submit' | null;

/**
 * Verbs of the staff page, most used first; those of other roles are not shown, nor on another day than today. A dozen
 * buttons with their menus cost as much as the rows: they are not drawn anew with every answer to a search.
 */
export const StaffCommands = memo(function StaffCommands({
  desk,
  active,
  selection,
  detailsShown,
  onDetails,
  onOpenCard,
  onHired,
  views,
}: StaffCommandsProps) {
  const { staff, imports } = useMessages();
  const { go } = useNavigation();
  const { onDay } = useOnDay();
  const editor = useEditRefusal() === null && onDay === null;
  const row = useActiveRow(desk, active);
  const chosen = useChosenRows(desk, active, selection);
  const draft = useDraft(editor);
  const [open, setOpen] = useState<Open>(null);
  const [again, setAgain] = useState<string | null>(null);
  const close = () => setOpen(null);
  useCommand('staff.hire', editor ? () => setOpen('hire') : null);
  useCommand('staff.openCard', row === null ? null : () => onOpenCard(row));
  useCommand('staff.submit', draft === null ? null : () => setOpen('submit'));
  useCommand('staff.details', onDetails);
  return (
    <>
      <CommandBar label={staff.title}>
        {editor && (
          <ToolbarButton appearance="primary" icon={<PersonAddRegular />} onClick={() => setOpen('hire')}>
            {staff.hire}
          </ToolbarButton>
        )}
        <ToolbarButton icon={<OpenRegular />} disabled={row === null} onClick={() => row !== null && onOpenCard(row)}>
          {staff.openCard}
        </ToolbarButton>
        {editor && (
          <>
            <ActionsMenu people={chosen} />
            <BulkMenu desk={desk} selection={selection} editor />
            <ToolbarDivider />
            <UndoButtons sheet="staff" session={desk.session} />
            <ToolbarDivider />
            <ToolbarButton icon={<SendRegular />} disabled={draft === null} onClick={() => setOpen('submit')}>
              {staff.submit}
            </ToolbarButton>
          </>
        )}
        {editor && (
          <ToolbarButton icon={<ArrowUploadRegular />} onClick={() => go('imports')}>
            {imports.open}
          </ToolbarButton>
        )}
        {!editor && <BulkMenu desk={desk} selection={selection} editor={false} />}
        <ToolbarButton icon={<DocumentTableRegular />} onClick={() => go('reports', { reportId: 'staff-list' })}>
          {staff.report}
        </ToolbarButton>
        {views}
        <OnDayCommand />
        <Tooltip content={staff.detailsHint} relationship="label">
          <ToolbarButton icon={<PanelRightRegular />} aria-pressed={detailsShown} onClick={onDetails} />
        </Tooltip>
      </CommandBar>
      {open === 'hire' && again === null && (
        <HireDialog
          onClose={close}
          onHired={(personId) => {
            close();
            void desk.openWith(personId);
            onHired(personId);
          }}
          onOpenPerson={(personId) => {
            close();
            onHired(personId);
          }}
          onHireAgain={setAgain}
        />
      )}
      {again !== null && (
        <PostDialog
          personId={again}
          onClose={() => {
            setAgain(null);
            close();
          }}
        />
      )}
      {open === 'submit' && draft !== null && (
        <SubmitDraft
          draft={draft}
          onClose={close}
          onShowErrors={() => {
            close();
            void desk.open({ filter: { ...desk.filter, text: '', only: 'errors' } });
          }}
        />
      )}
    </>
  );
});
