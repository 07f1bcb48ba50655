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

/** A register as one would draw it by hand with pdfkit: one framed line a record. */
export async function writeBarePdf(
  path: string,
  typeface: Typeface,
  rows: readonly Row[],
  widths: readonly number[],
): Promise<void> {
  const document = new PdfDocument({ size: 'A4', layout: 'landscape', margin: 28, autoFirstPage: false });
  const out = createWriteStream(path);
  document.pipe(out);
  document.registerFont('latin', typeface.latin);
  document.registerFont('cyrillic', typeface.cyrillic);
  const share = 786 / widths.reduce((sum, width) => sum + width, 0);
  let y = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (y > 540) {
      document.addPage();
      document.fontSize(6);
      y = 28;
    }
    let x = 28;
    for (const [index, value] of row.entries()) {
      const width = (widths[index] ?? 10) * share;
      const text = String(value);
      document.font(/[А-яЁё]/.test(text) ? 'cyrillic' : 'latin');
      document.text(text, x + 1, y + 2, { width: width - 2, height: 8, ellipsis: true, lineBreak: false });
      document.rect(x, y, width, 11).stroke();
      x += width;
    }
    y += 11;
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
