import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';

export interface FieldChange {
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** One thing that happened. Personal values (`from`, `to`, `reason`, `actorName`) go in as salted digests. */
export interface JournalFact {
  /** Dotted verb, e.g. `staff.edit`, `changes.approve`, `sync.page`; its wording is in the message catalogue. */
  readonly action: string;
  readonly actorId: EntityId | null;
  readonly actorName: string;
  readonly role: string;
  readonly kind?: EntityKind | 'request' | 'report' | 'user' | undefined;
  readonly objectId?: EntityId | undefined;
  /** Entity whose history shows this entry, when it is not `objectId` (an employment belongs to its person). */
  readonly subjectId?: EntityId | undefined;
  readonly field?: string | undefined;
  readonly from?: FieldValue | undefined;
  readonly to?: FieldValue | undefined;
  readonly reason?: string | undefined;
  /** Several fields of one object changed at once; each is shown as a line of its own. Instead of `field`, `from`, `to`. */
  readonly changes?: readonly FieldChange[] | undefined;
  /** All values of an entity at once, where one field would not tell it (a hire). */
  readonly values?: Readonly<Record<string, FieldValue>> | undefined;
  /** Counts and digests, never personal. */
  readonly facts?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** Appends inside the caller's transaction, so that a change and its entry stand or fall together. */
export interface Journal {
  append(fact: JournalFact): number;
  /** The same for many facts of one moment, at less cost. @returns number of the last entry, 0 for no facts */
  appendAll(facts: readonly JournalFact[]): number;
}
