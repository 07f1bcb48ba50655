import type { ReportRun } from '#shared/contract/areas.ts';
import { writeCsv } from './csv.ts';
import { writeXlsx } from './xlsx.ts';

/** Formats that are tables of lines; a PDF is printed. */
export type TableFormat = Exclude<ReportRun['format'], 'pdf'>;

/** How the lines of a report become a file of a format. */
export const WRITERS = { xlsx: writeXlsx, csv: writeCsv } as const satisfies Record<TableFormat, typeof writeXlsx>;
