import { DeskError } from '#shared/contract/result.ts';
import type { RemoteChange } from '../port.ts';
import { splitBundle } from './json.ts';
import { readChange, tombstone, unexpected } from './pull.ts';
import type { ResourceType } from './schema.ts';
import type { Talk } from './talk.ts';
import { typeOf, type WireEntry } from './wire.ts';

/** What an entry has made or changed, as it is now. */
export async function readAgain(talk: Talk, entry: WireEntry, location: string | undefined): Promise<RemoteChange> {
  const { request } = entry;
  if (request.method !== 'POST') return readByPath(talk, request.url);
  const type = typeOf(entry) as ResourceType;
  const made = new RegExp(`(?:^|/)(${type}/[A-Za-z0-9.-]{1,64})(?:/_history/|$)`).exec(location ?? '')?.[1];
  if (made !== undefined) return readByPath(talk, made);
  const answer = await talk.ask({ method: 'GET', path: `${type}?${request.ifNoneExist}` });
  if (answer.status !== 200) throw unexpected(answer);
  for (const { resource: text } of splitBundle(answer.body).entries) {
    const change = text === null ? null : readChange(text);
    if (change !== null) return change;
  }
  throw against('a created resource is not found');
}

/** Present state of `Type/id`; a deleted one, and one that never was, as its tombstone. */
export async function readByPath(talk: Talk, path: string): Promise<RemoteChange> {
  const answer = await talk.ask({ method: 'GET', path });
  const [type = '', id = ''] = path.split('/');
  if (answer.status === 404 || answer.status === 410) {
    const gone = tombstone(type as ResourceType, id, `gone ${answer.date ?? ''}`.trim(), answer.date ?? undefined);
    return answer.status === 410 ? gone : { ...gone, content: { state: 'deleted', unknown: true } };
  }
  if (answer.status !== 200) throw unexpected(answer);
  const change = readChange(answer.body.toString());
  if (change?.remoteId !== id) throw against('another resource than asked for');
  return change;
}

function against(detail: string): DeskError {
  return new DeskError('KD-4003', { params: { detail } });
}
