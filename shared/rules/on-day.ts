/** A record that holds from a day to a day, both of them counted; null is open. Days are `YYYY-MM-DD`. */
export interface Term {
  readonly beginDate: string | null;
  readonly endDate: string | null;
}

/** Begun by that day; what has no known beginning has always been there. */
export function hasBegun(beginDate: string | null, day: string): boolean {
  return beginDate === null || beginDate <= day;
}

/** Holds on that day: the first and the last working day count, the days before and after do not. */
export function holdsOn({ beginDate, endDate }: Term, day: string): boolean {
  return hasBegun(beginDate, day) && (endDate === null || endDate >= day);
}

/** Whether some day belongs to both. */
export function overlap(a: Term, b: Term): boolean {
  return hasBegun(a.beginDate, b.endDate ?? LAST_DAY) && hasBegun(b.beginDate, a.endDate ?? LAST_DAY);
}

const LAST_DAY = '9999-12-31';
