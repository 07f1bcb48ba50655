import type { Credential, Employment, EntityOf, FileKind, Leave, Person } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { DivisionEntry } from '#shared/rules/check-field.ts';
import type { Database, Statement } from '../db/open.ts';
import { columnOf, columnsOf } from '../entities/store.ts';

export type Revised<T> = T & { readonly rev: number };

/** The staff grid's line of one person; keys are folded for sorting. */
export interface Line {
  readonly personId: EntityId;
  readonly employmentId: EntityId | null;
  readonly nameKey: string;
  readonly firstKey: string;
  readonly patronymicKey: string | null;
  readonly birthDate: string | null;
  readonly snils: string | null;
  readonly employed: 0 | 1;
  readonly divisionId: EntityId | null;
  readonly postCode: string | null;
  readonly rate: number | null;
  readonly personnelKey: string | null;
  readonly beginDate: string | null;
  readonly endDate: string | null;
  readonly admittedUntil: string | null;
  readonly errors: number;
  /** Fields of the row with errors, each between spaces: ` person.snils employment.rate `; '' without. */
  readonly errorPaths: string;
  readonly changed: number;
  readonly search: string;
}

/** A line as it stands, under its number. */
export interface KnownLine extends Line {
  readonly line: number;
}

interface Named {
  readonly id: EntityId;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
}

export interface SameSnils extends Named {
  readonly snils: string;
}

export interface SameNumber extends Named {
  readonly employmentId: EntityId;
}

const LINE_FIELDS = [
  'personId',
  'employmentId',
  'nameKey',
  'firstKey',
  'patronymicKey',
  'birthDate',
  'snils',
  'employed',
  'divisionId',
  'postCode',
  'rate',
  'personnelKey',
  'beginDate',
  'endDate',
  'admittedUntil',
  'errors',
  'errorPaths',
  'changed',
  'search',
] as const satisfies readonly (keyof Line)[];

/** In `meta`: the day up to which lines follow the calendar. */
const FOLLOWED = 'staff.followed';
/** In `meta`: people whose lines are still to follow a write, as JSON. */
const BEHIND = 'staff.behind';

/** Kinds of records that hang on a person and are read alike. */
export type RecordKind = Exclude<FileKind, 'credential' | 'leave'>;

function records(db: Database, kind: RecordKind): Statement {
  return db.prepare(`SELECT c.id, c.rev, ${columnsOf(kind, 'c')} FROM json_each(?) j
    CROSS JOIN ${kind} c ON c.person_id = j.value WHERE c.deleted_at IS NULL`);
}

