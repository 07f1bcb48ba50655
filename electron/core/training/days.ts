/** Calendar days as whole numbers since 1970-01-01: arithmetic without time zones. */
const DAY = 86_400_000;
const texts = new Map<number, string>();

export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

/** The text is shared between records: a large clinic repeats the same few thousand days. */
export function dayText(day: number): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * DAY).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

/** The same calendar day `years` later; 29 February becomes 28 February. */
export function addYears(day: number, years: number): number {
  const date = new Date(day * DAY);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + years);
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return Math.floor(date.getTime() / DAY);
}

export function yearOf(day: number): number {
  return new Date(day * DAY).getUTCFullYear();
}
