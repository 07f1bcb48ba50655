import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import PDFKit from 'pdfkit';

/** A PDF whose title stands readable in it; its pages are empty but for a text on the first. */
export async function emptyPdf(pages: number, title: string, text = ''): Promise<Buffer> {
  const document = new PDFKit({ compress: false, info: { Title: title } });
  document.text(text);
  for (let page = 1; page < pages; page++) document.addPage();
  document.end();
  const parts: Buffer[] = [];
  for await (const part of document) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** What `pdftotext` reads in a document, spaces and ends of lines as one space. */
export async function pdfWords(content: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, content);
    const { stdout } = await promisify(execFile)('pdftotext', ['-layout', file, '-']);
    return stdout.replaceAll(/\s+/g, ' ');
  } finally {
    await rm(folder, { recursive: true });
  }
}
