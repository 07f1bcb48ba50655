import { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { RemoteChange, SubmitOutcome } from '../port.ts';
import type { Answer, FhirClient } from './client.ts';
import { splitBundle } from './json.ts';
import { readComplaint } from './outcome.ts';
import { SYSTEM } from './profile.ts';
import { readChange, tombstone, unexpected } from './pull.ts';
import { RESOURCE, type ResourceType } from './schema.ts';

/** The guarded entries of a frozen transaction. */
const Wire = z.object({
  entry: z.array(
    z.object({
      /** A deletion has none. */
      resource: z.object({ resourceType: z.string() }).optional(),
      request: z.object({
        method: z.enum(['PUT', 'POST', 'DELETE']),
        url: z.string(),
        ifMatch: z.string().optional(),
        ifNoneExist: z.string().optional(),
      }),
    }),
  ),
});
type WireEntry = z.infer<typeof Wire>['entry'][number];

const Response = z.object({ response: z.object({ status: z.string(), location: z.string().optional() }) });
const Found = z.object({
  resourceType: z.literal('Task'),
  status: z.string().optional(),
  statusReason: z.object({ text: z.string().optional() }).optional(),
  businessStatus: z.object({ text: z.string().optional() }).optional(),
});

const MAPPED: ReadonlySet<string> = new Set(Object.keys(RESOURCE));

/** Sends a transaction to one address and reads the verdict. */
export async function submitTransaction(
  client: FhirClient,
  wire: string,
  endpoint: string,
  signal: AbortSignal,
): Promise<SubmitOutcome> {
  const headers = { prefer: 'return=representation' };
  const answer = await client.ask({ method: 'POST', path: '', body: wire, headers, endpoint }, signal);
  const entries = Wire.parse(JSON.parse(wire)).entry;
  if (answer.status >= 200 && answer.status < 300) return accepted(client, entries, answer, signal);
  if (answer.status === 412 || answer.status === 409) return guarded(client, entries, answer, signal);
  return refusal(answer, entries);
}

function typeOf({ request }: WireEntry): string {
  return request.url.split('/')[0] ?? '';
}

/** A version guard has spoken: what changed since, or the words of the refusal where nothing did. */
async function guarded(
  client: FhirClient,
  entries: readonly WireEntry[],
  answer: Answer,
  signal: AbortSignal,
): Promise<SubmitOutcome> {
  const changes: RemoteChange[] = [];
  for (const { request } of entries) {
    if (request.method === 'POST') continue;
    const change = await readByPath(client, request.url, answer.endpoint, signal);
    if (request.ifMatch !== `W/"${change.version}"`) changes.push(change);
  }
  return changes.length > 0 ? { kind: 'conflict', changes } : refusal(answer, entries);
}

async function accepted(
  client: FhirClient,
  entries: readonly WireEntry[],
  answer: Answer,
  signal: AbortSignal,
): Promise<SubmitOutcome> {
  const results = splitBundle(answer.body).entries;
  if (results.length !== entries.length) throw against('transaction answer');
  const changes: RemoteChange[] = [];
  for (const [index, wanted] of entries.entries()) {
    if (!MAPPED.has(typeOf(wanted))) continue;
    const result = results[index];
    const { location } = Response.safeParse(result?.entry).data?.response ?? {};
    const given = result?.resource == null || result.resource === 'null' ? null : readChange(result.resource);
    changes.push(given ?? (await readAgain(client, wanted, location, answer.endpoint, signal)));
  }
  return { kind: 'accepted', changes };
}

/**
 * After a lost answer: the Task says whether the transaction was taken; what it changed is read afresh.
 */
export async function findTransaction(
  client: FhirClient,
  requestId: EntityId,
  wire: string,
  endpoint: string,
  signal: AbortSignal,
): Promise<SubmitOutcome | null> {
  const path = `Task?identifier=${encodeURIComponent(`${SYSTEM.requestId[0]}|${requestId}`)}`;
  const answer = await client.ask({ method: 'GET', path, endpoint }, signal);
  if (answer.status !== 200) throw unexpected(answer);
  const texts = splitBundle(answer.body).entries.flatMap(({ resource }) => (resource === null ? [] : [resource]));
  const task = texts.map((one) => Found.safeParse(JSON.parse(one)).data).find((one) => one !== undefined);
  if (task === undefined) return null;
  if (task.status === 'rejected' || task.status === 'failed') {
    const message = task.statusReason?.text ?? task.businessStatus?.text ?? '';
    return { kind: 'refused', code: task.status, message, field: null };
  }
  const changes: RemoteChange[] = [];
  for (const entry of Wire.parse(JSON.parse(wire)).entry) {
    if (MAPPED.has(typeOf(entry))) {
      changes.push(await readAgain(client, entry, undefined, endpoint, signal));
    }
  }
  return { kind: 'accepted', changes };
}

async function readAgain(
  client: FhirClient,
  entry: WireEntry,
  location: string | undefined,
  endpoint: string,
  signal: AbortSignal,
): Promise<RemoteChange> {
  const { request } = entry;
  if (request.method !== 'POST') return readByPath(client, request.url, endpoint, signal);
  const type = typeOf(entry) as ResourceType;
  const made = new RegExp(`(?:^|/)(${type}/[A-Za-z0-9.-]{1,64})(?:/_history/|$)`).exec(location ?? '')?.[1];
  if (made !== undefined) return readByPath(client, made, endpoint, signal);
  const answer = await client.ask({ method: 'GET', path: `${type}?${request.ifNoneExist}`, endpoint }, signal);
  if (answer.status !== 200) throw unexpected(answer);
  for (const { resource: text } of splitBundle(answer.body).entries) {
    const change = text === null ? null : readChange(text);
    if (change !== null) return change;
  }
  throw against('a created resource is not found');
}

/** Present state of `Type/id`; a deleted one as its tombstone. */
async function readByPath(
  client: FhirClient,
  path: string,
  endpoint: string,
  signal: AbortSignal,
): Promise<RemoteChange> {
  const answer = await client.ask({ method: 'GET', path, endpoint }, signal);
  if (answer.status === 404 || answer.status === 410) {
    const [type = '', id = ''] = path.split('/');
    return tombstone(type as ResourceType, id, `gone ${answer.date ?? ''}`.trim(), answer.date ?? undefined);
  }
  if (answer.status !== 200) throw unexpected(answer);
  const change = readChange(answer.body.toString());
  if (change === null) throw against('resource');
  return change;
}

/** A refusal of the content; any other 4xx tells nothing about the request and is tried again. */
function refusal(answer: Answer, entries: readonly WireEntry[]): SubmitOutcome {
  const complaint = readComplaint(answer.body.toString());
  if (![400, 409, 412, 413, 422].includes(answer.status) || complaint === null) throw unexpected(answer);
  const { code, message, expression } = complaint;
  return { kind: 'refused', code, message, field: expression === null ? null : fieldOf(expression, entries) };
}

/** Our own name of the element at fault where it can be told, else the registry's. */
function fieldOf(expression: string, entries: readonly WireEntry[]): string {
  const [, index, element = ''] =
    /^Bundle\.entry\[(\d+)\]\.resource(?:\.ofType\(\w+\))?\.?(.*)$/.exec(expression) ?? [];
  const type = index === undefined ? undefined : entries[Number(index)]?.resource?.resourceType;
  if (type === undefined) return expression;
  return element === '' ? type : `${type}.${element}`;
}

function against(detail: string): DeskError {
  return new DeskError('KD-4003', { params: { detail } });
}
