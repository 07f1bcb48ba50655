import { useMemo } from 'react';
import type { StaffingRow } from '#shared/contract/staffing.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import type { GridColumn } from '../../grid/grid-model.ts';
import type { Codes } from '../../grid/use-codes.ts';

type Field = 'divisionId' | 'postCode' | 'localPostName' | 'rate' | 'note';
type Figure = 'busy' | 'main' | 'external' | 'away' | 'vacancy' | 'over';
type Look = Pick<GridColumn<StaffingRow>, 'width' | 'align' | 'frozen'>;

const FIELDS: readonly (readonly [Field, Look])[] = [
  ['divisionId', { width: 220, frozen: true }],
  ['postCode', { width: 240 }],
  ['rate', { width: 84, align: 'end' }],
];
const FIGURES: readonly Figure[] = ['busy', 'main', 'external', 'away', 'vacancy', 'over'];
const WORDS: readonly (readonly [Field, Look])[] = [
  ['localPostName', { width: 200 }],
  ['note', { width: 200 }],
];

/** Columns of the staffing grid. @param begin first day of the table: what is chosen must be open then */
export function useStaffingColumns(codes: Codes, begin: string | null): readonly GridColumn<StaffingRow>[] {
  const texts = useMessages();
  const format = useFormat();
  return useMemo(() => {
    const { staffing } = texts;
    const field = ([key, look]: readonly [Field, Look]): GridColumn<StaffingRow> => ({
      ...look,
      key,
      label: fieldLabel(texts, `staffingPosition.${key}`),
      sortable: true,
      source: { kind: 'staffingPosition', field: key, idOf: ({ id }) => id, absent: staffing.outside },
      valueOf: (row) => row[key],
      codes: codes('staffingPosition', key),
      onDay: () => begin,
    });
    const figure = (key: Figure): GridColumn<StaffingRow> => ({
      key,
      label: staffing.columns[key],
      width: 104,
      align: 'end',
      sortable: true,
      computed: 'rate',
      valueOf: (row) => (key !== 'busy' && row[key] === 0 ? null : row[key]),
      newsOf: (row) => {
        if (key !== 'over' || row.over === 0) return null;
        const note = row.id === null ? staffing.outside : staffing.overNote(format.rate(row.over));
        return { tone: 'warning', note };
      },
    });
    return [...FIELDS.map(field), ...FIGURES.map(figure), ...WORDS.map(field)];
  }, [codes, texts, format, begin]);
}
