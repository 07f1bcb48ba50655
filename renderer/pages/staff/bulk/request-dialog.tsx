import { useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { BulkDialog } from '../../../bulk/bulk-dialog.tsx';
import { ScopeChoice, useScope } from '../../../bulk/scope-choice.tsx';
import { useBulk } from '../../../bulk/use-bulk.ts';
import { useCodes } from '../../../grid/use-codes.ts';
import type { StaffBulkProps } from './bulk-menu.tsx';

/** Changes of the chosen people out of the drafts into one request of their own. */
export function RequestDialog({ scope, onClose }: StaffBulkProps) {
  const words = useMessages().bulk.requestDialog;
  const notify = useNotify();
  const codes = useCodes();
  const bulk = useBulk(({ changed }) => {
    notify.done(words.done(changed));
    onClose();
  });
  const chosen = useScope(scope, bulk.forget);
  return (
    <BulkDialog
      title={words.title}
      text={words.text}
      bulk={bulk}
      of="person"
      codes={codes}
      submit={words.submit}
      onLook={() => bulk.look({ action: 'request', rows: chosen.rows })}
      onClose={onClose}
    >
      <ScopeChoice {...chosen} />
    </BulkDialog>
  );
}
