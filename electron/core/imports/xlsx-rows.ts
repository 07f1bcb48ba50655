import { Readable } from 'node:stream';
import Excel from 'exceljs';
import { DeskError } from '#shared/contract/result.ts';
import { type Cell, LIMITS, type TableRow } from './cells.ts';
import { repack } from './workbook.ts';

export interface Sheet {
  readonly name: string | null;
  readonly rows: AsyncIterable<TableRow>;
}

/** Sheets of a workbook one after another, read as a stream. @throws DeskError KD-6101 no workbook · KD-6102 too large */
export async function* readSheets(bytes: Buffer): AsyncGenerator<Sheet> {
  const workbook = new Excel.stream.xlsx.WorkbookReader(Readable.from([repack(bytes)]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  try {
    for await (const sheet of workbook) {
      const { name } = sheet as unknown as { name?: unknown };
      yield { name: typeof name === 'string' ? name : null, rows: rowsOf(sheet) };
    }
  } catch (cause) {
    throw cause instanceof DeskError ? cause : new DeskError('KD-6101', { cause });
  }
}

async function* rowsOf(sheet: Excel.stream.xlsx.WorksheetReader): AsyncGenerator<TableRow> {
  for await (const row of sheet) {
    // Sparse, and the first column is at 1.
    const values = row.values as readonly Excel.CellValue[];
    const cells: Cell[] = [];
    for (let at = 1; at < Math.min(values.length, LIMITS.columns + 1); at++) cells.push(cellOf(values[at]));
    yield { row: row.number, cells };
  }
}

function cellOf(value: Excel.CellValue | undefined): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.slice(0, LIMITS.cell);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Date) return dayOf(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return cellOf(value.text as Excel.CellValue);
  if ('result' in value) return cellOf(value.result as Excel.CellValue);
  return null;
}

/** Excel's days are counted in fractions: half a minute over midnight hides its rounding. */
function dayOf(value: Date): Cell {
  const at = value.getTime();
  return Number.isNaN(at) ? null : new Date(at + 30_000).toISOString().slice(0, 10);
}
