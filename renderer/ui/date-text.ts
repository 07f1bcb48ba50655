/**
 * Reads a day as people type it: `21.11.2026`, `21/11/26`, `21-11-2026`, `21 11 2026`, `21112026`, `2026-11-21`. Two
 * digits of a year mean the century that puts the day nearest to `today` (`YYYY-MM-DD`), at most 20 years ahead.
 * Answers `YYYY-MM-DD`, or null where the text is no day of the calendar.
 */
export function parseDay(text: string, today: string): string | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})\D(\d{1,2})\D(\d{1,2})$/.exec(trimmed);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts =
    /^(\d{1,2})\D+(\d{1,2})\D+(\d{4}|\d{2})$/.exec(trimmed) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(trimmed);
  if (parts === null) return null;
  const [, day = '', month = '', year = ''] = parts;
  return dayOf(
    year.length === 4 ? Number(year) : fullYear(Number(year), Number(today.slice(0, 4))),
    Number(month),
    Number(day),
  );
}

const YEARS_AHEAD = 20;

function fullYear(twoDigits: number, currentYear: number): number {
  const century = Math.floor(currentYear / 100) * 100;
  const candidate = century + twoDigits;
  return candidate > currentYear + YEARS_AHEAD ? candidate - 100 : candidate;
}

function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return null;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > lastDay) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
