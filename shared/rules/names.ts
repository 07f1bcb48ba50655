import { error, type Finding, warning } from './finding.ts';

const WORD = "(\\p{L}|\\p{M}|['’ʼ`])*";
const SHAPE = new RegExp(`^\\p{L}${WORD}([ -]+\\p{L}${WORD})*$`, 'u');

/**
 * Part of a person's name: Cyrillic or Latin letters, dash, space, apostrophe (domain model of ФРМР's `person`). One
 * word is of one alphabet: a Latin «o» inside «Иванов» is the commonest reason why a document does not match ФРМР.
 */
export function checkName(value: string): Finding | null {
  if (!SHAPE.test(value)) return error('KD-2008');
  for (const word of value.split(/[ -]+/)) {
    const letters = word.replaceAll(/[^\p{L}]/gu, '');
    if (!/^\p{Script=Cyrillic}*$/u.test(letters) && !/^\p{Script=Latin}*$/u.test(letters)) return error('KD-2008');
  }
  return null;
}

/** Dashes of every kind become one, spaces around them go: «Римский – Корсаков» → «Римский-Корсаков». */
export function normaliseName(text: string): string {
  return text.replaceAll(/ *[‐‑‒–—―−-] */g, '-').replaceAll(/[`´‘]/g, '’');
}

/** «Иванова Мария Петровна»; parts that are missing leave no gap. */
export function fullName(person: {
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
}): string {
  return [person.lastName, person.firstName, person.patronymic]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

/** As a person types a name to say that they mean it: spaces and case say nothing. */
export function sameName(typed: string, name: string): boolean {
  const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('ru');
  return plain(typed) === plain(name);
}

/** НСИ 11.1040. */
const MALE = '1';
const FEMALE = '2';
const OF_SEX = { [MALE]: /(?:ич|оглы|оглу|улы|уулу)$/i, [FEMALE]: /(?:вна|чна|шна|кызы|гызы)$/i } as const;

/** A patronymic tells the sex, where it has one of the usual endings. */
export function checkSexOfPatronymic(sex: string | null, patronymic: string | null): Finding | null {
  if (patronymic === null || (sex !== MALE && sex !== FEMALE)) return null;
  return OF_SEX[sex === MALE ? FEMALE : MALE].test(patronymic) ? warning('KD-2215') : null;
}
