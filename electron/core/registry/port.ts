import type { EntityKind } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { ApprovedRequest } from '../changes/pending.ts';

/** What a registry hands out as one piece; a person carries their credentials inside. Pulled in this order. */
export const REMOTE_KINDS = ['organisation', 'division', 'person', 'employment'] as const satisfies EntityKind[];
export type RemoteKind = (typeof REMOTE_KINDS)[number];

/** A part that lives inside another resource but has an identity of its own. */
export interface RemoteChild {
  readonly kind: EntityKind;
  /** Unique among all children of this kind. */
  readonly remoteId: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** A resource read into our fields. References hold remote ids. */
export interface Snapshot {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly children: readonly RemoteChild[];
}

/** One resource at one version, or its tombstone. */
export interface RemoteChange {
  readonly kind: RemoteKind;
  readonly remoteId: string;
  readonly version: string;
  /** Null for a deletion. */
  readonly snapshot: Snapshot | null;
  /** The resource as the registry wrote it, kept for a lossless way back. */
  readonly raw: string;
}

export interface PullPage {
  readonly changes: readonly RemoteChange[];
  /** Continue here after a stop; null after the last page. */
  readonly nextPage: string | null;
  /** The registry's own time to start the next pull from; set on every page, to be stored with the last one. */
  readonly cursor: string;
  /** How many resources there are in all, where the registry says. */
  readonly total: number | null;
}

export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly changes: readonly RemoteChange[] }
  /** The registry's own words, kept whole. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly field: string | null }
  /** Somebody changed one of the resources: pull, merge, try again. */
  | { readonly kind: 'conflict'; readonly remoteIds: readonly string[] };

/** The resources that a request touches, as last seen. */
export interface RemoteCopy {
  readonly kind: RemoteKind;
  readonly remoteId: string;
  readonly version: string;
  readonly raw: string;
}

export interface Submission {
  readonly request: ApprovedRequest;
  /** Last copy of an entity's resource, or null for one that the registry does not have yet. */
  copyOf(kind: EntityKind, id: string): RemoteCopy | null;
  /** Remote id of a local one, for references. */
  remoteIdOf(kind: EntityKind, id: string): string | null;
  /** Current values of an entity to be created. */
  fieldsOf(kind: EntityKind, id: string): Readonly<Record<string, FieldValue>>;
}

/**
 * A registry, whatever it speaks. Failures are `DeskError`s: KD-4001 not reachable (try again), KD-4002 answered with an
 * error (try again later), KD-4003 against the protocol, KD-4004 sign-in needed.
 */
export interface Registry {
  /** @param page from an interrupted pull; wins over the cursor */
  pull(kind: RemoteKind, cursor: string | null, page: string | null, signal: AbortSignal): Promise<PullPage>;
  /** Reads a kept copy again, e.g. for the base of a merge. */
  interpret(kind: RemoteKind, raw: string): Snapshot;
  /** Freezes what will be sent; the same bytes go out on every retry. */
  prepare(submission: Submission): string;
  submit(wire: string, signal: AbortSignal): Promise<SubmitOutcome>;
  /** After a lost answer: did the registry take this request? Null when it does not know it. */
  findSubmitted(requestId: string, signal: AbortSignal): Promise<SubmitOutcome | null>;
}
