import { z } from 'zod';

/** How the test door spoils an exchange. */
export const FaultRule = z.strictObject({
  /** Path prefix from the root, `/fhir/Practitioner`; every path when absent. */
  path: z.string().default('/'),
  /** Nothing below that path: the sending of a transaction, not that of a single resource. */
  exact: z.boolean().default(false),
  method: z.string().optional(),
  action: z.enum(['drop', 'dropAnswer', 'delay', 'hold', 'status', 'duplicate', 'cut', 'garble', 'slow']),
  /** For `delay` and `slow`. */
  ms: z.number().int().min(0).max(600_000).default(0),
  /** For `status`; with a `body` it can be any answer, a hostile 200 too. */
  status: z.number().int().min(200).max(599).default(503),
  /** Seconds of a `Retry-After` header, for `status`. */
  retryAfter: z.number().int().min(0).optional(),
  /** Text and type of the answer, for `status`. */
  body: z.string().default('Сбой по заказу\n'),
  contentType: z.string().default('text/plain; charset=utf-8'),
  /** How many exchanges it spoils; without it all until a reset. */
  times: z.number().int().min(1).optional(),
  /** How many matching exchanges it lets through first. */
  after: z.number().int().min(0).default(0),
});
export type FaultRule = z.infer<typeof FaultRule>;
export type FaultInput = z.input<typeof FaultRule>;

interface Armed {
  readonly rule: FaultRule;
  seen: number;
  hits: number;
}

export class Faults {
  #armed: Armed[] = [];
  #held: (() => void)[] = [];

  add(input: FaultInput): void {
    this.#armed.push({ rule: FaultRule.parse(input), seen: 0, hits: 0 });
  }

  /** Forgets all rules; what was held goes on. */
  reset(): void {
    this.#armed = [];
    for (const release of this.#held.splice(0)) release();
  }

  /** Until the next reset. */
  hold(): Promise<void> {
    return new Promise((resolve) => {
      this.#held.push(resolve);
    });
  }

  list(): readonly (FaultRule & { readonly hits: number })[] {
    return this.#armed.map(({ rule, hits }) => ({ ...rule, hits }));
  }

  /** The rules that this exchange meets, each counted once. */
  meet(method: string, path: string): readonly FaultRule[] {
    const met: FaultRule[] = [];
    for (const armed of this.#armed) {
      const { rule } = armed;
      if (
        !(rule.exact ? path === rule.path : path.startsWith(rule.path)) ||
        (rule.method !== undefined && rule.method !== method)
      )
        continue;
      armed.seen++;
      if (armed.seen <= rule.after || (rule.times !== undefined && armed.hits >= rule.times)) continue;
      armed.hits++;
      met.push(rule);
    }
    return met;
  }
}
