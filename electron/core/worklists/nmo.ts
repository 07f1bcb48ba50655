import { NMO_WITHIN, type NmoRow, type NmoWithin } from '#shared/contract/worklists-nmo.ts';
import { addYears } from '#shared/rules/dates.ts';
import { nmoProgress, nmoWindow } from '#shared/rules/nmo.ts';
import { keyOf, type NmoCandidate, type NmoStore } from './nmo-store.ts';
import { named, type Page } from './subjects.ts';

const FOREVER = '9998-12-31';

interface Lacking extends NmoCandidate {
  readonly hours: number;
  readonly programmeHours: number;
  readonly lacking: number;
  readonly lackingProgrammes: number;
}

/**
 * Who still lacks hours of НМО for the accreditation to come, the soonest first.
 *
 * @param within how far the end of what admits may be; documents are taken in its last twelve months
 */
export function lackingNmo(
  store: NmoStore,
  { text, offset, limit }: Page,
  within: NmoWithin,
  today: string,
): { total: number; rows: NmoRow[] } {
  const lacking = allLacking(store, text, within, today);
  const page = lacking.slice(offset, offset + limit);
  const subjects = store.subjects(page.map(({ personId }) => personId));
  return {
    total: lacking.length,
    rows: page.flatMap((row) => {
      const subject = subjects.get(row.personId);
      return subject === undefined ? [] : [{ ...named(subject), ...row }];
    }),
  };
}

export function countLackingNmo(store: NmoStore, today: string): number {
  return allLacking(store, '', NMO_WITHIN[0], today).length;
}

function allLacking(store: NmoStore, text: string, within: NmoWithin, today: string): Lacking[] {
  const candidates = store.candidates(text, within === 'year' ? addYears(today, 1) : FOREVER);
  // No window begins earlier than the one that ends today.
  const { after } = nmoWindow(null, today);
  const records = store.records(
    candidates.map(({ personId }) => personId),
    after,
  );
  return candidates.flatMap((candidate) => {
    const { hours, programmeHours, lacking, lackingProgrammes } = nmoProgress(
      records.get(keyOf(candidate)) ?? [],
      candidate.expiresOn,
      today,
    );
    if (lacking === 0 && lackingProgrammes === 0) return [];
    return [{ ...candidate, hours, programmeHours, lacking, lackingProgrammes }];
  });
}
