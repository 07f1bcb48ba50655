import { useMemo } from 'react';
import type { StaffingRow } from '#shared/contract/staffing.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import type { GridColumn, ValueColumn } from '../../grid/grid-model.ts';
import type { Codes } from '../../grid/use-codes.ts';

type Field = 'divisionId' | 'postCode' | 'localPostName' | 'rate' | 'note';
type Figure = 'busy' | 'main' | 'external' | 'away' | 'vacancy' | 'over';
type Key = Field | Figure;
type Look = Pick<GridColumn<StaffingRow>, 'width' | 'align' | 'frozen'>;

const FIGURE: Look = { width: 104, align: 'end' };
/** In the order in which they stand. */
const LOOKS: Readonly<Record<Key, Look>> = {
  divisionId: { width: 220, frozen: true },
  postCode: { width: 240 },
  rate: { width: 84, align: 'end' },
  busy: FIGURE,
  main: FIGURE,
  external: FIGURE,
  away: FIGURE,
  vacancy: FIGURE,
  over: FIGURE,
  localPostName: { width: 200 },
  note: { width: 200 },
};
const FIGURES: ReadonlySet<Key> = new Set(['busy', 'main', 'external', 'away', 'vacancy', 'over'] as const);

/** What the columns hold; of figures only that taken by contracts says a nought. */
export const STAFFING_VALUES = (Object.keys(LOOKS) as Key[]).map(
  (key): ValueColumn<StaffingRow> & { readonly key: Key } =>
    isFigure(key)
      ? { key, computed: 'rate', valueOf: (row) => (key !== 'busy' && row[key] === 0 ? null : row[key]) }
      : {
          key,
          source: { kind: 'staffingPosition', field: key, idOf: ({ id }) => id },
          valueOf: (row) => row[key],
        },
);

function isFigure(key: Key): key is Figure {
  return FIGURES.has(key);
}

/** Columns of the staffing grid. @param begin first day of the table: what is chosen must be open then */
export function useStaffingColumns(codes: Codes, begin: string | null): readonly GridColumn<StaffingRow>[] {
  const texts = useMessages();
  const format = useFormat();
  return useMemo(() => {
    const { staffing } = texts;
    return STAFFING_VALUES.map(({ key, source, ...value }): GridColumn<StaffingRow> => {
      const column = { ...value, ...LOOKS[key], key, sortable: true };
      if (isFigure(key)) return { ...column, label: staffing.columns[key], newsOf: (row) => newsOf(key, row) };
      return {
        ...column,
        label: fieldLabel(texts, `staffingPosition.${key}`),
        ...(source === undefined ? {} : { source: { ...source, absent: staffing.outside } }),
        codes: codes('staffingPosition', key),
        onDay: () => begin,
      };
    });

    function newsOf(key: Figure, row: StaffingRow): ReturnType<NonNullable<GridColumn<StaffingRow>['newsOf']>> {
      if (key !== 'over' || row.over === 0) return null;
      const note = row.id === null ? staffing.outside : staffing.overNote(format.rate(row.over));
      return { tone: 'warning', note };
    }
  }, [codes, texts, format, begin]);
}
