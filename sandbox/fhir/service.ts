import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { getStatus, isOperationOutcome, normalizeOperationOutcome } from '@medplum/core';
import type { FhirRouter, HttpMethod } from '@medplum/fhir-router';
import type { Resource } from '@medplum/fhirtypes';
import type { Answer, Exchange } from '../http/exchange.ts';
import { TYPES } from './capability.ts';
import { outcome } from './outcome.ts';
import type { RegistryRepository } from './repository.ts';
import { textOf } from './router.ts';

/** Who a bearer token speaks for. */
export interface Caller {
  readonly roles: readonly string[];
  /** OID; the registry shows its data only. */
  readonly organisation: string;
}
export type FindCaller = (token: string) => Promise<Caller | undefined>;

const MEDIA = 'application/fhir+json; charset=utf-8';
const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies HttpMethod[];
const WRITERS = ['approver', 'editor'];
const SYSTEM_PATHS = ['', 'metadata', '_history'];
const squeeze = promisify(gzip);

/** The FHIR service as a function of one exchange, so that a fault can run it twice or lose its answer. */
export function fhirService(
  router: FhirRouter,
  repositoryOf: (caller: Caller | undefined) => RegistryRepository,
  findCaller: FindCaller,
): (exchange: Exchange) => Promise<Answer> {
  return async (exchange) => {
    const path = exchange.path.replace(/^\/+/, '');
    const [type = ''] = path.split('?', 1)[0]?.split('/') ?? [];
    const token = /^Bearer (\S+)$/i.exec(String(exchange.headers.authorization ?? ''))?.[1];
    const caller = token === undefined ? undefined : await findCaller(token);
    const refused = refusalOf(exchange, type, token, caller);
    if (refused !== undefined) return answer(exchange, refused.status, refused.body, refused.headers);
    const [result, resource] = await router
      .handleRequest(
        {
          method: exchange.method as HttpMethod,
          url: path,
          pathname: '',
          body: exchange.json,
          params: {},
          query: {},
          headers: exchange.headers,
        },
        repositoryOf(caller),
      )
      .catch((error: unknown) => [normalizeOperationOutcome(error)] as const);
    const status = getStatus(result);
    if (resource === undefined || isOperationOutcome(resource)) return answer(exchange, status, resource ?? result);
    const minimal = exchange.method !== 'GET' && /return=minimal/.test(String(exchange.headers.prefer ?? ''));
    return answer(exchange, status, minimal ? undefined : resource, headersOf(resource, exchange, status));
  };
}

interface Refusal {
  readonly status: number;
  readonly body: Resource;
  readonly headers?: Record<string, string>;
}

function refusalOf(
  exchange: Exchange,
  type: string,
  token: string | undefined,
  caller: Caller | undefined,
): Refusal | undefined {
  if (!METHODS.includes(exchange.method)) {
    return { status: 405, body: outcome(undefined, 'not-supported', `Method ${exchange.method} is not supported`) };
  }
  if (type === 'metadata') return undefined;
  if (caller === undefined) {
    const headers = { 'www-authenticate': token === undefined ? 'Bearer' : 'Bearer error="invalid_token"' };
    return { status: 401, body: outcome('unauthorized', 'login', 'Нужен действующий токен доступа'), headers };
  }
  if (!SYSTEM_PATHS.includes(type) && !TYPES.has(type)) {
    return { status: 404, body: outcome('not-found', 'not-supported', `Resource type ${type} is not supported`) };
  }
  const writes = exchange.method !== 'GET' && !exchange.path.includes('/_search');
  if (writes && !WRITERS.some((role) => caller.roles.includes(role))) {
    return {
      status: 403,
      body: outcome('forbidden', 'forbidden', 'Для записи нужна роль редактора или утверждающего'),
    };
  }
  if (exchange.json === undefined && ['POST', 'PUT', 'PATCH'].includes(exchange.method)) {
    return { status: 400, body: outcome(undefined, 'structure', 'The body is not JSON') };
  }
  return undefined;
}

function headersOf(resource: Resource, { base }: Exchange, status: number): Record<string, string> {
  const { id, meta, resourceType } = resource;
  if (meta?.versionId === undefined || meta.lastUpdated === undefined) return {};
  return {
    etag: `W/"${meta.versionId}"`,
    'last-modified': new Date(meta.lastUpdated).toUTCString(),
    ...(status === 201 ? { location: `${base}/${resourceType}/${id}/_history/${meta.versionId}` } : {}),
  };
}

async function answer(
  exchange: Exchange,
  status: number,
  resource: Resource | undefined,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const plain = resource === undefined ? Buffer.alloc(0) : Buffer.from(textOf(resource));
  const common = { 'content-type': MEDIA, 'cache-control': 'no-store', ...headers };
  if (plain.length < 1024 || !/\bgzip\b/.test(String(exchange.headers['accept-encoding'] ?? ''))) {
    return { status, headers: common, body: plain };
  }
  const body = await squeeze(plain, { level: constants.Z_BEST_SPEED });
  return { status, headers: { ...common, 'content-encoding': 'gzip', vary: 'accept-encoding' }, body };
}
