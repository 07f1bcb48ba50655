import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fullName, sameName } from '#shared/rules/names.ts';
import type { Author } from '../entities/writing.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock } from '../ports.ts';
import { digestOfRemote } from '../sync/returned.ts';
import type { TaskParts } from './dismissal-tasks.ts';
import type { PurgeStore } from './purge-store.ts';
import type { StaffStore } from './store.ts';

export interface PurgeParts {
  readonly store: Pick<StaffStore, 'names'>;
  readonly purges: PurgeStore;
  readonly journal: Journal;
  readonly clock: Pick<Clock, 'now'>;
  readonly requestsOf: TaskParts['requestsOf'];
}

/** What the administrator named: whose card, and why. */
export interface NamedCard {
  readonly personId: EntityId;
  readonly name: string;
  readonly reason: string;
}

/**
 * Erases a deleted card for good, inside the caller's transaction. A deletion that no request holds is one that the
 * registry has made: what it still had would have come back with the next exchange.
 *
 * @throws DeskError KD-3015 another name was typed · KD-3016 not deleted, or its deletion is not settled
 */
export function writePurge(parts: PurgeParts, author: Author, { personId, name, reason }: NamedCard): void {
  const { store, purges } = parts;
  const [person] = store.names([personId]);
  const cards = purges.cardsOf(personId);
  const isSettled = purges.isDeleted(personId) && cards.every((id) => parts.requestsOf(id).length === 0);
  if (person === undefined || !isSettled) throw new DeskError('KD-3016', { params: { id: personId } });
  if (!sameName(name, fullName(person))) throw new DeskError('KD-3015', { field: 'name' });
  const purgedAt = parts.clock.now();
  const stubs = cards.map((id) => {
    const remoteId = purges.remoteIdOf(id);
    const remoteDigest = remoteId === null ? null : digestOfRemote('person', remoteId);
    return { id, purgedAt, actorId: author.id, reason, remoteDigest };
  });
  purges.erase(cards);
  for (const stub of stubs) purges.keepStub(stub);
  const { id: actorId, name: actorName, role } = author;
  const fact = { action: 'staff.purge', actorId, actorName, role, kind: 'person', reason } as const;
  parts.journal.appendAll(cards.map((objectId) => ({ ...fact, objectId })));
}
