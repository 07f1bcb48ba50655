import { DICTIONARY } from '#shared/domain/fields.ts';
import type { TestDesk } from '../test-books.ts';

/** Columns of a file of people as a payroll program exports them. */
export const HEADER = [
  'Табельный номер',
  'ФИО',
  'СНИЛС',
  'Дата рождения',
  'Пол',
  'Подразделение',
  'Должность',
  'Ставка',
  'Дата приёма',
  'Телефон',
];
const NAMES = ['Иванов Пётр Ильич', 'Ким Олег Борисович', 'Белова Анна Юрьевна'];
/** Numbers with a right check sum that the generated clinic does not have. */
export const NUMBERS = ['11223344595', '08765430200', '08765430300'];

export interface StoredPerson {
  readonly id: string;
  readonly name: string;
  readonly snils: string;
  readonly birthDate: string;
  readonly personnelNumber: string;
  readonly division: string;
  readonly postCode: string;
  readonly rate: number;
  readonly beginDate: string;
  readonly phone: string | null;
}

/** People of the store with one open main employment in a division whose name is theirs alone. */
export function stored({ db }: TestDesk, count: number): StoredPerson[] {
  return db
    .prepare(
      `SELECT p.id, p.last_name || ' ' || p.first_name || coalesce(' ' || p.patronymic, '') AS name, p.snils,
        p.birth_date AS birthDate, p.phone, e.personnel_number AS personnelNumber, d.name AS division,
        e.post_code AS postCode, e.rate, e.begin_date AS beginDate
      FROM person p JOIN employment e ON e.person_id = p.id AND e.end_date IS NULL AND e.position_type = '1'
      JOIN division d ON d.id = e.division_id
      WHERE (SELECT count(*) FROM division o WHERE o.name = d.name) = 1 ORDER BY p.snils LIMIT ?`,
    )
    .all(count) as StoredPerson[];
}

/** Somebody of the store as a row of the file. */
export function rowOf(person: StoredPerson, other: Partial<StoredPerson> = {}): (string | number | null)[] {
  const { name, snils, birthDate, personnelNumber, division, postCode, rate, beginDate, phone } = {
    ...person,
    ...other,
  };
  return [personnelNumber, name, snils, birthDate, null, division, postCode, rate / 100, beginDate, phone];
}

/** Somebody new, one of three. */
export function newRow(
  desk: TestDesk,
  at: number,
  other: Record<number, string | number | null> = {},
): (string | number | null)[] {
  const [place] = stored(desk, 1);
  const row = [
    `Н-${at}`,
    NAMES[at],
    NUMBERS[at],
    '21.03.1985',
    'муж',
    place?.division,
    place?.postCode,
    '0,5',
    '01.10.2026',
    null,
  ];
  return row.map((cell, column) => other[column] ?? cell ?? null);
}

export function post({ dictionaries }: TestDesk, kind: 'open' | 'closed' | 'group'): { code: string; name: string } {
  const { rows } = dictionaries.rows(DICTIONARY.posts);
  const found = rows.find(({ group, closedOn }) =>
    kind === 'group' ? group : !group && (kind === 'open' ? closedOn === null : closedOn !== null),
  );
  if (found === undefined) throw new Error(`No ${kind} post`);
  return found;
}
