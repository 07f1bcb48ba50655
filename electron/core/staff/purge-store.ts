import { FILE_KINDS, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import { columnOf } from '../entities/store.ts';

/** What stays of a card that was erased; nothing of it is personal. */
export interface Stub {
  readonly id: EntityId;
  readonly purgedAt: string;
  readonly actorId: EntityId;
  readonly reason: string;
  readonly remoteDigest: string | null;
}

/** Everything that belongs to people: cards, employments, the records of their files. */
interface Belongings {
  readonly ids: readonly EntityId[];
  readonly remoteIds: readonly string[];
}

const IDS = '(SELECT value FROM json_each(@ids))';
const PEOPLE = '(SELECT value FROM json_each(@people))';
/** Requests that changed them, and those of them that changed nothing else. */
const REQUESTS = '(SELECT value FROM json_each(@requests))';
const OWN_REQUESTS = '(SELECT value FROM json_each(@own))';
const CONTENTS = '(SELECT value FROM json_each(@contents))';
const NAMED = (column: string): string =>
  `EXISTS (SELECT 1 FROM json_each(@ids) i WHERE instr(${column}, i.value) > 0)`;

/**
 * In this order. Frozen bytes of a request cannot lose one person and stay what was signed, so they go whole; who approved
 * it, when and under which digest stays. Of an entry of the journal the values go, and their commitment stays in the chain.
 */
const ERASE: readonly string[] = [
  `DELETE FROM journal_value WHERE seq IN (SELECT seq FROM journal_subject WHERE entity_id IN ${IDS} OR entity_id IN ${OWN_REQUESTS})`,
  `UPDATE change_request SET canonical = NULL WHERE id IN ${REQUESTS}`,
  `UPDATE change_request SET reason = NULL WHERE id IN ${OWN_REQUESTS}`,
  `UPDATE request_event SET note = NULL WHERE request_id IN ${OWN_REQUESTS}`,
  `DELETE FROM request_message WHERE request_id IN ${OWN_REQUESTS}`,
  `DELETE FROM parked_envelope WHERE request_id IN ${REQUESTS} OR ${NAMED('envelope')}`,
  `DELETE FROM awaited_file WHERE request_id IN ${REQUESTS}`,
  `DELETE FROM change_field WHERE entity_id IN ${IDS}`,
  `DELETE FROM change_entity WHERE entity_id IN ${IDS} OR subject_id IN ${PEOPLE}`,
  `DELETE FROM conflict WHERE entity_id IN ${IDS}`,
  `DELETE FROM unsaved_value WHERE entity_id IN ${IDS}`,
  // What was done to many at once cannot be taken back for some of them.
  `DELETE FROM undo_step WHERE subject_id IN ${PEOPLE} OR ${NAMED('edits')} OR operation_id IN (SELECT operation_id FROM bulk_piece WHERE ${NAMED('content')})`,
  `DELETE FROM bulk_operation WHERE id IN (SELECT operation_id FROM bulk_piece WHERE ${NAMED('content')})`,
  `DELETE FROM hire_draft WHERE EXISTS (SELECT 1 FROM person p WHERE p.id IN ${PEOPLE} AND p.snils <> '' AND instr(form, p.snils) > 0)`,
  `DELETE FROM dismissal_task WHERE employment_id IN ${IDS}`,
  `DELETE FROM notification WHERE subject_id IN ${IDS} OR subject_id IN ${REQUESTS}`,
  `DELETE FROM different_people WHERE first_id IN ${PEOPLE} OR second_id IN ${PEOPLE}`,
  // The number stays taken.
  `UPDATE given_paper SET person_name = '', purpose = '', model = '', cancel_reason = iif(cancel_reason IS NULL, NULL, '')
    WHERE person_id IN ${PEOPLE}`,
  `DELETE FROM merged_record WHERE from_id IN ${IDS} OR to_id IN ${IDS}`,
  `DELETE FROM attachment_name_search WHERE rowid IN (SELECT line FROM attachment WHERE owner_id IN ${IDS})`,
  `DELETE FROM attachment_version WHERE attachment_id IN (SELECT id FROM attachment WHERE owner_id IN ${IDS})`,
  `DELETE FROM attachment WHERE owner_id IN ${IDS}`,
  // The same bytes may be another person's file.
  `DELETE FROM attachment_text_search WHERE rowid IN (SELECT t.line FROM attachment_text t WHERE t.sha256 IN ${CONTENTS}
    AND NOT EXISTS (SELECT 1 FROM attachment_version v WHERE v.sha256 = t.sha256))`,
  `DELETE FROM attachment_text WHERE sha256 IN ${CONTENTS}
    AND NOT EXISTS (SELECT 1 FROM attachment_version v WHERE v.sha256 = attachment_text.sha256)`,
  `DELETE FROM attachment_content WHERE sha256 IN ${CONTENTS}
    AND NOT EXISTS (SELECT 1 FROM attachment_version v WHERE v.sha256 = attachment_content.sha256)`,
  `DELETE FROM replica WHERE entity_id IN ${IDS}`,
  'DELETE FROM shadow WHERE remote_id IN (SELECT value FROM json_each(@remoteIds))',
  'DELETE FROM parked WHERE remote_id IN (SELECT value FROM json_each(@remoteIds))',
  ...['person', 'employment', ...FILE_KINDS].map((kind) => `DELETE FROM ${kind} WHERE id IN ${IDS}`),
];

/** Indexes of words keep what was taken out of them until they are put in order. */
const WORDS = ['staff_search', 'attachment_name_search', 'attachment_text_search'];

/** Erases people from every table that knows them. Callers hold the transaction, but for {@link PurgeStore.sweep}. */
export class PurgeStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      mergedInto: db.prepare('SELECT from_id FROM merged_owner WHERE to_id = ?').pluck(),
      remoteId: db.prepare('SELECT remote_id FROM person WHERE id = ?').pluck(),
      isDeleted: db.prepare('SELECT 1 FROM person WHERE id = ? AND deleted_at IS NOT NULL').pluck(),
      requests: db
        .prepare(`SELECT DISTINCT request_id FROM change_entity WHERE entity_id IN ${IDS} OR subject_id IN ${PEOPLE}`)
        .pluck(),
      own: db
        .prepare(`SELECT value FROM json_each(@requests) r WHERE NOT EXISTS (SELECT 1 FROM change_entity c
          WHERE c.request_id = r.value AND c.entity_id NOT IN ${IDS} AND c.subject_id NOT IN ${PEOPLE})`)
        .pluck(),
      contents: db
        .prepare(`SELECT DISTINCT v.sha256 FROM attachment a JOIN attachment_version v ON v.attachment_id = a.id
          WHERE a.owner_id IN ${IDS}`)
        .pluck(),
      insertStub: db.prepare(`INSERT INTO purged_record (id, purged_at, actor_id, reason, remote_digest)
        VALUES (@id, @purgedAt, @actorId, @reason, @remoteDigest)`),
    };
  }

  /** The card itself and those that went into it. */
  cardsOf(personId: EntityId): EntityId[] {
    return [personId, ...(this.#statements.mergedInto.all(personId) as EntityId[])];
  }

  isDeleted(personId: EntityId): boolean {
    return this.#statements.isDeleted.get(personId) !== undefined;
  }

  /** What the registry calls a person; null where it never knew them. */
  remoteIdOf(personId: EntityId): string | null {
    return (this.#statements.remoteId.get(personId) as string | null | undefined) ?? null;
  }

  /** Nothing of these people is left in any table. */
  erase(people: readonly EntityId[]): void {
    const { ids, remoteIds } = this.#belongings(people);
    const named = { ids: JSON.stringify(ids), people: JSON.stringify(people) };
    const requests = JSON.stringify(this.#statements.requests.all(named));
    const parameters: Readonly<Record<string, string>> = {
      ...named,
      requests,
      own: JSON.stringify(this.#statements.own.all({ ...named, requests })),
      contents: JSON.stringify(this.#statements.contents.all({ ids: named.ids })),
      remoteIds: JSON.stringify(remoteIds),
    };
    for (const sql of ERASE) {
      const wanted = Object.entries(parameters).filter(([name]) => new RegExp(`@${name}\\b`).test(sql));
      this.#db.prepare(sql).run(Object.fromEntries(wanted));
    }
    for (const index of WORDS) this.#db.exec(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
  }

  keepStub(stub: Stub): void {
    this.#statements.insertStub.run(stub);
  }

  /** Writes the whole store anew, so that nothing of what was erased stands in pages that are free now, or in its log. */
  sweep(): void {
    this.#db.exec('VACUUM');
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  #belongings(people: readonly EntityId[]): Belongings {
    const found: { id: EntityId; remoteId: string | null }[] = [];
    const of = (kind: string, column: string, owners: readonly EntityId[]): EntityId[] => {
      const rows = this.#db
        .prepare(`SELECT id, remote_id AS remoteId FROM ${kind} WHERE ${column} IN (SELECT value FROM json_each(?))`)
        .all(JSON.stringify(owners)) as typeof found;
      found.push(...rows);
      return rows.map(({ id }) => id);
    };
    of('person', 'id', people);
    const work = of('employment', 'person_id', people);
    for (const kind of FILE_KINDS) {
      const { kind: owner, field } = OWNER_OF[kind];
      of(kind, columnOf(field), owner === 'person' ? people : work);
    }
    return { ids: found.map(({ id }) => id), remoteIds: found.flatMap(({ remoteId }) => remoteId ?? []) };
  }
}
