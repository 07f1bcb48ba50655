import type { DictionaryRow } from '#shared/contract/areas.ts';
import type { Database } from '../db/open.ts';

/** A dictionary as it is loaded: our own format, see `resources/dictionaries`. */
export interface DictionaryContent {
  readonly oid: string;
  readonly version: string;
  /** `training`: a part of the state's rows, so that a code it lacks may still be right. */
  readonly source: 'training' | 'import';
  readonly rows: readonly DictionaryRow[];
}

export interface DictionaryHead {
  readonly oid: string;
  readonly version: string;
  readonly source: DictionaryContent['source'];
}

export class DictionaryStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      heads: db.prepare('SELECT oid, version, source FROM dictionary ORDER BY oid'),
      rows: db.prepare(`SELECT code, name, parent, is_group AS "group", closed_on AS closedOn FROM dictionary_row
        WHERE oid = ? ORDER BY position`),
      put: db.prepare(`INSERT INTO dictionary (oid, version, source) VALUES (?, ?, ?)
        ON CONFLICT (oid) DO UPDATE SET version = excluded.version, source = excluded.source`),
      clear: db.prepare('DELETE FROM dictionary_row WHERE oid = ?'),
      insert: db.prepare(`INSERT INTO dictionary_row (oid, code, name, parent, is_group, closed_on, position)
        VALUES (?, ?, ?, ?, ?, ?, ?)`),
    };
  }

  heads(): DictionaryHead[] {
    return this.#statements.heads.all() as DictionaryHead[];
  }

  /** In the order of the dictionary. */
  rows(oid: string): DictionaryRow[] {
    const rows = this.#statements.rows.all(oid) as (Omit<DictionaryRow, 'group'> & { group: number })[];
    return rows.map((row) => ({ ...row, group: row.group === 1 }));
  }

  /** Replaces the dictionary as a whole. */
  load({ oid, version, source, rows }: DictionaryContent): void {
    this.#db.transaction(() => {
      this.#statements.clear.run(oid);
      this.#statements.put.run(oid, version, source);
      rows.forEach(({ code, name, parent, group, closedOn }, position) => {
        this.#statements.insert.run(oid, code, name, parent, group ? 1 : 0, closedOn, position);
      });
    })();
  }
}
