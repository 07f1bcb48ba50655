import { type EntityKind, FILE_KINDS, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { foldedWords } from '#shared/text/fold.ts';
import type { Database } from '../db/open.ts';
import { columnOf } from '../entities/store.ts';

/** Records that stand in the files of people, by the tables as they are: records may move between people. */
const recordsOf = (owner: EntityKind, among: string): string[] =>
  FILE_KINDS.filter((kind) => OWNER_OF[kind].kind === owner).map(
    (kind) => `SELECT x.id FROM ${among} p CROSS JOIN ${kind} x ON x.${columnOf(OWNER_OF[kind].field)} = p.id`,
  );

/** What may have files and is of somebody whose line in the staff list has the word; two cards made one included. */
const OWNERS = `WITH
  people (id) AS MATERIALIZED (SELECT l.person_id FROM staff_search s CROSS JOIN staff_line l ON l.line = s.rowid
    WHERE s.staff_search MATCH @word),
  jobs (id) AS MATERIALIZED (SELECT x.id FROM people p CROSS JOIN employment x ON x.person_id = p.id),
  own (id) AS MATERIALIZED (SELECT id FROM people UNION ALL SELECT id FROM jobs UNION ALL
    ${[...recordsOf('person', 'people'), ...recordsOf('employment', 'jobs')].join(' UNION ALL ')}
    UNION ALL SELECT value FROM json_each(@places))
  SELECT id FROM own UNION SELECT o.from_id FROM own CROSS JOIN merged_owner o ON o.to_id = own.id`;

const LINES = `SELECT rowid FROM attachment_name_search WHERE attachment_name_search MATCH @word
  UNION ALL SELECT a.line FROM attachment_text_search s CROSS JOIN attachment_text t ON t.line = s.rowid
    CROSS JOIN attachment a ON a.sha256 = t.sha256 WHERE s.attachment_text_search MATCH @word
  UNION ALL SELECT a.line FROM (${OWNERS}) w CROSS JOIN attachment a ON a.owner_id = w.id`;

/** Finds files by words. Each word has its own set of lines, from indexes alone: no file is asked whether it fits. */
export class AttachmentSearchStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      line: db.prepare('SELECT line FROM attachment WHERE id = ?').pluck(),
      forget: db.prepare('DELETE FROM attachment_name_search WHERE rowid = ?'),
      name: db.prepare('INSERT INTO attachment_name_search (rowid, text) VALUES (?, ?)'),
      places: db.prepare(`SELECT id, name FROM division UNION ALL SELECT id, name_full FROM organisation
        UNION ALL SELECT id, name FROM building UNION ALL SELECT id, number FROM staffingDocument
        UNION ALL SELECT id, number FROM licence WHERE number IS NOT NULL`),
    };
  }

  /** How a file is named now. @param name folded words */
  put(id: EntityId, name: string): void {
    const line = this.#statements.line.get(id) as number;
    this.#statements.forget.run(line);
    this.#statements.name.run(line, name);
  }

  /**
   * Lines of files where a word begins so: in the name, in the text, of the person, of the place.
   *
   * @param word folded
   * @param at which word it is of those that are asked for
   * @param into the parameters of the query
   */
  linesOf(word: string, at: number, into: Record<string, string | number | null>): string {
    const places = (this.#statements.places.all() as { id: EntityId; name: string }[])
      .filter(({ name }) => foldedWords(name).some((own) => own.startsWith(word)))
      .map(({ id }) => id);
    into[`word${at}`] = `"${word}"*`;
    into[`places${at}`] = JSON.stringify(places);
    return LINES.replaceAll('@word', `@word${at}`).replaceAll('@places', `@places${at}`);
  }
}
