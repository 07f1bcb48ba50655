import type { BrowserWindow, IpcMainEvent, IpcMainInvokeEvent, PrintToPDFOptions } from 'electron';
import type { PrintModel } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import { messages } from '#shared/text/translate.ts';
import { isOurFrame } from './ipc.ts';
import type { Log } from './log.ts';
import type { PageSource } from './origin.ts';

/** The same names stand in `electron/preload/print.ts`. */
export const PRINT_MODEL = 'kartoteka:print-model';
export const PRINT_READY = 'kartoteka:print-ready';
export const PRINT_FAILED = 'kartoteka:print-failed';

/** A page that has not laid itself out by then never will; printing waits for its word, not for this. */
const PATIENCE = 120_000;

export interface PrinterParts {
  readonly pages: PageSource;
  readonly openWindow: () => BrowserWindow;
  readonly log: Log;
}

export type Printer = (model: PrintModel) => Promise<Uint8Array>;

/** Prints models one after the other, each in a hidden window of its own. @throws DeskError KD-6003 */
export function createPrinter(parts: PrinterParts): Printer {
  let previous: Promise<unknown> = Promise.resolve();
  return (model) => {
    const printed = previous.then(() => print(parts, model));
    previous = printed.catch(() => undefined);
    return printed;
  };
}

async function print({ pages, openWindow, log }: PrinterParts, model: PrintModel): Promise<Uint8Array> {
  const window = openWindow();
  try {
    await laidOut(window, pages, model);
    return new Uint8Array(await window.webContents.printToPDF(paper(model)));
  } catch (cause) {
    log.write('error', 'print.failed', {
      rows: model.rows.length,
      reason: cause instanceof PrintTrouble ? cause.reason : 'pdf',
    });
    throw new DeskError('KD-6003', { cause });
  } finally {
    window.destroy();
  }
}

class PrintTrouble extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Gives the page its model and waits until it says that it stands as it is to be printed. */
function laidOut(window: BrowserWindow, pages: PageSource, model: PrintModel): Promise<void> {
  const { webContents } = window;
  const ours = (event: IpcMainEvent | IpcMainInvokeEvent) => isOurFrame(webContents, event.senderFrame, true, pages);
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new PrintTrouble(reason));
    const timer = setTimeout(() => fail('no answer'), PATIENCE);
    webContents.ipc.handle(PRINT_MODEL, (event) => (ours(event) ? model : null));
    webContents.ipc.on(PRINT_READY, (event) => {
      clearTimeout(timer);
      if (ours(event)) resolve();
    });
    webContents.ipc.on(PRINT_FAILED, () => fail('page failed'));
    webContents.on('render-process-gone', () => fail('process gone'));
    webContents.on('preload-error', () => fail('preload failed'));
    window.on('closed', () => {
      clearTimeout(timer);
      fail('window closed');
    });
    window.loadURL(pages.page('print')).catch(() => fail('page not loaded'));
  });
}

/**
 * Longest document whose structure is written into it for readers of the screen. Of a register of thousands of lines it
 * makes a file 14 times as large, and printing and finishing it take four times as long; a list like that is read in
 * the workbook.
 */
const MOST_TAGGED_ROWS = 500;

/** A4 with «стр. N из M» below; the page itself brings its fonts, this line is drawn outside of it. */
export function paper(model: Pick<PrintModel, 'landscape' | 'language' | 'rows'>): PrintToPDFOptions {
  const number = messages(model.language).main.print.page(
    '<span class="pageNumber"></span>',
    '<span class="totalPages"></span>',
  );
  return {
    pageSize: 'A4',
    landscape: model.landscape,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: `<div style="width:100%;margin:0 12mm;font:8pt 'PT Sans',Arial,'DejaVu Sans',sans-serif;text-align:right">${number}</div>`,
    // Inches.
    margins: { top: 0.47, bottom: 0.67, left: 0.47, right: 0.47 },
    generateTaggedPDF: model.rows.length <= MOST_TAGGED_ROWS,
  };
}
