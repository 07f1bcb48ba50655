import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRecoveryKey, parseRecoveryKey } from './recovery-key.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('is six groups of five without letters that are mixed up', () => {
  for (let n = 0; n < 200; n += 1) {
    expect(newRecoveryKey()).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
  }
});

test('uses the whole alphabet, each symbol about as often', () => {
  const counts = new Map<string, number>();
  const drawn = 2_000;
  for (let n = 0; n < drawn; n += 1) {
    for (const symbol of newRecoveryKey().replaceAll('-', '').slice(0, -1)) {
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    }
  }
  expect([...counts.keys()].sort().join('')).toBe(ALPHABET);
  const expected = (drawn * 29) / 32;
  for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.2);
});

test.each([
  ['as printed', (key: string) => key],
  ['small letters', (key: string) => key.toLowerCase()],
  ['no groups', (key: string) => key.replaceAll('-', '')],
  ['blanks', (key: string) => ` ${key.replaceAll('-', '  ')}\n`],
  ['long dashes', (key: string) => key.replaceAll('-', ' — ')],
  ['I, L and O', (key: string) => key.replaceAll('1', 'l').replaceAll('0', 'o')],
  ['Cyrillic look-alikes', (key: string) => key.replaceAll('A', 'А').replaceAll('C', 'с').replaceAll('0', 'О')],
])('is read back: %s', (_name, change) => {
  for (let n = 0; n < 50; n += 1) {
    const key = newRecoveryKey();
    expect(parseRecoveryKey(change(key))).toBe(key);
  }
});

test('one wrong symbol or two neighbours changed over are noticed', () => {
  fc.assert(
    fc.property(fc.nat({ max: 29 }), fc.integer({ min: 1, max: 31 }), (at, by) => {
      const symbols = [...newRecoveryKey().replaceAll('-', '')];
      const wrong = ALPHABET[(ALPHABET.indexOf(symbols[at] ?? '') + by) % 32] ?? '';
      expect(parseRecoveryKey(symbols.with(at, wrong).join(''))).toBeNull();
      const [one = '', two = ''] = symbols.slice(at, at + 2);
      if (one === two || two === '' || at > 27) return;
      expect(
        parseRecoveryKey(
          symbols
            .with(at, two)
            .with(at + 1, one)
            .join(''),
        ),
      ).toBeNull();
    }),
  );
});

test.each(['', 'A', 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAA', `${newRecoveryKey()}0`, 'ЖЖЖЖЖ-'.repeat(6)])(
  '%j is no key',
  (typed) => {
    expect(parseRecoveryKey(typed)).toBeNull();
  },
);