/** Reads people in batches and keeps their lines. `ids` go in as JSON: one statement for any number of them. */
export class StaffStore {
  readonly #db: Database;
  readonly #lineUpdates = new Map<string, Statement>();
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      people: db.prepare(`SELECT p.id, p.rev, ${columnsOf('person', 'p')} FROM json_each(?) j
        CROSS JOIN person p ON p.id = j.value WHERE p.deleted_at IS NULL`),
      employments: db.prepare(`SELECT e.id, e.rev, ${columnsOf('employment', 'e')} FROM json_each(?) j
        CROSS JOIN employment e ON e.person_id = j.value WHERE e.deleted_at IS NULL`),
      credentials: db.prepare(`SELECT c.id, c.rev, ${columnsOf('credential', 'c')} FROM json_each(?) j
        CROSS JOIN credential c ON c.person_id = j.value WHERE c.deleted_at IS NULL`),
      leaves: db.prepare(`SELECT e.person_id AS "$person", l.id, l.rev, ${columnsOf('leave', 'l')} FROM json_each(?) j
        CROSS JOIN employment e ON e.person_id = j.value CROSS JOIN leave l ON l.employment_id = e.id
        WHERE l.deleted_at IS NULL AND e.deleted_at IS NULL`),
      education: records(db, 'education'),
      category: records(db, 'category'),
      award: records(db, 'award'),
      document: records(db, 'document'),
      address: records(db, 'address'),
      military: records(db, 'military'),
      society: records(db, 'society'),
      nmo: records(db, 'nmo'),
      policy: records(db, 'policy'),
      names: db.prepare(`SELECT p.id, p.last_name AS lastName, p.first_name AS firstName, p.patronymic
        FROM json_each(?) j CROSS JOIN person p ON p.id = j.value`),
      sameSnils: db.prepare(`SELECT p.snils, p.id, p.last_name AS lastName, p.first_name AS firstName, p.patronymic
        FROM json_each(?) j CROSS JOIN person p ON p.snils = j.value WHERE p.deleted_at IS NULL`),
      sameNumber: db.prepare(`SELECT own.id AS employmentId, p.id, p.last_name AS lastName, p.first_name AS firstName,
          p.patronymic
        FROM json_each(:ids) j CROSS JOIN employment own ON own.person_id = j.value
        CROSS JOIN employment e ON e.personnel_number = own.personnel_number AND e.person_id <> own.person_id
        CROSS JOIN person p ON p.id = e.person_id
        CROSS JOIN division mine ON mine.id = own.division_id
        CROSS JOIN division theirs ON theirs.id = e.division_id AND theirs.organisation_id = mine.organisation_id
        WHERE own.deleted_at IS NULL AND e.deleted_at IS NULL AND p.deleted_at IS NULL
          AND (e.end_date IS NULL OR e.end_date >= :day)`),
      sameName: db
        .prepare(`SELECT p.id FROM staff_line l JOIN person p ON p.id = l.person_id
        WHERE l.employed IN (0, 1) AND l.name_key >= ? AND l.name_key < ?`)
        .pluck(),
      known: db.prepare(`SELECT l.line, ${LINE_FIELDS.map((field) => `l.${columnOf(field)} AS ${field}`).join(', ')}
        FROM json_each(?) j CROSS JOIN staff_line l ON l.person_id = j.value`),
      insertLine: db.prepare(`INSERT INTO staff_line (${LINE_FIELDS.map(columnOf).join(', ')})
        VALUES (${LINE_FIELDS.map(() => '?').join(', ')})`),
      deleteLine: db.prepare('DELETE FROM staff_line WHERE line = ?'),
      insertSearch: db.prepare('INSERT INTO staff_search (rowid, text) VALUES (?, ?)'),
      updateSearch: db.prepare('UPDATE staff_search SET text = ? WHERE rowid = ?'),
      deleteSearch: db.prepare('DELETE FROM staff_search WHERE rowid = ?'),
      linesOf: db.prepare(`SELECT l.person_id FROM json_each(?) j CROSS JOIN staff_line l ON l.line = j.value`).pluck(),
      standing: db.prepare(`SELECT l.person_id AS id, l.employment_id AS employmentId
        FROM json_each(?) j CROSS JOIN staff_line l ON l.person_id = j.value`),
      outdated: db
        .prepare(`SELECT person_id FROM staff_line WHERE employed = 1 AND end_date < @today
        UNION ALL SELECT person_id FROM staff_line WHERE employed = 0 AND end_date >= @today
        UNION ALL SELECT person_id FROM staff_line WHERE begin_date > @today
        UNION ALL SELECT person_id FROM staff_line WHERE errors > 0 AND error_paths IS NULL
        UNION ALL SELECT person_id FROM employment
          WHERE deleted_at IS NULL AND begin_date > @followed AND begin_date <= @today`)
        .pluck(),
      note: db.prepare('SELECT value FROM meta WHERE key = ?').pluck(),
      setNote: db.prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ),
      credentialsThere: db
        .prepare('SELECT id FROM credential WHERE person_id = ? AND remote_id IS NOT NULL AND deleted_at IS NULL')
        .pluck(),
      merged: db.prepare('INSERT INTO merged_record (from_id, to_id, request_id) VALUES (@from, @to, @requestId)'),
      isMerge: db.prepare('SELECT 1 FROM merged_record WHERE request_id = ?').pluck(),
      mergedBefore: db.prepare(`INSERT OR IGNORE INTO merged_record (from_id, to_id, request_id)
        SELECT from_id, @to, @requestId FROM merged_owner WHERE to_id = @from`),
      headed: db.prepare(`SELECT 'organisation' AS kind, id, name_full AS name FROM organisation
        WHERE head_person_id = @personId AND deleted_at IS NULL
        UNION ALL SELECT 'division', id, name FROM division WHERE head_person_id = @personId AND deleted_at IS NULL
        AND (liquidation_date IS NULL OR liquidation_date >= @day) ORDER BY kind DESC, name`),
      writes: db.prepare('SELECT total_changes()').pluck(),
      division: db.prepare(`SELECT name, open_date AS openDate, liquidation_date AS liquidationDate
        FROM division WHERE id = ? AND deleted_at IS NULL`),
    };
  }

  people(ids: readonly EntityId[]): Revised<Person>[] {
    return this.#statements.people.all(JSON.stringify(ids)) as Revised<Person>[];
  }

  employmentsOf(personIds: readonly EntityId[]): Revised<Employment>[] {
    return this.#statements.employments.all(JSON.stringify(personIds)) as Revised<Employment>[];
  }

  credentialsOf(personIds: readonly EntityId[]): Revised<Credential>[] {
    return this.#statements.credentials.all(JSON.stringify(personIds)) as Revised<Credential>[];
  }

  /** Records of one kind in the files of people. */
  recordsOf<K extends RecordKind>(kind: K, personIds: readonly EntityId[]): Revised<EntityOf<K>>[] {
    return this.#statements[kind].all(JSON.stringify(personIds)) as Revised<EntityOf<K>>[];
  }

  /** Absences of all employments, with the person. */
  leavesOf(personIds: readonly EntityId[]): (Revised<Leave> & { readonly $person: EntityId })[] {
    return this.#statements.leaves.all(JSON.stringify(personIds)) as (Revised<Leave> & { $person: EntityId })[];
  }

  /** Names of people, also of deleted ones. */
  names(ids: readonly EntityId[]): Pick<Person, 'id' | 'lastName' | 'firstName' | 'patronymic'>[] {
    return this.#statements.names.all(JSON.stringify(ids)) as Pick<
      Person,
      'id' | 'lastName' | 'firstName' | 'patronymic'
    >[];
  }

  peopleBySnils(numbers: readonly string[]): SameSnils[] {
    return this.#statements.sameSnils.all(JSON.stringify(numbers)) as SameSnils[];
  }

  /** Who else has the personnel number of an employment of these people, in the same organisation on the day or later. */
  sharersOfNumbers(ids: readonly EntityId[], day: string): SameNumber[] {
    return this.#statements.sameNumber.all({ ids: JSON.stringify(ids), day }) as SameNumber[];
  }

  /** People whose folded name begins so. */
  peopleByNameKey(beginning: string): EntityId[] {
    return this.#statements.sameName.all(beginning, `${beginning}\u{10FFFF}`) as EntityId[];
  }

  knownLines(personIds: readonly EntityId[]): KnownLine[] {
    return this.#statements.known.all(JSON.stringify(personIds)) as KnownLine[];
  }

  insertLine(line: Line): void {
    const { lastInsertRowid } = this.#statements.insertLine.run(...LINE_FIELDS.map((field) => line[field]));
    this.#statements.insertSearch.run(lastInsertRowid, line.search);
  }

  /** Writes what differs: an index of a column that is named is written anew, whatever the value. */
  updateLine(known: KnownLine, line: Line): void {
    const fields = LINE_FIELDS.filter((field) => line[field] !== known[field]);
    if (fields.length === 0) return;
    this.#lineUpdate(fields).run(...fields.map((field) => line[field]), known.line);
    if (known.search !== line.search) this.#statements.updateSearch.run(line.search, known.line);
  }

  deleteLine(known: KnownLine): void {
    this.#statements.deleteLine.run(known.line);
    this.#statements.deleteSearch.run(known.line);
  }

  /** People of lines, in the order given; lines that are gone are left out. */
  personIdsOf(lines: readonly number[]): EntityId[] {
    return this.#statements.linesOf.all(JSON.stringify(lines)) as EntityId[];
  }

  /** People with the employment that stands for each; those who are gone are left out. */
  standing(personIds: readonly EntityId[]): { readonly id: EntityId; readonly employmentId: EntityId | null }[] {
    return this.#statements.standing.all(JSON.stringify(personIds)) as ReturnType<StaffStore['standing']>;
  }

  /** The day up to which lines follow the calendar, null in a new store. */
  followedUntil(): string | null {
    return (this.#statements.note.get(FOLLOWED) as string | undefined) ?? null;
  }

  followUntil(today: string): void {
    this.#statements.setNote.run(FOLLOWED, today);
  }

  /** People whose lines are still to follow a write. */
  behind(): EntityId[] {
    const ids = this.#statements.note.get(BEHIND) as string | undefined;
    return ids === undefined ? [] : (JSON.parse(ids) as EntityId[]);
  }

  setBehind(personIds: readonly EntityId[]): void {
    this.#statements.setNote.run(BEHIND, JSON.stringify(personIds));
  }

  /** People whose work has ended, or whose other work has begun, since lines followed the calendar. */
  outdated(today: string, followed: string): EntityId[] {
    return this.#statements.outdated.all({ today, followed }) as EntityId[];
  }

  /** What hung on a record hangs on another one, until the request is withdrawn. */
  recordMerged(from: EntityId, to: EntityId, requestId: EntityId): void {
    this.#statements.mergedBefore.run({ from, to, requestId });
    this.#statements.merged.run({ from, to, requestId });
  }

  /** Whether a request makes one card of two. */
  isMerge(requestId: EntityId): boolean {
    return this.#statements.isMerge.get(requestId) !== undefined;
  }

  /** Certificates and accreditations of a person that the registry has. */
  credentialsThere(personId: EntityId): EntityId[] {
    return this.#statements.credentialsThere.all(personId) as EntityId[];
  }

  /** What a person is the head of on a day. */
  headedBy(personId: EntityId, day: string): { kind: 'organisation' | 'division'; id: EntityId; name: string }[] {
    return this.#statements.headed.all({ personId, day }) as ReturnType<StaffStore['headedBy']>;
  }

  /** Grows with everything that is written: all of it goes through this connection. */
  writes(): number {
    return this.#statements.writes.get() as number;
  }

  division(id: EntityId): DivisionEntry | null {
    return (this.#statements.division.get(id) as DivisionEntry | undefined) ?? null;
  }

  #lineUpdate(fields: readonly (keyof Line)[]): Statement {
    const key = fields.join();
    let statement = this.#lineUpdates.get(key);
    if (statement === undefined) {
      const set = fields.map((field) => `${columnOf(field)} = ?`).join(', ');
      statement = this.#db.prepare(`UPDATE staff_line SET ${set} WHERE line = ?`);
      this.#lineUpdates.set(key, statement);
    }
    return statement;
  }
}
