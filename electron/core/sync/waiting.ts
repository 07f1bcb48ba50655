import type { RemoteKind } from '../registry/port.ts';
import { waitKey } from './references.ts';
import type { ReplicaStore } from './store.ts';

type Parked = ReturnType<ReplicaStore['parkedKeys']>[number];

/** Which resources are parked, and for what each of them waits: the same both ways round. */
export class Waiting {
  /** By their own key. */
  readonly #parked = new Map<string, Parked>();
  /** By what they wait for. */
  readonly #awaited = new Map<string, Set<Parked>>();

  constructor(parked: readonly Parked[]) {
    for (const row of parked) this.add(row);
  }

  has(kind: RemoteKind, remoteId: string): boolean {
    return this.#parked.has(keyOf(kind, remoteId));
  }

  /** In the place of what was known of the same resource. */
  add(row: Parked): void {
    this.remove(row.kind, row.remoteId);
    this.#parked.set(keyOf(row.kind, row.remoteId), row);
    for (const key of row.waitsFor.split(' ')) {
      const waiting = this.#awaited.get(key);
      if (waiting === undefined) this.#awaited.set(key, new Set([row]));
      else waiting.add(row);
    }
  }

  remove(kind: RemoteKind, remoteId: string): void {
    const row = this.#parked.get(keyOf(kind, remoteId));
    if (row === undefined) return;
    this.#parked.delete(keyOf(kind, remoteId));
    for (const key of row.waitsFor.split(' ')) this.#awaited.get(key)?.delete(row);
  }

  /** What waits for a resource. */
  waitingFor(kind: RemoteKind, remoteId: string): readonly Parked[] {
    return [...(this.#awaited.get(waitKey(kind, remoteId)) ?? [])];
  }
}

function keyOf(kind: RemoteKind, remoteId: string): string {
  return `${kind} ${remoteId}`;
}
