import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import PdfDocument from 'pdfkit';

type Row = readonly (string | number)[];

/** The least that can be written and still opened by Excel: one sheet, inline strings, no styles. */
export async function writeBareXlsx(path: string, rows: Iterable<Row>): Promise<void> {
  const out = createWriteStream(path);
  const zip = new Zip((_, chunk) => out.write(chunk));
  for (const [name, text] of PARTS) addText(zip, name, text);
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  zip.add(sheet);
  sheet.push(strToU8(`${XML}<worksheet xmlns="${MAIN}"><sheetData>`));
  let batch = '';
  for (const row of rows) {
    batch += `<row>${row.map(cell).join('')}</row>`;
    if (batch.length > 65_536) {
      sheet.push(strToU8(batch));
      batch = '';
    }
  }
  sheet.push(strToU8(`${batch}</sheetData></worksheet>`), true);
  zip.end();
  out.end();
  await once(out, 'finish');
}

/** A typeface that comes in two files, one for each script. */
export interface Typeface {
  readonly latin: string;
  readonly cyrillic: string;
}

const PAGE = { left: 34, top: 34, width: 774, bottom: 547 } as const;
const PADDING = { x: 3, y: 2 } as const;
/** Characters that the edges of a cell take; width of a digit as a share of the font's size; sizes in points. */
const FONT = { edges: 1.5, digit: 0.53, largest: 9, smallest: 6 } as const;

/**
 * A register as one would draw it by hand with pdfkit: every word of every cell, wrapped in its frame, the title row
 * (the first) again on every page, in a size that shows usual values in one line.
 *
 * @param characters of each column's widest usual value
 */
export async function writeBarePdf(
  path: string,
  typeface: Typeface,
  [titles = [], ...rows]: readonly Row[],
  characters: readonly number[],
): Promise<void> {
  const document = new PdfDocument({ size: 'A4', layout: 'landscape', margin: 0, autoFirstPage: false });
  const out = createWriteStream(path);
  document.pipe(out);
  document.registerFont('latin', typeface.latin);
  document.registerFont('cyrillic', typeface.cyrillic);
  const whole = characters.reduce((sum, count) => sum + count + FONT.edges, 0);
  const columns = characters.map((count) => ((count + FONT.edges) / whole) * PAGE.width);
  document.fontSize(Math.min(FONT.largest, Math.max(FONT.smallest, PAGE.width / (whole * FONT.digit))));
  let y = Number.POSITIVE_INFINITY;

  const cells = (row: Row) =>
    columns.map((width, i) => ({ text: String(row[i] ?? ''), width, inner: { width: width - 2 * PADDING.x } }));
  const fontOf = (text: string): string => (/[А-яЁё]/.test(text) ? 'cyrillic' : 'latin');
  const heightOf = (row: Row): number => {
    const heights = cells(row).map(({ text, inner }) => document.font(fontOf(text)).heightOfString(text, inner));
    return Math.max(...heights) + 2 * PADDING.y;
  };
  const draw = (row: Row, height: number): void => {
    let x: number = PAGE.left;
    for (const { text, width, inner } of cells(row)) {
      document.font(fontOf(text)).text(text, x + PADDING.x, y + PADDING.y, inner);
      document.rect(x, y, width, height).stroke();
      x += width;
    }
    y += height;
  };

  for (const row of rows) {
    const height = heightOf(row);
    if (y + height > PAGE.bottom) {
      document.addPage().lineWidth(0.5);
      y = PAGE.top;
      draw(titles, heightOf(titles));
    }
    draw(row, height);
  }
  document.end();
  await once(out, 'finish');
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PARTS: readonly (readonly [string, string])[] = [
  [
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
];

function addText(zip: Zip, name: string, text: string): void {
  const part = new ZipDeflate(name, { level: 6 });
  zip.add(part);
  part.push(strToU8(text), true);
}

function cell(value: string | number): string {
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}
