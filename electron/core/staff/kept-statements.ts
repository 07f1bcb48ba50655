import type { Database, Statement } from '../db/open.ts';

/** The kinds of queries are few; the bound only guards against a page that asks for ever new ones. */
const KEPT = 200;

/** Statements that answer line numbers, prepared once each. */
export class KeptStatements {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  lines(sql: string, parameters: Readonly<Record<string, string | number>> = {}): number[] {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      if (this.#prepared.size >= KEPT) this.#prepared.clear();
      statement = this.#db.prepare(sql).pluck() as Statement;
      this.#prepared.set(sql, statement);
    }
    return statement.all(parameters) as number[];
  }
}
