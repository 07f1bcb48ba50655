/**
 * Text as search compares it: one form of letters, lower case, ё as е, everything that is neither letter nor digit one
 * space. «Римский-Корсаков,  Пётр» → «римский корсаков петр».
 */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/\u00AD|[\u200B-\u200D]|\uFEFF|\u0301/g, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** The words of a folded text; none for an empty one. */
export function foldedWords(text: string): string[] {
  const folded = foldText(text);
  return folded === '' ? [] : folded.split(' ');
}

const LATIN = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';
const CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';
let toCyrillic: ReadonlyMap<string, string> | undefined;
let toLatin: ReadonlyMap<string, string> | undefined;

/** What the same keys give on the Russian layout: «ghbdtn» → «привет». Other characters stay. */
export function asRussianLayout(text: string): string {
  toCyrillic ??= keys(LATIN, CYRILLIC);
  return convert(text, toCyrillic);
}

/** What the same keys give on the Latin layout: «шьщ» → «imo». */
export function asLatinLayout(text: string): string {
  toLatin ??= keys(CYRILLIC, LATIN);
  return convert(text, toLatin);
}

/** Typed with Latin letters and no Cyrillic ones: it may have been meant for the other layout. */
export function maybeWrongLayout(text: string): boolean {
  return /\p{Script=Latin}/u.test(text) && !/\p{Script=Cyrillic}/u.test(text);
}

function keys(from: string, to: string): ReadonlyMap<string, string> {
  return new Map(Array.from(from, (key, i) => [key, to[i] ?? key]));
}

function convert(text: string, map: ReadonlyMap<string, string>): string {
  return Array.from(text, (character) => map.get(character) ?? character).join('');
}
