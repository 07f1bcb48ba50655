import { type ErrorParameters, withValue } from '../../errors.ts';
import { counted } from '../counting.ts';

export const field = (p: ErrorParameters) => withValue(p, 'field', (label) => ` “${label}”`, '');
export const answer = (p: ErrorParameters) => withValue(p, 'detail', (text) => ` Answer: “${text}”.`, '');
export const detail = (p: ErrorParameters) => withValue(p, 'detail', (text) => ` Details: ${text}.`, '');
export const firstField = (p: ErrorParameters) =>
  withValue(p, 'field', (label) => ` (the first is “${label}”${withValue(p, 'name', (name) => `, ${name}`, '')})`, '');
export const wait = (p: ErrorParameters) => {
  const seconds = Number(p.seconds ?? 0);
  if (seconds <= 0) return 'a little later';
  return seconds < 60
    ? `in ${counted(seconds, { one: 'second', other: 'seconds' })}`
    : `in ${counted(Math.ceil(seconds / 60), { one: 'minute', other: 'minutes' })}`;
};

/** What of a dictionary's file was over its limit. */
export const LIMITS: Readonly<Record<string, (maximum: string | number) => string>> = {
  size: (maximum) => `more than ${maximum} MB`,
  entries: (maximum) => `more than ${maximum} files in the archive`,
  ratio: (maximum) => `compressed more than ${maximum} times`,
  rows: (maximum) => `more than ${maximum} rows`,
  columns: (maximum) => `more than ${maximum} columns`,
  cell: (maximum) => `a cell longer than ${maximum} characters`,
  text: (maximum) => `XML or JSON larger than ${maximum} MB`,
  depth: (maximum) => `nested deeper than ${maximum}`,
};
