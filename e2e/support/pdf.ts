import PDFKit from 'pdfkit';

/** A PDF of empty pages whose title stands readable in it. */
export async function emptyPdf(pages: number, title: string): Promise<Buffer> {
  const document = new PDFKit({ compress: false, info: { Title: title } });
  for (let page = 1; page < pages; page++) document.addPage();
  document.end();
  const parts: Buffer[] = [];
  for await (const part of document) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
