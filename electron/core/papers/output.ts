import { writeFile } from 'node:fs/promises';
import type { HostServices, PrintModel } from '#shared/contract/host.ts';
import type { PaperFormat } from '#shared/contract/papers.ts';
import { messages } from '#shared/text/translate.ts';
import { replaceFile } from '../reports/file.ts';
import { docxOf } from './docx.ts';

export interface OutputParts {
  readonly host: Pick<HostServices, 'printToPdf' | 'showPdf' | 'saveFile'>;
}

/**
 * Shows a page in a window of its own, or saves it as a file where the user says.
 *
 * @param name of the window or file
 * @returns false when the dialog for the file was cancelled
 * @throws DeskError KD-6001 cannot be written · KD-6003 cannot be printed · KD-6308 cannot be shown
 */
export async function putOut(
  { host }: OutputParts,
  model: PrintModel,
  format: PaperFormat,
  name: string,
): Promise<boolean> {
  if (format === 'pdf') {
    await host.showPdf({ title: name, content: await host.printToPdf({ model }) });
    return true;
  }
  const { documents } = messages('ru');
  const path = await host.saveFile({
    title: model.title,
    fileName: `${name.replaceAll(/[\\/:*?"<>|]/g, ' ')}.docx`,
    filters: [{ name: documents.papers.docx, extensions: ['docx'] }],
  });
  if (path === null) return false;
  await replaceFile(path, (part) => writeFile(part, docxOf(model)));
  return true;
}
