import { net } from 'electron';
import type { CoreStart, FromCore, ToCore } from '#shared/contract/host.ts';
import { traceOf } from '#shared/contract/trace.ts';
import { readClientCertificate } from './client-certificate.ts';
import { systemClock } from './clock.ts';
import { compose } from './compose.ts';
import { createHostLink } from './host-link.ts';
import { systemIds } from './ids.ts';
import type { Fetch, Log, Ports } from './ports.ts';
import { serve } from './serve.ts';
import { trustingFetch } from './trusting-fetch.ts';

/** Where core meets Electron: the only file here that knows it. */
const port = process.parentPort;
const post = (message: FromCore): void => port.postMessage(message);

const log: Log = {
  info: (event, fields = {}) => post({ type: 'log', level: 'info', event, fields }),
  warn: (event, fields = {}) => post({ type: 'log', level: 'warn', event, fields }),
  error: (event, fields = {}) => post({ type: 'log', level: 'error', event, fields }),
};

// A process in an unknown state must not go on writing: main starts a fresh one and the store is intact.
function fall(event: string, error: unknown): void {
  log.error(event, traceOf(error));
  setImmediate(() => process.exit(70));
}
process.on('uncaughtException', (error) => fall('core.uncaught', error));
process.on('unhandledRejection', (reason) => fall('core.unhandled', reason));

const link = createHostLink(post);

/** Without cookies: whoever calls proves who they are by a token of their own. */
const systemFetch: Fetch = (input, init) =>
  net.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' });

function ports(start: CoreStart): Ports {
  const { policy } = start;
  const trust = {
    authorities: policy?.tlsAuthorities ?? [],
    client: readClientCertificate(policy, (cause) => log.error('tls.client', traceOf(cause))),
  };
  return {
    clock: systemClock(),
    fetch: trustingFetch(trust, systemFetch, link.services),
    host: link.services,
    log,
    paths: { data: start.dataFolder, temporary: start.temporaryFolder },
    ids: systemIds(),
    emit: (name, body) => post({ type: 'event', name, body }),
  };
}

const receive = serve({
  post,
  link,
  ports,
  compose,
  checkAnswers: process.argv.includes('--check-answers'),
});
port.on('message', (event) => receive(event.data as ToCore));
