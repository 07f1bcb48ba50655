import { z } from 'zod';
import type { SubmitOutcome } from '../port.ts';

const text = z.string().optional();
const OperationOutcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z
    .array(
      z.object({
        severity: text,
        code: text,
        diagnostics: text,
        details: z.object({ text, coding: z.array(z.object({ code: text })).optional() }).optional(),
        expression: z.array(z.string()).optional(),
        location: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});

export interface Complaint {
  readonly code: string;
  readonly message: string;
  /** FHIRPath of the element at fault. */
  readonly expression: string | null;
}

/** What a refusal says, in the registry's own words; null when it is no OperationOutcome. */
export function readComplaint(body: string): Complaint | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const parsed = OperationOutcome.safeParse(value);
  if (!parsed.success) return null;
  const { issue } = parsed.data;
  const first = issue.find(({ severity }) => severity === 'fatal' || severity === 'error') ?? issue[0];
  const words = issue
    .map(({ details, diagnostics }) => details?.text ?? diagnostics)
    .filter((part) => part !== undefined);
  return {
    code: first?.details?.coding?.[0]?.code ?? first?.code ?? 'unknown',
    message: words.join('\n'),
    expression: first?.expression?.[0] ?? first?.location?.[0] ?? null,
  };
}

export type Refusal = Extract<SubmitOutcome, { kind: 'refused' }>;
