import { z } from 'zod';
import { ImportField } from '#shared/contract/imports.ts';
import type { Database } from '../db/open.ts';

const Fields = z.array(ImportField.nullable());

/** Column mappings by set of headers. */
export class ImportStore {
  readonly #find;
  readonly #save;

  constructor(db: Database) {
    this.#find = db.prepare('SELECT fields FROM import_mapping WHERE source = ?').pluck();
    this.#save = db.prepare(`INSERT INTO import_mapping (source, fields, at) VALUES (?, ?, ?)
      ON CONFLICT (source) DO UPDATE SET fields = excluded.fields, at = excluded.at`);
  }

  /** Null when there is none, or it was written by a program that knew other fields. */
  mapping(source: string): z.infer<typeof Fields> | null {
    const found = this.#find.get(source) as string | undefined;
    return found === undefined ? null : (Fields.safeParse(JSON.parse(found)).data ?? null);
  }

  saveMapping(source: string, fields: readonly (ImportField | null)[], at: string): void {
    this.#save.run(source, JSON.stringify(fields), at);
  }
}
