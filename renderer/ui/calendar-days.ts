const moment = (day: string) => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** `YYYY-MM-DD` moved by whole days. */
export function addDays(day: string, count: number): string {
  const date = moment(day);
  date.setUTCDate(date.getUTCDate() + count);
  return dayOf(date);
}

/** The same day of another month; the last one where that month is shorter. */
export function addMonths(day: string, count: number): string {
  const date = moment(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, lastDay));
  return dayOf(date);
}

/** Six weeks from the Monday on or before the first of the month of `day`. */
export function monthGrid(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 8)}01`;
  const fromMonday = (moment(first).getUTCDay() + 6) % 7;
  const start = addDays(first, -fromMonday);
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, at) => addDays(start, week * 7 + at)));
}
