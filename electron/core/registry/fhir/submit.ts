import { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import type { RemoteChange, SubmitOutcome } from '../port.ts';
import type { Answer } from './client.ts';
import { splitBundle } from './json.ts';
import { readComplaint } from './outcome.ts';
import { readAgain, readByPath } from './present.ts';
import { readChange, unexpected } from './pull.ts';
import type { Talk } from './talk.ts';
import { isTaskMoved } from './task.ts';
import { isMapped, readWire, typeOf, type WireEntry } from './wire.ts';

const Response = z.object({ response: z.object({ status: z.string(), location: z.string().optional() }) });

/** Sends a transaction to one address and reads the verdict. */
export async function submitTransaction(talk: Talk, wire: string): Promise<SubmitOutcome> {
  const headers = { prefer: 'return=representation' };
  const answer = await talk.ask({ method: 'POST', path: '', body: wire, headers });
  const entries = readWire(wire);
  if (answer.status >= 200 && answer.status < 300) return accepted(talk, entries, answer);
  if (answer.status === 412 || answer.status === 409) return guarded(talk, entries, answer);
  return refusal(answer, entries);
}

/** A version guard has spoken: what changed since, or the words of the refusal where nothing did. */
export async function guarded(talk: Talk, entries: readonly WireEntry[], answer: Answer): Promise<SubmitOutcome> {
  const changes: RemoteChange[] = [];
  let isMoved = false;
  for (const entry of entries) {
    const { request } = entry;
    if (request.method === 'POST') continue;
    if (!isMapped(entry)) {
      isMoved ||= await isTaskMoved(talk, entry);
      continue;
    }
    const change = await readByPath(talk, request.url);
    if (request.ifMatch !== `W/"${change.version}"`) changes.push(change);
  }
  if (isMoved) return { kind: 'moved' };
  return changes.length > 0 ? { kind: 'conflict', changes } : refusal(answer, entries);
}

async function accepted(talk: Talk, entries: readonly WireEntry[], answer: Answer): Promise<SubmitOutcome> {
  const results = splitBundle(answer.body).entries;
  if (results.length !== entries.length) throw against('transaction answer');
  const changes: RemoteChange[] = [];
  for (const [index, wanted] of entries.entries()) {
    if (!isMapped(wanted)) continue;
    const result = results[index];
    const { location } = Response.safeParse(result?.entry).data?.response ?? {};
    const given = result?.resource == null || result.resource === 'null' ? null : readChange(result.resource);
    changes.push(given ?? (await readAgain(talk, wanted, location)));
  }
  return { kind: 'accepted', changes };
}

/** A refusal of the content, in the registry's words; any other 4xx tells nothing about the request and is tried again. */
export function refusal(answer: Answer, entries: readonly WireEntry[]): SubmitOutcome {
  const complaint = readComplaint(answer.body.toString());
  if (![400, 409, 412, 413, 422].includes(answer.status) || complaint === null) throw unexpected(answer);
  const { code, message, expression } = complaint;
  return { kind: 'refused', code, message, field: expression === null ? null : fieldOf(expression, entries) };
}

/** Our own name of the element at fault where it can be told, else the registry's. */
function fieldOf(expression: string, entries: readonly WireEntry[]): string {
  const [, index, element = ''] =
    /^Bundle\.entry\[(\d+)\]\.resource(?:\.ofType\(\w+\))?\.?(.*)$/.exec(expression) ?? [];
  const entry = index === undefined ? undefined : entries[Number(index)];
  if (entry === undefined) return expression;
  const type = typeOf(entry);
  return element === '' ? type : `${type}.${element}`;
}

function against(detail: string): DeskError {
  return new DeskError('KD-4003', { params: { detail } });
}
