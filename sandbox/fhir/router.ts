import { allOk, gone, OperationOutcomeError, parseSearchRequest } from '@medplum/core';
import {
  type FhirRequest,
  type FhirResponse,
  type FhirRouteHandler,
  FhirRouter,
  type HttpMethod,
} from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { runBatch, runTransaction } from './bundle.ts';
import { type Abilities, capabilityStatement } from './capability.ts';
import { type HistoryOrder, historyPage, instanceHistory } from './history.ts';
import { invalid, unsupported } from './outcome.ts';
import { RegistryRepository } from './repository.ts';
import { parseInstant, searchPage } from './search.ts';

export interface RouterOptions {
  /** Base address of the FHIR service, without a slash at the end. */
  readonly base: string;
  readonly issuer: string;
  readonly settings: Abilities & { readonly historyOrder: HistoryOrder; readonly historyFrom: string | null };
}

/** Bundles are put together as text; the router carries them as objects, so the text travels beside. */
const texts = new WeakMap<object, string>();

export function textOf(resource: Resource): string {
  return texts.get(resource) ?? JSON.stringify(resource);
}

function ready(text: string, type: Bundle['type']): FhirResponse {
  const bundle: Bundle = { resourceType: 'Bundle', type };
  texts.set(bundle, text);
  return [allOk, bundle];
}

export function fhirRouter({ base, issuer, settings }: RouterOptions): FhirRouter {
  const router = new FhirRouter();
  replace(router, 'GET', '', async () => [allOk, capabilityStatement(base, issuer, settings)]);
  router.add('GET', 'metadata', async () => [allOk, capabilityStatement(base, issuer, settings)]);
  replace(router, 'GET', ':resourceType', async (request, repository) => {
    const parsed = parseSearchRequest(typeOf(request), request.query);
    return ready(searchPage(own(repository).registry, parsed, base, queryOf(request)), 'searchset');
  });
  replace(router, 'GET', ':resourceType/:id/_history', async (request, repository) => {
    const { id = '' } = request.params;
    return ready(instanceHistory(own(repository).registry, typeOf(request), id, base), 'history');
  });
  const typeHistory = async (type: string | undefined, request: FhirRequest, repository: unknown) => {
    if (!settings.typeHistory) throw unsupported('history');
    const query = queryOf(request);
    const since = query.get('_since');
    const { historyFrom } = settings;
    if (since !== null && historyFrom !== null && parseInstant(since) < Date.parse(historyFrom)) {
      throw new OperationOutcomeError(gone);
    }
    const page = historyPage(own(repository).registry, type, base, query, settings.historyOrder);
    return ready(page, 'history');
  };
  router.add('GET', ':resourceType/_history', (request, repository) =>
    typeHistory(typeOf(request), request, repository),
  );
  router.add('GET', '_history', (request, repository) => typeHistory(undefined, request, repository));
  replace(router, 'POST', '', async (request, repository, fhir) => {
    const bundle: Resource | undefined = request.body;
    if (bundle?.resourceType !== 'Bundle') throw new OperationOutcomeError(invalid('Not a bundle').outcome);
    if (bundle.type === 'batch') return [allOk, await runBatch(own(repository), fhir, bundle)];
    if (bundle.type !== 'transaction') throw invalid('Not a batch or transaction', 'Bundle.type');
    if (!settings.transactions) throw unsupported('transaction');
    const full = /return=representation/.test(String(request.headers?.prefer ?? ''));
    return [allOk, await runTransaction(own(repository), bundle, full)];
  });
  return router;
}

/** The first of two equal routes wins, so ours takes the place of the library's. */
function replace(router: FhirRouter, method: HttpMethod, path: string, handler: FhirRouteHandler): void {
  const { routes } = router.router;
  router.add(method, path, handler);
  const added = routes.pop();
  const same = routes.findIndex(
    (route) =>
      route.method === method && route.path.map(({ param, value }) => (param ? `:${value}` : value)).join('/') === path,
  );
  if (added === undefined || same < 0) throw new Error(`No route ${method} ${path} to replace`);
  routes[same] = { ...added, data: routes[same]?.data ?? { interaction: 'operation' } };
}

function own(repository: unknown): RegistryRepository {
  if (repository instanceof RegistryRepository) return repository;
  throw new TypeError('Not the registry');
}

function typeOf(request: FhirRequest): Resource['resourceType'] {
  return request.params.resourceType as Resource['resourceType'];
}

function queryOf(request: FhirRequest): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(name, one);
  }
  return query;
}
