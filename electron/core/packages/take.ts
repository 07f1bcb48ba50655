import { setImmediate as breath } from 'node:timers/promises';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { PackageOutcome, PackagePreview, PackageRequest } from '#shared/contract/packages.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CarriedBulletins } from '../bulletins/bulletins.ts';
import type { Envelope } from '../changes/envelope.ts';
import type { Taken } from '../changes/take-envelope.ts';
import type { Database } from '../db/open.ts';
import type { CopyCounts, CopyPage } from '../sync/copies.ts';
import type { RegistryCopies } from '../sync/sync.ts';
import type { RequestDesk, RequestLook } from './request-desk.ts';
import type { OpenedPackage } from './seal-worker.ts';

export interface TakeParts {
  readonly requests: Pick<RequestDesk, 'check' | 'look' | 'takeMessage'>;
  readonly bulletins: Pick<CarriedBulletins, 'carry'>;
  readonly copies: Pick<RegistryCopies, 'compare'>;
}

/** What the envelopes, messages and bulletins of a package come to. */
export interface TakenContents {
  readonly lines: readonly PackageRequest[];
  readonly requestIds: readonly EntityId[];
  readonly subjectIds: readonly EntityId[];
  readonly messages: PackagePreview['messages'];
  readonly bulletins: PackagePreview['bulletins'];
}

/** Envelopes of a package after everything was checked that needs no store to be written. */
export type CheckedPackage = readonly { readonly envelope: Envelope; readonly take: ErrorCode | (() => Taken) }[];

export async function checkPackage(
  { requests }: Pick<TakeParts, 'requests'>,
  { manifest, envelopes }: OpenedPackage,
  signal: AbortSignal,
): Promise<CheckedPackage> {
  const checked: { envelope: Envelope; take: ErrorCode | (() => Taken) }[] = [];
  for (const envelope of envelopes) {
    // Only a receipt tells what the registry has done; nobody else's word is taken for it.
    const acceptedAt = manifest.kind === 'receipt' && envelope.state === 'accepted' ? envelope.changedAt : null;
    checked.push({ envelope, take: await requests.check(envelope, acceptedAt) });
    if (signal.aborted) throw new DeskError('KD-6002');
  }
  return checked;
}

/** Takes all requests, messages and bulletins, inside the caller's transaction. */
export function takeContents(
  { requests, bulletins }: Omit<TakeParts, 'copies'>,
  opened: Pick<OpenedPackage, 'messages' | 'bulletins'>,
  checked: CheckedPackage,
): TakenContents {
  const requestIds = new Set<EntityId>();
  const subjectIds = new Set<EntityId>();
  const lines = checked.map(({ envelope, take }) => {
    const before = requests.look(envelope.requestId);
    const taken: Taken = typeof take === 'string' ? { kind: 'refused', code: take } : take();
    if (taken.kind === 'taken') {
      for (const id of taken.requestIds) requestIds.add(id);
      for (const id of taken.subjectIds) subjectIds.add(id);
    }
    return lineOf(envelope, taken, before, requests.look(envelope.requestId));
  });
  const counts = { messages: { new: 0, known: 0 }, bulletins: { new: 0, known: 0, refused: 0 } };
  for (const message of opened.messages) {
    const isNew = requests.takeMessage(message);
    counts.messages[isNew ? 'new' : 'known']++;
    if (isNew) requestIds.add(message.requestId);
  }
  for (const bulletin of opened.bulletins) counts.bulletins[bulletins.carry(bulletin)]++;
  return { lines, requestIds: [...requestIds], subjectIds: [...subjectIds], ...counts };
}

function lineOf(
  { requestId, author, reason }: Envelope,
  taken: Taken,
  before: RequestLook | null,
  after: RequestLook | null,
): PackageRequest {
  const outcome: PackageOutcome =
    taken.kind === 'taken' ? (before === null ? 'new' : 'moves') : taken.kind === 'waiting' ? 'waits' : taken.kind;
  return {
    requestId,
    number: after?.number ?? null,
    author: author.name,
    subjects: [...(after?.subjects ?? [])],
    fields: after?.fields ?? 0,
    outcome,
    from: before?.state ?? null,
    to: after?.state ?? null,
    refusal: taken.kind === 'refused' ? taken.code : null,
    note: reason,
  };
}

/** Does everything and takes it back at once: what would happen, without anything happening. */
export function dryRun<T>(db: Database, act: () => T): T {
  let result: { readonly value: T } | undefined;
  const undone = new Error('undone');
  try {
    db.transaction(() => {
      result = { value: act() };
      throw undone;
    }).immediate();
  } catch (error) {
    if (error !== undone || result === undefined) throw error;
    return result.value;
  }
  throw undone;
}

/** What the registry's records in a package would change. @param total pages @throws DeskError KD-4003 · KD-6002 */
export async function compareAll(
  { copies }: Pick<TakeParts, 'copies'>,
  pages: AsyncIterable<CopyPage>,
  total: number,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<CopyCounts> {
  const sum = { new: 0, changed: 0, known: 0 };
  let done = 0;
  for await (const page of pages) {
    const counts = copies.compare(page);
    sum.new += counts.new;
    sum.changed += counts.changed;
    sum.known += counts.known;
    progress(++done, total);
    await breath();
    if (signal.aborted) throw new DeskError('KD-6002');
  }
  return sum;
}
