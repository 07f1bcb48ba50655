/** Twice, so that texts grow by about as much as a long language would make them. */
const VOWELS: Readonly<Record<string, string>> = {
  ...{ a: 'àá', e: 'èé', i: 'ìí', o: 'òó', u: 'ùú', y: 'ýÿ' },
  ...{ A: 'ÀÁ', E: 'ÈÉ', I: 'ÌÍ', O: 'ÒÓ', U: 'ÙÚ', Y: 'ÝŸ' },
};
const CONSONANTS: Readonly<Record<string, string>> = {
  ...{ c: 'ç', d: 'ð', g: 'ğ', h: 'ĥ', j: 'ĵ', k: 'ķ', l: 'ł', n: 'ñ', r: 'ř', s: 'š', t: 'ţ', w: 'ŵ', z: 'ž' },
  ...{ C: 'Ç', D: 'Ð', G: 'Ğ', H: 'Ĥ', J: 'Ĵ', K: 'Ķ', L: 'Ł', N: 'Ñ', R: 'Ř', S: 'Š', T: 'Ţ', W: 'Ŵ', Z: 'Ž' },
};
const LONGER = 1.4;

/**
 * The texts of a catalogue with accents, in brackets, and at least 40 % longer: what stands on the screen without
 * brackets is not from the catalogue, and what is cut off would be cut off in another language. For tests only.
 */
export function pseudoTexts<T>(texts: T): T {
  return accented(texts) as T;
}

function accented(value: unknown): unknown {
  if (typeof value === 'string') return longer(value);
  if (typeof value === 'function') return (...given: unknown[]) => accented(value(...given));
  if (Array.isArray(value)) return value.map(accented);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, accented(inner)]));
}

function longer(text: string): string {
  const letters = [...text].map((letter) => VOWELS[letter] ?? CONSONANTS[letter] ?? letter).join('');
  return `⟦${letters.padEnd(Math.ceil(text.length * LONGER), '·')}⟧`;
}
