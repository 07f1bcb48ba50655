import type { KindLoss, RegistryLoss } from '#shared/contract/exchange.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Actor } from '../changes/actor.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Feed } from '../registry/port.ts';
import type { LossStore } from './loss-store.ts';

/** A registry that is suddenly without most of what it had is not believed, unless it never had much. */
const MOST_GONE = 0.5;
const FEW = 20;

/** Whether more of a feed is gone than is believed without a person's word. @param kinds those of the feed */
export function isTooMuch(kinds: readonly KindLoss[]): boolean {
  const { known, missing } = sumOf(kinds);
  return missing > FEW && missing > known * MOST_GONE;
}

/** KD-4010: what came is not believed. */
export function notBelieved({ name }: Feed, kinds: readonly KindLoss[]): DeskError {
  const { known, missing } = sumOf(kinds);
  return new DeskError('KD-4010', { params: { detail: `${name}: ${missing} of ${known} are gone` } });
}

/** Whether a person has said that so much may go. @param kinds those of one feed */
export function isAccepted(loss: RegistryLoss | null, kinds: readonly KindLoss[]): boolean {
  if (loss === null || !loss.accepted) return false;
  const accepted = new Map(loss.kinds.map(({ kind, missing }) => [kind, missing]));
  return kinds.every(({ kind, missing }) => missing <= (accepted.get(kind) ?? 0));
}

/** What was found before, when it is the same: who looks at it may still decide about it. */
export function sameAs(loss: RegistryLoss | null, kinds: readonly KindLoss[]): RegistryLoss | null {
  return JSON.stringify(loss?.kinds) === JSON.stringify(kinds) ? loss : null;
}

interface AcceptParts {
  readonly db: Database;
  readonly losses: LossStore;
  readonly journal: Journal;
}

/**
 * A person says that the registry is right: the next full copy may lose as much as was found, and no more.
 * @throws DeskError KD-4011 it is not what was found last, or decided already
 */
export function acceptLoss(
  { db, losses, journal }: AcceptParts,
  { lossId, reason }: { readonly lossId: EntityId; readonly reason: string },
  by: Actor,
): void {
  db.transaction(() => {
    const loss = losses.find();
    if (loss === null || loss.lossId !== lossId || loss.accepted) throw new DeskError('KD-4011');
    losses.keep({ ...loss, accepted: true });
    journal.append({
      action: 'sync.loss',
      actorId: by.id,
      actorName: by.name,
      role: by.role,
      reason,
      facts: Object.fromEntries(loss.kinds.map(({ kind, known, missing }) => [kind, `${missing}/${known}`])),
    });
  }).immediate();
}

function sumOf(kinds: readonly KindLoss[]): Omit<KindLoss, 'kind'> {
  return {
    known: kinds.reduce((sum, { known }) => sum + known, 0),
    missing: kinds.reduce((sum, { missing }) => sum + missing, 0),
  };
}
