import type { NmoRecord } from '../domain/entities.ts';

/**
 * What the portfolio of a periodic accreditation needs in the five years before it: so many hours of continuing
 * education, so many of them by approved programmes (Приказ Минздрава 709н). One ЗЕТ is one hour.
 */
export const NMO_HOURS = { all: 144, programmes: 72 } as const;
const CYCLE_YEARS = 5;

/** НМО of one specialty against what its portfolio needs. */
export interface NmoProgress {
  /** The day before the first that counts, and the last that counts, `YYYY-MM-DD`. */
  readonly after: string;
  readonly until: string;
  readonly hours: number;
  readonly programmeHours: number;
  /** Hours that lack, never negative; those by programmes are among all. */
  readonly lacking: number;
  readonly lackingProgrammes: number;
}

/**
 * The five years that count: up to the last day of what admits to the specialty now, or up to today where that is over
 * or nothing admits. A day that the year does not have counts as passed with the month: five years before 29 February
 * is the end of February.
 */
export function nmoWindow(expiresOn: string | null, today: string): { readonly after: string; readonly until: string } {
  const until = expiresOn === null || expiresOn < today ? today : expiresOn;
  const year = String(Number(until.slice(0, 4)) - CYCLE_YEARS).padStart(4, '0');
  return { after: year + until.slice(4), until };
}

/** @param records of one person and one specialty */
export function nmoProgress(
  records: readonly Pick<NmoRecord, 'nmoKind' | 'hours' | 'activityDate'>[],
  expiresOn: string | null,
  today: string,
): NmoProgress {
  const window = nmoWindow(expiresOn, today);
  let hours = 0;
  let programmeHours = 0;
  for (const record of records) {
    if (record.activityDate === null || record.activityDate <= window.after || record.activityDate > window.until)
      continue;
    hours += record.hours ?? 0;
    if (record.nmoKind === 'course') programmeHours += record.hours ?? 0;
  }
  return {
    ...window,
    hours,
    programmeHours,
    lacking: Math.max(0, NMO_HOURS.all - hours),
    lackingProgrammes: Math.max(0, NMO_HOURS.programmes - programmeHours),
  };
}
