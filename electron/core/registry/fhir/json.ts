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
 * Takes a bundle apart without losing a character of its resources: they are cut out of the bytes, so that the copy that
 * is kept equals what the registry wrote.
 *
 * @param bytes UTF-8, checked
 * @throws DeskError KD-4003 when it is not JSON or not an object
 */
export function splitBundle(bytes: Buffer): BundleText {
  try {
    return new Splitter(bytes).split();
  } catch (error) {
    if (error instanceof DeskError) throw error;
    throw new DeskError('KD-4003', { params: { detail: 'not JSON' }, cause: error });
  }
}

/** Deeper than any resource; what reads deep text by calling itself would break. */
const DEEPEST = 100;

/**
 * Measures before anything is parsed.
 *
 * @throws DeskError KD-4003 when it is deeper than any resource is
 */
export function checkDepth(bytes: Buffer): void {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at++) {
    const sign = bytes[at];
    if (isText) {
      if (sign === BACKSLASH) at++;
      else if (sign === QUOTE) isText = false;
    } else if (sign === QUOTE) isText = true;
    else if (sign === OPEN_BRACE || sign === OPEN_BRACKET) {
      if (++depth > DEEPEST) throw new DeskError('KD-4003', { params: { detail: 'too deep' } });
    } else if (sign === CLOSE_BRACE || sign === CLOSE_BRACKET) depth--;
  }
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Finds where values begin and end; what is inside is checked by who parses it. Every loop ends with the bytes. */
class Splitter {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  split(): BundleText {
    const entries: { entry: unknown; resource: string | null }[] = [];
    let head = '';
    let copied = 0;
    this.#members(this.#skipSpace(0), (name, from, to) => {
      if (name !== 'entry' || this.#bytes[from] !== OPEN_BRACKET) return;
      head += `${this.#text(copied, from)}[]`;
      copied = to;
      this.#items(from, (begin) => {
        let rest = '';
        let done = begin;
        let resource: string | null = null;
        const end = this.#members(begin, (key, valueFrom, valueTo) => {
          if (key !== 'resource') return;
          resource = this.#text(valueFrom, valueTo);
          rest += `${this.#text(done, valueFrom)}null`;
          done = valueTo;
        });
        entries.push({ entry: JSON.parse(rest + this.#text(done, end)), resource });
        return end;
      });
    });
    return { head: JSON.parse(head + this.#text(copied, this.#bytes.length)), entries };
  }

  /** Walks the members of the object at `from`. @returns the place after its closing brace */
  #members(from: number, visit: (name: string, from: number, to: number) => void): number {
    if (this.#bytes[from] !== OPEN_BRACE) throw new SyntaxError('object expected');
    let at = this.#skipSpace(from + 1);
    while (this.#bytes[at] !== CLOSE_BRACE) {
      if (this.#bytes[at] !== QUOTE) throw new SyntaxError('name expected');
      const nameEnd = this.#endOfString(at);
      const colon = this.#skipSpace(nameEnd);
      if (this.#bytes[colon] !== COLON) throw new SyntaxError('colon expected');
      const valueFrom = this.#skipSpace(colon + 1);
      const valueTo = this.#endOfValue(valueFrom);
      visit(this.#text(at + 1, nameEnd - 1), valueFrom, valueTo);
      at = this.#afterItem(valueTo, CLOSE_BRACE);
    }
    return at + 1;
  }

  /** Walks the items of the array at `from`; `visit` answers where its item ends. */
  #items(from: number, visit: (from: number) => number): void {
    let at = this.#skipSpace(from + 1);
    while (this.#bytes[at] !== CLOSE_BRACKET) at = this.#afterItem(visit(at), CLOSE_BRACKET);
  }

  /** The next item, or the end of the list. */
  #afterItem(end: number, close: number): number {
    const at = this.#skipSpace(end);
    if (this.#bytes[at] === COMMA) return this.#skipSpace(at + 1);
    if (this.#bytes[at] !== close) throw new SyntaxError('comma expected');
    return at;
  }

  #endOfValue(from: number): number {
    const bytes = this.#bytes;
    const first = bytes[from];
    if (first === QUOTE) return this.#endOfString(from);
    let at = from;
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
      while (at < bytes.length && !isDelimiter(bytes[at])) at++;
      if (at === from) throw new SyntaxError('value expected');
      return at;
    }
    let depth = 0;
    while (at < bytes.length) {
      const sign = bytes[at];
      if (sign === QUOTE) {
        at = this.#endOfString(at);
        continue;
      }
      at++;
      if (sign === OPEN_BRACE || sign === OPEN_BRACKET) depth++;
      else if ((sign === CLOSE_BRACE || sign === CLOSE_BRACKET) && --depth === 0) return at;
    }
    throw new SyntaxError('unexpected end');
  }

  #endOfString(from: number): number {
    const bytes = this.#bytes;
    for (let at = from + 1; at < bytes.length; at++) {
      const sign = bytes[at];
      if (sign === QUOTE) return at + 1;
      if (sign === BACKSLASH) at++;
    }
    throw new SyntaxError('unexpected end of string');
  }

  #skipSpace(from: number): number {
    let at = from;
    while (at < this.#bytes.length && isSpace(this.#bytes[at])) at++;
    return at;
  }

  #text(from: number, to: number): string {
    return this.#bytes.toString('utf8', from, to);
  }
}

function isSpace(sign: number | undefined): boolean {
  return sign === SPACE || sign === LINE_FEED || sign === RETURN || sign === TAB;
}

function isDelimiter(sign: number | undefined): boolean {
  return sign === COMMA || sign === CLOSE_BRACKET || sign === CLOSE_BRACE || isSpace(sign);
}
