import type { ColumnFilter } from '#shared/contract/column-filter.ts';
import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import { STAFF_COLUMNS, type StaffColumn, staffColumnType } from '#shared/domain/staff-columns.ts';
import { comparableText, filterKindOf } from '#shared/rules/column-filter.ts';
import { PENDING_STATES, sqlList } from '../changes/states.ts';
import type { Database } from '../db/open.ts';
import type { LineSource } from './line-orders-store.ts';

/** What a column shows, as SQL over `l` (a line), `p` (its person), `e` (the employment shown); text as it is compared. */
const VALUE: Readonly<Record<StaffColumn, string>> = {
  lastName: 'substr(l.name_key, 1, instr(l.name_key, char(1)) - 1)',
  firstName: 'l.first_key',
  patronymic: 'l.patronymic_key',
  birthDate: 'l.birth_date',
  snils: 'l.snils',
  divisionId: 'l.division_id',
  postCode: 'l.post_code',
  rate: 'l.rate',
  positionType: 'e.position_type',
  personnelNumber: "comparable_text('text', e.personnel_number)",
  beginDate: 'l.begin_date',
  endDate: 'l.end_date',
  admittedUntil: 'l.admitted_until',
  sex: 'p.sex',
  phone: "comparable_text('phone', p.phone)",
  email: "comparable_text('text', p.email)",
};

const EMPLOYMENT = ' LEFT JOIN employment e ON e.id = l.employment_id';
const JOIN: Readonly<Record<LineSource, Readonly<Record<'person' | 'employment', string>>>> = {
  staff_line: { person: ' JOIN person p ON p.id = l.person_id', employment: EMPLOYMENT },
  day_line: { person: ' JOIN day_person p ON p.id = l.person_id', employment: EMPLOYMENT },
};
const ALIAS = { person: 'p.', employment: 'e.' } as const;

/** Text as filters compare it, for what no line keeps in that form. */
export function defineComparableText(db: Database): void {
  db.function('comparable_text', { deterministic: true }, (form: unknown, value: unknown) =>
    typeof value === 'string' ? comparableText(form === 'phone' ? 'phone' : 'text', value) : null,
  );
}

export type Parameters = Record<string, string | number>;

/** Joins and conditions of the columns that a filter names; values go into `parameters`. */
export function columnConditions(
  columns: StaffFilter['columns'],
  source: LineSource,
  expiringUntil: string,
  parameters: Parameters,
): { readonly joins: string; readonly conditions: readonly string[] } {
  const conditions: string[] = [];
  for (const [key, filter] of Object.entries(columns) as [StaffColumn, ColumnFilter][]) {
    conditions.push(conditionOf(key, filter, expiringUntil, parameters));
  }
  const joins = (['person', 'employment'] as const).filter((entity) =>
    conditions.some((condition) => condition.includes(ALIAS[entity])),
  );
  return { joins: joins.map((entity) => JOIN[source][entity]).join(''), conditions };
}

function conditionOf(column: StaffColumn, filter: ColumnFilter, expiringUntil: string, parameters: Parameters): string {
  const value = VALUE[column];
  const bind = (what: string, bound: string | number): string => {
    parameters[`${column}_${what}`] = bound;
    return `@${column}_${what}`;
  };
  switch (filter.by) {
    case 'state':
      return stateCondition(column, filter.state, expiringUntil, bind);
    case 'text': {
      // Nothing to compare is found everywhere, as by the search box.
      const sought = comparableText(staffColumnType(column), filter.text);
      if (sought === '') return 'true';
      const at = `instr(${value}, ${bind('text', sought)})`;
      return filter.how === 'starts' ? `${at} = 1` : `${at} > 0`;
    }
    case 'codes':
      return `${value} IN (SELECT value FROM json_each(${bind('codes', JSON.stringify(filter.codes))}))`;
    default: {
      const ends = [];
      if (filter.from !== null) ends.push(`${value} >= ${bind('from', filter.from)}`);
      if (filter.to !== null) ends.push(`${value} <= ${bind('to', filter.to)}`);
      return ends.length === 0 ? `${value} IS NOT NULL` : ends.join(' AND ');
    }
  }
}

function stateCondition(
  column: StaffColumn,
  state: Extract<ColumnFilter, { by: 'state' }>['state'],
  expiringUntil: string,
  bind: (what: string, bound: string) => string,
): string {
  const value = VALUE[column];
  const kind = STAFF_COLUMNS[column];
  const empty =
    filterKindOf(staffColumnType(column)) === 'numbers' ? `${value} IS NULL` : `coalesce(${value}, '') = ''`;
  switch (state) {
    case 'empty':
      return empty;
    case 'filled':
      return `NOT (${empty})`;
    case 'expiring':
      return `${value} <= ${bind('until', expiringUntil)}`;
    case 'error':
      return `l.errors > 0 AND instr(l.error_paths, ${bind('path', ` ${kind}.${column} `)}) > 0`;
    case 'changed':
      return `l.changed > 0 AND l.${kind}_id IN (SELECT f.entity_id FROM change_field f
        JOIN change_request r ON r.id = f.request_id AND r.state IN (${sqlList(PENDING_STATES)})
        WHERE f.kind = '${kind}' AND f.field = '${column}')`;
  }
}
