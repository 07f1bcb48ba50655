/**
 * Russian words as they are written with Latin letters, whichever of the usual systems was used: «Юрьев» is Yuryev,
 * Iurev and Jur'ev. Both sides are brought to one key, so that a key tells nothing but whether two spellings may mean
 * the same word.
 */
const LATIN_OF: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};
export const CYRILLIC_LETTERS: readonly string[] = Object.keys(LATIN_OF);

/** In this order: what one rule leaves is what the next one finds. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/[yj]/g, 'i'],
  [/kh/g, 'h'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/q/g, 'k'],
  [/ph/g, 'f'],
  [/c(?!h)/g, 'k'],
  [/tk(?=h)/g, 'tc'],
  [/tch/g, 'ch'],
  [/sch/g, 'shch'],
  [/shshch/g, 'shch'],
  [/io/g, 'e'],
  [/i+e/g, 'e'],
  [/i{2,}/g, 'i'],
];

/** The key of a folded word (lower case, ё as е) in Cyrillic or Latin letters: «юрий», «yuri» and «jurij» → «iuri». */
export function soundKey(word: string): string {
  let key = Array.from(word, (letter) => LATIN_OF[letter] ?? letter).join('');
  for (const [spelling, sound] of SAME) key = key.replaceAll(spelling, sound);
  return key;
}

/**
 * How much of a folded Cyrillic word a Latin beginning covers: the shortest part whose key begins with `key`; null when
 * the word does not begin so. («ольга», «olg») → «ольг».
 */
export function spelledBeginning(word: string, key: string): string | null {
  if (!soundKey(word).startsWith(key)) return null;
  for (let length = 1; length < word.length; length++) {
    const part = word.slice(0, length);
    if (soundKey(part).startsWith(key)) return part;
  }
  return word;
}

/** Letters that a Cyrillic word with this key may begin with. */
export function firstLetters(key: string): string[] {
  return CYRILLIC_LETTERS.filter((letter) => {
    const sound = soundKey(letter);
    return sound !== '' && (key.startsWith(sound) || sound.startsWith(key));
  });
}
