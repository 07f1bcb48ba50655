import type { ChangeOperation } from '#shared/contract/changes.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';

/** A change of one field that the registry has not accepted yet; `from` is the value its author saw. */
export interface PendingField {
  readonly requestId: EntityId;
  readonly state: RequestState;
  /** A deletion takes every field to null. */
  readonly operation: ChangeOperation;
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** One entity of an approved request. */
export interface ApprovedEntity {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly operation: ChangeOperation;
  readonly fields: readonly { readonly field: string; readonly from: FieldValue; readonly to: FieldValue }[];
  /** Other fields as the author saw them; absent where the signed bytes, of an earlier program, do not say. */
  readonly beside?: Readonly<Record<string, FieldValue>>;
}

/** An approved and signed request on its way to the registry. */
export interface ApprovedRequest {
  readonly id: EntityId;
  readonly number: number;
  /** Made at another desk: what stands against it is for its author to decide. */
  readonly elsewhere: boolean;
  readonly author: string;
  readonly approver: string;
  readonly entities: readonly ApprovedEntity[];
  /** Ids in the signed bytes by those of this desk: they differ where the request was made at another. */
  readonly asSigned: ReadonlyMap<EntityId, EntityId>;
  /** The bytes that were shown and signed. */
  readonly canonical: Uint8Array;
  /** Detached CMS over them, DER. */
  readonly cms: Uint8Array;
  readonly signedAt: string;
}

/** What became of a request at the registry. */
export type Settlement =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string; readonly field: string | null };

/**
 * What the exchange needs to know of change requests, and may do to them. Every method works inside the caller's
 * transaction.
 */
export interface PendingChanges {
  /** Changes of this entity in order of age: of requests that are drafts, submitted, returned, approved, queued or sent. */
  of(kind: EntityKind, id: EntityId): readonly PendingField[];
  /** What pending changes are about on the card of this person, organisation or division. */
  changedOn(subjectId: EntityId): readonly { readonly kind: EntityKind; readonly id: EntityId }[];
  /** The registry now holds `base` where the author saw something else, and both are equal to `to`, or nothing is left to do. */
  drop(kind: EntityKind, id: EntityId, field: string): void;
  /**
   * The registry has a record of its own in the place of this one: open requests let go of it.
   * @returns false, and nothing is changed, where something signed holds it
   */
  forget(kind: EntityKind, id: EntityId): boolean;
  /** After a decision by a person: the change now starts from `base`. */
  rebase(kind: EntityKind, id: EntityId, field: string, base: FieldValue): void;
  /** Requests in state `queued` or `sent`, in order of approval. */
  approved(): readonly ApprovedRequest[];
  markSent(requestId: EntityId, note: string | null): void;
  /** Back from `sent` to `queued`: the answer was lost or the registry was away. */
  markQueued(requestId: EntityId, note: string): void;
  settle(requestId: EntityId, settlement: Settlement): void;
}

/** Keeps the staff grid's lines and the search text true; called inside the transaction that changed the facts. */
export interface StaffIndex {
  refresh(personIds: Iterable<EntityId>): void;
}
