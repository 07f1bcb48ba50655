/** How the page reaches the program: one call, one stream of events. */
export interface Wire {
  call(method: string, input: unknown, options: { jobId?: string; sessionId?: string }): Promise<unknown>;
  onEvent(listener: (name: string, body: unknown) => void): void;
}

export type MethodNames = Readonly<Record<string, readonly string[]>>;

/**
 * The shape of `Api` from the bare names of the contract: `api.staff.card(input)` calls `staff.card`. Names and inputs
 * are checked by the program, not here.
 */
export function createApi(names: MethodNames, wire: Wire): Record<string, unknown> {
  const listeners = new Map<string, Set<(body: unknown) => void>>();
  wire.onEvent((name, body) => {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(body);
  });

  let session: { sessionId?: string } = {};
  const api: Record<string, unknown> = {
    inSession(sessionId: string): void {
      session = { sessionId };
    },
    on(event: string, listener: (body: unknown) => void): () => void {
      // Each subscription is its own, also when the same function is given twice.
      const own = (body: unknown): void => listener(body);
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(own));
      return () => void all.delete(own);
    },
  };
  for (const [area, methods] of Object.entries(names)) {
    api[area] = Object.fromEntries(
      methods.map((method) => [
        method,
        (input: unknown, options: { jobId?: string } = {}) =>
          wire.call(`${area}.${method}`, input, { ...options, ...session }),
      ]),
    );
  }
  return api;
}
