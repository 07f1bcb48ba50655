import { asRussianLayout, foldedWords, maybeWrongLayout } from '#shared/text/fold.ts';

/** One word of what was typed: each alternative is a list of folded words that must all be there as beginnings. */
export type Term = readonly (readonly string[])[];

/**
 * What was typed in the search box → terms that must all be found. Digits with separators are one number (СНИЛС,
 * personnel number); a Latin word may have been typed on the wrong layout, so both readings count.
 */
export function termsOf(text: string): Term[] {
  const trimmed = text.trim();
  if (/^[\d\s()–—-]+$/.test(trimmed)) {
    const digits = trimmed.replaceAll(/\D/g, '');
    return digits === '' ? [] : [[[digits]]];
  }
  const terms: Term[] = [];
  for (const word of trimmed.split(/\s+/)) {
    const alternatives: string[][] = [];
    const plain = /^[\d–—-]+$/.test(word) ? [word.replaceAll(/\D/g, '')] : foldedWords(word);
    if (plain.length > 0 && plain[0] !== '') alternatives.push(plain);
    if (maybeWrongLayout(word)) {
      const meant = foldedWords(asRussianLayout(word));
      if (meant.length > 0) alternatives.push(meant);
    }
    if (alternatives.length > 0) terms.push(alternatives);
  }
  return terms;
}

/** A term in the query language of FTS5; words hold only letters and digits, so they cannot break out of the quotes. */
export function ftsOf(term: Term): string {
  return term
    .map((words) => words.map((word) => `"${word}"*`).join(' AND '))
    .map((part) => `(${part})`)
    .join(' OR ');
}
