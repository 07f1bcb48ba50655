import { ToolbarButton, Tooltip } from '@fluentui/react-components';
import { ArrowRedoRegular, ArrowUndoRegular } from '@fluentui/react-icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Sheet } from '#shared/contract/edits.ts';
import { api, call, keys, useEvent } from '../app/api.ts';
import { useCommand } from '../app/commands.tsx';
import { useMessages } from '../app/i18n.tsx';
import type { EditSession } from './edit-session.ts';

interface UndoButtonsProps {
  readonly sheet: Sheet;
  readonly session: Pick<EditSession<never>, 'undo' | 'redo'>;
}

/** Undo and redo of a sheet, whichever window made the steps; nothing to take back, nothing to press. */
export function UndoButtons({ sheet, session }: UndoButtonsProps) {
  const { staff } = useMessages();
  const client = useQueryClient();
  const { data: left } = useQuery({
    queryKey: [keys.edits, sheet],
    queryFn: () => call(api().edits.left({ sheet })),
  });
  useEvent('edits.changed', ({ sheet: of, ...changed }) => client.setQueryData([keys.edits, of], changed));
  useCommand('undo', left === undefined || left.undo === 0 ? null : () => void session.undo());
  useCommand('redo', left === undefined || left.redo === 0 ? null : () => void session.redo());
  return (
    <>
      <Tooltip content={staff.undo} relationship="label">
        <ToolbarButton
          icon={<ArrowUndoRegular />}
          disabled={(left?.undo ?? 0) === 0}
          onClick={() => void session.undo()}
        />
      </Tooltip>
      <Tooltip content={staff.redo} relationship="label">
        <ToolbarButton
          icon={<ArrowRedoRegular />}
          disabled={(left?.redo ?? 0) === 0}
          onClick={() => void session.redo()}
        />
      </Tooltip>
    </>
  );
}
