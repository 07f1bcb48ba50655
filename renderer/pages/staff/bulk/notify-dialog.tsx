import { ScopeChoice, useScope } from '../../../bulk/scope-choice.tsx';
import { NoticeDialog } from '../../../notices/notice-dialog.tsx';
import type { StaffBulkProps } from './bulk-menu.tsx';

/** A notice for the chosen people. */
export function NotifyManyDialog({ scope, onClose }: StaffBulkProps) {
  const chosen = useScope(scope, () => undefined);
  return (
    <NoticeDialog concerned={{ of: 'rows', rows: chosen.rows }} template="changed" onClose={onClose}>
      <ScopeChoice {...chosen} />
    </NoticeDialog>
  );
}
