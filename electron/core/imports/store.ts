import { z } from 'zod';
import { ImportField } from '#shared/contract/imports.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { Database } from '../db/open.ts';
import type { Author } from '../entities/writing.ts';

const Fields = z.array(ImportField.nullable());

/** Why a file is not offered again. */
export type FileOutcome = 'taken' | 'same' | 'dismissed';

/** Changes whose pieces are being written (and may be taken back) or, all written, told to journal and lists. */
export interface Run {
  readonly id: EntityId;
  readonly state: 'writing' | 'settling';
  readonly author: Author;
  /** What the journal calls each change. */
  readonly action: string;
}

/** A change as it was written; fields that went back to what the registry has are asked for by no request any more. */
export interface WrittenStep extends RecordedChange {
  readonly home?: readonly string[];
}

/** Column mappings by set of headers, the folder that is watched and its files, and imports under way. */
export class ImportStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      mapping: db.prepare('SELECT fields FROM import_mapping WHERE source = ?').pluck(),
      saveMapping: db.prepare(`INSERT INTO import_mapping (source, fields, at) VALUES (?, ?, ?)
        ON CONFLICT (source) DO UPDATE SET fields = excluded.fields, at = excluded.at`),
      folder: db.prepare('SELECT path FROM import_folder').pluck(),
      setFolder: db.prepare(`INSERT INTO import_folder (singleton, path) VALUES (1, ?)
        ON CONFLICT (singleton) DO UPDATE SET path = excluded.path`),
      forgetFolder: db.prepare('DELETE FROM import_folder'),
      outcome: db.prepare('SELECT outcome FROM import_file WHERE sha256 = ?').pluck(),
      setOutcome: db.prepare(`INSERT INTO import_file (sha256, file_name, outcome, at) VALUES (?, ?, ?, ?)
        ON CONFLICT (sha256) DO UPDATE SET file_name = excluded.file_name, outcome = excluded.outcome, at = excluded.at`),
      runs: db.prepare(
        'SELECT id, state, author_id AS authorId, author_name AS name, role, action FROM import_run ORDER BY id',
      ),
      begin: db.prepare(`INSERT INTO import_run (id, state, author_id, author_name, role, action, started_at)
        VALUES (?, 'writing', ?, ?, ?, ?, ?)`),
      settle: db.prepare(`UPDATE import_run SET state = 'settling' WHERE id = ?`),
      end: db.prepare('DELETE FROM import_run WHERE id = ?'),
      addStep: db.prepare(`INSERT INTO import_step (run_id, seq, changes) VALUES (@run,
        (SELECT coalesce(max(seq), 0) + 1 FROM import_step WHERE run_id = @run), @changes)`),
      first: db.prepare('SELECT seq, changes FROM import_step WHERE run_id = ? ORDER BY seq LIMIT ?'),
      last: db.prepare('SELECT seq, changes FROM import_step WHERE run_id = ? ORDER BY seq DESC LIMIT ?'),
      dropStep: db.prepare('DELETE FROM import_step WHERE run_id = ? AND seq = ?'),
    };
  }

  /** Null when there is none, or it was written by a program that knew other fields. */
  mapping(source: string): z.infer<typeof Fields> | null {
    const found = this.#statements.mapping.get(source) as string | undefined;
    return found === undefined ? null : (Fields.safeParse(JSON.parse(found)).data ?? null);
  }

  saveMapping(source: string, fields: readonly (ImportField | null)[], at: string): void {
    this.#statements.saveMapping.run(source, JSON.stringify(fields), at);
  }

  folder(): string | null {
    return (this.#statements.folder.get() as string | undefined) ?? null;
  }

  /** @param path null: no folder is watched */
  setFolder(path: string | null): void {
    if (path === null) this.#statements.forgetFolder.run();
    else this.#statements.setFolder.run(path);
  }

  /** What became of a file with these contents; null where it is new. */
  outcome(sha256: string): FileOutcome | null {
    return (this.#statements.outcome.get(sha256) as FileOutcome | undefined) ?? null;
  }

  setOutcome(sha256: string, fileName: string, outcome: FileOutcome, at: string): void {
    this.#statements.setOutcome.run(sha256, fileName, outcome, at);
  }

  runs(): Run[] {
    const rows = this.#statements.runs.all() as (Omit<Run, 'author'> & {
      authorId: EntityId;
      name: string;
      role: string;
    })[];
    return rows.map(({ authorId, name, role, ...run }) => ({ ...run, author: { id: authorId, name, role } }));
  }

  begin({ id, author, action }: Run, at: string): void {
    this.#statements.begin.run(id, author.id, author.name, author.role, action, at);
  }

  addStep(run: EntityId, changes: readonly WrittenStep[]): void {
    this.#statements.addStep.run({ run, changes: JSON.stringify(changes) });
  }

  /** All pieces are written: from here they are never taken back. */
  settle(run: EntityId): void {
    this.#statements.settle.run(run);
  }

  /** Takes the first or the last pieces out, their changes in the order in which they were written; none where none is left. */
  takeSteps(run: EntityId, which: 'first' | 'last', count: number): WrittenStep[] {
    const rows = this.#statements[which].all(run, count) as { seq: number; changes: string }[];
    for (const { seq } of rows) this.#statements.dropStep.run(run, seq);
    if (which === 'last') rows.reverse();
    // Written by this class.
    return rows.flatMap(({ changes }) => JSON.parse(changes) as WrittenStep[]);
  }

  end(run: EntityId): void {
    this.#statements.end.run(run);
  }
}
