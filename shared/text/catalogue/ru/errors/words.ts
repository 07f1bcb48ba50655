import { type ErrorParameters, withValue } from '../../errors.ts';
import { counted } from '../counting.ts';

export const field = (p: ErrorParameters) => withValue(p, 'field', (label) => ` «${label}»`, '');
export const answer = (p: ErrorParameters) => withValue(p, 'detail', (text) => ` Ответ: «${text}».`, '');
export const detail = (p: ErrorParameters) => withValue(p, 'detail', (text) => ` Подробности: ${text}.`, '');
export const firstField = (p: ErrorParameters) =>
  withValue(p, 'field', (label) => ` (первое — «${label}»${withValue(p, 'name', (name) => `, ${name}`, '')})`, '');
export const wait = (p: ErrorParameters) => {
  const seconds = Number(p.seconds ?? 0);
  if (seconds <= 0) return 'немного позже';
  return seconds < 60
    ? `через ${counted(seconds, { one: 'секунду', few: 'секунды', many: 'секунд', other: 'секунды' })}`
    : `через ${counted(Math.ceil(seconds / 60), { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' })}`;
};

/** What of a dictionary's file was over its limit. */
export const LIMITS: Readonly<Record<string, (maximum: string | number) => string>> = {
  size: (maximum) => `больше ${maximum} МБ`,
  entries: (maximum) => `в архиве больше ${maximum} файлов`,
  ratio: (maximum) => `архив сжат больше чем в ${maximum} раз`,
  rows: (maximum) => `больше ${maximum} строк`,
  columns: (maximum) => `больше ${maximum} столбцов`,
  cell: (maximum) => `ячейка длиннее ${maximum} знаков`,
  text: (maximum) => `XML или JSON больше ${maximum} МБ`,
  depth: (maximum) => `вложенность больше ${maximum}`,
};
