import type { EventBody, EventName } from '#shared/contract/events.ts';
import type { HostServices, LogFields } from '#shared/contract/host.ts';

/**
 * The edges of core: everything that reaches the outside world comes through here, so that all of core runs under
 * plain Node with real files and pretended time.
 */
export interface Ports {
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly host: HostServices;
  readonly log: Log;
  readonly paths: Paths;
  readonly ids: Ids;
  /** Tells every window; call it after the change is on disk. */
  readonly emit: Emit;
}

export interface Clock {
  /** The moment, ISO 8601 in UTC with milliseconds. */
  now(): string;
  /** Today's calendar day where the workstation stands, `YYYY-MM-DD`. */
  today(): string;
  /** Milliseconds since 1970, for arithmetic with moments. */
  millis(): number;
  /** Milliseconds since an unknown start that no change of the wall clock moves; for delays and durations. */
  monotonic(): number;
  /** Calls back once after so many milliseconds; the answer gives the timer up. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Network of the operating system: its proxy, PAC and certificate authorities, and those that the policy names. */
export type Fetch = typeof fetch;

/** Never personal values: ids, codes, counts. An event is a dotted name, e.g. `sync.pull.page`. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export interface Paths {
  /** The encrypted store and everything beside it; survives. */
  readonly data: string;
  /** Private folder for short-lived plain files; wiped at lock and exit. */
  readonly temporary: string;
}

export interface Ids {
  /** UUIDv7: ordered by time, so that keys are appended to an index. */
  next(): string;
}

export type Emit = <E extends EventName>(event: E, body: EventBody<E>) => void;
