import { describe, expect, it } from 'vitest';
import { createFormat, localDayOf } from './format.ts';

const russian = createFormat('ru');
const english = createFormat('en');

describe('values as the desk shows them', () => {
  it('shows days as each language does and leaves what is no day alone', () => {
    expect([russian, english].map((format) => format.date('2026-11-21'))).toEqual(['21.11.2026', '21/11/2026']);
    expect(russian.date('вчера')).toBe('вчера');
    expect(russian.date(null)).toBe('');
  });

  it('shows rates from hundredths with a comma', () => {
    expect([1, 25, 100, 150].map(russian.rate)).toEqual(['0,01', '0,25', '1,00', '1,50']);
    expect(english.rate(25)).toBe('0.25');
  });

  it('parts thousands with a space that does not break', () => {
    expect(russian.number(2004)).toBe('2\u00a0004');
  });

  it('masks СНИЛС only when it has eleven digits', () => {
    expect(russian.snils('11223344595')).toBe('112-233-445 95');
    expect(russian.snils('1122')).toBe('1122');
  });

  it('shows moments by the clock of this computer', () => {
    const moment = new Date(2026, 10, 21, 9, 5);
    expect(russian.moment(moment.toISOString())).toBe('21.11.2026, 09:05');
    expect(localDayOf(moment)).toBe('2026-11-21');
  });
});
