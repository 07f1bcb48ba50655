import type { Database } from '../db/open.ts';
import { snilsControl } from '../training/numbers.ts';

/** What an import could leave behind; the journal is told of by itself. */
const TABLES = [
  ...['organisation', 'division', 'building', 'person', 'employment', 'staffingDocument', 'staffingPosition'],
  ...['change_request', 'change_entity', 'change_field', 'staff_line', 'import_run', 'import_step'],
] as const;

/** Everything in the store that matters, by table; counters of revisions aside. */
export function snapshot(db: Database): Record<string, string[]> {
  return Object.fromEntries(
    TABLES.map((table) => {
      const rows = db.prepare(`SELECT * FROM ${table}`).all() as { rev?: number; changed_at?: string }[];
      return [table, rows.map(({ rev: _rev, changed_at: _at, ...row }) => JSON.stringify(row)).sort()];
    }),
  );
}

const HEADER = [
  'Табельный номер',
  'ФИО',
  'СНИЛС',
  'Дата рождения',
  'Пол',
  'Подразделение',
  'Должность',
  'Ставка',
  'Дата приёма',
];

/** A file of so many new people with one employment each. */
export function newPeople(count: number, division: string, post: string): string {
  const lines = [HEADER.join(';')];
  for (let at = 0; at < count; at++) {
    const nine = `7${String(10_000_000 + at).padStart(8, '0')}`;
    const name = `Нов${[...String(at)].map((digit) => 'абвгдежзик'[Number(digit)]).join('')} Мария Петровна`;
    lines.push(
      [`Ф-${at}`, name, nine + snilsControl(nine), '08.03.1990', 'ж', division, post, '0,5', '01.10.2026'].join(';'),
    );
  }
  return lines.join('\n');
}

/** A division whose name is its alone, and a post that is open. */
export function anyPlace(db: Database): { readonly division: string; readonly post: string } {
  return db
    .prepare(
      `SELECT d.name AS division, e.post_code AS post FROM employment e JOIN division d ON d.id = e.division_id
      WHERE e.end_date IS NULL AND (SELECT count(*) FROM division o WHERE o.name = d.name) = 1 LIMIT 1`,
    )
    .get() as { division: string; post: string };
}
