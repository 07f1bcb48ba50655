import { setImmediate as breath } from 'node:timers/promises';
import { DeskError } from '#shared/contract/result.ts';
import { type EntityKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { isRemoteKind, type RemoteChange } from '../registry/port.ts';
import { type Applied, ApplyRun, familyOf } from './apply.ts';
import { finish, withLines } from './apply-page.ts';
import { addMissingLines, type PullParts } from './pull.ts';

/** A resource as this desk keeps it: what the registry wrote, for another desk that cannot ask the registry. */
export type Copy = Pick<RemoteChange, 'kind' | 'remoteId' | 'version' | 'raw'>;

/** A part of the copy of one feed. */
export interface CopyPage {
  readonly feed: string;
  readonly copies: readonly Copy[];
  /** On the last page of a feed that is complete here: where a pull would go on; null on all others. */
  readonly cursor: string | null;
}

/** What a page would change here. */
export interface CopyCounts {
  readonly new: number;
  readonly changed: number;
  readonly known: number;
}

const AT_ONCE = 500;

/** Everything this desk has of the registry, what waits for something else included; pages of a few hundred. */
export async function* readCopies(
  { registry, replica }: Pick<PullParts, 'registry' | 'replica'>,
  signal: AbortSignal,
): AsyncGenerator<CopyPage> {
  for (const { name: feed, kinds } of registry.feeds) {
    // As of before the first row: what comes in meanwhile is not passed over by who goes on from here.
    const { cursor, complete } = replica.cursor(feed);
    for (const kind of kinds) {
      for (let copies = replica.copies(kind, '', AT_ONCE); copies.length > 0; ) {
        yield { feed, copies, cursor: null };
        await breath();
        if (signal.aborted) throw new DeskError('KD-6002');
        copies = replica.copies(kind, copies.at(-1)?.remoteId ?? '', AT_ONCE);
      }
    }
    const parked = replica.parkedKeys().filter(({ kind }) => kinds.includes(kind));
    const waiting = parked.flatMap(({ kind, remoteId }) => replica.parked(kind, remoteId) ?? []);
    yield { feed, copies: waiting, cursor: complete ? cursor : null };
  }
}

/**
 * What each copy means here.
 * @throws DeskError KD-4003 one is none that a registry would have given
 */
export function compareCopies({ registry, replica }: PullParts, { copies }: CopyPage): CopyCounts {
  const counts = { new: 0, changed: 0, known: 0 };
  for (const copy of copies) {
    interpreted(registry, copy);
    const known = familyOf(copy.kind).flatMap((kind) => replica.find(kind, copy.remoteId) ?? [])[0];
    const kept = known === undefined ? null : replica.kept(known.id);
    if (kept === null) counts.new++;
    else if (kept.version === copy.version || registry.isOlder(copy, kept)) counts.known++;
    else counts.changed++;
  }
  return counts;
}

/** One page, in one transaction; what is here already or newer here stays. */
export function takeCopies(parts: PullParts, { feed: name, copies, cursor }: CopyPage): Applied {
  const { db, registry, replica } = parts;
  const at = registry.feeds.findIndex((one) => one.name === name);
  if (at < 0) throw new DeskError('KD-4003', { params: { detail: 'another registry' } });
  const changes = copies.map((copy) => interpreted(registry, copy));
  return db
    .transaction(() => {
      const before = replica.cursor(name);
      const run = new ApplyRun(parts, { tellsNew: before.complete });
      for (const change of changes) run.apply(change);
      const lines = replica.areComplete(registry.feeds.slice(at + 1));
      // A desk that has asked the registry itself goes on from there: what comes twice changes nothing.
      if (cursor !== null && !before.complete) replica.setCursor(name, { cursor, page: null, complete: true });
      finish(parts, withLines(parts, run.result, lines), 'sync.package', changes, { feed: name });
      return run.result;
    })
    .immediate();
}

/** Takes the pages one after another; stopped in between, what is taken stays. @param done each page that is on disk. @returns who is in the list only now */
export async function takeAllCopies(
  parts: PullParts,
  pages: Iterable<CopyPage> | AsyncIterable<CopyPage>,
  done: (applied: Applied, page: CopyPage) => void,
  signal: AbortSignal,
): Promise<Set<EntityId>> {
  return parts.replica.inBulk(async () => {
    for await (const page of pages) {
      if (signal.aborted) throw new DeskError('KD-6002');
      done(takeCopies(parts, page), page);
      await breath();
    }
    return addMissingLines(parts, signal);
  });
}

/** The kept copy of the resource that holds an entity; null where there is none. */
export function copyOfEntity(
  { registry, replica, entities }: Pick<PullParts, 'registry' | 'replica' | 'entities'>,
  kind: EntityKind,
  id: EntityId,
): CopyPage | null {
  const holder = isChildKind(kind) ? { kind: OWNER_OF[kind].kind, id: entities.ownerOf(kind, id) } : { kind, id };
  if (holder.id === null || !isRemoteKind(holder.kind)) return null;
  const { kind: of } = holder;
  const kept = replica.kept(holder.id);
  const remoteId = replica.remoteIdOf(of, holder.id);
  const feed = registry.feeds.find(({ kinds }) => kinds.includes(of));
  if (kept === null || remoteId === null || feed === undefined) return null;
  return { feed: feed.name, copies: [{ kind: of, remoteId, ...kept }], cursor: null };
}

function interpreted(registry: PullParts['registry'], copy: Copy): RemoteChange {
  try {
    return { ...copy, content: registry.interpret(copy.kind, copy.raw) };
  } catch (cause) {
    throw new DeskError('KD-4003', { params: { detail: copy.kind }, cause });
  }
}
