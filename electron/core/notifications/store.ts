import type {
  Notification,
  NotificationFacts,
  NotificationKind,
  NotificationSettings,
} from '#shared/contract/notifications.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { NewNotification, RequestMessageNews, RequestOutcome } from './facts.ts';

export interface Account {
  readonly userId: EntityId;
  readonly role: Role;
}

type Row = Omit<Notification, 'read' | 'subject' | 'facts'> & {
  readonly read: number;
  readonly subjectKind: 'request' | 'person' | null;
  readonly subjectId: EntityId | null;
  readonly title: string | null;
  readonly facts: string;
};

/** A subject that is gone has no title any more. */
const NOTIFICATION = `SELECT n.id, n.kind, n.at, n.read_at IS NOT NULL AS read, n.subject_kind AS subjectKind,
    n.subject_id AS subjectId, n.facts, CASE n.subject_kind
      WHEN 'request' THEN (SELECT '№ ' || r.number FROM change_request r WHERE r.id = n.subject_id)
      WHEN 'person' THEN (SELECT rtrim(p.last_name || ' ' || p.first_name || ' ' || coalesce(p.patronymic, ''))
        FROM person p WHERE p.id = n.subject_id AND p.deleted_at IS NULL)
    END AS title
  FROM notification n WHERE n.user_id = @userId AND n.kind IN (SELECT value FROM json_each(@kinds))`;

/** The state in which a request still is what the notification says. */
const STILL = `CASE kind WHEN 'approval' THEN 'submitted' WHEN 'returned' THEN 'returned' WHEN 'refused' THEN 'rejected' END`;

/** Accounts that a message `m` about the request `c` is written to: its author and all approvers, but for who wrote it. */
const WRITTEN_TO = `SELECT json_group_array(u.id) FROM app_user u
  LEFT JOIN request_party p ON p.request_id = c.id AND p.part = 'author'
  WHERE (u.role = 'approver' OR u.id = c.author_id OR u.subject = p.login OR u.snils = p.snils)
    AND u.id <> m.sender_id AND u.subject <> m.login AND coalesce(u.snils <> m.snils, 1)`;

