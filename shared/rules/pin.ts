/** Digits of a PIN that is nothing but digits. */
export const PIN_DIGITS = 6;
/** Characters of a passphrase, that is of anything else. */
export const PASSPHRASE_LENGTH = 8;

export type PinProblem = 'length' | 'pattern';

/** Rows that fingers and habits run along; the digits stand twice so that 890123 is a run too. */
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
].flatMap((row) => [row, [...row].reverse().join('')]);

/** The form in which a PIN is compared and turned into a key: blanks around it and ways of composing letters don't count. */
export function normalPin(pin: string): string {
  return pin.normalize('NFKC').trim();
}

/** The shortest length allowed for what has been typed so far: it differs for digits only and for a passphrase. */
export function pinMinimum(pin: string): number {
  return /^\d*$/.test(normalPin(pin)) ? PIN_DIGITS : PASSPHRASE_LENGTH;
}

/**
 * What is wrong with a PIN, or null. The delay after wrong tries makes six good digits enough at the keyboard; simple
 * sequences and repetitions would be tried first.
 */
export function pinProblem(pin: string): PinProblem | null {
  const characters = [...normalPin(pin).toLowerCase()];
  if (characters.length < pinMinimum(pin)) return 'length';
  return isSimple(characters) ? 'pattern' : null;
}

function isSimple(characters: readonly string[]): boolean {
  const distinct = new Set(characters).size;
  const digits = characters.every((character) => /\d/.test(character));
  if (distinct < (digits ? 3 : 4)) return true;
  if (repeats(characters) || runs(characters) <= 2) return true;
  if (digits && hasOneStep(characters.map(Number))) return true;
  const collapsed = characters.filter((character, index) => character !== characters[index - 1]);
  return collapsed.length * 2 <= characters.length && runs(collapsed) <= 1;
}

/** One piece of at most half the length over and over: 121212, 1231231, qwerqwer. */
function repeats(characters: readonly string[]): boolean {
  for (let period = 1; period * 2 <= characters.length; period += 1) {
    if (characters.every((character, index) => index < period || character === characters[index - period])) return true;
  }
  return false;
}

/** How many runs along rows make it up: 123456 is one, qwerty123 is two. */
function runs(characters: readonly string[]): number {
  let count = 0;
  let run = '';
  for (const character of characters) {
    const longer = run + character;
    if (run !== '' && ROWS.some((row) => row.includes(longer))) {
      run = longer;
    } else {
      count += 1;
      run = character;
    }
  }
  return count;
}

/** 246802, 159371… grows by the same number each time. */
function hasOneStep(digits: readonly number[]): boolean {
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10));
  return steps.size === 1;
}
