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
