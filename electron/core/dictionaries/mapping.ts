import type { ColumnMapping, DictionaryRow } from '#shared/contract/dictionaries.ts';
import { parseDay } from '#shared/rules/dates.ts';
import type { Table } from './reading/table.ts';

/** Headers as НСИ and other systems write them, without everything that is neither letter nor digit. */
const HEADERS: { readonly [K in keyof ColumnMapping]: readonly string[] } = {
  code: ['id', 'code', 'код', 'идентификатор', 'уникальныйидентификатор', 'кодзаписи', 'idnumber'],
  name: ['name', 'наименование', 'полноенаименование', 'название', 'sname', 'namefull', 'fullname', 'nameshort'],
  parent: ['parent', 'parentid', 'idparent', 'parentcode', 'родитель', 'кодродителя', 'родительскийкод'],
  actual: ['actual', 'актуальность', 'актуальна', 'действует'],
  closedOn: [
    ...['dataend', 'dateend', 'enddate', 'dateout', 'closedon'],
    ...['датаокончания', 'датаокончаниядействия', 'датазакрытия'],
  ],
  group: ['group', 'isgroup', 'группа', 'признакгруппы'],
};
const ROLES = Object.keys(HEADERS) as (keyof ColumnMapping)[];

/** Which column is what, by the headers; null where none says so. */
export function columnsOf(headers: readonly string[]): ColumnMapping {
  const plain = headers.map((header) => header.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''));
  const find = (role: keyof ColumnMapping): number | null => {
    for (const name of HEADERS[role]) {
      const at = plain.indexOf(name);
      if (at !== -1) return at;
    }
    return null;
  };
  return Object.fromEntries(ROLES.map((role) => [role, find(role)])) as ColumnMapping;
}

/** Whether rows can be made of it at all. */
export function isMapped(mapping: ColumnMapping): boolean {
  return mapping.code !== null && mapping.name !== null;
}

export type ProblemKind = 'noCode' | 'noName' | 'codeTwice' | 'notADate' | 'noParent';

/** A line of the file that is not as it should be; lines are counted from 1 without the header. */
export interface Problem {
  readonly line: number;
  readonly kind: ProblemKind;
  readonly code: string | null;
}

export interface Mapped {
  readonly rows: readonly DictionaryRow[];
  readonly problems: readonly Problem[];
}

interface Around {
  /** Day from which a row is closed that is marked as out of force and says no day. */
  readonly publishedOn: string;
  /** Of the version in use: whether the row is a group, where the file has no column for it. */
  readonly wasGroup: (code: string) => boolean | undefined;
}

const NO = new Set(['0', 'false', 'нет', 'н', 'no', 'n']);
const YES = new Set(['1', 'true', 'да', 'д', 'yes', 'y']);

/** Rows as they will be loaded. A row with a problem of its code or name is left out; the caller decides about that. */
export function mapRows(table: Table, mapping: ColumnMapping, around: Around): Mapped {
  const rows: DictionaryRow[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  const extraColumns = otherColumns(table.columns, mapping);
  table.records.forEach((record, index) => {
    const cell = (role: keyof ColumnMapping): string => record[mapping[role] ?? -1] ?? '';
    const line = index + 1;
    const code = cell('code');
    const add = (kind: ProblemKind) => problems.push({ line, kind, code: code === '' ? null : code });
    const wrong = code === '' ? 'noCode' : cell('name') === '' ? 'noName' : lines.has(code) ? 'codeTwice' : null;
    if (wrong !== null) {
      add(wrong);
      return;
    }
    lines.set(code, line);
    const end = cell('closedOn');
    const closed = end === '' ? null : parseDay(end);
    if (end !== '' && closed === null) add('notADate');
    const parent = cell('parent');
    rows.push({
      code,
      name: cell('name'),
      parent: parent === '' || parent === code ? null : parent,
      group: YES.has(cell('group').toLowerCase()),
      closedOn: closed ?? (NO.has(cell('actual').toLowerCase()) ? around.publishedOn : null),
      ...extraOf(record, extraColumns),
    });
  });
  return finish(rows, problems, lines, mapping.group === null ? around.wasGroup : null);
}

type NamedColumn = readonly [at: number, name: string];

/** Columns without a role: they are kept under their own names. */
function otherColumns(columns: readonly string[], mapping: ColumnMapping): readonly NamedColumn[] {
  const taken = new Set(Object.values(mapping));
  return columns.flatMap((name, at): NamedColumn[] => (taken.has(at) || name === '' ? [] : [[at, name]]));
}

function extraOf(record: readonly string[], columns: readonly NamedColumn[]): Pick<DictionaryRow, 'extra'> {
  const filled = columns.flatMap(([at, name]) => {
    const text = record[at] ?? '';
    return text === '' ? [] : [[name, text] as const];
  });
  return filled.length === 0 ? {} : { extra: Object.fromEntries(filled) };
}

/** Deeper trees are nobody's dictionary, and whoever draws them walks as deep. */
const DEPTH = 50;

function finish(
  rows: readonly DictionaryRow[],
  problems: Problem[],
  lines: ReadonlyMap<string, number>,
  wasGroup: Around['wasGroup'] | null,
): Mapped {
  const parents = new Map(rows.map(({ code, parent }) => [code, parent]));
  const above = new Set(parents.values());
  const isRooted = (row: DictionaryRow): boolean => {
    let at = row.parent;
    for (let depth = 0; depth < DEPTH; depth++) {
      if (at === null) return true;
      const next = parents.get(at);
      if (next === undefined) return depth > 0;
      at = next;
    }
    return false;
  };
  const finished = rows.map((row) => {
    const group = wasGroup === null ? row.group : (wasGroup(row.code) ?? above.has(row.code));
    if (isRooted(row)) return { ...row, group };
    problems.push({ line: lines.get(row.code) ?? 0, kind: 'noParent', code: row.code });
    return { ...row, group, parent: null };
  });
  return { rows: finished, problems };
}
