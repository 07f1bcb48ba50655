import type { Feed, Registry, RemoteChange } from '../registry/port.ts';
import { runsBack } from './epoch.ts';
import type { Anchor, ShadowStore } from './shadow-store.ts';
import type { ReplicaStore } from './store.ts';

interface AnchorParts {
  readonly registry: Pick<Registry, 'committedAt' | 'isOlder'>;
  readonly replica: ReplicaStore;
  readonly shadow: ShadowStore;
}

/** Remembers the newest of what has just been kept, and the newest deletion. */
export function noteAnchors({ registry, replica, shadow }: AnchorParts, changes: readonly RemoteChange[]): void {
  const present = changes.filter(({ content }) => content.state === 'present');
  const deleted = changes.filter(({ content }) => content.state === 'deleted');
  // They come in order of time, whichever way round.
  for (const change of [present.at(0), present.at(-1), deleted.at(0), deleted.at(-1)]) {
    if (change === undefined) continue;
    const { kind, remoteId, raw, version, content } = change;
    const committedAt = registry.committedAt(raw);
    if (committedAt === null || replica.find(kind, remoteId)?.version !== version) continue;
    const anchor = { kind, remoteId, committedAt };
    if (content.state === 'deleted') shadow.setDeletion(anchor);
    else shadow.setAnchor(anchor);
  }
}

interface LookParts extends AnchorParts {
  readonly registry: Pick<Registry, 'feeds' | 'read' | 'interpret' | 'committedAt' | 'isOlder'>;
}

/**
 * Whether the registry no longer has the newest thing that was seen of it, or has again what it had deleted last: then
 * it has gone back to an older copy of itself. What happens there after that could not be told from what was there before.
 */
export async function isAnchorLost(parts: LookParts, signal: AbortSignal): Promise<boolean> {
  for (const anchor of parts.shadow.anchors()) if (await isLost(parts, anchor, signal)) return true;
  return false;
}

async function isLost(
  { registry, replica }: LookParts,
  { kind, remoteId }: Anchor,
  signal: AbortSignal,
): Promise<boolean> {
  const feed = registry.feeds.find(({ kinds }: Feed) => kinds.includes(kind));
  const known = replica.find(kind, remoteId);
  const kept = known && replica.kept(known.id);
  if (feed === undefined || !kept) return false;
  const [present] = await registry.read(feed, [remoteId], signal);
  // That it knows nothing of what it deleted is no proof: a server may forget that.
  const isGone = registry.interpret(kind, kept.raw).state === 'deleted' && present?.content.state === 'deleted';
  return present !== undefined && !isGone && runsBack(registry, present, kept);
}
