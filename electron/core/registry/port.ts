import type { EndpointState } from '#shared/contract/exchange.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { ApprovedRequest } from '../changes/pending.ts';
import type { DeskExchange, SharedRequest } from './desks.ts';

/** What a registry hands out as one piece; a person carries their credentials inside. */
export const REMOTE_KINDS = [
  'organisation',
  'building',
  'division',
  'service',
  'staffingDocument',
  'staffingPosition',
  'person',
  'employment',
] as const satisfies EntityKind[];
export type RemoteKind = (typeof REMOTE_KINDS)[number];
export function isRemoteKind(kind: EntityKind): kind is RemoteKind {
  return REMOTE_KINDS.some((known) => known === kind);
}

/** Fields that refer to another resource, and to which; where it is a division it may be an organisation as well. */
export const REFERS_TO: Readonly<Record<string, RemoteKind>> = {
  organisationId: 'organisation',
  parentId: 'division',
  divisionId: 'division',
  buildingId: 'building',
  documentId: 'staffingDocument',
  personId: 'person',
  headPersonId: 'person',
};

/** A part that lives inside another resource but has an identity of its own. */
export interface RemoteChild {
  readonly kind: EntityKind;
  /** Unique among all children of this kind. */
  readonly remoteId: string;
  /** Our own id, where this desk made the part and the registry kept the mark. */
  readonly localId: EntityId | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/**
 * A resource read into our fields. References (`REFERS_TO`) hold remote ids, and they are the last to be resolved: a
 * division's `parentId` is what it hangs under, a division or its organisation; the `divisionId` of an employment, a
 * service or a post may be the organisation itself. `organisationId` is left out where it follows from these.
 */
export interface Snapshot {
  /** Our own id, where this desk made the entity and the registry kept the mark. */
  readonly localId: EntityId | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly children: readonly RemoteChild[];
}

export type RemoteContent =
  | { readonly state: 'present'; readonly snapshot: Snapshot }
  /** Gone, or no longer (perhaps never) anything that this desk keeps; `unknown` when the registry never had it. */
  | { readonly state: 'deleted'; readonly unknown?: true }
  /** Against the protocol; `problem` names the element, never its value. */
  | { readonly state: 'unreadable'; readonly problem: string };

/** Kinds that share their ids and cannot be told apart without the content. */
export const FAMILIES: readonly (readonly RemoteKind[])[] = [
  ['division', 'organisation'],
  ['staffingPosition', 'staffingDocument'],
];

/** One resource at one version, or its tombstone. */
export interface RemoteChange {
  /** Of a tombstone perhaps only the family is known: then one of `FAMILIES` stands for the others. */
  readonly kind: RemoteKind;
  readonly remoteId: string;
  readonly version: string;
  readonly content: RemoteContent;
  /** The resource as the registry wrote it, character by character, for a lossless way back; of a tombstone its note. */
  readonly raw: string;
}

export interface PullPage {
  readonly changes: readonly RemoteChange[];
  /** Continue here after a stop; null after the last page. Opaque. */
  readonly nextPage: string | null;
  /** The registry's own time to start the next pull from, as of the first page; kept with the last one. */
  readonly cursor: string;
  /** How many changes the whole pull has, where the registry says. */
  readonly total: number | null;
}

/** Ids of what a feed has now. */
export interface IdPage {
  readonly ids: readonly string[];
  /** Null after the last page. Opaque. */
  readonly nextPage: string | null;
}

export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly changes: readonly RemoteChange[] }
  /** The registry's own words, kept whole. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly field: string | null }
  /** Somebody changed one of the resources: their present state, to merge and try again. */
  | { readonly kind: 'conflict'; readonly changes: readonly RemoteChange[] }
  /** Another desk has changed the request itself: it is in the inbox, and nothing was written. */
  | { readonly kind: 'moved' };

/** The resource that holds an entity, as last seen. */
export interface RemoteCopy {
  readonly kind: RemoteKind;
  readonly remoteId: string;
  readonly version: string;
  readonly raw: string;
}

export interface Submission {
  readonly request: ApprovedRequest;
  /** On whose behalf it is sent. */
  readonly organisationRemoteId: string | null;
  /** As other desks know the request; it is sent only while nothing else has been told of it. Null: nobody knows it. */
  readonly shared: Pick<SharedRequest, 'envelope' | 'place'> | null;
  /** Last copy of an entity's own resource, or null for one that the registry does not have yet. */
  copyOf(kind: RemoteKind, id: EntityId): RemoteCopy | null;
  /** Remote id of a local one, for references and children. */
  remoteIdOf(kind: EntityKind, id: EntityId): string | null;
  /** Current values of an entity: which person a credential belongs to, which organisation a division. */
  fieldsOf(kind: EntityKind, id: EntityId): Readonly<Record<string, FieldValue>>;
}

/** One stream of changes; feeds are pulled in the order given, so that what is referred to comes first. */
export interface Feed {
  readonly name: string;
  readonly kinds: readonly RemoteKind[];
}

/**
 * A registry, whatever it speaks. Failures are `DeskError`s: KD-4001 not reachable (try again), KD-4002 answered with an
 * error (try again later, after `params.retryAfter` seconds where given), KD-4003 against the protocol, KD-4004 sign-in
 * needed, KD-6002 the signal was aborted, KD-4010 it cannot go on from where the last pull ended: a full copy is due.
 */
export interface Registry {
  readonly feeds: readonly Feed[];
  /** How many resources a first copy has, where the registry says. */
  size(signal: AbortSignal): Promise<number | null>;
  /** @param page from an interrupted pull; wins over the cursor */
  pull(feed: Feed, cursor: string | null, page: string | null, signal: AbortSignal): Promise<PullPage>;
  /** Ids of all that a feed has now, where its pulls do not tell deletions; null where they do. */
  ids(feed: Feed, page: string | null, signal: AbortSignal): Promise<IdPage | null>;
  /** Resources of a feed as they are now, in the order asked for; what is gone as its tombstone. */
  read(feed: Feed, remoteIds: readonly string[], signal: AbortSignal): Promise<readonly RemoteChange[]>;
  /** Reads a kept copy again; it was readable once. */
  interpret(kind: RemoteKind, raw: string): RemoteContent;
  /** Whether `one` is an earlier version of the resource than `other`, by what the registry itself wrote. */
  isOlder(one: Pick<RemoteChange, 'version' | 'raw'>, other: Pick<RemoteChange, 'version' | 'raw'>): boolean;
  /** When the registry made this version, by its own clock, UTC ISO 8601; null where it does not say. */
  committedAt(raw: string): string | null;
  /** Seconds that its clock is ahead of this one as of the last answer; null while that is not worth a word. */
  clockSkew(): number | null;
  /** The addresses and how each does, where there is more to say than {@link endpoint}. */
  endpoints?(): readonly EndpointState[];
  /** Where a new submission would go now; a request and its retries stay at one place. */
  endpoint(): string;
  /**
   * Freezes what will be sent; the same text goes out on every retry.
   * @throws DeskError KD-4007 when it refers to something that the registry does not have
   */
  prepare(submission: Submission): string;
  submit(wire: string, endpoint: string, signal: AbortSignal): Promise<SubmitOutcome>;
  /** After a lost answer: did the registry take this request? Null when it does not know it. */
  findSubmitted(
    requestId: EntityId,
    wire: string,
    endpoint: string,
    signal: AbortSignal,
  ): Promise<SubmitOutcome | null>;
  /** Null where desks cannot hear of one another through this registry. */
  desks(signal: AbortSignal): Promise<DeskExchange | null>;
}
