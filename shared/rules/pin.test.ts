import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalPin, pinMinimum, pinProblem } from './pin.ts';

describe('too short', () => {
  test.each(['', '1', '12345', '90417', 'пароль', 'Ab1!xyz', '      '])('%j', (pin) => {
    expect(pinProblem(pin)).toBe('length');
  });
  test('blanks around it do not make it longer', () => expect(pinProblem('  90417  ')).toBe('length'));
  test('the minimum follows what is typed', () => {
    expect([pinMinimum(''), pinMinimum('12'), pinMinimum('12a')]).toEqual([6, 6, 8]);
  });
});

describe('too simple', () => {
  test.each([
    '000000',
    '111111',
    '123456',
    '654321',
    '890123',
    '098765',
    '123123',
    '121212',
    '1231231',
    '112233',
    '111222',
    '246802',
    '159371',
    '123987',
    'aaaaaaaa',
    'abababab',
    'abcabcabc',
    'abcdefgh',
    'qwertyui',
    'QWERTYUI',
    'йцукенгш',
    'qwerty12',
    'абвгд123',
    'qwerqwer',
  ])('%s', (pin) => expect(pinProblem(pin)).toBe('pattern'));
});

describe('good', () => {
  test.each(['904173', '271828', '31415926', '385016', 'зелёный стол 7', 'correct horse', 'Kd7!px2q'])('%s', (pin) => {
    expect(pinProblem(pin)).toBeNull();
  });
  test('few random PINs of six digits are refused', () => {
    let refused = 0;
    const total = 2_000;
    for (let n = 0; n < total; n += 1) {
      if (pinProblem(String((n * 7_919 + 104_729) % 1_000_000).padStart(6, '0')) !== null) refused += 1;
    }
    expect(refused / total).toBeLessThan(0.08);
  });
});

test('any repetition of a short piece is refused', () => {
  const piece = fc.string({ unit: fc.constantFrom(...'0123456789abcxyz'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(piece, fc.integer({ min: 2, max: 12 }), (unit, times) => {
      expect(pinProblem(unit.repeat(times))).not.toBeNull();
    }),
  );
});

test('one form for one PIN, however it was composed', () => {
  expect(normalPin(' зелёный ')).toBe(normalPin('зелёный'.normalize('NFD')));
});
