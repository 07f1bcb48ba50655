import { ToolbarButton } from '@fluentui/react-components';
import { TableSettingsRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { USUAL_LAYOUT } from '#shared/contract/column-layout.ts';
import { useMessages } from '../app/i18n.tsx';
import { ColumnDialog } from './column-dialog.tsx';
import { wholeLayout } from './column-layout.ts';
import type { GridColumn } from './grid-model.ts';
import type { LaidColumns } from './use-laid-columns.ts';

interface ColumnsButtonProps<R> {
  /** All columns of the list, also hidden ones. */
  readonly columns: readonly GridColumn<R>[];
  readonly laid: LaidColumns<R>;
}

/** «Столбцы…» of a list without views of its own: which of them are shown, in which order, how many stay in sight. */
export function ColumnsButton<R>({ columns, laid: { layout, setLayout, laying } }: ColumnsButtonProps<R>) {
  const { views } = useMessages();
  const [open, setOpen] = useState(false);
  const keys = columns.map(({ key }) => key);
  return (
    <>
      <ToolbarButton icon={<TableSettingsRegular />} onClick={() => setOpen(true)}>
        {views.columns}
      </ToolbarButton>
      {open && (
        <ColumnDialog
          layout={layout}
          usual={wholeLayout(USUAL_LAYOUT, keys)}
          always={laying.always}
          labelOf={(key) => columns.find((column) => column.key === key)?.label ?? key}
          onApply={(next) => {
            setLayout(next);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
