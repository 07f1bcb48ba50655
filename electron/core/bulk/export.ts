import { basename } from 'node:path';
import type { ExportColumn } from '#shared/contract/bulk.ts';
import type { HostServices } from '#shared/contract/host.ts';
import type { StaffRow } from '#shared/contract/staff.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { formatPhone } from '#shared/rules/phone.ts';
import { formatSnils, listedSnils } from '#shared/rules/snils.ts';
import { messages } from '#shared/text/translate.ts';
import type { CallContext } from '../core.ts';
import type { Clock } from '../ports.ts';
import { replaceFile } from '../reports/file.ts';
import type { Cell, ColumnType, ReportLine, TableShape } from '../reports/report.ts';
import { type TableFormat, WRITERS } from '../reports/table.ts';
import { headingOfTable } from '../reports/text.ts';

export interface ExportParts {
  readonly host: Pick<HostServices, 'saveFile'>;
  readonly clock: Pick<Clock, 'now' | 'today'>;
  /** The staff grid's rows of people, in that order. */
  readonly rowsOf: (personIds: readonly EntityId[], onDay: string | null) => readonly StaffRow[];
  /** Name of a dictionary's code, or null. */
  readonly nameOf: (oid: string, code: string) => string | null;
  readonly divisionName: (id: EntityId) => string | null;
  readonly organisationName: () => string;
}

interface Column {
  readonly type: ColumnType;
  /** Characters of the widest usual value. */
  readonly width: number;
  readonly cellOf: (row: StaffRow, parts: ExportParts) => Cell;
}

const text = (width: number, cellOf: Column['cellOf']): Column => ({ type: 'text', width, cellOf });
const day = (cellOf: Column['cellOf']): Column => ({ type: 'date', width: 10, cellOf });

const COLUMNS: Readonly<Record<Exclude<ExportColumn, 'number'>, Column>> = {
  lastName: text(14, (row) => row.lastName),
  firstName: text(11, (row) => row.firstName),
  patronymic: text(14, (row) => row.patronymic),
  birthDate: day((row) => row.birthDate),
  sex: text(10, ({ sex }, { nameOf }) => sex && (nameOf(DICTIONARY.sex, sex) ?? sex)),
  snils: text(14, ({ snils }) => snils && formatSnils(snils)),
  personnelNumber: text(10, (row) => row.personnelNumber),
  division: text(26, ({ divisionId }, { divisionName }) => divisionId && divisionName(divisionId)),
  post: text(30, ({ postCode }, { nameOf }) => postCode && (nameOf(DICTIONARY.posts, postCode) ?? postCode)),
  positionType: text(
    16,
    ({ positionType }, { nameOf }) => positionType && (nameOf(DICTIONARY.positionTypes, positionType) ?? positionType),
  ),
  rate: { type: 'rate', width: 7, cellOf: (row) => row.rate },
  beginDate: day((row) => row.beginDate),
  endDate: day((row) => row.endDate),
  admittedUntil: day((row) => row.admittedUntil),
  phone: text(15, ({ phone }) => phone && formatPhone(phone)),
  email: text(20, (row) => row.email),
};

/** Rows read at once. */
const PIECE = 500;

export interface Selection {
  readonly personIds: readonly EntityId[];
  readonly onDay: string | null;
  readonly columns: readonly ExportColumn[];
  readonly format: TableFormat;
}

/** Saves chosen people as a table where the user says; null when the dialog was cancelled. */
export async function exportSelection(
  parts: ExportParts,
  { personIds, onDay, columns, format }: Selection,
  { signal, progress, user }: Pick<CallContext, 'signal' | 'progress' | 'user'>,
): Promise<{ readonly fileName: string; readonly rows: number; readonly sha256: string } | null> {
  const { documents, bulk } = messages('ru');
  const today = onDay ?? parts.clock.today();
  const path = await parts.host.saveFile({
    title: bulk.exportDialog.fileTitle,
    fileName: `${bulk.exportDialog.fileTitle} ${today}.${format}`,
    filters: [{ name: documents.formats[format], extensions: [format] }],
  });
  if (path === null) return null;
  const made = { at: parts.clock.now(), by: user?.name ?? '' };
  const heading = headingOfTable(bulk.exportDialog.fileTitle, parts.organisationName(), today, made);
  const shape: TableShape = {
    landscape: true,
    columns: columns.map((key) =>
      key === 'number' ? { key, type: 'count', width: 5 } : { key, type: COLUMNS[key].type, width: COLUMNS[key].width },
    ),
  };
  const total = personIds.length;
  const sha256 = await replaceFile(path, async (part) => {
    const told = (rows: number) => progress(rows, total);
    await WRITERS[format](
      part,
      shape,
      linesOf(parts, personIds, onDay, columns, user?.role ?? null),
      heading,
      told,
      signal,
    );
  });
  return { fileName: basename(path), rows: total, sha256 };
}

/** Read as the writer takes them, so that a long selection is never in memory as a whole. */
function* linesOf(
  parts: ExportParts,
  personIds: readonly EntityId[],
  onDay: string | null,
  columns: readonly ExportColumn[],
  reader: Role | null,
): Generator<ReportLine> {
  let number = 0;
  for (let from = 0; from < personIds.length; from += PIECE) {
    for (const whole of parts.rowsOf(personIds.slice(from, from + PIECE), onDay)) {
      number += 1;
      const row = { ...whole, snils: listedSnils(whole.snils, reader) };
      const cells = columns.map((key) => (key === 'number' ? number : COLUMNS[key].cellOf(row, parts)));
      yield { style: 'normal', cells };
    }
  }
}
