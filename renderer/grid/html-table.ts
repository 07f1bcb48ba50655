import type { FieldType } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { isDay } from '#shared/rules/dates.ts';

/** A cell as it goes to the clipboard. */
export interface ClipboardCell {
  readonly type: FieldType;
  readonly value: FieldValue;
  readonly text: string;
}

/** How LibreOffice reads `sdval` (English: a point) and shows the value (Russian). */
const LOCALES = '1033;1049';

/**
 * Rows of cells as an HTML table: spreadsheets take it in without asking, days and numbers as such whatever their own
 * language, and leave the zeros of a number that is text («00012») alone. Plain text could not say which is which.
 */
export function formatHtmlTable(rows: readonly (readonly ClipboardCell[])[]): string {
  const lines = rows.map((cells) => `<tr>${cells.map(cellOf).join('')}</tr>`);
  return `<meta charset="utf-8"><table>${lines.join('')}</table>`;
}

function cellOf({ type, value, text }: ClipboardCell): string {
  const content = escaped(text);
  if (type === 'date' && typeof value === 'string' && isDay(value)) {
    return `<td sdval="${serialOf(value)}" sdnum="${LOCALES};DD.MM.YYYY">${content}</td>`;
  }
  if (typeof value === 'number' && (type === 'rate' || type === 'number')) {
    const format = type === 'rate' ? '0,00' : '0';
    return `<td sdval="${type === 'rate' ? value / 100 : value}" sdnum="${LOCALES};${format}">${content}</td>`;
  }
  return `<td style="mso-number-format:'\\@'" sdnum="${LOCALES};@">${content}</td>`;
}

const DAY = 86_400_000;

/** Days since 30.12.1899, as spreadsheets count them. */
function serialOf(day: string): number {
  return (Date.parse(`${day}T00:00:00.000Z`) - Date.UTC(1899, 11, 30)) / DAY;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>' };

function escaped(text: string): string {
  return text.replace(/\r/g, '').replace(/[&<>\n]/g, (sign) => ENTITIES[sign] ?? sign);
}
