import { asLatinLayout, asRussianLayout, foldedWords, foldText, maybeWrongLayout } from './fold.ts';
import { soundKey, spelledBeginning } from './transliterate.ts';

/** One word of what was typed, in all the ways it may have been meant. */
export interface SearchTerm {
  /** As letters: each alternative is a list of folded words that must all be there as beginnings. */
  readonly words: readonly (readonly string[])[];
  /** As Russian in Latin letters: its sound key; null where it is no such word. */
  readonly sound: string | null;
}

/** How well something fits, the best first: the whole name, its beginning, words anywhere in it. */
export const FIT = { exact: 0, beginning: 1, words: 2 } as const;
export type Fit = (typeof FIT)[keyof typeof FIT];

/** A name ready to be compared with what is typed. */
export interface SearchName {
  readonly words: readonly string[];
  readonly sounds: readonly string[];
}

/** Shorter words sound like half of all names. */
const SHORTEST_SOUND = 2;
/** Fewer last digits of a number say nothing. */
export const SHORTEST_END = 3;

/**
 * What was typed → words that must all be found, in any order. Digits with separators are one number (СНИЛС, personnel
 * number); a Latin word may have been typed on the wrong layout («bdfyjd») or be a Russian one («ivanov»).
 */
export function searchTerms(text: string): SearchTerm[] {
  const trimmed = text.trim();
  if (/^[\d\s()–—-]+$/.test(trimmed)) {
    const number = trimmed.replaceAll(/\D/g, '');
    return number === '' ? [] : [{ words: [[number]], sound: null }];
  }
  return trimmed.split(/\s+/).flatMap((word) => {
    const plain = /^[\d–—-]+$/.test(word) ? [word.replaceAll(/\D/g, '')] : foldedWords(word);
    const meant = maybeWrongLayout(word) ? foldedWords(asRussianLayout(word)) : [];
    const words = [plain, meant].filter((alternative) => alternative.length > 0 && alternative[0] !== '');
    return words.length === 0 ? [] : [{ words, sound: soundOf(word) }];
  });
}

function soundOf(word: string): string | null {
  const letters = foldText(word.replaceAll(/['’`]/g, ''));
  return letters.length >= SHORTEST_SOUND && /^[a-z]+$/.test(letters) ? soundKey(letters) : null;
}

/** For a text that nothing was found by: what the same keys give on the Latin layout; null where they give nothing new. */
export function otherLayout(text: string): string | null {
  return /\p{Script=Cyrillic}/u.test(text) && !/\p{Script=Latin}/u.test(text) ? asLatinLayout(text) : null;
}

export function searchName(text: string): SearchName {
  const words = foldedWords(text);
  return { words, sounds: words.map(soundKey) };
}

/** How well a name fits; null when some word of the terms is not in it, or when there are none. */
export function fitOf(name: SearchName, terms: readonly SearchTerm[]): Fit | null {
  if (terms.length === 0 || !terms.every((term) => isIn(name, term))) return null;
  const sounds = terms.map(({ sound }) => sound ?? undefined);
  const [typed, meant] = [0, 1].map((reading) => terms.flatMap(({ words }) => words[reading]));
  return betterOf(inOrder(name.words, typed ?? []), inOrder(name.words, meant ?? []), inOrder(name.sounds, sounds));
}

function betterOf(...fits: readonly Fit[]): Fit {
  return fits.includes(FIT.exact) ? FIT.exact : fits.includes(FIT.beginning) ? FIT.beginning : FIT.words;
}

/** How well one reading fits word by word; a word without this reading is undefined. */
function inOrder(own: readonly string[], asked: readonly (string | undefined)[]): Fit {
  const every = (same: (own: string, asked: string) => boolean): boolean =>
    asked.every((word, i) => word !== undefined && same(own[i] ?? '', word));
  if (!every((a, b) => a.startsWith(b))) return FIT.words;
  return asked.length === own.length && every((a, b) => a === b) ? FIT.exact : FIT.beginning;
}

function isIn({ words, sounds }: SearchName, term: SearchTerm): boolean {
  const { sound } = term;
  return (
    term.words.some((alternative) => alternative.every((word) => words.some((own) => own.startsWith(word)))) ||
    (sound !== null && sounds.some((own) => own.startsWith(sound)))
  );
}

/** A piece of a text; `marked` is what was looked for. */
export interface TextPart {
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text at what the terms found in it: beginnings of words, and of numbers (also their last digits). */
export function markedParts(text: string, terms: readonly SearchTerm[]): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { index, 0: piece } of text.matchAll(/\d(?:[\d \u00A0–—-]*\d)?|[\p{L}\p{M}]+[\p{L}\p{M}\p{N}]*/gu)) {
    const marked = /^\d/.test(piece) ? partOfNumber(piece, terms) : partOfWord(piece, terms);
    if (marked === null) continue;
    const start = index + marked.start;
    if (start > from) parts.push({ text: text.slice(from, start), marked: false });
    parts.push({ text: text.slice(start, index + marked.end), marked: true });
    from = index + marked.end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false });
  return parts;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function partOfWord(piece: string, terms: readonly SearchTerm[]): Span | null {
  const folded = foldText(piece);
  const lengths = terms.flatMap(({ words, sound }) => [
    ...words.flat().flatMap((word) => (folded.startsWith(word) ? [word.length] : [])),
    ...(sound === null ? [] : [spelledBeginning(folded, sound)?.length ?? 0]),
  ]);
  const end = Math.max(0, ...lengths);
  return end === 0 ? null : { start: 0, end: Math.min(end, piece.length) };
}

function partOfNumber(piece: string, terms: readonly SearchTerm[]): Span | null {
  const digits = piece.replaceAll(/\D/g, '');
  for (const word of terms.flatMap(({ words }) => words.flat())) {
    if (!/^\d+$/.test(word)) continue;
    if (digits.startsWith(word)) return { start: 0, end: placeOf(piece, word.length) };
    if (word.length >= SHORTEST_END && digits.endsWith(word)) {
      return { start: placeOf(piece, digits.length - word.length + 1) - 1, end: piece.length };
    }
  }
  return null;
}

/** Where the n-th digit ends. */
function placeOf(piece: string, n: number): number {
  let seen = 0;
  for (let i = 0; i < piece.length; i++) if (/\d/.test(piece[i] ?? '') && ++seen === n) return i + 1;
  return piece.length;
}
