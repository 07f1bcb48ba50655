/** Latin letters that look like Cyrillic ones on paper and on the screen. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/** A folded name with its Latin lookalikes made Cyrillic, when it has Cyrillic letters at all. */
export function inOneAlphabet(folded: string): string {
  if (!/[a-z]/.test(folded) || !/[а-я]/.test(folded)) return folded;
  return folded.replaceAll(/[a-z]/g, (letter) => LOOKALIKES[letter] ?? letter);
}

/**
 * Letters to change, add, leave out or exchange with their neighbour (optimal string alignment) between two texts.
 *
 * @returns the number, or `atMost + 1` as soon as it is known to be more
 */
export function editDistance(a: string, b: string, atMost: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > atMost) return atMost + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > atMost) return atMost + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, atMost + 1);
}

/** Two days that one slip makes of each other: a wrong digit, two digits exchanged, day and month exchanged. */
export function daysAlike(a: string, b: string): boolean {
  if (a.length !== 10 || b.length !== 10) return false;
  if (a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8, 10) && a.slice(8, 10) === b.slice(5, 7)) {
    return true;
  }
  return editDistance(a, b, 1) <= 1;
}

/** How many digits of two numbers of one length differ. */
export function digitsApart(a: string, b: string): number {
  let apart = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) apart++;
  return apart;
}
