import { DeskError } from '#shared/contract/result.ts';

export type Json = Record<string, unknown>;

type Reviver = (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) => unknown;
const { rawJSON } = JSON as { rawJSON?: (text: string) => unknown };

/** Numbers that a double would write differently (`1.50`, twenty digits) are kept as they were written. */
const keepNumber: Reviver = (_key, value, context) => {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || rawJSON === undefined) return value;
  return String(value) === source ? value : rawJSON(source);
};

/** A JSON object whose `JSON.stringify` is the same text again, white space aside. */
export function parseExact(text: string): Json {
  const value: unknown = JSON.parse(text, keepNumber);
  if (!isObject(value)) throw new DeskError('KD-4003', { params: { detail: 'not an object' } });
  return value;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface BundleText {
  /** The bundle without its entries. */
  readonly head: unknown;
  /** Each entry without its resource, and the text of the resource. */
  readonly entries: readonly { readonly entry: unknown; readonly resource: string | null }[];
}

/**
 * Takes a bundle apart without losing a character of its resources: they are cut out of the text, so that the copy that
 * is kept equals what the registry wrote.
 *
 * @throws DeskError KD-4003 when the text is not JSON or not an object
 */
export function splitBundle(text: string): BundleText {
  try {
    return split(text);
  } catch (error) {
    if (error instanceof DeskError) throw error;
    throw new DeskError('KD-4003', { params: { detail: 'not JSON' }, cause: error });
  }
}

function split(text: string): BundleText {
  const entries: { entry: unknown; resource: string | null }[] = [];
  let head = '';
  let copied = 0;
  membersOf(text, skipSpace(text, 0), (name, from, to) => {
    if (name !== 'entry' || text[from] !== '[') return;
    head += `${text.slice(copied, from)}[]`;
    copied = to;
    itemsOf(text, from, (begin) => {
      let rest = '';
      let done = begin;
      let resource: string | null = null;
      const end = membersOf(text, begin, (key, valueFrom, valueTo) => {
        if (key !== 'resource') return;
        resource = text.slice(valueFrom, valueTo);
        rest += `${text.slice(done, valueFrom)}null`;
        done = valueTo;
      });
      entries.push({ entry: JSON.parse(rest + text.slice(done, end)), resource });
      return end;
    });
  });
  return { head: JSON.parse(head + text.slice(copied)), entries };
}

/** Walks the members of the object at `from`. @returns the place after its closing brace */
function membersOf(text: string, from: number, visit: (name: string, from: number, to: number) => void): number {
  if (text[from] !== '{') throw new SyntaxError('object expected');
  let at = skipSpace(text, from + 1);
  while (text[at] !== '}') {
    const nameEnd = endOfValue(text, at);
    const name: unknown = JSON.parse(text.slice(at, nameEnd));
    const colon = skipSpace(text, nameEnd);
    if (typeof name !== 'string' || text[colon] !== ':') throw new SyntaxError('member expected');
    const valueFrom = skipSpace(text, colon + 1);
    const valueTo = endOfValue(text, valueFrom);
    visit(name, valueFrom, valueTo);
    at = skipSpace(text, valueTo);
    if (text[at] === ',') at = skipSpace(text, at + 1);
    else if (text[at] !== '}') throw new SyntaxError('comma expected');
  }
  return at + 1;
}

/** Walks the items of the array at `from`; `visit` answers where its item ends. */
function itemsOf(text: string, from: number, visit: (from: number) => number): void {
  let at = skipSpace(text, from + 1);
  while (text[at] !== ']') {
    at = skipSpace(text, visit(at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
    else if (text[at] !== ']') throw new SyntaxError('comma expected');
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The place after the value that begins at `from`; what is inside is checked by who parses it. */
function endOfValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return endOfString(text, from);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    let at = from;
    while (at < text.length && !',]} \n\r\t'.includes(text[at] ?? '')) at++;
    if (at === from) throw new SyntaxError('value expected');
    return at;
  }
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    at++;
    if (sign === OPEN_BRACE || sign === OPEN_BRACKET) depth++;
    else if ((sign === CLOSE_BRACE || sign === CLOSE_BRACKET) && --depth === 0) return at;
  }
  throw new SyntaxError('unexpected end');
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; ; at++) {
    at = text.indexOf('"', at);
    if (at < 0) throw new SyntaxError('unexpected end of string');
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\r\t'.includes(text[at] ?? '')) at++;
  return at;
}
