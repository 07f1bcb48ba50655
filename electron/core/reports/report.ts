import type { ReportParameters } from '#shared/contract/areas.ts';
import type { Role } from '#shared/domain/states.ts';
import type { Database } from '../db/open.ts';

/** `date` cells are `YYYY-MM-DD`, `rate` cells integers in hundredths, `count` cells integers. */
export type ColumnType = 'text' | 'date' | 'rate' | 'count';
export type Cell = string | number | null;

export interface ReportColumn {
  /** Its title is in the message catalogue under `documents.columns`. */
  readonly key: string;
  readonly type: ColumnType;
  /** Characters of the widest usual value: of a line of it, for long texts. */
  readonly width: number;
}

export interface ReportLine {
  /** A heading or a total stands out and is no record. */
  readonly style: 'normal' | 'heading' | 'total';
  readonly cells: readonly Cell[];
}

/** What a report is made of: the day, the organisation and who reads it are known by then. */
export type DatedParameters = ReportParameters & {
  readonly onDay: string;
  readonly organisationId: string | null;
  readonly reader: Role | null;
};

/** A pure description: the same lines go to the screen, to XLSX and to PDF. */
export interface Report {
  readonly id: ReportParameters['reportId'];
  readonly columns: readonly ReportColumn[];
  readonly landscape: boolean;
  /** For anybody's eyes: nobody is named in it, not even who made it. */
  readonly isPublic?: true;
  /** Who signs the printed form: keys of `documents.signers`. */
  readonly signers: readonly ('personnel' | 'head')[];
  /** Lines in order, read as they are needed. */
  lines(db: Database, parameters: DatedParameters): Iterable<ReportLine>;
  /** How many records (lines of style `normal`) there will be, for progress. */
  count(db: Database, parameters: DatedParameters): number;
}

/** What a table of lines looks like; a selection of the staff grid is one without being a report. */
export type TableShape = Pick<Report, 'columns' | 'landscape'>;

export function alignmentOf(type: ColumnType): 'start' | 'center' | 'end' {
  if (type === 'date') return 'center';
  return type === 'text' ? 'start' : 'end';
}
