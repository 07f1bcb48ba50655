import { XMLParser } from 'fast-xml-parser';
import { DeskError } from '#shared/contract/result.ts';
import { LIMITS, limit, overLimit } from './limits.ts';
import type { Table } from './table.ts';
import { readTree } from './tree.ts';

/** @throws DeskError KD-6202 over a limit · KD-6203 no XML, or without rows · KD-6205 with DOCTYPE or too deep */
export function readXml(text: string): Table {
  return readTree(parseXml(text));
}

/**
 * The document as a tree: elements by name, attributes among them, without namespaces; all values are texts.
 * @throws DeskError KD-6202 over a limit · KD-6203 no XML · KD-6205 with DOCTYPE or too deep
 */
export function parseXml(text: string): unknown {
  limit('text', text.length);
  // No document of НСИ has them; every attack by entities needs them.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new DeskError('KD-6205');
  limitDepth(text);
  return parse(text);
}

function parse(text: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    tagValueProcessor: (_, value) => unescapeXml(value),
    attributeValueProcessor: (_, value) => unescapeXml(value),
  });
  try {
    return parser.parse(text);
  } catch (cause) {
    throw new DeskError('KD-6203', { cause });
  }
}

/** Counts open elements without building anything. */
function limitDepth(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) at = after(text, '-->', at);
    else if (text.startsWith('<![CDATA[', at)) at = after(text, ']]>', at);
    else {
      const end = tagEnd(text, at);
      if (text[at + 1] === '/') depth -= 1;
      else if (text[at + 1] !== '?' && text[end - 2] !== '/') depth += 1;
      if (depth > LIMITS.depth) throw overLimit('depth');
      at = end;
    }
  }
}

/** Behind the `>` of a tag; one within a quoted attribute is no end. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const mark = text[at] ?? '';
    if (quote !== '') {
      if (mark === quote) quote = '';
    } else if (mark === '>') return at + 1;
    else if (mark === '"' || mark === "'") quote = mark;
  }
  throw new DeskError('KD-6203');
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found === -1) throw new DeskError('KD-6203');
  return found + mark.length;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML itself and numbers of characters; there can be no others without a DOCTYPE. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
