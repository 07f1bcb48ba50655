import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDay } from './date-text.ts';

const TODAY = '2026-11-21';

it.each([
  ['21.11.2026', '2026-11-21'],
  ['21/11/2026', '2026-11-21'],
  ['21-11-2026', '2026-11-21'],
  [' 21 11 2026 ', '2026-11-21'],
  ['21,11,2026', '2026-11-21'],
  ['21112026', '2026-11-21'],
  ['2026-11-21', '2026-11-21'],
  ['1.2.2026', '2026-02-01'],
  ['21.11.26', '2026-11-21'],
  ['05.03.46', '2046-03-05'],
  ['05.03.47', '1947-03-05'],
  ['050385', '1985-03-05'],
  ['29.02.2024', '2024-02-29'],
])('reads «%s»', (text, day) => expect(parseDay(text, TODAY)).toBe(day));

it.each(['', '21.11', '29.02.2026', '31.04.2026', '00.01.2026', '21.13.2026', '21.11.226', 'вчера', '2026'])(
  'refuses «%s»',
  (text) => expect(parseDay(text, TODAY)).toBeNull(),
);

it('reads back every day that it is given in the form that the desk shows', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
      fc.constantFrom('.', '/', '-', ' ', ', '),
      (date, separator) => {
        const iso = date.toISOString().slice(0, 10);
        expect(parseDay(iso.split('-').reverse().join(separator), TODAY)).toBe(iso);
      },
    ),
  );
});
