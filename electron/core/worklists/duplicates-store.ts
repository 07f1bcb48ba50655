import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { Candidate } from './duplicates.ts';
import { inOneAlphabet } from './likeness.ts';

export interface TwinRow {
  readonly personId: EntityId;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly snils: string | null;
  readonly phone: string | null;
}

/** Everybody's identity for the finder, and the pairs that a person has told apart. */
export class DuplicatesStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      people: db
        .prepare(`SELECT p.id, l.name_key, p.birth_date, p.snils, p.phone FROM person p
          CROSS JOIN staff_line l ON l.person_id = p.id WHERE p.deleted_at IS NULL`)
        .raw(),
      twins: db.prepare(`SELECT p.id AS personId, p.last_name AS lastName, p.first_name AS firstName, p.patronymic,
          p.birth_date AS birthDate, p.snils, p.phone
        FROM json_each(?) j CROSS JOIN person p ON p.id = j.value WHERE p.deleted_at IS NULL`),
      different: db.prepare(`SELECT first_id || ' ' || second_id FROM different_people`).pluck(),
      mark: db.prepare(`INSERT INTO different_people (first_id, second_id, actor_id, at) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING`),
      changes: db.prepare('SELECT total_changes()').pluck(),
      version: db.prepare('PRAGMA data_version').pluck(),
      matching: db
        .prepare(`SELECT l.person_id FROM staff_line l JOIN json_each(?) j
        WHERE instr(' ' || l.search, ' ' || j.value) > 0 GROUP BY l.person_id HAVING count(*) = json_array_length(?)`)
        .pluck(),
    };
  }

  people(): Candidate[] {
    const rows = this.#statements.people.all() as [string, string, string | null, string | null, string | null][];
    return rows.map(([id, nameKey, birthDate, snils, phone]) => {
      const name = inOneAlphabet(nameKey);
      const [last = '', first = '', patronymic = ''] = name.split('\u0001');
      return { id, name, last, first, patronymic, birthDate, snils, phone };
    });
  }

  twins(ids: readonly EntityId[]): Map<EntityId, TwinRow> {
    const rows = this.#statements.twins.all(JSON.stringify([...new Set(ids)])) as TwinRow[];
    return new Map(rows.map((row) => [row.personId, row]));
  }

  /** Keys `first second`, the smaller id first. */
  different(): Set<string> {
    return new Set(this.#statements.different.all() as string[]);
  }

  /** @returns whether it is new */
  markDifferent(first: EntityId, second: EntityId, actorId: EntityId, at: string): boolean {
    return this.#statements.mark.run(first, second, actorId, at).changes > 0;
  }

  /** People whose line begins with each of the folded words somewhere. */
  matching(words: readonly string[]): Set<EntityId> {
    const list = JSON.stringify(words);
    return new Set(this.#statements.matching.all(list, list) as string[]);
  }

  /** Differs whenever something was written since, by this connection or another. */
  stamp(): string {
    return `${String(this.#statements.changes.get())} ${String(this.#statements.version.get())}`;
  }
}
