import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Tooltip,
} from '@fluentui/react-components';
import {
  ArrowSwapRegular,
  AttachRegular,
  CollectionsRegular,
  EditRegular,
  MailRegular,
  TableArrowUpRegular,
} from '@fluentui/react-icons';
import { useState, useSyncExternalStore } from 'react';
import { useCommand } from '../../../app/commands.tsx';
import { useMessages } from '../../../app/i18n.tsx';
import type { Scope } from '../../../bulk/scope-choice.tsx';
import type { GridSelection } from '../../../grid/grid-selection.ts';
import { useMayNotify } from '../../../notices/use-may-notify.ts';
import type { StaffDesk } from '../staff-desk.ts';
import { AttachManyDialog } from './attach-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { NotifyManyDialog } from './notify-dialog.tsx';
import { RequestDialog } from './request-dialog.tsx';
import { SetDialog } from './set-dialog.tsx';
import { TransferManyDialog } from './transfer-dialog.tsx';

const useStyles = makeStyles({ button: { minWidth: 0, flexShrink: 0 } });

export interface StaffBulkProps {
  readonly scope: Scope;
  readonly onClose: () => void;
}

const DIALOGS = {
  set: SetDialog,
  transfer: TransferManyDialog,
  attach: AttachManyDialog,
  request: RequestDialog,
  export: ExportDialog,
  notify: NotifyManyDialog,
};
const WRITING = [
  ['set', <EditRegular key="set" />],
  ['transfer', <ArrowSwapRegular key="transfer" />],
  ['attach', <AttachRegular key="attach" />],
  ['request', <CollectionsRegular key="request" />],
] as const;

interface BulkMenuProps {
  readonly desk: StaffDesk;
  readonly selection: GridSelection;
  /** Who only reads can export. */
  readonly editor: boolean;
}

/** What can be done for many people at once: those whose rows are chosen, or everybody found. */
export function BulkMenu({ desk, selection, editor }: BulkMenuProps) {
  const styles = useStyles();
  const { bulk, notices } = useMessages();
  const mayNotify = useMayNotify();
  const { rows, viewId } = useSyncExternalStore(desk.rows.subscribe, desk.rows.state);
  // Whom the dialog was opened for: the choice below it may change.
  const [open, setOpen] = useState<{ readonly what: keyof typeof DIALOGS; readonly scope: Scope } | null>(null);
  const start = (what: keyof typeof DIALOGS) => () => {
    const { rect } = selection;
    const all = { viewId, from: 0, to: rows.length - 1 };
    const chosen = rect === null ? null : { viewId, from: rect.top, to: Math.min(rect.bottom, all.to) };
    setOpen({ what, scope: { chosen, all } });
  };
  const offered = (what: keyof typeof DIALOGS, may: boolean) => (may && rows.length > 0 ? start(what) : null);
  useCommand('bulk.set', offered('set', editor));
  useCommand('bulk.transfer', offered('transfer', editor));
  useCommand('bulk.attach', offered('attach', editor));
  useCommand('bulk.request', offered('request', editor));
  useCommand('bulk.export', offered('export', true));
  const Opened = open === null ? null : DIALOGS[open.what];
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={bulk.menuHint} relationship="description">
            <MenuButton appearance="subtle" className={styles.button} disabled={rows.length === 0}>
              {bulk.menu}
            </MenuButton>
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {editor &&
              WRITING.map(([what, icon]) => (
                <MenuItem key={what} icon={icon} onClick={start(what)}>
                  {bulk[what]}
                </MenuItem>
              ))}
            {editor && <MenuDivider />}
            {mayNotify && (
              <MenuItem icon={<MailRegular />} onClick={start('notify')}>
                {notices.command}
              </MenuItem>
            )}
            <MenuItem icon={<TableArrowUpRegular />} onClick={start('export')}>
              {bulk.export}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {open !== null && Opened !== null && <Opened scope={open.scope} onClose={() => setOpen(null)} />}
    </>
  );
}
