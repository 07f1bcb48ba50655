import { z } from 'zod';
import { LocalDate } from '../domain/values.ts';

/** What a column may be asked for besides its values; `expiring` only where something ends. */
export const COLUMN_STATES = ['empty', 'filled', 'error', 'changed', 'expiring'] as const;
export const ColumnState = z.enum(COLUMN_STATES);
export type ColumnState = z.infer<typeof ColumnState>;

/** What one column must hold. Both ends of a range count; an end that is null is open, and empty values are in no range. */
export const ColumnFilter = z.discriminatedUnion('by', [
  z.object({ by: z.literal('state'), state: ColumnState }),
  z.object({ by: z.literal('text'), how: z.enum(['contains', 'starts']), text: z.string().trim().min(1).max(200) }),
  z.object({ by: z.literal('codes'), codes: z.array(z.string().min(1).max(100)).min(1).max(500) }),
  z.object({ by: z.literal('days'), from: LocalDate.nullable(), to: LocalDate.nullable() }),
  z.object({ by: z.literal('numbers'), from: z.number().int().nullable(), to: z.number().int().nullable() }),
]);
export type ColumnFilter = z.infer<typeof ColumnFilter>;
