import type { EndpointState } from '#shared/contract/exchange.ts';
import type { Clock } from '../../ports.ts';

/** Failures in a row after which an address is left alone. */
const FAILURES = 3;
/** Milliseconds until one request tries it again. */
const REST = 30_000;

interface Circuit {
  readonly base: string;
  failures: number;
  openUntil: number;
}

/**
 * The registry's addresses in order of preference, each with a circuit breaker. What answered last is asked first, so
 * that a conversation stays at one place.
 */
export class Endpoints {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #circuits: readonly Circuit[];
  #current: Circuit | undefined;

  /** @param bases FHIR base addresses, at least one */
  constructor(bases: readonly string[], clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
    this.#circuits = bases.map((base) => ({ base: base.replace(/\/+$/, ''), failures: 0, openUntil: 0 }));
  }

  /** Addresses to try, the best first; never empty, so that a half-open one gets its probe. */
  order(): readonly string[] {
    const now = this.#clock.monotonic();
    const ready = this.#circuits.filter(({ openUntil }) => openUntil <= now);
    const list = ready.length > 0 ? ready : this.#circuits.toSorted((a, b) => a.openUntil - b.openUntil).slice(0, 1);
    const current = list.find((circuit) => circuit === this.#current);
    return [...(current === undefined ? [] : [current]), ...list.filter((one) => one !== current)].map(
      ({ base }) => base,
    );
  }

  /** The address that a link belongs to, the best first where several are of one server; null for a foreign one. */
  of(url: string): string | null {
    if (!URL.canParse(url)) return null;
    const { origin, href } = new URL(url);
    const known = [...this.order(), ...this.#circuits.map(({ base }) => base)];
    return (
      known.find((base) => href.startsWith(`${base}/`)) ?? known.find((base) => new URL(base).origin === origin) ?? null
    );
  }

  /** All of them as the policy orders them. */
  states(): EndpointState[] {
    const now = this.#clock.monotonic();
    return this.#circuits.map((circuit) => ({
      address: circuit.base,
      state: circuit.openUntil > now ? 'resting' : circuit === this.#current ? 'used' : 'ready',
    }));
  }

  /** Whether the policy still names it. */
  knows(base: string): boolean {
    return this.#circuits.some((circuit) => circuit.base === base);
  }

  answered(base: string): void {
    const circuit = this.#find(base);
    if (circuit === undefined) return;
    circuit.failures = 0;
    circuit.openUntil = 0;
    this.#current = circuit;
  }

  failed(base: string): void {
    const circuit = this.#find(base);
    if (circuit === undefined) return;
    circuit.failures++;
    if (circuit.failures >= FAILURES) circuit.openUntil = this.#clock.monotonic() + REST;
    if (this.#current === circuit) this.#current = undefined;
  }

  #find(base: string): Circuit | undefined {
    return this.#circuits.find((circuit) => circuit.base === base);
  }
}
