import { getStatus, normalizeOperationOutcome, OperationOutcomeError, parseSearchRequest } from '@medplum/core';
import type { FhirRouter } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, BundleEntryRequest, Resource } from '@medplum/fhirtypes';
import { insideEntry, invalid, preconditionFailed } from './outcome.ts';
import type { RegistryRepository } from './repository.ts';
import { matching } from './search.ts';
import type { Stage } from './stage.ts';
import { parseVersion, type Version } from './versions.ts';

/**
 * Batch and transaction bundles. The router's own processor is not used: it allows eight entries beside a conditional
 * create, and a change request of a clinic has more.
 */
interface Step {
  readonly index: number;
  readonly method: NonNullable<BundleEntryRequest['method']>;
  readonly type: string;
  readonly id: string;
  readonly request: BundleEntryRequest;
  readonly resource: Resource | undefined;
  /** The conditional create found its resource; nothing is written. */
  readonly existing?: Version;
}

/** Order in which FHIR wants the interactions of a transaction done. */
const ORDER: readonly string[] = ['DELETE', 'POST', 'PUT', 'PATCH', 'GET'];

export async function runTransaction(repository: RegistryRepository, bundle: Bundle, full: boolean): Promise<Bundle> {
  const entries = bundle.entry ?? [];
  return repository.transact(async (inner, stage) => {
    const ids = new Map<string, string>();
    const steps = entries.map((entry, index) => inEntry(index, () => plan(entry, index, inner, stage, ids)));
    const touched = new Set<string>();
    for (const { method, type, id, index } of steps) {
      if (method === 'GET') continue;
      if (touched.has(`${type}/${id}`)) throw insideEntry(invalid(`${type}/${id} is in the bundle twice`), index);
      touched.add(`${type}/${id}`);
    }
    const answers: BundleEntry[] = [];
    const checks: (() => void)[] = [];
    for (const step of steps.toSorted((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method))) {
      answers[step.index] = await inEntry(step.index, () => perform(step, inner, stage, ids, full));
      for (const check of stage.takeChecks()) checks.push(() => inEntry(step.index, check));
    }
    for (const check of checks) check();
    return { resourceType: 'Bundle', type: 'transaction-response', entry: answers };
  });
}

/** Every entry on its own: what fails does not stop the rest. */
export async function runBatch(repository: RegistryRepository, router: FhirRouter, bundle: Bundle): Promise<Bundle> {
  const answers: BundleEntry[] = [];
  for (const entry of bundle.entry ?? []) {
    const { method, url, ifMatch, ifNoneExist } = entry.request ?? {};
    const headers = {
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(ifNoneExist === undefined ? {} : { 'if-none-exist': ifNoneExist }),
    };
    const [outcome, resource] = await router
      .handleRequest(
        { method: method ?? 'GET', url: url ?? '', pathname: '', body: entry.resource, params: {}, query: {}, headers },
        repository,
      )
      .catch((error: unknown) => [normalizeOperationOutcome(error)] as const);
    answers.push({
      response: { status: String(getStatus(outcome)), outcome, ...versionOf(resource) },
      ...(resource === undefined ? {} : { resource }),
    });
  }
  return { resourceType: 'Bundle', type: 'batch-response', entry: answers };
}

function plan(
  entry: BundleEntry,
  index: number,
  inner: RegistryRepository,
  stage: Stage,
  ids: Map<string, string>,
): Step {
  const { request, resource, fullUrl } = entry;
  const method = request?.method;
  const url = request?.url;
  if (request === undefined || method === undefined || url === undefined) throw invalid('Entry without a request');
  const [path = '', query] = url.split('?');
  const [type = '', wanted] = path.split('/');
  if (resource !== undefined && method !== 'PATCH' && resource.resourceType !== type)
    throw invalid('Incorrect resource type');
  let id = wanted;
  let existing: Version | undefined;
  const condition = method === 'POST' ? request.ifNoneExist : query;
  if (method !== 'GET' && condition !== undefined) {
    const found = matching(stage, parseSearchRequest(`${type}?${condition}`));
    if (found.length > 1) throw preconditionFailed('The condition matches more than one resource');
    existing = found[0];
    id = existing?.id;
  }
  const step = { index, method, type, id: id ?? inner.generateId(), request, resource };
  if (fullUrl !== undefined && method !== 'GET') ids.set(fullUrl, `${type}/${step.id}`);
  return existing !== undefined && method === 'POST' ? { ...step, existing } : step;
}

async function perform(
  step: Step,
  inner: RegistryRepository,
  stage: Stage,
  ids: ReadonlyMap<string, string>,
  full: boolean,
): Promise<BundleEntry> {
  const { method, type, id, request } = step;
  const ifMatch =
    request.ifMatch === undefined ? {} : { ifMatch: /"([^"]+)"/.exec(request.ifMatch)?.[1] ?? request.ifMatch };
  if (step.existing !== undefined) return answer('200 OK', parseVersion(step.existing), full);
  if (method === 'GET') return answer('200 OK', await inner.readResource(type, id), true);
  if (method === 'DELETE') {
    await inner.deleteResource(type, id, ifMatch);
    const version = stage.newest(type, id);
    return {
      response: { status: '204 No Content', ...(version === undefined ? {} : { etag: `W/"${version.versionId}"` }) },
    };
  }
  if (method === 'PATCH' || step.resource === undefined) throw invalid(`${method} is not supported in a transaction`);
  const resource = { ...resolve(step.resource, ids), id };
  if (method === 'POST') return answer('201 Created', await inner.createResource(resource, { assignedId: true }), full);
  const created = stage.newest(type, id) === undefined;
  return answer(created ? '201 Created' : '200 OK', await inner.updateResource(resource, ifMatch), full);
}

function answer(status: string, resource: Resource | null, full: boolean): BundleEntry {
  return { response: { status, ...versionOf(resource) }, ...(full && resource !== null ? { resource } : {}) };
}

function versionOf(resource: Resource | null | undefined): { etag?: string; lastModified?: string; location?: string } {
  const { id, meta, resourceType } = resource ?? {};
  if (id === undefined || meta?.versionId === undefined || meta.lastUpdated === undefined) return {};
  return {
    location: `${resourceType}/${id}/_history/${meta.versionId}`,
    etag: `W/"${meta.versionId}"`,
    lastModified: meta.lastUpdated,
  };
}

/** Puts real references in the place of the bundle's own `urn:uuid:` ones, wherever they stand. */
function resolve(resource: Resource, ids: ReadonlyMap<string, string>): Resource {
  const text = JSON.stringify(resource, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    const real = ids.get(value);
    if (real !== undefined && key !== 'id') return real;
    if (key === 'reference' && value.startsWith('urn:')) throw invalid(`Nothing in the bundle is ${value}`);
    return value;
  });
  const resolved: Resource = JSON.parse(text);
  return resolved;
}

/** Runs for both: a plain function and an asynchronous one. */
function inEntry<T>(index: number, work: () => T): T {
  const rethrow = (error: unknown): never => {
    if (error instanceof OperationOutcomeError) throw insideEntry(error, index);
    throw error;
  };
  try {
    const result = work();
    if (!(result instanceof Promise)) return result;
    const settled: unknown = result.catch(rethrow);
    return settled as T;
  } catch (error) {
    return rethrow(error);
  }
}
