import { error, type Finding } from './finding.ts';

/** Begins with a Cyrillic letter or a digit; then also pairs of brackets and quotes, dash, space, dot, comma, № once. */
const START = /^[\p{Script=Cyrillic}\d]/u;
const CHARACTERS = /^[\p{Script=Cyrillic}\d()«»"№.,\- –—]*$/u;
const PAIRS = [
  ['(', ')'],
  ['«', '»'],
] as const;

/** Name of a division, as ПроМед checks it before ФРМО gets it. */
export function checkDivisionName(name: string): Finding | null {
  const single = name.split('№').length <= 2 && name.split('"').length % 2 === 1;
  return START.test(name) && CHARACTERS.test(name) && single && PAIRS.every((pair) => isPaired(name, pair))
    ? null
    : error('KD-2009');
}

function isPaired(text: string, [open, close]: (typeof PAIRS)[number]): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === open) depth += 1;
    else if (character === close) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
