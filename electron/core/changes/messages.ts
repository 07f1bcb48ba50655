import { z } from 'zod';
import type { SessionUser } from '#shared/contract/access.ts';
import { MESSAGE_LIMIT, type RequestMessage } from '#shared/contract/request-messages.ts';
import { DeskError } from '#shared/contract/result.ts';
import { EntityId, Instant } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Ids } from '../ports.ts';
import { canonicalJson } from '../signing/canonical.ts';
import { type Actor, actorOf } from './actor.ts';
import { Party } from './envelope.ts';
import type { MessageRow, MessageStore, MessageWay } from './message-store.ts';
import type { RequestReader } from './reading-store.ts';
import type { SharingStore } from './sharing-store.ts';
import type { Transitions } from './transitions.ts';

/** A message on its way between desks, whatever carries it; `id` makes it harmless to send it twice. */
export const CarriedMessage = z.strictObject({
  message: z.literal(1),
  id: EntityId,
  requestId: EntityId,
  sender: Party,
  sentAt: Instant,
  text: z.string().trim().min(1).max(MESSAGE_LIMIT),
});
export type CarriedMessage = z.infer<typeof CarriedMessage>;

/** A message that other desks have yet to hear of. */
export interface OutgoingMessage {
  readonly messageId: EntityId;
  /** Canonical JSON. */
  readonly message: string;
}

/** Messages between desks, for whatever carries them. */
export interface MessageSharing {
  outgoing(): readonly OutgoingMessage[];
  told(messageId: EntityId): void;
  /** The registry went back to an older copy of itself: all are told anew. */
  forgotten(): void;
  /** @returns the request that it is about; null when it is known, or nothing that this program understands */
  take(text: string): EntityId | null;
}

/** Messages for packages. */
export interface CarriedMessages {
  /** All about a request, the oldest first. */
  of(requestId: EntityId): readonly CarriedMessage[];
  /** How many of them no desk that exchanges by packages is known to have. */
  uncarried(requestId: EntityId): number;
  /** Takes one, inside the caller's transaction. @returns false when it is here already */
  carry(message: CarriedMessage): boolean;
}

interface MessageParts {
  readonly db: Database;
  readonly messages: MessageStore;
  readonly sharing: Pick<SharingStore, 'account'>;
  readonly reader: Pick<RequestReader, 'isAuthor' | 'summary'>;
  readonly transitions: Pick<Transitions, 'get'>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What author and approver write to each other about a request. */
export class Messages implements MessageSharing, CarriedMessages {
  readonly #parts: MessageParts;

  constructor(parts: MessageParts) {
    this.#parts = parts;
  }

  /** @throws DeskError KD-3008 no such request */
  list(user: SessionUser, requestId: EntityId): { messages: RequestMessage[]; mayWrite: boolean } {
    this.#parts.transitions.get(requestId);
    return { messages: this.#parts.messages.list(requestId, user.userId), mayWrite: this.#mayWrite(user, requestId) };
  }

  /** @throws DeskError KD-3008 no such request · KD-1002 neither the author nor an approver · KD-3013 empty or too long */
  send(user: SessionUser, requestId: EntityId, written: string): RequestMessage {
    const { db, messages, sharing, clock, ids, transitions } = this.#parts;
    transitions.get(requestId);
    if (!this.#mayWrite(user, requestId)) throw new DeskError('KD-1002');
    const text = written.trim();
    if (text === '') throw new DeskError('KD-3013');
    if (text.length > MESSAGE_LIMIT) {
      throw new DeskError('KD-3013', { params: { length: text.length, maximum: MESSAGE_LIMIT } });
    }
    const { userId: id, name, role } = user;
    // Whoever works in the training clinic has no account.
    const sender = sharing.account(id) ?? { id, name, login: id, snils: null, role };
    const message: MessageRow = { id: ids.next(), requestId, sender, sentAt: clock.now(), text };
    db.transaction(() => {
      messages.insert(message, { by: 'hand', toldAt: null });
      this.#note(message, actorOf(user));
    }).immediate();
    const { sentAt } = message;
    return {
      id: message.id,
      text,
      sentAt,
      sender: sender.name,
      role: sender.role,
      own: true,
      isNew: false,
      told: false,
    };
  }

  read(user: SessionUser, requestId: EntityId): void {
    this.#parts.messages.setRead(requestId, user.userId);
  }

  unread(user: SessionUser): { readonly requestId: EntityId; readonly count: number }[] {
    return this.#parts.messages.unread(user.userId);
  }

  outgoing(): OutgoingMessage[] {
    return this.#parts.messages
      .untold()
      .map((message) => ({ messageId: message.id, message: canonicalJson({ message: 1, ...message }) }));
  }

  of(requestId: EntityId): CarriedMessage[] {
    return this.#parts.messages.of(requestId).map((message) => ({ message: 1, ...message }));
  }

  uncarried(requestId: EntityId): number {
    return this.#parts.messages.uncarried(requestId);
  }

  told(messageId: EntityId): void {
    this.#parts.messages.setTold(messageId, this.#parts.clock.now());
  }

  forgotten(): void {
    this.#parts.messages.forget();
  }

  take(carried: string): EntityId | null {
    const { db, clock } = this.#parts;
    const message = readMessage(carried);
    if (message === null) return null;
    const isNew = db.transaction(() => this.#add(message, { by: 'registry', toldAt: clock.now() })).immediate();
    return isNew ? message.requestId : null;
  }

  carry(message: CarriedMessage): boolean {
    if (this.#add(message, { by: 'package', toldAt: null })) return true;
    this.#parts.messages.setCarried(message.id);
    return false;
  }

  #add({ message: _, ...message }: CarriedMessage, way: MessageWay): boolean {
    if (!this.#parts.messages.insert(message, way)) return false;
    const { id, name, role } = message.sender;
    this.#note(message, { id, name, role }, true);
    return true;
  }

  /** Author and approvers talk; everybody else looks on. */
  #mayWrite({ userId, role, confirmed }: SessionUser, requestId: EntityId): boolean {
    if (!confirmed) return false;
    return role === 'approver' || (role === 'editor' && this.#parts.reader.isAuthor(requestId, userId));
  }

  #note({ id, requestId, text }: MessageRow, actor: Actor, otherDesk = false): void {
    this.#parts.journal.append({
      action: 'changes.message',
      actorId: actor.id,
      actorName: actor.name,
      role: actor.role,
      kind: 'request',
      objectId: requestId,
      to: text,
      facts: { message: id, ...(otherDesk ? { otherDesk } : {}) },
    });
  }
}

/** @returns null for what is no message that this program knows */
export function readMessage(text: string): CarriedMessage | null {
  try {
    return CarriedMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
