import { isDeepStrictEqual } from 'node:util';
import { DeskError } from '#shared/contract/result.ts';
import type { RemoteChange, SubmitOutcome } from '../port.ts';
import type { Answer } from './client.ts';
import { splitBundle } from './json.ts';
import { Paperwork } from './paperwork.ts';
import { readAgain, readByPath } from './present.ts';
import { readChange, unexpected } from './pull.ts';
import { readResource } from './read/resource.ts';
import { guarded, refusal } from './submit.ts';
import type { Talk } from './talk.ts';
import { isMapped, readWire, typeOf, type WireEntry } from './wire.ts';

type Taken =
  | { readonly change: RemoteChange }
  /** The registry did not take it. */
  | { readonly answer: Answer }
  /** There already, and not as it is to be. */
  | { readonly other: RemoteChange };

/**
 * Sends a frozen transaction entry by entry, for a registry that has no transactions. Its Task is opened first and
 * completed last, so that a request that was stopped at any entry is known to be under way: sent again it goes on there.
 * What was taken stays: a refusal in the middle is noted in the Task, and the registry's present state comes with the
 * next pull.
 */
export async function submitItems(talk: Talk, wire: string): Promise<SubmitOutcome> {
  const entries = readWire(wire);
  const [note, approval] = ['Task', 'Provenance'].map((type) => entries.find((entry) => typeOf(entry) === type));
  if (note === undefined || approval === undefined) throw new DeskError('KD-9001');
  const papers = new Paperwork(talk, note, approval);
  const opened = await papers.open();
  if (opened === null) return { kind: 'moved' };
  const { path, isApproved } = opened;
  const items = new Items(talk, note, path);
  const changes: RemoteChange[] = [];
  let left = inOrder(entries.filter(isMapped));
  // What is refused may only be in the way of what goes after it: two cards that share a number for a moment.
  let deletions = left.filter(({ request }) => request.method === 'DELETE').length;
  while (left.length > 0) {
    const again: WireEntry[] = [];
    for (const item of left) {
      const taken = isApproved ? { change: await readAgain(talk, item, undefined) } : await items.take(item);
      const isDeletion = item.request.method === 'DELETE';
      if ('change' in taken) changes.push(taken.change);
      else if ('other' in taken) return { kind: 'conflict', changes: [taken.other] };
      else if (isGuard(taken.answer)) return guarded(talk, entries.filter(isMapped), taken.answer);
      else if (deletions > 0 && !isDeletion) again.push(item);
      else {
        const outcome = refusal(taken.answer, entries);
        if (outcome.kind === 'refused') await papers.refuse(outcome.message);
        return outcome;
      }
      if (isDeletion) deletions--;
    }
    left = again;
  }
  await papers.complete(items.textOf(approval));
  return { kind: 'accepted', changes };
}

class Items {
  readonly #talk: Talk;
  /** The bundle's own names of what it makes → `Type/id`. */
  readonly #names = new Map<string, string>();

  constructor(talk: Talk, { fullUrl }: WireEntry, task: string) {
    this.#talk = talk;
    if (fullUrl !== undefined) this.#names.set(fullUrl, task);
  }

  /** What is written, with the real names of what was made before it. */
  textOf({ text }: WireEntry): string {
    let named = text ?? '';
    for (const [own, real] of this.#names) named = named.replaceAll(JSON.stringify(own), JSON.stringify(real));
    return named;
  }

  take(entry: WireEntry): Promise<Taken> {
    return entry.request.method === 'POST' ? this.#make(entry) : this.#change(entry);
  }

  async #make(entry: WireEntry): Promise<Taken> {
    const { url, ifNoneExist = '' } = entry.request;
    // Asked although the guard says the same: not every server heeds it.
    const known = await this.#talk.ask({ method: 'GET', path: `${url}?${ifNoneExist}` });
    if (known.status !== 200) throw unexpected(known);
    const [found] = splitBundle(known.body).entries.flatMap(({ resource }) => resource ?? []);
    const made = found === undefined ? null : readChange(found);
    if (made !== null && !isDeepStrictEqual(snapshotOf(made.raw), this.#wanted(entry))) return { other: made };
    if (made === null) {
      const headers = { 'if-none-exist': ifNoneExist };
      const answer = await this.#talk.ask({ method: 'POST', path: url, headers, body: this.textOf(entry) });
      if (answer.status >= 300) return { answer };
    }
    const change = made ?? (await readAgain(this.#talk, entry, undefined));
    if (entry.fullUrl !== undefined) this.#names.set(entry.fullUrl, `${url}/${change.remoteId}`);
    return { change };
  }

  async #change(entry: WireEntry): Promise<Taken> {
    const { method, url, ifMatch = '' } = entry.request;
    const body = method === 'PUT' ? { body: this.textOf(entry) } : {};
    const answer = await this.#talk.ask({ method, path: url, headers: { 'if-match': ifMatch }, ...body });
    const isGone = method === 'DELETE' && (answer.status === 404 || answer.status === 410);
    const isTaken = answer.status < 300 || isGone || (isGuard(answer) && (await this.#wasTaken(entry)));
    return isTaken ? { change: await readByPath(this.#talk, url) } : { answer };
  }

  /** An earlier try was taken and its answer lost: a version since then says what was to be written. */
  async #wasTaken(entry: WireEntry): Promise<boolean> {
    const { method, url, ifMatch } = entry.request;
    if (method !== 'PUT') return false;
    const answer = await this.#talk.ask({ method: 'GET', path: `${url}/_history` });
    const texts =
      answer.status === 200 ? splitBundle(answer.body).entries.flatMap(({ resource }) => resource ?? []) : [];
    const wanted = this.#wanted(entry);
    // Newest first: what is older than the version that was changed says nothing.
    for (const text of texts) {
      const change = readChange(text);
      if (change === null || `W/"${change.version}"` === ifMatch) return false;
      if (isDeepStrictEqual(snapshotOf(text), wanted)) return true;
    }
    return false;
  }

  #wanted(entry: WireEntry): unknown {
    return snapshotOf(this.textOf(entry));
  }
}

/** New ones first, what others refer to before them; deletions last, when nothing refers to what goes. */
function inOrder(items: readonly WireEntry[]): readonly WireEntry[] {
  const by = (method: WireEntry['request']['method']) => items.filter(({ request }) => request.method === method);
  const ordered: WireEntry[] = [];
  for (let left = by('POST'); left.length > 0; left = left.filter((one) => !ordered.includes(one))) {
    const names = left.flatMap(({ fullUrl }) => fullUrl ?? []);
    const ready = left.filter(({ text }) => !names.some((name) => text?.includes(JSON.stringify(name))));
    // A ring of references cannot be written one by one.
    if (ready.length === 0) throw new DeskError('KD-4003', { params: { detail: 'no transactions' } });
    ordered.push(...ready);
  }
  return [...ordered, ...by('PUT'), ...by('DELETE')];
}

/** What it says in our fields. */
function snapshotOf(text: string): unknown {
  const content = readResource(JSON.parse(text))?.content;
  return content?.state === 'present' ? content.snapshot : null;
}

function isGuard({ status }: Answer): boolean {
  return status === 412 || status === 409;
}
