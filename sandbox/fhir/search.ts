import { type Filter, getSearchParameter, matchesSearchRequest, Operator, type SearchRequest } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { loadDefinitions } from './definitions.ts';
import { invalid } from './outcome.ts';
import type { Registry } from './registry.ts';
import type { Stage } from './stage.ts';
import { type Committed, contentOf, keyOf, type Version } from './versions.ts';

export const MAX_COUNT = 1000;
export const DEFAULT_COUNT = 100;

/** All matches among the newest versions, as a conditional create or update needs them. */
export function matching(view: Stage, request: SearchRequest): Version[] {
  const matches = matcher(request);
  const found: Version[] = [];
  for (const id of narrowed(request, (token) => view.candidates(request.resourceType, token)) ??
    view.idsOf(request.resourceType)) {
    const version = view.newest(request.resourceType, id);
    if (version !== undefined && version.method !== 'DELETE' && matches(version)) found.push(version);
  }
  return found;
}

/**
 * One page of a search as text, in the order of commits. The `next` link continues after the last commit shown, so that
 * what is changed between two pages is met again later and never skipped.
 */
export function searchPage(registry: Registry, request: SearchRequest, base: string, query: URLSearchParams): string {
  const type = request.resourceType;
  const matches = matcher(request);
  const count = Math.min(request.count ?? DEFAULT_COUNT, MAX_COUNT);
  const rule = request.sortRules?.[0];
  if (rule !== undefined && rule.code !== '_lastUpdated') throw invalid(`Cannot sort by ${rule.code}`);
  const newestFirst = rule?.descending === true;
  const candidates = narrowed(request, (token) => registry.candidates(type, token));
  const pool = candidates === undefined ? registry.log(type) : commitsOf(registry, type, candidates);
  const after = request.cursor === undefined ? undefined : Number(request.cursor);
  const page: Committed[] = [];
  let more = false;
  let total = 0;
  const countAll = (request.filters?.length ?? 0) > 0;
  for (const committed of newestFirst ? pool.toReversed() : pool) {
    const passed = after !== undefined && (newestFirst ? committed.seq >= after : committed.seq <= after);
    if (passed && !countAll) continue;
    if (committed.version.method === 'DELETE' || registry.newest(type, committed.version.id) !== committed.version)
      continue;
    if (!matches(committed.version)) continue;
    total++;
    if (passed) continue;
    if (page.length < count) {
      page.push(committed);
      continue;
    }
    more = true;
    if (!countAll) break;
  }
  if (!countAll) total = registry.idsOf(type).size;
  const entries = page.map(
    ({ version }) =>
      `{"fullUrl":"${base}/${keyOf(type, version.id)}","resource":${version.json},"search":{"mode":"match"}}`,
  );
  const links = [link('self', `${base}/${type}`, query)];
  const last = page.at(-1);
  if (more && last !== undefined) {
    query.set('_cursor', String(last.seq));
    links.push(link('next', `${base}/${type}`, query));
  }
  const tail = entries.length > 0 ? `,"entry":[${entries.join(',')}]` : '';
  return `{"resourceType":"Bundle","type":"searchset","total":${total},"link":[${links.join(',')}]${tail}}`;
}

export function link(relation: string, address: string, query: URLSearchParams): string {
  const text = query.toString();
  return JSON.stringify({ relation, url: text === '' ? address : `${address}?${text}` });
}

function commitsOf(registry: Registry, type: string, ids: Iterable<string>): Committed[] {
  const wanted = new Set(ids);
  return wanted.size === 0 ? [] : registry.log(type).filter(({ version }) => wanted.has(version.id));
}

/** Ids that an identifier, reference or id filter leaves; undefined when no filter narrows the search. */
function narrowed(
  request: SearchRequest,
  candidates: (token: string) => ReadonlySet<string>,
): Iterable<string> | undefined {
  for (const { code, operator, value } of request.filters ?? []) {
    if (operator !== Operator.EQUALS) continue;
    if (code === '_id') return value.split(',');
    const parameter = getSearchParameter(request.resourceType, code);
    if (code === 'identifier' && value.includes('|') && !value.includes(',') && !value.endsWith('|')) {
      return candidates(value.startsWith('|') ? value.slice(1) : value);
    }
    if (parameter?.type === 'reference' && value.includes('/') && !value.includes(',')) return candidates(value);
  }
  return undefined;
}

function matcher(request: SearchRequest): (version: Version) => boolean {
  const filters = request.filters ?? [];
  if (filters.length === 0) return () => true;
  loadDefinitions();
  const own: ((version: Version) => boolean)[] = [];
  const rest: Filter[] = [];
  for (const filter of filters) {
    if (filter.code === '_id') {
      const ids = new Set(filter.value.split(','));
      own.push((version) => ids.has(version.id));
    } else if (filter.code === '_lastUpdated') own.push(lastUpdated(filter));
    else if (getSearchParameter(request.resourceType, filter.code) === undefined) {
      // Ignoring it would widen a conditional create to anything.
      throw invalid(`Unknown search parameter ${filter.code}`);
    } else rest.push(filter);
  }
  return (version) => {
    if (!own.every((check) => check(version))) return false;
    if (rest.length === 0) return true;
    const resource: Resource | null = contentOf(version);
    return resource !== null && matchesSearchRequest(resource, { resourceType: request.resourceType, filters: rest });
  };
}

function lastUpdated({ operator, value }: Filter): (version: Version) => boolean {
  const at = parseInstant(value);
  switch (operator) {
    case Operator.GREATER_THAN_OR_EQUALS:
      return (version) => version.at >= at;
    case Operator.GREATER_THAN:
    case Operator.STARTS_AFTER:
      return (version) => version.at > at;
    case Operator.LESS_THAN_OR_EQUALS:
      return (version) => version.at <= at;
    case Operator.LESS_THAN:
    case Operator.ENDS_BEFORE:
      return (version) => version.at < at;
    default:
      return (version) => version.at === at;
  }
}

/** A plus sign that a client forgot to escape arrives as a space. */
export function parseInstant(text: string): number {
  const at = Date.parse(text.replace(/ (?=\d\d:\d\d$)/, '+'));
  if (Number.isNaN(at)) throw invalid(`Not an instant: ${text}`);
  return at;
}
