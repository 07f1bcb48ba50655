import { useMemo } from 'react';
import type { StaffRow } from '#shared/contract/staff.ts';
import { addDays } from '#shared/rules/dates.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { EXPIRING_DAYS } from '../../grid/column-conditions.ts';
import type { GridColumn, RowMarks } from '../../grid/grid-model.ts';
import type { Codes } from '../../grid/use-codes.ts';

type Align = NonNullable<GridColumn<StaffRow>['align']>;
interface Look {
  readonly width: number;
  readonly align?: Align;
  readonly frozen?: boolean;
  readonly sortable?: boolean;
}

const PERSON: readonly (readonly [keyof StaffRow & string, Look])[] = [
  ['lastName', { width: 140, frozen: true, sortable: true }],
  ['firstName', { width: 110, sortable: true }],
  ['patronymic', { width: 130, sortable: true }],
  ['birthDate', { width: 116, align: 'center', sortable: true }],
  ['snils', { width: 144, align: 'center', sortable: true }],
];
const EMPLOYMENT: readonly (readonly [keyof StaffRow & string, Look])[] = [
  ['divisionId', { width: 210, sortable: true }],
  ['postCode', { width: 220, sortable: true }],
  ['rate', { width: 88, align: 'end', sortable: true }],
  ['positionType', { width: 180 }],
  ['personnelNumber', { width: 110, align: 'end', sortable: true }],
  ['beginDate', { width: 100, align: 'center', sortable: true }],
  ['endDate', { width: 100, align: 'center', sortable: true }],
];
const CONTACTS: readonly (readonly [keyof StaffRow & string, Look])[] = [
  ['sex', { width: 96 }],
  ['phone', { width: 130 }],
  ['email', { width: 180 }],
];

const personId = (row: StaffRow) => row.personId;
const employmentId = (row: StaffRow) => row.employmentId;

/** Columns of the staff grid from the descriptions of the fields. */
export function useStaffColumns(codes: Codes, today: string): readonly GridColumn<StaffRow>[] {
  const texts = useMessages();
  const format = useFormat();
  return useMemo(() => {
    const words: Readonly<Record<string, string>> = texts.staff.columns;
    const column = (
      kind: 'person' | 'employment',
      [key, look]: readonly [keyof StaffRow & string, Look],
    ): GridColumn<StaffRow> => ({
      ...look,
      key,
      label: words[key] ?? fieldLabel(texts, `${kind}.${key}`),
      source: { kind, field: key, idOf: kind === 'person' ? personId : employmentId },
      valueOf: (row) => scalar(row[key]),
      codes: codes(kind, key),
      ...(kind === 'employment' ? { onDay: (row: StaffRow) => row.beginDate } : {}),
    });
    const admittedUntil: GridColumn<StaffRow> = {
      key: 'admittedUntil',
      label: texts.staff.columns.admittedUntil,
      width: 104,
      align: 'center',
      sortable: true,
      computed: 'date',
      valueOf: (row) => row.admittedUntil,
      newsOf: ({ admittedUntil: until }) => {
        if (until === null || until > addDays(today, EXPIRING_DAYS)) return null;
        const { pane } = texts.staff;
        return until < today
          ? { tone: 'error', note: pane.admissionExpired(format.date(until)) }
          : { tone: 'warning', note: pane.admissionEnds(format.date(until)) };
      },
    };
    return [
      ...PERSON.map((field) => column('person', field)),
      ...EMPLOYMENT.map((field) => column('employment', field)),
      admittedUntil,
      ...CONTACTS.map((field) => column('person', field)),
    ];
  }, [codes, texts, format, today]);
}

function scalar(value: StaffRow[keyof StaffRow]): string | number | null {
  return typeof value === 'object' ? null : value;
}

/** Marks of a row. An edit takes a request that waits for a decision back to its author's draft. */
export function useRowMarks(): (row: StaffRow) => RowMarks {
  const texts = useMessages();
  return useMemo(() => {
    const known = new WeakMap<StaffRow, RowMarks>();
    return (row) => {
      let marks = known.get(row);
      if (marks === undefined) {
        const waits = row.requestState === 'submitted';
        const { changed, issues, conflicts } = row;
        marks = { changed, issues, conflicts, waiting: waits ? texts.staff.grid.waiting : null };
        known.set(row, marks);
      }
      return marks;
    };
  }, [texts]);
}
