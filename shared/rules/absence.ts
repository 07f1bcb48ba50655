import type { LEAVE_REASONS } from '../domain/entities.ts';

/** Absences for which form 30 (ФСН № 30, table 1100) has a column of its own: their people are not available. */
export const LONG_LEAVES = ['maternity', 'childcare', 'long'] as const satisfies (typeof LEAVE_REASONS)[number][];
