import { dayNumber, yearOf } from './days.ts';
import type { GeneratedEmployment, GeneratedStaffing, GeneratedStaffingPosition } from './types.ts';

const FULL = 100;
/** Every so many posts have more in the table than people take. */
const VACANT_EVERY = 6;

/**
 * A staffing table in force that fits the people: as much of every post as is taken, here and there a vacancy, and one
 * post that more people take than the table has; and the table of the year before.
 *
 * @param divisions remote ids in the order of the tree
 * @param today the calendar day that «employed» is told from, `YYYY-MM-DD`
 */
export function staffingOf(
  employments: Iterable<GeneratedEmployment>,
  organisationId: string,
  divisions: readonly string[],
  today: string,
): GeneratedStaffing {
  const year = yearOf(dayNumber(today));
  const document = (of: number, status: 'active' | 'archive') => ({
    remoteId: `std-${of}`,
    organisationId,
    number: `${of}-1`,
    approvedOn: `${of - 1}-12-20`,
    orderNumber: `${of - 2000}-шр`,
    beginDate: `${of}-01-01`,
    endDate: status === 'archive' ? `${of}-12-31` : null,
    staffingStatus: status,
  });
  const current = document(year, 'active');
  const former = document(year - 1, 'archive');
  const taken = takenBy(employments, today);
  const positions: GeneratedStaffingPosition[] = [];
  let overfilled = false;
  for (const divisionId of divisions) {
    for (const [postCode, sum] of taken.get(divisionId) ?? []) {
      const ordinal = positions.length + 1;
      const isTight: boolean = !overfilled && sum >= 2 * FULL;
      overfilled ||= isTight;
      const spare = ordinal % VACANT_EVERY === 0 ? FULL : 0;
      positions.push({
        remoteId: `stp-${String(ordinal).padStart(5, '0')}`,
        documentId: current.remoteId,
        divisionId,
        postCode,
        localPostName: null,
        rate: isTight ? sum - FULL / 2 : sum + spare,
        note: spare > 0 ? 'Ведётся подбор' : null,
      });
    }
  }
  const first = positions[0];
  if (first !== undefined) positions.push({ ...first, remoteId: 'stp-00000', documentId: former.remoteId });
  return { documents: [former, current], positions };
}

/** Hundredths of full-time posts by division and post, the posts in the order of their codes. */
function takenBy(
  employments: Iterable<GeneratedEmployment>,
  today: string,
): ReadonlyMap<string, readonly (readonly [post: string, sum: number])[]> {
  const sums = new Map<string, Map<string, number>>();
  for (const { divisionRemoteId, postCode, rate, beginDate, endDate } of employments) {
    if (postCode === null || (beginDate ?? '') > today || (endDate !== null && endDate < today)) continue;
    const posts = sums.get(divisionRemoteId) ?? new Map<string, number>();
    sums.set(divisionRemoteId, posts);
    posts.set(postCode, (posts.get(postCode) ?? 0) + (rate ?? 0));
  }
  const sorted = [...sums].map(
    ([division, posts]) => [division, [...posts].toSorted(([a], [b]) => Number(a) - Number(b))] as const,
  );
  return new Map(sorted);
}
