import { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import type { IdPage, PullPage, RemoteChange, RemoteContent, RemoteKind } from '../port.ts';
import type { Answer, FhirClient } from './client.ts';
import { type BundleText, isObject, splitBundle } from './json.ts';
import { readComplaint } from './outcome.ts';
import { readResource } from './read/resource.ts';
import type { ResourceType } from './schema.ts';

/** Larger pages block longer, smaller ones cost more in all. */
export const PAGE_SIZE = 500;
/** Of bare ids. */
const IDS_PAGE = 1000;
/** A server may give more than it was asked for, but not without end. */
const MOST_ENTRIES = 5000;
/** Characters of one resource; the largest file of a person has a hundredth of it. */
const LARGEST_RESOURCE = 1_000_000;
/** Milliseconds by which pulls overlap: clocks of a server's parts differ, and a commit takes its time. */
const OVERLAP = 120_000;

/** How a type is followed: by its history where the server has one, else by time of change, without deletions. */
export type Way = 'history' | 'search';

const text = z.string().optional();
const Head = z.object({
  resourceType: z.literal('Bundle'),
  meta: z.object({ lastUpdated: text }).optional(),
  total: z.number().int().min(0).max(1e9).optional(),
  link: z.array(z.object({ relation: text, url: text })).optional(),
});
const Entry = z.object({
  fullUrl: text,
  request: z.object({ method: text, url: text }).optional(),
  response: z.object({ status: text, etag: text, lastModified: text }).optional(),
  search: z.object({ mode: text }).optional(),
});
const Listed = z.object({ resourceType: z.string(), id: z.string().min(1).max(64) });
const Identity = z.object({
  resourceType: z.string(),
  id: z.string().min(1).max(64),
  meta: z.object({ versionId: z.string().min(1), lastUpdated: text }),
});

/** Where a pull goes on: the time of its beginning on the registry's clock, and the address of the page. */
interface Place {
  readonly cursor: string;
  readonly url: string;
}

/** Path of the first page of ids alone, where the server can leave out the rest. */
export function idsPath(type: ResourceType): string {
  return `${type}?${new URLSearchParams({ _elements: 'id', _count: String(IDS_PAGE), _sort: '_lastUpdated' })}`;
}

export function firstPath(type: string, way: Way, cursor: string | null, count: number): string {
  const since = cursor === null ? null : new Date(Date.parse(cursor) - OVERLAP).toISOString();
  const query = new URLSearchParams({ _count: String(count) });
  if (way === 'history') {
    if (since !== null) query.set('_since', since);
    return `${type}/_history?${query}`;
  }
  if (since !== null) query.set('_lastUpdated', `ge${since}`);
  query.set('_sort', '_lastUpdated');
  return `${type}?${query}`;
}

export function writePlace({ cursor, url }: Place): string {
  return `${cursor} ${url}`;
}

/** @returns null for what this program has not written */
export function readPlace(page: string): Place | null {
  const space = page.indexOf(' ');
  const cursor = page.slice(0, space);
  return space < 0 || Number.isNaN(Date.parse(cursor)) ? null : { cursor, url: page.slice(space + 1) };
}

/** Whether the registry's clock is now before the time that the last pull ended with: what came between would be missed. */
export function hasRunBack({ cursor }: Pick<PullPage, 'cursor'>, last: string): boolean {
  return Date.parse(cursor) < Date.parse(last) - OVERLAP;
}

/** Reads one page of ids. @throws DeskError KD-4003 */
export function readIds(client: FhirClient, type: ResourceType, answer: Answer): IdPage {
  const { head, entries } = splitBundle(answer.body);
  if (entries.length > MOST_ENTRIES) throw against('page too large');
  const ids = entries.flatMap(({ resource }) => {
    const found = Listed.safeParse(JSON.parse(resource ?? 'null'));
    if (!found.success) throw against('entry without an id');
    return found.data.resourceType === type ? [found.data.id] : [];
  });
  return { ids, nextPage: nextAddress(client, answer, readHead(head).link) };
}

/**
 * Reads one page of a history or a search.
 *
 * @param cursor start of this pull as told by its first page; null when this is the first page
 * @throws DeskError KD-4003 when it is no such bundle, leads elsewhere, or an entry cannot be told
 */
export function readPage(client: FhirClient, type: ResourceType, answer: Answer, cursor: string | null): PullPage {
  const { entries, ...page } = readBundle(client, answer, cursor);
  const changes: RemoteChange[] = [];
  for (const { entry, resource } of entries) {
    const change = readEntry(type, Entry.safeParse(entry).data, resource);
    if (change !== null) changes.push(change);
  }
  return { ...page, changes };
}

/** A page as it came, with where it leads; see `readPage`. */
export function readBundle(
  client: FhirClient,
  answer: Answer,
  cursor: string | null,
): Omit<PullPage, 'changes'> & Pick<BundleText, 'entries'> {
  const { head, entries } = splitBundle(answer.body);
  const { meta, link, total } = readHead(head);
  if (entries.length > MOST_ENTRIES) throw against('page too large');
  const start = cursor ?? earlier(meta?.lastUpdated, answer.date);
  if (start === null) throw against('no time of the server');
  const next = nextAddress(client, answer, link);
  const nextPage = next === null ? null : writePlace({ cursor: start, url: next });
  return { entries, nextPage, cursor: start, total: total ?? null };
}

function readHead(head: unknown): z.infer<typeof Head> {
  const parsed = Head.safeParse(head);
  if (!parsed.success) throw against('bundle');
  return parsed.data;
}

/** @throws DeskError KD-4003 when it leads to another server */
function nextAddress(client: FhirClient, { endpoint }: Answer, links: z.infer<typeof Head>['link']): string | null {
  const next = links?.find(({ relation }) => relation === 'next')?.url;
  return next === undefined ? null : client.resolve(endpoint, next).href;
}

function readEntry(
  type: ResourceType,
  entry: z.infer<typeof Entry> | undefined,
  resource: string | null,
): RemoteChange | null {
  if (entry === undefined) throw against('entry');
  if (resource === null) return readTombstone(type, entry);
  const change = readChange(resource);
  if (change !== null) return change;
  // Warnings and included resources of other types are no part of the feed.
  if (entry.search !== undefined && entry.search.mode !== 'match') return null;
  throw against('entry of another type');
}

/** Reads a resource with its identity. @returns null for a type that this desk does not map */
export function readChange(raw: string): RemoteChange | null {
  if (raw.length > LARGEST_RESOURCE) throw against('resource too large');
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    throw new DeskError('KD-4003', { params: { detail: 'not JSON' }, cause: error });
  }
  const read = readResource(value);
  if (read === null) return null;
  const identity = Identity.safeParse(value);
  if (!identity.success) throw against(`identity: ${identity.error.issues[0]?.path.join('.')}`);
  const { id, meta } = identity.data;
  return { ...read, remoteId: id, version: meta.versionId, raw };
}

