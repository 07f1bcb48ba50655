import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import PDFKit from 'pdfkit';
import { storeZip } from '../dictionaries/reading/zip.ts';

/** Files as scanners, phones and offices make them, and as they should not be. */

export async function pdf(pages = 1, title = ''): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(title);
  for (let page = 0; page < pages; page++) document.addPage([595, 842]);
  return document.save();
}

/** Under a password, as its maker's own program would lock it. */
export async function lockedPdf(pdfVersion: '1.4' | '1.7ext3'): Promise<Uint8Array> {
  const document = new PDFKit({ pdfVersion, userPassword: 'secret' });
  document.text('x');
  document.end();
  return collected(document);
}

/** Of exactly so many bytes: a comment in front of its end makes it longer. */
export async function pdfOf(bytes: number): Promise<Uint8Array> {
  const text = Buffer.from(await pdf());
  const end = text.lastIndexOf('startxref');
  const padding = bytes - text.length;
  const comment = Buffer.from(`%${'x'.repeat(padding - 2)}\n`);
  return Buffer.concat([text.subarray(0, end), comment, text.subarray(end)]);
}

export function png(width = 1700, height = 2400, dotsPerInch: number | null = null): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const density = Buffer.alloc(9);
  density.writeUInt32BE(Math.round((dotsPerInch ?? 0) / 0.0254), 0);
  density.writeUInt32BE(Math.round((dotsPerInch ?? 0) / 0.0254), 4);
  density[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(height, 5000)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...(dotsPerInch === null ? [] : [chunk('pHYs', density)]),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Head, frame and end of a photograph; `comment` stands in its own segment. */
export function jpeg(width = 3000, height = 4000, comment = ''): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  const note = Buffer.from(comment, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(note.length + 2);
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010101004800480000', 'hex'),
    ...(comment === '' ? [] : [Buffer.from('fffe', 'hex'), length, note]),
    Buffer.from('ffc0001108', 'hex'),
    size,
    Buffer.from('03012200021101031101', 'hex'),
    Buffer.from('ffda000c03010002110311003f00', 'hex'),
    Buffer.alloc(64, 0x11),
    Buffer.from('ffd9', 'hex'),
  ]);
}

export function office(type: 'docx' | 'xlsx', more: readonly { name: string; bytes: Uint8Array }[] = []): Buffer {
  const main = type === 'docx' ? 'word/document.xml' : 'xl/workbook.xml';
  return storeZip([
    { name: '[Content_Types].xml', bytes: Buffer.from('<Types/>') },
    { name: main, bytes: Buffer.from('<document/>') },
    ...more,
  ]);
}

/** A part of 64 MB of zeros in an otherwise proper text. */
export function bomb(declared: number, name = 'word/media/image1.png'): Buffer {
  const packed = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
  const archive = office('docx', [{ name, bytes: packed }]);
  // Both heads of the part say «stored»: let them say «deflated», of the declared size.
  for (let at = archive.indexOf(name); at >= 0; at = archive.indexOf(name, at + 1)) {
    const central = archive.readUInt32LE(at - 46) === 0x02014b50;
    const head = central ? at - 46 + 10 : at - 30 + 8;
    archive.writeUInt16LE(8, head);
    archive.writeUInt32LE(declared, head + 14);
  }
  return archive;
}

/** A text with its letters in its own font, as offices export and programs print it. */
export async function writtenPdf(text: string): Promise<Uint8Array> {
  const document = new PDFKit();
  document.font(fileURLToPath(import.meta.resolve('@fontsource/pt-sans/files/pt-sans-cyrillic-400-normal.woff')));
  document.text(text);
  document.end();
  return collected(document);
}

/** Paragraphs of runs; the last one stands above every page. */
export function writtenDocx(paragraphs: readonly (readonly string[])[]): Buffer {
  const part = (of: typeof paragraphs): Buffer =>
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w">${of
        .map((runs) => `<w:p>${runs.map((run) => `<w:r><w:t xml:space="preserve">${run}</w:t></w:r>`).join('')}</w:p>`)
        .join('')}</w:document>`,
    );
  return storeZip([
    { name: '[Content_Types].xml', bytes: Buffer.from('<Types/>') },
    { name: 'word/document.xml', bytes: part(paragraphs.slice(0, -1)) },
    { name: 'word/header1.xml', bytes: part(paragraphs.slice(-1)) },
  ]);
}

async function collected(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of document) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
