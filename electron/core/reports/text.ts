import { REPORT_ASKS } from '#shared/contract/areas.ts';
import { messages } from '#shared/text/translate.ts';
import type { Database } from '../db/open.ts';
import { printedMoment, printedRate } from '../printed.ts';
import type { Cell, ColumnType, DatedParameters, Report } from './report.ts';
import { divisionName, organisationName } from './store.ts';

/** Reports are documents of a Russian clinic: always in Russian, whatever the language of the screen. */
const RUSSIAN = messages('ru').documents;
const COUNT = new Intl.NumberFormat('ru-RU');

/** What stands above the lines of a report, in words. */
export interface Heading {
  readonly title: string;
  readonly organisation: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly madeAt: string;
  /** Empty where nobody is to be named. */
  readonly madeBy: string;
}

export function headingOf(
  db: Database,
  report: Report,
  parameters: DatedParameters,
  made: { readonly at: string; readonly by: string },
): Heading {
  const asked = REPORT_ASKS[report.id];
  const named = [{ name: RUSSIAN.parameters.onDay, value: dayText(parameters.onDay) }];
  if (asked.includes('division')) {
    named.push({ name: RUSSIAN.parameters.division, value: divisionOf(db, parameters) });
  }
  if (asked.includes('employed')) {
    named.push({ name: RUSSIAN.parameters.employed, value: RUSSIAN.employed[parameters.employed] });
  }
  return {
    title: RUSSIAN.titles[report.id],
    organisation: organisationName(db, parameters.organisationId),
    parameters: named,
    madeAt: printedMoment(made.at),
    madeBy: report.isPublic === true ? '' : made.by,
  };
}

/** The same for a table that is no report of the catalogue. */
export function headingOfTable(
  title: string,
  organisation: string,
  onDay: string,
  made: { readonly at: string; readonly by: string },
): Heading {
  return {
    title,
    organisation,
    parameters: [{ name: RUSSIAN.parameters.onDay, value: dayText(onDay) }],
    madeAt: printedMoment(made.at),
    madeBy: made.by,
  };
}

export function columnTitle(key: string): string {
  const titles: Readonly<Record<string, string>> = RUSSIAN.columns;
  return titles[key] ?? key;
}

/** A cell as people read it: 21.11.2026 · 0,25 · 1 234. */
export function cellText(cell: Cell, type: ColumnType): string {
  if (cell === null) return '';
  if (type === 'date' && typeof cell === 'string') return dayText(cell);
  if (type === 'rate' && typeof cell === 'number') return printedRate(cell);
  return typeof cell === 'number' ? COUNT.format(cell) : cell;
}

function dayText(day: string): string {
  const [year, month, date] = day.split('-');
  return year && month && date ? `${date}.${month}.${year}` : day;
}

function divisionOf(db: Database, parameters: DatedParameters): string {
  if (parameters.divisionId === null) return RUSSIAN.parameters.wholeOrganisation;
  return divisionName(db, parameters.divisionId, parameters.onDay) ?? RUSSIAN.parameters.wholeOrganisation;
}
