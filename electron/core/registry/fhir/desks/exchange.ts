import type { DeskExchange, InboxPage, SharedRequest } from '../../desks.ts';
import type { Answer, FhirClient } from '../client.ts';
import { type Json, splitBundle } from '../json.ts';
import { PageSize } from '../page-size.ts';
import { askPage } from '../pages.ts';
import { SYSTEM } from '../profile.ts';
import { hasRunBack, readBundle, unexpected } from '../pull.ts';
import { communicationOf, readCommunication } from './communications.ts';
import { getFile, putFile } from './files.ts';
import { commentOf, guardOf, readShared, sharedTask } from './shared-task.ts';

/** Envelopes may be large. */
const PAGE_SIZE = 50;

/** Requests between desks as Tasks, their files as DocumentReferences with a Binary, messages as Communications. */
export function createDeskExchange(client: FhirClient): DeskExchange {
  const sizes = { Task: new PageSize(PAGE_SIZE), Communication: new PageSize(PAGE_SIZE) };

  async function find(requestId: string, signal: AbortSignal): Promise<SharedRequest | null> {
    const answer = await client.ask(
      { method: 'GET', path: `Task?${identifiedBy(SYSTEM.requestId[0], requestId)}` },
      signal,
    );
    if (answer.status !== 200) throw unexpected(answer);
    const [found] = splitBundle(answer.body).entries.flatMap(({ resource }) =>
      resource === null ? [] : (readShared(resource) ?? []),
    );
    return found ?? null;
  }

  /** Writes a resource unless one of its identifier is there. */
  async function make(resource: Json, signal: AbortSignal): Promise<Answer> {
    const [{ system, value }] = resource.identifier as [{ system: string; value: string }];
    const headers = { prefer: 'return=representation', 'if-none-exist': identifiedBy(system, value) };
    const path = String(resource.resourceType);
    return client.ask({ method: 'POST', path, headers, body: JSON.stringify(resource) }, signal);
  }

  /** What has changed of a type. A search brings the newest version of each; neither type is ever deleted. */
  async function changed<T>(
    type: keyof typeof sizes,
    read: (raw: string) => T | null,
    [cursor, page, signal]: Parameters<DeskExchange['inbox']>,
  ): Promise<InboxPage<T>> {
    const size = sizes[type];
    const way = { type, way: async () => 'search' as const, size };
    const { answer, start } = await askPage(client, way, cursor, page, signal);
    const { entries, ...rest } = readBundle(client, answer, start);
    size.came(entries.length);
    // It went back to an older copy of itself: what it forgot may be told anew.
    if (start === null && cursor !== null && hasRunBack(rest, cursor)) {
      return changed(type, read, [null, null, signal]);
    }
    const items = entries.flatMap(({ resource }) => (resource === null ? [] : (read(resource) ?? [])));
    return { items, nextPage: rest.nextPage, cursor: rest.cursor };
  }

  return {
    inbox: (...since) => changed('Task', readShared, since),
    find,
    notes: (...since) => changed('Communication', readCommunication, since),
    say: async (message, signal) => written(await make(communicationOf(message), signal)),

    async publish({ requestId, envelope, place }, signal) {
      const comment = commentOf(envelope);
      if (comment !== null) written(await make(comment, signal));
      const task = sharedTask(envelope);
      const answer = place === null ? await make(task, signal) : await replace(place, task, signal);
      if (place === null ? answer.status === 200 : isGuard(answer)) return null;
      written(answer);
      const told = readShared(answer.body.toString()) ?? (await find(requestId, signal));
      return told?.envelope === envelope ? told.place : null;
    },

    putFile: (file, content, signal) => putFile(client, file, content, signal),
    getFile: (sha256, signal) => getFile(client, sha256, signal),
  };

  function replace(place: string, task: Json, signal: AbortSignal): Promise<Answer> {
    const { path, ifMatch } = guardOf(place);
    const body = JSON.stringify({ ...task, id: path.split('/')[1] });
    const headers = { prefer: 'return=representation', 'if-match': ifMatch };
    return client.ask({ method: 'PUT', path, headers, body }, signal);
  }
}

/** A search, or a condition, for what has this identifier. */
export function identifiedBy(system: string, value: string): string {
  return `identifier=${encodeURIComponent(`${system}|${value}`)}`;
}

function written(answer: Answer): void {
  if (answer.status >= 300) throw unexpected(answer);
}

function isGuard({ status }: Answer): boolean {
  return status === 412 || status === 409;
}
