import type { SyncState } from '#shared/contract/areas.ts';
import type { CheckReport } from '#shared/contract/exchange.ts';
import { traceOf } from '#shared/contract/trace.ts';
import type { Database } from '../db/open.ts';
import type { EndingCertificate } from '../notifications/certificates.ts';
import type { Log } from '../ports.ts';
import { proxyIn } from '../proxy.ts';
import { type CheckParts, type CheckRun, checkConnection } from './check.ts';
import type { MetCertificate } from './network.ts';
import { CertificateStore } from './store.ts';

export interface ConnectionParts extends Omit<CheckParts, 'met'> {
  readonly db: Database;
  readonly log: Log;
  /** Certificates were looked at: some may end soon. */
  readonly onCertificates: () => void;
}

export interface Connection {
  check(run: CheckRun): Promise<CheckReport>;
  /**
   * Hears how the exchange does: after a success the certificates are looked at, once a day. Resolves when that is done;
   * never rejects.
   */
  exchanged(state: SyncState): Promise<void>;
  /** Stops looking; nothing touches the store afterwards. */
  close(): Promise<void>;
}

const DAY = 86_400_000;
/** Longer than somebody may be away; then what was met is as good as gone. */
const REMEMBERED = 60 * DAY;
const PATIENCE = 15_000;

/** The way to the registry: looked at by hand step by step, and its certificates day by day. */
export function createConnection(parts: ConnectionParts): Connection {
  const { db, clock, log, probe, network, host } = parts;
  const store = new CertificateStore(db);
  const stop = new AbortController();
  let looking: Promise<void> | null = null;

  function met(chain: readonly MetCertificate[]): void {
    if (stop.signal.aborted) return;
    const at = clock.now();
    db.transaction(() => {
      for (const [index, { subject, validTo }] of chain.entries()) {
        store.meet(index === 0 ? 'server' : 'authority', subject, validTo, at);
      }
      store.forgetBefore(new Date(clock.millis() - REMEMBERED).toISOString());
    }).immediate();
    parts.onCertificates();
  }

  async function look(): Promise<void> {
    for (const address of probe.addresses) {
      const url = new URL(address);
      if (url.protocol !== 'https:') continue;
      const proxy = proxyIn(await host.resolveProxy({ url: address }));
      const limit = AbortSignal.any([stop.signal, AbortSignal.timeout(PATIENCE)]);
      met(await network.certificates(url, proxy, limit));
    }
  }

  return {
    check: (run) => checkConnection({ ...parts, met }, run),
    async exchanged({ phase, error }) {
      if (phase !== 'idle' || error !== null || looking !== null || stop.signal.aborted) return;
      const last = store.lastMet();
      if (last !== null && clock.millis() - Date.parse(last) < DAY) return;
      looking = look()
        // The exchange itself works; it is looked again after the next one.
        .catch((error: unknown) => log.warn('connection.certificates.failed', traceOf(error)))
        .finally(() => {
          looking = null;
        });
      await looking;
    },
    async close() {
      stop.abort();
      await looking;
    },
  };
}

export function endingCertificates(db: Database): EndingCertificate[] {
  return new CertificateStore(db).all();
}