/** What every account is told, and how it wants to be told. Callers hold the transaction. */
export class NotificationStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      insert: db.prepare(`INSERT INTO notification (id, user_id, fact, kind, at, subject_kind, subject_id, facts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, fact) DO NOTHING`),
      one: db.prepare(`${NOTIFICATION} AND n.id = @id`),
      newest: db.prepare(`${NOTIFICATION} ORDER BY n.at DESC, n.id DESC LIMIT @limit`),
      fresh: db.prepare(
        `${NOTIFICATION} AND n.shown_at IS NULL AND n.read_at IS NULL ORDER BY n.at, n.id LIMIT @limit`,
      ),
      unread: db
        .prepare(`SELECT count(*) FROM notification WHERE user_id = ? AND read_at IS NULL
          AND kind IN (SELECT value FROM json_each(?))`)
        .pluck(),
      shown: db.prepare('UPDATE notification SET shown_at = ? WHERE user_id = ? AND shown_at IS NULL'),
      readAll: db.prepare('UPDATE notification SET read_at = ? WHERE user_id = ? AND read_at IS NULL'),
      readSome: db.prepare(`UPDATE notification SET read_at = ? WHERE user_id = ? AND read_at IS NULL
        AND id IN (SELECT value FROM json_each(?))`),
      settleRequests: db.prepare(`UPDATE notification SET read_at = ?
        WHERE read_at IS NULL AND kind IN ('approval', 'returned', 'refused')
        AND NOT EXISTS (SELECT 1 FROM change_request r WHERE r.id = subject_id AND r.state = ${STILL})`),
      settleMessages: db.prepare(`UPDATE notification SET read_at = ? WHERE read_at IS NULL AND kind = 'message'
        AND EXISTS (SELECT 1 FROM request_message m JOIN request_message_read r
          ON r.request_id = m.request_id AND r.user_id = notification.user_id AND r.seq >= m.seq
          WHERE m.id = substr(fact, length('message ') + 1))`),
      messages: db.prepare(`SELECT m.id AS messageId, c.id AS requestId, m.sent_at AS at, m.name AS actor,
          (${WRITTEN_TO}) AS userIds
        FROM request_message m JOIN change_request c ON c.id = m.request_id
        WHERE m.sent_at >= @since AND (@ids IS NULL OR c.id IN (SELECT value FROM json_each(@ids)))`),
      settleKind: db.prepare('UPDATE notification SET read_at = ? WHERE read_at IS NULL AND kind = ?'),
      trim: db.prepare('DELETE FROM notification WHERE at < ?'),
      accounts: db.prepare(`SELECT id AS userId, role FROM app_user WHERE role <> 'none'`),
      outcomes: db.prepare(`SELECT r.id AS requestId, r.author_id AS authorId, r.approver_id AS approverId, v.seq,
          v.state, v.at, v.actor, v.note AS reason
        FROM change_request r JOIN request_event v ON v.request_id = r.id
          AND v.seq = (SELECT max(seq) FROM request_event WHERE request_id = r.id) AND v.state = r.state
        WHERE r.state IN ('submitted', 'returned', 'accepted', 'partly_accepted', 'rejected') AND v.at >= @since
          AND (@ids IS NULL OR r.id IN (SELECT value FROM json_each(@ids)))`),
      conflictsAfter: db.prepare(`SELECT id, found_at AS foundAt FROM conflict
        WHERE decided_at IS NULL AND id > ? ORDER BY id`),
      settings: db.prepare('SELECT settings FROM notification_settings WHERE user_id = ?').pluck(),
      setSettings: db.prepare(`INSERT INTO notification_settings (user_id, settings) VALUES (?, ?)
        ON CONFLICT (user_id) DO UPDATE SET settings = excluded.settings`),
      mark: db.prepare('SELECT value FROM meta WHERE key = ?').pluck(),
      setMark: db.prepare(`INSERT INTO meta (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`),
    };
  }

  /** @returns whether this user had not been told of the fact yet */
  insert(id: EntityId, userId: EntityId, { fact, kind, at, subject, facts }: NewNotification): boolean {
    const { changes } = this.#statements.insert.run(
      id,
      userId,
      fact,
      kind,
      at,
      subject?.kind ?? null,
      subject?.id ?? null,
      JSON.stringify(facts),
    );
    return changes > 0;
  }

  /** Null when the user has not been told of it, or it is of another kind. */
  one(userId: EntityId, kinds: readonly NotificationKind[], id: EntityId): Notification | null {
    const found = this.#statements.one.get({ userId, kinds: JSON.stringify(kinds), id });
    return found === undefined ? null : notification(found);
  }

  newest(userId: EntityId, kinds: readonly NotificationKind[], limit: number): Notification[] {
    return this.#statements.newest.all({ userId, kinds: JSON.stringify(kinds), limit }).map(notification);
  }

  /** Neither shown nor read, the oldest first. */
  fresh(userId: EntityId, kinds: readonly NotificationKind[], limit: number): Notification[] {
    return this.#statements.fresh.all({ userId, kinds: JSON.stringify(kinds), limit }).map(notification);
  }

  countUnread(userId: EntityId, kinds: readonly NotificationKind[]): number {
    return this.#statements.unread.get(userId, JSON.stringify(kinds)) as number;
  }

  setShown(userId: EntityId, at: string): void {
    this.#statements.shown.run(at, userId);
  }

  /** @param ids null: all */
  setRead(userId: EntityId, ids: readonly EntityId[] | null, at: string): void {
    if (ids === null) this.#statements.readAll.run(at, userId);
    else this.#statements.readSome.run(at, userId, JSON.stringify(ids));
  }

  /**
   * What asks to be done about a request and has been done is read for everybody, a message by who has read it there.
   * @returns how many
   */
  settleRequests(at: string): number {
    return this.#statements.settleRequests.run(at).changes + this.#statements.settleMessages.run(at).changes;
  }

  settleKind(kind: NotificationKind, at: string): number {
    return this.#statements.settleKind.run(at, kind).changes;
  }

  /** Forgets what is older. */
  trim(before: string): void {
    this.#statements.trim.run(before);
  }

  accounts(): Account[] {
    return this.#statements.accounts.all() as Account[];
  }

  /** What became of requests, as their last event says. @param ids null: of all */
  outcomes(ids: readonly EntityId[] | null, since: string): RequestOutcome[] {
    return this.#statements.outcomes.all({ since, ids: ids === null ? null : JSON.stringify(ids) }) as RequestOutcome[];
  }

  /** What has been written about requests that are here. @param ids null: about all */
  messages(ids: readonly EntityId[] | null, since: string): RequestMessageNews[] {
    const found = this.#statements.messages.all({ since, ids: ids === null ? null : JSON.stringify(ids) });
    // Written by the query itself.
    return (found as (Omit<RequestMessageNews, 'userIds'> & { readonly userIds: string })[]).map(
      ({ userIds, ...message }) => ({ ...message, userIds: JSON.parse(userIds) as EntityId[] }),
    );
  }

  /** Open conflicts that were found later, the oldest first. */
  conflictsAfter(id: EntityId): { readonly id: EntityId; readonly foundAt: string }[] {
    return this.#statements.conflictsAfter.all(id) as { id: EntityId; foundAt: string }[];
  }

  /** As they were written; null for a user who has changed none. */
  settings(userId: EntityId): unknown {
    const text = this.#statements.settings.get(userId) as string | undefined;
    return text === undefined ? null : JSON.parse(text);
  }

  setSettings(userId: EntityId, settings: NotificationSettings): void {
    this.#statements.setSettings.run(userId, JSON.stringify(settings));
  }

  /** How far a scan has come. */
  mark(name: 'expiry' | 'conflict'): string | null {
    return (this.#statements.mark.get(`notifications.${name}`) as string | undefined) ?? null;
  }

  setMark(name: 'expiry' | 'conflict', value: string): void {
    this.#statements.setMark.run(`notifications.${name}`, value);
  }
}

function notification(found: unknown): Notification {
  const { read, subjectKind: kind, subjectId: id, title, facts, ...row } = found as Row;
  return {
    ...row,
    read: read === 1,
    subject: kind === null || id === null || title === null ? null : { kind, id, title },
    // Written by this class.
    facts: JSON.parse(facts) as NotificationFacts,
  };
}
