import { z } from 'zod';

const Input = z.strictObject({
  /** Order of a type-level history whose request names none; other servers answer newest first. */
  historyOrder: z.enum(['oldest-first', 'newest-first']).optional(),
  /** How far the registry's clock is off, in milliseconds: its `Date` header and the times of new commits. */
  clockShiftMs: z.number().int().optional(),
  /** Poorer servers have no type-level history or no transactions; the capability statement then says so. */
  typeHistory: z.boolean().optional(),
  transactions: z.boolean().optional(),
  /** A history asked for since an earlier instant is gone (410); null keeps it all. */
  historyFrom: z.iso.datetime().nullable().optional(),
  /** Whether answers are compressed for those who take it. */
  gzip: z.boolean().optional(),
});
export type SettingsInput = z.infer<typeof Input>;
export const SettingsInput = Input;

/** What a test may turn while the sandbox runs. */
export class Settings {
  historyOrder: 'oldest-first' | 'newest-first' = 'oldest-first';
  clockShiftMs = 0;
  typeHistory = true;
  transactions = true;
  historyFrom: string | null = null;
  gzip = true;

  change(input: SettingsInput): void {
    if (input.historyOrder !== undefined) this.historyOrder = input.historyOrder;
    if (input.clockShiftMs !== undefined) this.clockShiftMs = input.clockShiftMs;
    if (input.typeHistory !== undefined) this.typeHistory = input.typeHistory;
    if (input.transactions !== undefined) this.transactions = input.transactions;
    if (input.historyFrom !== undefined) this.historyFrom = input.historyFrom;
    if (input.gzip !== undefined) this.gzip = input.gzip;
  }

  now(): number {
    return Date.now() + this.clockShiftMs;
  }
}
