import type { ImportRow } from '#shared/contract/imports.ts';
import { failureSentence, messages } from '#shared/text/translate.ts';
import { type Cell, cellText } from './cells.ts';

/** Says in words why a row is not taken, as the page does. */
export function reasonsOf({ problems, doubts }: Pick<ImportRow, 'problems' | 'doubts'>): string {
  const texts = messages('ru');
  const sentences = problems.map(({ field, code, params }) =>
    failureSentence(texts, { code, ...(field === null ? {} : { field }), ...(params === undefined ? {} : { params }) }),
  );
  return [...sentences, ...doubts.map(({ doubt, name }) => texts.imports.doubts[doubt](name))].join(' ');
}

export interface RefusedRow {
  readonly cells: readonly Cell[];
  readonly shown: ImportRow;
}

/** The rows as they came, all as text so that nothing is lost again, with the reasons in a last column. */
export async function writeWrongRows(
  path: string,
  titles: readonly string[],
  rows: readonly RefusedRow[],
): Promise<void> {
  // Loaded when it is used: the library is large, and most days nobody needs it.
  const { default: Excel } = await import('exceljs');
  const texts = messages('ru').imports;
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(texts.wrongSheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [...titles, texts.reason].map((header, at) => ({
    header,
    width: at === titles.length ? 80 : 20,
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  for (const { cells, shown } of rows) {
    sheet.addRow([...titles.map((_title, at) => cellText(cells[at])), reasonsOf(shown)]).commit();
  }
  sheet.commit();
  await workbook.commit();
}
