import { hkdfSync, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that a handwritten key is read back right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 29 symbols carry 145 bits; the thirtieth checks them. */
const SYMBOLS = 29;
const GROUP = 5;

/** What people type instead: I and L for 1, O for 0, and Cyrillic letters that look the same. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  I: '1',
  L: '1',
  O: '0',
  А: 'A',
  В: 'B',
  Е: 'E',
  З: '3',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};

/**
 * A new recovery key as it is printed: six groups of five, e.g. `7Q3XK-…`. The last symbol is Crockford's check symbol
 * (value mod 37); keys whose check would be one of his five signs outside the alphabet are drawn again.
 */
export function newRecoveryKey(): string {
  for (;;) {
    const symbols = [...randomBytes(SYMBOLS)].map((byte) => ALPHABET[byte & 31]).join('');
    const check = ALPHABET[checkOf(symbols)];
    if (check !== undefined) return groups(symbols + check);
  }
}

/** The printed form of what somebody typed, or null when it cannot be a key: wrong length, foreign sign, check symbol. */
export function parseRecoveryKey(typed: string): string | null {
  const symbols = [...typed.normalize('NFKC').toUpperCase()]
    .filter((sign) => !/[\s\p{Dash}]/u.test(sign))
    .map((sign) => LOOK_ALIKES[sign] ?? sign)
    .join('');
  if (symbols.length !== SYMBOLS + 1 || [...symbols].some((sign) => !ALPHABET.includes(sign))) return null;
  const body = symbols.slice(0, SYMBOLS);
  return ALPHABET[checkOf(body)] === symbols.at(-1) ? groups(symbols) : null;
}

/** The key has enough entropy of its own: HKDF only gives it its form and purpose. @returns 32 bytes */
export function recoveryWrappingKey(recoveryKey: string, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', recoveryKey, salt, 'kartoteka recovery key', 32));
}

function checkOf(symbols: string): number {
  let value = 0;
  for (const symbol of symbols) value = (value * 32 + ALPHABET.indexOf(symbol)) % 37;
  return value;
}

function groups(symbols: string): string {
  return (symbols.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}
