import { foldedWords } from '../text/fold.ts';

/** Words that say what kind of a name follows: written in many ways, or not at all. */
const KINDS: ReadonlySet<string> = new Set(
  'г гор город ул улица пр просп проспект пер переулок пл площадь ш шоссе наб набережная б р бульвар д дом к корп корпус стр строение лит литера обл область р н район рп п пос поселок с село'.split(
    ' ',
  ),
);

/**
 * Whether two texts name one address: the same names and numbers in any order, whatever stands between them. The index
 * is left out: a licence seldom has it.
 */
export function isSameAddress(a: string, b: string): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(address: string): string {
  return foldedWords(address)
    .filter((word) => !KINDS.has(word) && !/^\d{6}$/.test(word))
    .sort()
    .join(' ');
}
