import { CHECK_STEPS, type CheckFinding, type CheckLine, type CheckReport } from '#shared/contract/exchange.ts';
import type { HostServices } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Clock } from '../ports.ts';
import { type ProxyServer, proxyIn } from '../proxy.ts';
import type { RegistryProbe } from '../registry/probe.ts';
import { findingOf } from './findings.ts';
import type { MetCertificate, Network } from './network.ts';

export interface CheckParts {
  readonly probe: RegistryProbe;
  readonly network: Network;
  readonly host: Pick<HostServices, 'resolveProxy'>;
  readonly clock: Pick<Clock, 'now' | 'millis' | 'after'>;
  /** Certificates that a walk has met, the server's own first. */
  readonly met: (certificates: readonly MetCertificate[]) => void;
  /** Milliseconds that one step may take. */
  readonly patience?: number;
}

export interface CheckRun {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number | null) => void;
}

const PATIENCE = 15_000;
/** Seconds of difference between two clocks that are worth a warning. */
const SKEW = 120;
const ENDS_SOON = 30 * 86_400_000;

type Found = Pick<CheckLine, 'outcome' | 'finding'> & Partial<Pick<CheckLine, 'facts'>>;
const fine: Found = { outcome: 'ok', finding: 'fine' };

/**
 * Walks every address from its name to the rights there. A step that failed is the end of its walk: what lies behind it
 * was not reached. @throws DeskError KD-6002 when it was stopped
 */
export async function checkConnection(parts: CheckParts, { signal, progress }: CheckRun): Promise<CheckReport> {
  const { probe, clock } = parts;
  const total = probe.addresses.length * CHECK_STEPS.length;
  const endpoints: CheckReport['endpoints'] = [];
  for (const address of probe.addresses) {
    const lines: CheckLine[] = [];
    const walk = new Walk(parts, address);
    for (const step of CHECK_STEPS) {
      progress(endpoints.length * CHECK_STEPS.length + lines.length, total);
      const broken = lines.some(({ outcome }) => outcome === 'failed');
      const found: Found = broken ? { outcome: 'skipped', finding: 'notReached' } : await walk.take(step, signal);
      lines.push({ step, facts: {}, ...found });
    }
    endpoints.push({ address, lines });
  }
  progress(total, total);
  return { at: clock.now(), endpoints };
}

/** The steps at one address; later ones use what earlier ones have found. */
class Walk {
  readonly #parts: CheckParts;
  readonly #address: string;
  readonly #url: URL;
  #proxy: ProxyServer | null = null;
  #skew: number | null = null;

  constructor(parts: CheckParts, address: string) {
    this.#parts = parts;
    this.#address = address;
    this.#url = new URL(address);
  }

  async take(step: CheckLine['step'], signal: AbortSignal): Promise<Found> {
    const { clock, patience = PATIENCE } = this.#parts;
    const limit = new AbortController();
    const stopTimer = clock.after(patience, () => limit.abort(new DOMException('took too long', 'TimeoutError')));
    try {
      const work = this.#steps[step](AbortSignal.any([signal, limit.signal]));
      return await Promise.race([work, whenAborted(signal), whenAborted(limit.signal)]);
    } catch (error) {
      if (signal.aborted) throw new DeskError('KD-6002', { cause: error });
      return { outcome: 'failed', finding: limit.signal.aborted ? 'silent' : findingOf(error) };
    } finally {
      stopTimer();
    }
  }

  readonly #steps: Readonly<Record<CheckLine['step'], (signal: AbortSignal) => Promise<Found>>> = {
    name: async () => {
      const { host, network } = this.#parts;
      this.#proxy = proxyIn(await host.resolveProxy({ url: this.#address }));
      const facts = { host: this.#url.hostname };
      if (this.#proxy !== null) return { outcome: 'ok', finding: 'nameByProxy', facts };
      await network.resolve(this.#url.hostname);
      return { ...fine, facts };
    },
    proxy: async () =>
      this.#proxy === null
        ? fine
        : { outcome: 'ok', finding: 'proxyUsed', facts: { proxy: `${this.#proxy.host}:${this.#proxy.port}` } },
    tls: (signal) => this.#knock(signal),
    clock: async () => {
      if (this.#skew === null) return { outcome: 'warning', finding: 'noClock' };
      const facts = { seconds: this.#skew };
      return Math.abs(this.#skew) > SKEW ? { outcome: 'warning', finding: 'clockOff', facts } : { ...fine, facts };
    },
    signIn: (signal) =>
      this.#asking(() => this.#parts.probe.signIn(this.#address, signal), {
        'KD-4001': 'providerSilent',
        'KD-4004': 'signInNeeded',
      }),
    capability: async (signal) => {
      let able = { transactions: true, history: true };
      const asked = await this.#asking(
        async () => {
          able = await this.#parts.probe.abilities(this.#address, signal);
        },
        { 'KD-4003': 'notFhir' },
      );
      if (asked.outcome === 'failed') return asked;
      if (!able.transactions) return { outcome: 'warning', finding: 'noTransactions' };
      return able.history ? fine : { outcome: 'warning', finding: 'noHistory' };
    },
    permissions: async (signal) => {
      let forbidden: readonly string[] = [];
      const asked = await this.#asking(async () => {
        forbidden = await this.#parts.probe.forbidden(this.#address, signal);
      }, {});
      if (asked.outcome === 'failed' || forbidden.length === 0) return asked;
      return { outcome: 'failed', finding: 'forbidden', facts: { kinds: forbidden.join(', ') } };
    },
  };

  /** One answer as the exchange itself would get it, and the certificates on the way. */
  async #knock(signal: AbortSignal): Promise<Found> {
    const { probe, network, clock, met } = this.#parts;
    const isPlain = this.#url.protocol === 'http:';
    // Behind a proxy that wants a password they stay unknown; the answer itself decides.
    const chain = isPlain ? [] : await network.certificates(this.#url, this.#proxy, signal).catch(() => []);
    if (chain.length > 0) met(chain);
    const [own] = chain;
    const facts: CheckLine['facts'] = own === undefined ? {} : { issuer: own.issuer, until: own.validTo.slice(0, 10) };
    const begun = clock.millis();
    try {
      const { date } = await probe.knock(this.#address, signal);
      if (date !== null) this.#skew = Math.round((Date.parse(date) - (begun + clock.millis()) / 2) / 1000);
    } catch (error) {
      if (signal.aborted) throw error;
      return { outcome: 'failed', finding: findingOf(error), facts };
    }
    if (isPlain) return { outcome: isLocal(this.#url) ? 'ok' : 'warning', finding: 'plain' };
    const left = own === undefined ? Number.POSITIVE_INFINITY : Date.parse(own.validTo) - clock.millis();
    return left < ENDS_SOON ? { outcome: 'warning', finding: 'certificateEnds', facts } : { ...fine, facts };
  }

  /** A question to the registry; its refusals have names. */
  async #asking(ask: () => Promise<void>, names: Readonly<Record<string, CheckFinding>>): Promise<Found> {
    try {
      await ask();
      return fine;
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      const finding = names[error.code] ?? findingOf(error);
      const status = error.params?.status;
      return { outcome: 'failed', finding, facts: { code: error.code, ...(status === undefined ? {} : { status }) } };
    }
  }
}

function isLocal({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
