import type { TextItem } from 'pdfjs-dist/types/src/display/api.d.ts';

/** What is read of one file at most: characters, and milliseconds between pages. */
const CHARACTERS_AT_MOST = 5_000_000;
const PATIENCE = 10_000;

/**
 * The text of a PDF, as its fonts say which letters their glyphs are; a picture of a text has none.
 *
 * @throws Error when the file is damaged or under a password
 */
export async function pdfText(bytes: Buffer): Promise<string> {
  const { getDocument, VerbosityLevel } = await reader();
  const task = getDocument({
    // A copy: the reader takes the bytes over.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
  });
  const until = performance.now() + PATIENCE;
  try {
    const document = await task.promise;
    let text = '';
    for (let number = 1; number <= document.numPages; number++) {
      if (text.length > CHARACTERS_AT_MOST || performance.now() > until) break;
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      for (const item of items) if ('str' in item) text += written(item);
      text += '\n';
      page.cleanup();
    }
    return text;
  } finally {
    await task.destroy();
  }
}

const written = ({ str, hasEOL }: TextItem): string => (hasEOL ? `${str}\n` : str);

/**
 * PDF.js is made for pages: it wants to draw, and to have a thread of its own. Here it does neither: names of what it
 * would draw with are there but empty, and its thread's half runs beside the other in ours.
 */
async function reader() {
  const drawing = globalThis as Record<string, unknown>;
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) drawing[name] ??= class {};
  // @ts-expect-error It has no types; nothing of it is called here.
  drawing.pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}
