import type { Database } from '../db/open.ts';
import { TEXT_TYPES } from './content/type.ts';
import type { TextTask } from './text-worker.ts';

const UNREAD = `v.type IN (${TEXT_TYPES.map((type) => `'${type}'`).join(', ')})
  AND NOT EXISTS (SELECT 1 FROM attachment_text t WHERE t.sha256 = v.sha256)`;

/** Words of the contents of files, by what they are the words of: the same bytes are read once. */
export class AttachmentTextStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      unreadAfter: db
        .prepare(`SELECT v.sha256 FROM attachment_version v WHERE v.sha256 > ? AND ${UNREAD} ORDER BY v.sha256 LIMIT 1`)
        .pluck(),
      unread:
        db.prepare(`SELECT c.bytes, v.type FROM attachment_version v JOIN attachment_content c ON c.sha256 = v.sha256
        WHERE v.sha256 = ? AND ${UNREAD} LIMIT 1`),
      insert: db.prepare('INSERT INTO attachment_text (sha256) VALUES (?) ON CONFLICT DO NOTHING'),
      index: db.prepare('INSERT INTO attachment_text_search (rowid, text) VALUES (?, ?)'),
    };
  }

  /** The next content that nobody has looked into, in the order of their digests. */
  unreadAfter(sha256: string): string | null {
    return (this.#statements.unreadAfter.get(sha256) as string | undefined) ?? null;
  }

  /** Null for what has been read, has no text by its type, or is not there. */
  unread(sha256: string): TextTask | null {
    return (this.#statements.unread.get(sha256) as TextTask | undefined) ?? null;
  }

  /** @param words folded, with spaces between; none says that it has been looked into */
  put(sha256: string, words: string): void {
    const { changes, lastInsertRowid } = this.#statements.insert.run(sha256);
    if (changes === 1 && words !== '') this.#statements.index.run(lastInsertRowid, words);
  }
}
