import { counted, number } from './counting.ts';

const cells = (count: number) => counted(count, { one: 'ячейка', few: 'ячейки', many: 'ячеек', other: 'ячейки' });

/** What the editing grid says, whatever it shows. */
export const grid = {
  pasted: (count: number) => `Вставлено: ${cells(count)}`,
  cleared: (count: number) => `Очищено: ${cells(count)}`,
  filled: (count: number) => `Заполнено: ${cells(count)}`,
  copied: (count: number) => `Скопировано: ${cells(count)}`,
  notCopied: 'Не скопировано: вернитесь в окно программы и повторите.',
  tooMany: (limit: number) => `За один раз можно изменить не больше ${number(limit)}\u00a0ячеек: выделите меньше.`,
  /** What of a change did not go as asked; '' when all did. */
  details: (refused: number, locked: number, outside: number) =>
    [
      refused > 0 && `с ошибкой ${number(refused)}`,
      locked > 0 && `только для чтения ${number(locked)}`,
      outside > 0 && `за пределами списка ${number(outside)}`,
    ]
      .filter((part) => part !== false)
      .join(', '),
  findReplace: 'Поиск и замена в таблице',
  find: 'Найти',
  replaceWith: 'Заменить на',
  matchCase: 'С учётом регистра',
  wholeCell: 'Ячейка целиком',
  findNext: 'Найти далее',
  replaceAll: 'Заменить все',
  found: (count: number) => (count === 0 ? 'Не найдено' : `Найдено: ${cells(count)}`),
  replaced: (count: number) => `Заменено: ${cells(count)}`,
  row: (at: number, total: number) => `Строка ${number(at)} из ${number(total)}`,
  chosen: (rows: number, columns: number) => `Выделено ${number(rows)} × ${number(columns)}`,
  filledCells: (count: number) => `Заполнено ${number(count)}`,
  distinct: (count: number) => `Разных ${number(count)}`,
  sum: (value: string) => `Сумма ${value}`,
  average: (value: string) => `Среднее ${value}`,
  /** The first and the last of the days chosen. */
  span: (first: string, last: string) => `${first} — ${last}`,
};
