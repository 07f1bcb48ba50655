import { DeskError } from '#shared/contract/result.ts';
import type { Clock, Fetch, Log } from '../../ports.ts';
import { readBody } from './body.ts';
import { Endpoints } from './endpoints.ts';
import { checkDepth } from './json.ts';
import { type Limits, Watch } from './watch.ts';

export interface ClientParts {
  readonly fetch: Fetch;
  /** FHIR base addresses in order of preference. */
  readonly endpoints: readonly string[];
  /**
   * A bearer token of the signed-in user; `refused` is one that the registry did not take.
   * @throws DeskError KD-4001 the provider cannot be reached · KD-4004 a new sign-in is needed
   */
  readonly accessToken: (signal: AbortSignal, refused?: string) => Promise<string>;
  readonly clock: Pick<Clock, 'millis' | 'monotonic' | 'after'>;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
}

const LIMITS: Limits = { bytes: 50 * 1024 * 1024, idle: 30_000, total: 300_000 };

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Relative to the base address, or an absolute address of the same origin. */
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ask here and nowhere else. */
  readonly endpoint?: string;
}

export interface Answer {
  readonly status: number;
  /** UTF-8. */
  readonly body: Buffer;
  /** The registry's clock, ISO 8601; null where it does not say. */
  readonly date: string | null;
  readonly endpoint: string;
}

/** Seconds of clock skew that are worth a warning. */
const SKEW = 120;
/** A registry may ask for a pause, but not for the day. */
const LONGEST_PAUSE = 3600;

/**
 * HTTP with a FHIR server. Answers 2xx and those 4xx that are a verdict on the request; the rest are failures:
 * KD-4001 nobody answered, KD-4002 try again later, KD-4003 more than the limits allow or not text, KD-4004 the token
 * is not taken, KD-6002 aborted by the caller.
 */
export class FhirClient {
  readonly endpoints: Endpoints;
  readonly #parts: ClientParts;
  readonly #limits: Limits;
  #skew: number | null = null;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#limits = { ...LIMITS, ...parts.limits };
    this.endpoints = new Endpoints(parts.endpoints, parts.clock);
  }

  /** Seconds that the registry's clock is ahead, as of the last answer; null while that is not worth a word. */
  get clockSkew(): number | null {
    return this.#skew;
  }

  async ask(ask: Ask, signal: AbortSignal): Promise<Answer> {
    const bases = ask.endpoint === undefined ? this.endpoints.order() : [ask.endpoint];
    let failure: unknown;
    for (const base of bases) {
      try {
        const answer = await this.#authorised(base, ask, signal);
        this.endpoints.answered(base);
        return answer;
      } catch (error) {
        if (!isOutage(error)) throw error;
        this.endpoints.failed(base);
        failure = error;
      }
    }
    throw failure;
  }

  /** Address of a path; an absolute one must be of the same origin. @throws DeskError KD-4003 */
  resolve(base: string, path: string): URL {
    const home = new URL(`${base}/`);
    if (path === '') return new URL(base);
    const url = URL.canParse(path, home) ? new URL(path, home) : null;
    if (url === null || url.origin !== home.origin || url.username !== '' || url.password !== '') {
      throw new DeskError('KD-4003', { params: { detail: 'foreign address' } });
    }
    return url;
  }

  async #authorised(base: string, ask: Ask, signal: AbortSignal): Promise<Answer> {
    const { accessToken } = this.#parts;
    const token = await accessToken(signal);
    const first = await this.#exchange(base, ask, token, signal);
    if (first.status !== 401) return this.#verdict(base, first);
    const fresh = await accessToken(signal, token);
    const second = await this.#exchange(base, ask, fresh, signal);
    if (second.status === 401) throw new DeskError('KD-4004');
    return this.#verdict(base, second);
  }

  #verdict(base: string, raw: RawAnswer): Answer {
    const { status, body, date, retryAfter } = raw;
    if (status >= 500 || status === 429 || status === 408 || status === 425 || (status >= 300 && status < 400)) {
      const pause = retryAfter === null ? {} : { retryAfter };
      throw new DeskError('KD-4002', { params: { status, ...pause } });
    }
    return { status, body, date, endpoint: base };
  }

  async #exchange(base: string, ask: Ask, token: string, signal: AbortSignal): Promise<RawAnswer> {
    const { fetch, clock } = this.#parts;
    const url = this.resolve(base, ask.path);
    const watch = new Watch(clock, this.#limits, signal);
    const begun = clock.millis();
    try {
      const response = await watch.during(
        fetch(url, {
          method: ask.method,
          headers: {
            accept: 'application/fhir+json',
            authorization: `Bearer ${token}`,
            ...(ask.body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
            ...ask.headers,
          },
          ...(ask.body === undefined ? {} : { body: ask.body }),
          redirect: 'error',
          signal: watch.signal,
        }),
      );
      const date = this.#serverTime(response.headers.get('date'), begun);
      const body = await readBody(response, this.#limits.bytes, watch);
      checkDepth(body);
      return { status: response.status, body, date, retryAfter: pauseOf(response.headers.get('retry-after'), date) };
    } catch (error) {
      if (signal.aborted) throw new DeskError('KD-6002', { cause: error });
      if (error instanceof DeskError) throw error;
      throw new DeskError('KD-4001', { params: { host: url.host }, cause: error });
    } finally {
      watch.end();
    }
  }

  #serverTime(header: string | null, begun: number): string | null {
    const { clock, log } = this.#parts;
    const server = header === null ? Number.NaN : Date.parse(header);
    if (Number.isNaN(server)) return null;
    const seconds = Math.round((server - (begun + clock.millis()) / 2) / 1000);
    const isFar = Math.abs(seconds) > SKEW;
    if (isFar && this.#skew === null) log.warn('registry.clock.skew', { seconds });
    this.#skew = isFar ? seconds : null;
    return new Date(server).toISOString();
  }
}

interface RawAnswer {
  readonly status: number;
  readonly body: Buffer;
  readonly date: string | null;
  readonly retryAfter: number | null;
}

/** Worth trying another address. */
function isOutage(error: unknown): boolean {
  return error instanceof DeskError && (error.code === 'KD-4001' || error.code === 'KD-4002');
}

/** Seconds of a `Retry-After` header, which may also be a date on the registry's clock. */
function pauseOf(header: string | null, date: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : date === null
      ? Number.NaN
      : Math.ceil((Date.parse(header) - Date.parse(date)) / 1000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), LONGEST_PAUSE);
}
