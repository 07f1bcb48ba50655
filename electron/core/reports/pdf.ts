import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PrintModel } from '#shared/contract/host.ts';
import { messages } from '#shared/text/translate.ts';
import { alignmentOf, type Report, type ReportLine } from './report.ts';
import { cellText, columnTitle, type Heading } from './text.ts';
import { LineDigest, type Written } from './xlsx.ts';

const BATCH = 500;
const FOOTER = { x: 36, y: 14, size: 6 } as const;

/** What the print page shows, with the digest of the lines. Gives way to other work between batches. */
export async function printModelOf(
  report: Report,
  lines: Iterable<ReportLine>,
  heading: Heading,
  progress: (records: number) => void,
  signal: AbortSignal,
): Promise<{ readonly model: PrintModel; readonly written: Written }> {
  const signers = messages('ru').documents.signers;
  const digest = new LineDigest();
  const rows: PrintModel['rows'] = [];
  let records = 0;
  for (const line of lines) {
    digest.add(line);
    const cells = line.cells.map((cell, index) => cellText(cell, report.columns[index]?.type ?? 'text'));
    rows.push({ style: line.style, cells });
    if (line.style === 'normal') records += 1;
    if (rows.length % BATCH === 0) {
      progress(records);
      await nextTurn();
      signal.throwIfAborted();
    }
  }
  const columns = report.columns.map((column) => ({
    title: columnTitle(column.key),
    width: column.width,
    align: alignmentOf(column.type),
  }));
  const model: PrintModel = {
    ...heading,
    parameters: [...heading.parameters],
    columns,
    rows,
    landscape: report.landscape,
    signers: report.signers.map((signer) => signers[signer]),
    language: 'ru',
  };
  return { model, written: { records, digest: digest.hex() } };
}

/** Names the document in its metadata and puts the digest of its content at the foot of each page. */
export async function finishPdf(
  printed: Uint8Array,
  heading: Heading,
  digest: string,
  at: string,
): Promise<Uint8Array> {
  // Loaded when it is needed: every start would pay for it.
  const { grayscale, PDFDocument, StandardFonts } = await import('pdf-lib');
  const document = await PDFDocument.load(printed, { updateMetadata: false });
  const made = new Date(at);
  document.setTitle(heading.title, { showInWindowTitleBar: true });
  document.setAuthor(heading.organisation);
  document.setSubject(heading.parameters.map(({ name, value }) => `${name}: ${value}`).join('; '));
  document.setKeywords([`sha256:${digest}`]);
  document.setCreator(messages('ru').common.product);
  document.setProducer(messages('ru').common.product);
  document.setCreationDate(made);
  document.setModificationDate(made);
  document.setLanguage('ru-RU');
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const page of document.getPages()) {
    page.drawText(`SHA-256 ${digest}`, { ...FOOTER, font, color: grayscale(0.45) });
  }
  return document.save();
}
