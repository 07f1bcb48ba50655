import { z } from 'zod';
import { ErrorCode } from './errors.ts';

/** What the user is told: a code of the catalogue, the field at fault, values for the text, and the id found in the log. */
export const Failure = z.object({
  code: ErrorCode,
  field: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  correlationId: z.string(),
});
export type Failure = z.infer<typeof Failure>;

/** The only thing that crosses a process border: nothing is thrown over it. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** An expected refusal; inside a process it is thrown, at the border it becomes a {@link Failure}. */
export class DeskError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly params: Readonly<Record<string, string | number>> | undefined;

  constructor(
    code: ErrorCode,
    details: { field?: string; params?: Record<string, string | number>; cause?: unknown } = {},
  ) {
    super(`${code}${details.field ? ` (${details.field})` : ''}`, { cause: details.cause });
    this.name = 'DeskError';
    this.code = code;
    this.field = details.field;
    this.params = details.params;
  }
}
