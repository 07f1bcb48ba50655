import { z } from 'zod';
import { EntityKind } from '../domain/entities.ts';
import { EntityId, FieldValue, Instant } from '../domain/values.ts';
import { EntityDifference } from './changes.ts';
import { command, query } from './define.ts';
import { ErrorCode } from './errors.ts';

/** A card with everything on it: a person with the whole file, a division, the organisation with its buildings, a staffing table. */
export const HistorySubject = z.object({
  kind: z.enum(['person', 'division', 'organisation', 'staffingDocument']),
  id: EntityId,
});
export type HistorySubject = z.infer<typeof HistorySubject>;

/** Number of a journal entry: a card as it stood after it. */
const Version = z.number().int().min(0);

/** What somebody did to a card at one moment; the card as it stood afterwards is version `seq`. */
export const HistoryVersion = z.object({
  seq: Version,
  at: Instant,
  actor: z.string(),
  action: z.string(),
  changes: z.array(z.object({ kind: EntityKind, id: EntityId, field: z.string(), from: FieldValue, to: FieldValue })),
});
export type HistoryVersion = z.infer<typeof HistoryVersion>;

/** What the restoring leaves as it is, and why; the whole record where no field is named. */
export const RefusedChange = z.object({
  kind: EntityKind,
  id: EntityId,
  field: z.string().nullable(),
  code: ErrorCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type RefusedChange = z.infer<typeof RefusedChange>;

export const RestorePlan = z.object({
  /** The newest version at the time of the plan. */
  head: Version,
  changes: z.array(EntityDifference),
  refused: z.array(RefusedChange),
});
export type RestorePlan = z.infer<typeof RestorePlan>;

export const history = {
  /** Newest first. `origin` is the version before all of them, null where the card itself was made by the oldest one. */
  versions: query(
    'signed-in',
    HistorySubject,
    z.object({ versions: z.array(HistoryVersion), origin: Version.nullable() }),
  ),
  /** What became different from one version to another; without `to` until now. */
  compare: query(
    'signed-in',
    z.object({ subject: HistorySubject, from: Version, to: Version.optional() }),
    z.object({ entities: z.array(EntityDifference) }),
  ),
  /** Tries it out and writes nothing. */
  planRestore: query(['editor'], z.object({ subject: HistorySubject, seq: Version }), RestorePlan),
  /**
   * Brings a card back to a version as a new change in the author's draft: only what differs, without what is refused.
   * Refused where the card has changed since the plan (`head`).
   */
  restore: command(
    ['editor'],
    z.object({ subject: HistorySubject, seq: Version, head: Version }),
    z.object({ requestId: EntityId }),
  ),
};
