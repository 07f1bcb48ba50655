import type { AttachmentType } from '#shared/contract/attachments.ts';
import type { EntityId } from '#shared/domain/values.ts';

/** A change request as a desk has told it to the others. */
export interface SharedRequest {
  readonly requestId: EntityId;
  /** The registry's mark of this version. */
  readonly place: string;
  /** Text of an envelope (`changes/envelope.ts`); nothing of it has been checked. */
  readonly envelope: string;
  /** When the registry applied the request; null while it has not. */
  readonly acceptedAt: string | null;
}

/** A message about a request as a desk has written it. */
export interface SharedMessage {
  readonly messageId: EntityId;
  /** Its text (`changes/messages.ts`); nothing of it has been checked. */
  readonly message: string;
}

/** What whoever runs the registry lets desks know, with its detached signature (CMS, DER). Nothing of it has been checked. */
export interface SharedBulletin {
  readonly content: Uint8Array;
  readonly cms: Uint8Array;
}

export type SharedNote =
  | ({ readonly kind: 'message' } & SharedMessage)
  | ({ readonly kind: 'bulletin' } & SharedBulletin);

export interface InboxPage<T> {
  /** The newest version of each, in the order of change. */
  readonly items: readonly T[];
  /** As of a pull. */
  readonly nextPage: string | null;
  readonly cursor: string;
}

export interface SharedFile {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly fileName: string;
  readonly type: AttachmentType;
}

/** How desks of one clinic hear of one another's change requests. Failures are those of `Registry`. */
export interface DeskExchange {
  /** What was told since; `cursor` and `page` as of a pull. */
  inbox(cursor: string | null, page: string | null, signal: AbortSignal): Promise<InboxPage<SharedRequest>>;
  /** A single request; null when nobody has told of it. */
  find(requestId: EntityId, signal: AbortSignal): Promise<SharedRequest | null>;
  /**
   * Tells the others of a request; only in the place of the version that is known here.
   * @param place null when it is told for the first time
   * @returns the new place; null when another desk was first, and nothing is written
   */
  publish(
    request: Pick<SharedRequest, 'requestId' | 'envelope'> & { readonly place: string | null },
    signal: AbortSignal,
  ): Promise<string | null>;
  /** Messages of desks (one's own among them) and bulletins that came since; `cursor` and `page` as of a pull. */
  notes(cursor: string | null, page: string | null, signal: AbortSignal): Promise<InboxPage<SharedNote>>;
  /** Hands a message over; one that is there already stays as it is. */
  say(message: SharedMessage, signal: AbortSignal): Promise<void>;
  /** Hands a file over; one that is there already stays as it is. */
  putFile(file: SharedFile, content: Uint8Array, signal: AbortSignal): Promise<void>;
  /** Null when nobody has handed it over. */
  getFile(sha256: string, signal: AbortSignal): Promise<Uint8Array | null>;
}
