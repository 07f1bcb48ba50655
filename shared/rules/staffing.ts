import type { StaffingDocument, StaffingPosition } from '../domain/entities.ts';
import { error, type Finding, warning } from './finding.ts';
import { overlap } from './on-day.ts';

/** Posts are planned in quarters. */
const RATE_STEP = 25;

export function checkPlannedRate(rate: StaffingPosition['rate']): Finding | null {
  return rate === null || rate % RATE_STEP === 0 ? null : warning('KD-2232');
}

/** Two tables in force at once would plan every post twice. @param others all documents of the organisation */
export function checkStaffingPeriod(document: StaffingDocument, others: readonly StaffingDocument[]): Finding | null {
  if (document.staffingStatus !== 'active') return null;
  const other = others.find(
    ({ id, staffingStatus, ...term }) => id !== document.id && staffingStatus === 'active' && overlap(document, term),
  );
  return other === undefined ? null : error('KD-2231', { name: other.number });
}