const FAMILY: Readonly<Record<ResourceType, RemoteKind>> = {
  Organization: 'division',
  Practitioner: 'person',
  PractitionerRole: 'employment',
  Location: 'building',
  HealthcareService: 'service',
  Basic: 'staffingPosition',
};

function readTombstone(type: ResourceType, { fullUrl, request, response }: z.infer<typeof Entry>): RemoteChange {
  const id = idIn(request?.url, type) ?? idIn(fullUrl, type);
  const versionId = /^(?:W\/)?"(.+)"$/.exec(response?.etag ?? '')?.[1];
  if (request?.method !== 'DELETE' || id === null) throw against('entry without a resource');
  const lastUpdated = response?.lastModified;
  return tombstone(type, id, versionId ?? `deleted ${lastUpdated ?? ''}`.trim(), lastUpdated);
}

/** @param lastUpdated when the registry deleted it, if it says */
export function tombstone(
  type: ResourceType,
  id: string,
  versionId: string,
  lastUpdated: string | undefined,
): RemoteChange {
  const raw = JSON.stringify({ resourceType: type, id, meta: { versionId, lastUpdated }, deleted: true });
  return { kind: FAMILY[type], remoteId: id, version: versionId, content: { state: 'deleted' }, raw };
}

function idIn(url: string | undefined, type: ResourceType): string | null {
  const [path = ''] = (url ?? '').split('?');
  const parts = path.split('/');
  const at = parts.lastIndexOf(type);
  const id = at < 0 ? undefined : parts[at + 1];
  return id !== undefined && /^(?!\.{1,2}$)[A-Za-z0-9\-.]{1,64}$/.test(id) ? id : null;
}

/** Reads a kept copy again. */
export function readKept(raw: string): RemoteContent {
  const value: unknown = JSON.parse(raw);
  if (isObject(value) && value.deleted === true) return { state: 'deleted' };
  return readResource(value)?.content ?? { state: 'unreadable', problem: 'resourceType' };
}

const Meta = z.object({ meta: z.object({ versionId: text, lastUpdated: text }) });

/** Order of two versions of one resource: by number where versions are numbers, else by the registry's clock. */
export function isOlder(
  one: Pick<RemoteChange, 'version' | 'raw'>,
  other: Pick<RemoteChange, 'version' | 'raw'>,
): boolean {
  if (/^\d{1,15}$/.test(one.version) && /^\d{1,15}$/.test(other.version)) {
    return Number(one.version) < Number(other.version);
  }
  return timeOf(one.raw) < timeOf(other.raw);
}

/** Milliseconds; not a number, hence never older, where the registry does not say. */
function timeOf(raw: string): number {
  return Date.parse(committedAt(raw) ?? '');
}

/** When the registry made this version, UTC ISO 8601; null where it does not say. */
export function committedAt(raw: string): string | null {
  return earlier(Meta.safeParse(JSON.parse(raw)).data?.meta.lastUpdated);
}

/** The earlier of two times, so that a clock that is ahead hides nothing. */
function earlier(...times: (string | null | undefined)[]): string | null {
  const known = times.flatMap((time) => (time && !Number.isNaN(Date.parse(time)) ? [Date.parse(time)] : []));
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString();
}

/** A refusal where an answer was due. */
export function unexpected({ status, body }: Answer): DeskError {
  const detail = readComplaint(body.toString())?.message;
  return new DeskError('KD-4002', { params: { status, ...(detail === undefined ? {} : { detail }) } });
}

function against(detail: string): DeskError {
  return new DeskError('KD-4003', { params: { detail } });
}
