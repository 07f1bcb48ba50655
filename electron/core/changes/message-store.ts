import type { RequestMessage } from '#shared/contract/request-messages.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { Party } from './envelope.ts';

/** A message with who wrote it. */
export interface MessageRow {
  readonly id: EntityId;
  readonly requestId: EntityId;
  readonly sender: Party;
  readonly sentAt: string;
  readonly text: string;
}

/** How a message came here: written, by the registry at a moment, or by a package. */
export type MessageWay =
  | { readonly by: 'hand' | 'package'; readonly toldAt: null }
  | { readonly by: 'registry'; readonly toldAt: string };
const WAYS = {
  hand: { elsewhere: 0, carried: 0 },
  registry: { elsewhere: 1, carried: 0 },
  package: { elsewhere: 1, carried: 1 },
} as const;

type Flat = Omit<MessageRow, 'sender'> & Omit<Party, 'id'> & { readonly senderId: EntityId };
type Listed = Flat & {
  readonly own: number;
  readonly isNew: number;
  readonly told: number;
  readonly elsewhere: number;
};

const MESSAGE = `m.id, m.request_id AS requestId, m.sender_id AS senderId, m.name, m.login, m.snils, m.role,
  m.sent_at AS sentAt, m.text`;
/** The same person writes at several desks. */
const OWN = '(m.sender_id = @userId OR coalesce(m.login = u.subject, 0) OR coalesce(m.snils = u.snils, 0))';
const SEEN_BY = `request_message m LEFT JOIN app_user u ON u.id = @userId
  LEFT JOIN request_message_read r ON r.request_id = m.request_id AND r.user_id = @userId`;
const IS_NEW = `m.seq > coalesce(r.seq, 0) AND NOT ${OWN}`;

/** Messages about requests, and how far each user has read them. Callers hold the transaction. */
export class MessageStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      insert: db.prepare(`INSERT INTO request_message
          (id, request_id, sender_id, name, login, snils, role, sent_at, text, elsewhere, carried, told_at)
        VALUES (@id, @requestId, @senderId, @name, @login, @snils, @role, @sentAt, @text, @elsewhere, @carried, @toldAt)
        ON CONFLICT (id) DO NOTHING`),
      list: db.prepare(`SELECT ${MESSAGE}, ${OWN} AS own, ${IS_NEW} AS isNew, m.elsewhere,
          m.elsewhere = 1 OR m.carried = 1 OR m.told_at IS NOT NULL AS told
        FROM ${SEEN_BY} WHERE m.request_id = @requestId ORDER BY m.sent_at, m.id`),
      unread: db.prepare(`SELECT m.request_id AS requestId, count(*) AS count FROM ${SEEN_BY}
        JOIN change_request c ON c.id = m.request_id WHERE ${IS_NEW} GROUP BY 1`),
      read: db.prepare(`INSERT INTO request_message_read (request_id, user_id, seq)
        SELECT request_id, @userId, max(seq) FROM request_message WHERE request_id = @requestId GROUP BY 1
        ON CONFLICT (request_id, user_id) DO UPDATE SET seq = excluded.seq`),
      // Whoever hears of a message looks for its request.
      untold: db.prepare(`SELECT ${MESSAGE} FROM request_message m
        JOIN shared_request s ON s.request_id = m.request_id AND s.place IS NOT NULL
        WHERE m.told_at IS NULL ORDER BY m.seq`),
      of: db.prepare(`SELECT ${MESSAGE} FROM request_message m WHERE m.request_id = ? ORDER BY m.seq`),
      carried: db.prepare('UPDATE request_message SET carried = 1 WHERE id = ?'),
      uncarried: db.prepare('SELECT count(*) FROM request_message WHERE request_id = ? AND carried = 0').pluck(),
      told: db.prepare('UPDATE request_message SET told_at = ? WHERE id = ?'),
      forget: db.prepare('UPDATE request_message SET told_at = NULL WHERE elsewhere = 0 OR carried = 1'),
    };
  }

  /** @returns false when it is there already */
  insert({ sender: { id: senderId, ...party }, ...message }: MessageRow, way: MessageWay): boolean {
    return (
      this.#statements.insert.run({ ...party, ...message, senderId, ...WAYS[way.by], toldAt: way.toldAt }).changes > 0
    );
  }

  /** The oldest first. */
  list(requestId: EntityId, userId: EntityId): RequestMessage[] {
    return (this.#statements.list.all({ requestId, userId }) as Listed[]).map(
      ({ id, text, sentAt, name: sender, role, login, snils, ...flags }) => ({
        ...{ id, text, sentAt, sender, role },
        own: flags.own === 1,
        isNew: flags.isNew === 1,
        told: flags.told === 1,
        ...(flags.elsewhere === 1 ? { elsewhere: { login, snils } } : {}),
      }),
    );
  }

  /** Of requests with messages that the user has not read. */
  unread(userId: EntityId): { readonly requestId: EntityId; readonly count: number }[] {
    return this.#statements.unread.all({ userId }) as { requestId: EntityId; count: number }[];
  }

  setRead(requestId: EntityId, userId: EntityId): void {
    this.#statements.read.run({ requestId, userId });
  }

  /** Not known to the registry, about requests that other desks know by it. */
  untold(): MessageRow[] {
    return (this.#statements.untold.all() as Flat[]).map(rowOf);
  }

  /** In the order of arrival. */
  of(requestId: EntityId): MessageRow[] {
    return (this.#statements.of.all(requestId) as Flat[]).map(rowOf);
  }

  /** A desk that exchanges by packages has it. */
  setCarried(id: EntityId): void {
    this.#statements.carried.run(id);
  }

  /** How many no such desk is known to have. */
  uncarried(requestId: EntityId): number {
    return this.#statements.uncarried.get(requestId) as number;
  }

  setTold(id: EntityId, at: string): void {
    this.#statements.told.run(at, id);
  }

  /** As if other desks had heard of none. */
  forget(): void {
    this.#statements.forget.run();
  }
}

function rowOf({ senderId, name, login, snils, role, ...message }: Flat): MessageRow {
  return { ...message, sender: { id: senderId, name, login, snils, role } };
}
