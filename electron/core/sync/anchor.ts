import type { Feed, Registry, RemoteChange } from '../registry/port.ts';
import { runsBack } from './epoch.ts';
import type { ShadowStore } from './shadow-store.ts';
import type { ReplicaStore } from './store.ts';

interface AnchorParts {
  readonly registry: Pick<Registry, 'committedAt' | 'isOlder'>;
  readonly replica: ReplicaStore;
  readonly shadow: ShadowStore;
}

/** Remembers the newest of what has just been kept; of a page its ends are enough, for it is in order of time. */
export function noteAnchor({ registry, replica, shadow }: AnchorParts, ...changes: (RemoteChange | undefined)[]): void {
  for (const change of changes) {
    if (change?.content.state !== 'present') continue;
    const { kind, remoteId, raw, version } = change;
    const committedAt = registry.committedAt(raw);
    if (committedAt === null || replica.find(kind, remoteId)?.version !== version) continue;
    shadow.setAnchor({ kind, remoteId, committedAt });
  }
}

/**
 * Whether the registry no longer has the newest thing that was seen of it: then it has gone back to an older copy of
 * itself. What happens there after that could not be told from what was there before.
 */
export async function isAnchorLost(
  { registry, replica, shadow }: AnchorParts & { readonly registry: Pick<Registry, 'feeds' | 'read' | 'interpret'> },
  signal: AbortSignal,
): Promise<boolean> {
  const anchor = shadow.anchor();
  if (anchor === null) return false;
  const { kind, remoteId } = anchor;
  const feed = registry.feeds.find(({ kinds }: Feed) => kinds.includes(kind));
  const known = replica.find(kind, remoteId);
  const kept = known && replica.kept(known.id);
  // One that is deleted here is no proof: a server may forget what it deleted.
  if (feed === undefined || !kept || registry.interpret(kind, kept.raw).state !== 'present') return false;
  const [present] = await registry.read(feed, [remoteId], signal);
  return present !== undefined && runsBack(registry, present, kept);
}
