import type { Bulletin } from '#shared/contract/bulletins.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { SharedBulletin } from '../registry/desks.ts';

export type BulletinRow = Omit<Bulletin, 'dismissed' | 'isOver'> & SharedBulletin & { readonly withdrawn: boolean };
type Listed = Omit<Bulletin, 'dismissed' | 'isOver'> & { readonly dismissed: number; readonly isOver: number };

/** Digests that are kept; a registry that sends more nonsense than that has it judged again. */
const SEEN_AT_MOST = 5000;

/** Bulletins as they were last published. Callers hold the transaction. */
export class BulletinStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      see: db.prepare('INSERT INTO bulletin_seen (digest) VALUES (?) ON CONFLICT (digest) DO NOTHING'),
      forget: db.prepare('DELETE FROM bulletin_seen WHERE seq <= (SELECT max(seq) FROM bulletin_seen) - ?'),
      number: db.prepare('SELECT number FROM bulletin WHERE id = ?').pluck(),
      put: db.prepare(`INSERT OR REPLACE INTO bulletin
          (id, number, severity, title, text, starts_at, ends_at, publisher, withdrawn, content, cms)
        VALUES (@id, @number, @severity, @title, @text, @startsAt, @endsAt, @publisher, @withdrawn, @content, @cms)`),
      lacking: db.prepare('SELECT 1 FROM bulletin WHERE content IS NULL LIMIT 1'),
      complete: db.prepare(
        'UPDATE bulletin SET content = @content, cms = @cms WHERE id = @id AND number = @number AND content IS NULL',
      ),
      current: db.prepare(`SELECT content, cms FROM bulletin
        WHERE ends_at > ? AND content IS NOT NULL AND cms IS NOT NULL ORDER BY id`),
      list: db.prepare(`SELECT b.id, b.number, b.severity, b.title, b.text, b.starts_at AS startsAt,
          b.ends_at AS endsAt, b.publisher, b.ends_at <= @now AS isOver,
          EXISTS (SELECT 1 FROM bulletin_dismissed d
            WHERE d.user_id = @userId AND d.bulletin_id = b.id AND d.number >= b.number) AS dismissed
        FROM bulletin b WHERE b.withdrawn = 0
        ORDER BY isOver, CASE WHEN b.ends_at > @now THEN
            CASE b.severity WHEN 'outage' THEN 0 WHEN 'works' THEN 1 ELSE 2 END END,
          b.starts_at DESC, b.id LIMIT @limit`),
      dismiss: db.prepare(`INSERT INTO bulletin_dismissed (user_id, bulletin_id, number) VALUES (?, ?, ?)
        ON CONFLICT (user_id, bulletin_id) DO UPDATE SET number = max(number, excluded.number)`),
    };
  }

  /** @returns false when this has been looked at before */
  see(digest: string): boolean {
    const isNew = this.#statements.see.run(digest).changes > 0;
    if (isNew) this.#statements.forget.run(SEEN_AT_MOST);
    return isNew;
  }

  /** Of the edition that is known; null when none is. */
  numberOf(id: EntityId): number | null {
    return (this.#statements.number.get(id) as number | undefined) ?? null;
  }

  put({ withdrawn, ...bulletin }: BulletinRow): void {
    this.#statements.put.run({ ...bulletin, withdrawn: withdrawn ? 1 : 0 });
  }

  /** Whether there is one of a time when the bytes that were signed were not kept. */
  lacksBytes(): boolean {
    return this.#statements.lacking.get() !== undefined;
  }

  /** Keeps the bytes of an edition that is here without them. @returns whether there is such a one */
  complete({ id, number }: Pick<BulletinRow, 'id' | 'number'>, { content, cms }: SharedBulletin): boolean {
    return this.#statements.complete.run({ id, number, content, cms }).changes > 0;
  }

  /** As they were signed, those taken back among them; none that is over. */
  current(now: string): SharedBulletin[] {
    return this.#statements.current.all(now) as SharedBulletin[];
  }

  list(userId: EntityId, now: string, limit: number): Bulletin[] {
    return (this.#statements.list.all({ userId, now, limit }) as Listed[]).map(
      ({ dismissed, isOver, ...bulletin }) => ({
        ...bulletin,
        dismissed: dismissed === 1,
        isOver: isOver === 1,
      }),
    );
  }

  dismiss(userId: EntityId, id: EntityId, number: number): void {
    this.#statements.dismiss.run(userId, id, number);
  }
}
