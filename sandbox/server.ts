import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import { controlDoor } from './control/door.ts';
import { Exchanges } from './control/exchanges.ts';
import { Faults } from './control/faults.ts';
import type { Settings } from './control/settings.ts';
import { spoil } from './control/spoil.ts';
import type { Registry } from './fhir/registry.ts';
import { RegistryRepository } from './fhir/repository.ts';
import { fhirRouter } from './fhir/router.ts';
import { type Caller, fhirService } from './fhir/service.ts';
import { jsonAnswer, parseBody, parseJson, readBody, send } from './http/exchange.ts';
import { type Oidc, openIdProvider } from './oidc/provider.ts';

/** Where the registry is, and its second address: the same registry, for faults of its own. */
export const FHIR = '/fhir';
export const SPARE = '/spare/fhir';

export interface TlsFiles {
  readonly key: string;
  readonly cert: string;
  /** Authority (PEM) of the clients: whoever shows no certificate of it is not let in. */
  readonly clients?: string;
}

export interface ServerOptions {
  /** Of each organisation by its OID; the first is the one that the test door opens. */
  readonly registries: ReadonlyMap<string, Registry>;
  /** 0 takes a free port. */
  readonly port: number;
  /** Where the OpenID provider keeps its keys and tokens. */
  readonly folder: string;
  readonly tokenSeconds: number;
  /** Key and certificate chain (PEM) to speak TLS with; plain HTTP when left out. */
  readonly tls?: TlsFiles;
  readonly settings: Settings;
  /** PKCS#12 of whoever signs bulletins. */
  readonly publisher: string;
  log(line: string): void;
}

export interface RunningServer {
  readonly origin: string;
  readonly faults: Faults;
  readonly exchanges: Exchanges;
  readonly oidc: Oidc;
  readonly repository: RegistryRepository;
  close(): Promise<void>;
}

function secureContext({ key, cert, clients }: TlsFiles): TlsOptions {
  return { key, cert, ...(clients === undefined ? {} : { ca: clients, requestCert: true, rejectUnauthorized: true }) };
}

/** FHIR, the OpenID provider and the control door on one loopback port. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const faults = new Faults();
  const exchanges = new Exchanges();
  const { settings } = options;
  const { tls } = options;
  const keepAliveTimeout = 5000;
  const server = tls
    ? createTlsServer({ ...secureContext(tls), keepAliveTimeout })
    : createServer({ keepAliveTimeout });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const scheme = tls ? 'https' : 'http';
  const origin = `${scheme}://127.0.0.1:${port}`;
  const oidc = openIdProvider({
    issuer: `${origin}/oidc`,
    folder: options.folder,
    tokenSeconds: options.tokenSeconds,
  });
  const repositories = new Map(
    [...options.registries].map(([oid, registry]) => [oid, new RegistryRepository(registry)]),
  );
  const [repository] = repositories.values();
  if (repository === undefined) throw new RangeError('no organisation');
  const repositoryOf = (caller: Caller | undefined): RegistryRepository =>
    repositories.get(caller?.organisation ?? '') ?? repository;
  const services = new Map<string, ReturnType<typeof fhirService>>();
  /** As its caller knows it: a desk may come through a proxy, and the addresses of further pages are of the same origin. */
  function serviceAt(base: string): ReturnType<typeof fhirService> {
    const known = services.get(base);
    if (known !== undefined) return known;
    const router = fhirRouter({ base, issuer: `${origin}/oidc`, settings });
    const service = fhirService(router, repositoryOf, (token) => oidc.findCaller(token));
    services.set(base, service);
    return service;
  }
  const control = controlDoor({ faults, settings, oidc, repository, publisher: options.publisher });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/', method = 'GET', headers } = request;
    if (url === '/_watch') return exchanges.follow(response);
    if (url.startsWith('/_'))
      return send(response, await control(method, url, parseJson((await readBody(request)) ?? Buffer.alloc(0))));
    exchanges.tell({ at: 'asked', method, url });
    response.on('finish', () => exchanges.tell({ at: 'answered', method, url }));
    const rules = faults.meet(method, url);
    for (const rule of rules) if (rule.action === 'delay') await wait(rule.ms);
    if (!spoil(request, response, rules)) return;
    if (url.startsWith('/oidc/')) {
      // The provider works out its own addresses from the difference of the two.
      Object.assign(request, { originalUrl: url, url: url.slice('/oidc'.length) });
      return oidc.handle(request, response);
    }
    const mount = [FHIR, SPARE].find(
      (path) => url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`),
    );
    if (mount === undefined) return send(response, jsonAnswer(404, { error: 'not found' }));
    const body = await readBody(request);
    if (body === null) return send(response, jsonAnswer(413, { error: 'too large' }));
    if (rules.some(({ action }) => action === 'hold')) {
      exchanges.tell({ at: 'held', method, url });
      await faults.hold();
    }
    response.setHeader('date', new Date(settings.now()).toUTCString());
    const json = parseBody(headers['content-type'], body);
    // Garbled text is to look like text: a spoilt gzip stream would be another fault.
    if (!settings.gzip || rules.some((rule) => rule.action === 'garble')) delete headers['accept-encoding'];
    const base = `${scheme}://${headers.host}${mount}`;
    const fhir = serviceAt(base);
    const exchange = () => ({ method, path: url.slice(mount.length), base, headers, json: structuredClone(json) });
    // The first answer of a doubled delivery is the one that never arrives.
    if (rules.some((rule) => rule.action === 'duplicate')) await fhir(exchange());
    send(response, await fhir(exchange()));
  }

  server.on('request', (request, response) => {
    const started = performance.now();
    const path = request.url?.split('?')[0];
    response.on('close', () => {
      const took = Math.round(performance.now() - started);
      options.log(`${request.method} ${path} ${response.statusCode} ${took} ms`);
    });
    handle(request, response).catch((error: unknown) => {
      options.log(`failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) response.destroy();
      else send(response, jsonAnswer(500, { error: 'internal' }));
    });
  });

  return {
    origin,
    faults,
    exchanges,
    oidc,
    repository,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      oidc.flush();
    },
  };
}
