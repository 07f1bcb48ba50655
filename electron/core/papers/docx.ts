import type { PrintModel } from '#shared/contract/host.ts';
import { messages } from '#shared/text/translate.ts';
import { storeZip } from '../dictionaries/reading/zip.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORDS = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** What is in every file: of which parts it consists, and the font of the whole text. */
const FRAME = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${MAIN}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${MAIN}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  'word/styles.xml': `<w:styles xmlns:w="${WORDS}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>`,
} as const;

/** A4 with the margins of Russian office work (ГОСТ Р 7.0.97): left 30, right 10, above and below 20 mm; twips. */
const PAGE =
  '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>';
const WIDTH = 11906 - 567 - 1701;
/** Half points. */
const SMALL = 20;
const LARGE = 30;

interface Looks {
  readonly align?: 'left' | 'center' | 'right' | 'both';
  readonly bold?: boolean;
  /** Of the font, in half points. */
  readonly size?: number;
  /** In twips. */
  readonly after?: number;
  readonly indent?: number;
  readonly firstLine?: number;
}

/** A letter as a file for a text editor. The same model gives the same bytes. */
export function docxOf(model: PrintModel): Buffer {
  const body = `${contentOf(model)}<w:sectPr>${PAGE}</w:sectPr>`;
  const document = `<w:document xmlns:w="${WORDS}"><w:body>${body}</w:body></w:document>`;
  const parts = { ...FRAME, 'word/document.xml': document };
  const entries = Object.entries(parts).map(([name, xml]) => ({ name, bytes: Buffer.from(HEAD + xml) }));
  return storeZip(entries, { deflate: true });
}

function contentOf({ letter, organisation, title, columns, rows, signers, madeAt, madeBy }: PrintModel): string {
  const { print } = messages('ru').main;
  const { to = [], mark = null, number = null, before = [], after = [] } = letter ?? {};
  const prose = (text: string) => paragraph(text, { align: 'both', after: 120, firstLine: 567 });
  return [
    organisation === '' ? '' : paragraph(organisation, { align: 'center', after: 240 }),
    ...to.map((line) => paragraph(line, { indent: WIDTH / 2 })),
    mark === null ? '' : paragraph(mark, { align: 'right' }),
    paragraph(title, { align: 'center', bold: true, size: LARGE, after: 60 }),
    number === null ? '' : paragraph(number, { align: 'center' }),
    paragraph('', {}),
    ...before.map(prose),
    columns.length === 0 ? '' : `${tableOf(columns, rows)}${paragraph('', {})}`,
    ...after.map(prose),
    ...signers.map((signer) => paragraph(`${signer} ____________________ /____________________/`, { after: 360 })),
    madeBy === '' ? '' : paragraph(`${print.madeBy}: ${madeBy}, ${madeAt}`, { size: SMALL }),
  ].join('');
}

function tableOf(columns: PrintModel['columns'], rows: PrintModel['rows']): string {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.round((width / whole) * WIDTH));
  const edge = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4"/>`)
    .join('');
  const head = columns.map(({ title }, at) => cell(title, widths[at], { align: 'center', bold: true, size: SMALL }));
  const body = rows.map(({ style, cells }) => {
    const bold = style !== 'normal';
    if (style === 'heading') return row([cell(cells.join(' '), WIDTH, { bold, size: SMALL }, columns.length)]);
    return row(
      cells.map((text, at) => cell(text, widths[at], { align: alignOf(columns[at]?.align), bold, size: SMALL })),
    );
  });
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblBorders>${edge}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(head, true)}${body.join('')}</w:tbl>`;
}

function row(cells: readonly string[], head = false): string {
  return `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`;
}

function cell(text: string, width: number | undefined, looks: Looks, span = 1): string {
  const spans = span === 1 ? '' : `<w:gridSpan w:val="${span}"/>`;
  return `<w:tc><w:tcPr><w:tcW w:w="${width ?? 0}" w:type="dxa"/>${spans}</w:tcPr>${paragraph(text, looks)}</w:tc>`;
}

function alignOf(align: PrintModel['columns'][number]['align'] | undefined): NonNullable<Looks['align']> {
  return align === 'end' ? 'right' : align === 'center' ? 'center' : 'left';
}

/** Children stand in the order that the schema of the format asks for. */
function paragraph(text: string, looks: Looks): string {
  const { align = 'left', bold = false, size, after = 0, indent = 0, firstLine = 0 } = looks;
  const spacing = `<w:spacing w:after="${after}"/><w:ind w:left="${indent}" w:firstLine="${firstLine}"/>`;
  const run = `${bold ? '<w:b/>' : ''}${size === undefined ? '' : `<w:sz w:val="${size}"/>`}`;
  return `<w:p><w:pPr>${spacing}<w:jc w:val="${align}"/></w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

/** Also without what no XML may hold. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
