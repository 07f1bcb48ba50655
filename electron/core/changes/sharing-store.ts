import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { AwaitedFile, Party } from './envelope.ts';

export type Part = 'author' | 'approver';

/** An envelope that speaks of records which have not come yet. */
export interface ParkedEnvelope {
  readonly requestId: EntityId;
  readonly place: string | null;
  readonly acceptedAt: string | null;
  readonly envelope: string;
}

/** Changes whenever other desks have something new to hear of a request. */
const STAMP = `r.state || ' ' || coalesce(r.digest, '') || ' ' || (SELECT count(*) FROM request_event v
  WHERE v.request_id = r.id AND v.state NOT IN ('queued', 'sent'))`;
const PARTY = 'user_id AS id, name, login, snils, role';

/** What desks tell one another of change requests: who is who, what was told, what waits. Callers hold the transaction. */
export class SharingStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      party: db.prepare(`SELECT ${PARTY} FROM request_party WHERE request_id = ? AND part = ?`),
      account: db.prepare('SELECT id, name, subject AS login, snils, role FROM app_user WHERE id = ?'),
      roleOf: db.prepare('SELECT role FROM app_user WHERE subject = ? OR snils = ?').pluck(),
      putParty: db.prepare(`INSERT OR REPLACE INTO request_party (request_id, part, user_id, name, login, snils, role)
        VALUES (@requestId, @part, @id, @name, @login, @snils, @role)`),
      outgoing: db
        .prepare(`SELECT r.id FROM change_request r LEFT JOIN shared_request s ON s.request_id = r.id
          WHERE r.state <> 'accepted' AND (r.state <> 'draft' OR s.request_id IS NOT NULL)
          AND EXISTS (SELECT 1 FROM request_event v WHERE v.request_id = r.id AND v.state = 'submitted')
          AND ${STAMP} IS NOT s.stamp ORDER BY r.split_from IS NULL, r.number`)
        .pluck(),
      stamp: db.prepare(`SELECT ${STAMP} FROM change_request r WHERE r.id = ?`).pluck(),
      place: db.prepare('SELECT place FROM shared_request WHERE request_id = ?').pluck(),
      share: db.prepare(`INSERT INTO shared_request (request_id, place, stamp) VALUES (@requestId, @place, @stamp)
        ON CONFLICT (request_id) DO UPDATE SET place = coalesce(excluded.place, place), stamp = excluded.stamp`),
      forgetAll: db.prepare(`UPDATE shared_request SET place = NULL, stamp = ''`),
      forget: db.prepare(`UPDATE shared_request SET place = NULL, stamp = '' WHERE request_id = ?`),
      clearEntities: db.prepare('DELETE FROM change_entity WHERE request_id = ?'),
      clearFields: db.prepare('DELETE FROM change_field WHERE request_id = ?'),
      clearEvents: db.prepare('DELETE FROM request_event WHERE request_id = ?'),
      park: db.prepare(`INSERT OR REPLACE INTO parked_envelope (request_id, place, accepted_at, envelope)
        VALUES (@requestId, @place, @acceptedAt, @envelope)`),
      unpark: db.prepare('DELETE FROM parked_envelope WHERE request_id = ?'),
      parked: db.prepare(`SELECT request_id AS requestId, place, accepted_at AS acceptedAt, envelope
        FROM parked_envelope ORDER BY request_id`),
      await: db.prepare('INSERT OR IGNORE INTO awaited_file (request_id, sha256, file) VALUES (?, ?, ?)'),
      awaited: db.prepare('SELECT DISTINCT sha256 FROM awaited_file ORDER BY sha256').pluck(),
      awaiting: db.prepare('SELECT request_id AS requestId, file FROM awaited_file WHERE sha256 = ?'),
      arrived: db.prepare('DELETE FROM awaited_file WHERE sha256 = ?'),
    };
  }

  /** Who did their part of a request, at this desk or at another. */
  party(requestId: EntityId, part: Part, userId: EntityId | null): Party | null {
    const there = this.#statements.party.get(requestId, part) as Party | undefined;
    if (there !== undefined && there.id === userId) return there;
    return userId === null ? null : this.account(userId);
  }

  putParty(requestId: EntityId, part: Part, party: Party): void {
    this.#statements.putParty.run({ requestId, part, ...party });
  }

  /** A user of this desk; null for whoever is none. */
  account(userId: EntityId): Party | null {
    return (this.#statements.account.get(userId) as Party | undefined) ?? null;
  }

  /** What this desk knows of the rights of somebody who signed in here; null for those who never did. */
  roleOf({ login, snils }: Pick<Party, 'login' | 'snils'>): Role | 'none' | null {
    return (this.#statements.roleOf.get(login, snils) as Role | 'none' | undefined) ?? null;
  }

  /** Requests of which other desks have not heard the latest; what was split off comes before what remained. */
  outgoing(): EntityId[] {
    return this.#statements.outgoing.all() as EntityId[];
  }

  stamp(requestId: EntityId): string {
    return this.#statements.stamp.get(requestId) as string;
  }

  /** The registry's mark of the version that was last told or taken. */
  place(requestId: EntityId): string | null {
    return (this.#statements.place.get(requestId) as string | null | undefined) ?? null;
  }

  /** @param place null keeps the one that is known */
  share(requestId: EntityId, place: string | null, stamp: string): void {
    this.#statements.share.run({ requestId, place, stamp });
  }

  /** As if nobody had heard of it. */
  forget(requestId: EntityId): void {
    this.#statements.forget.run(requestId);
  }

  forgetAll(): void {
    this.#statements.forgetAll.run();
  }

  clearLines(requestId: EntityId): void {
    this.#statements.clearFields.run(requestId);
    this.#statements.clearEntities.run(requestId);
  }

  clearEvents(requestId: EntityId): void {
    this.#statements.clearEvents.run(requestId);
  }

  park(envelope: ParkedEnvelope): void {
    this.#statements.park.run(envelope);
  }

  unpark(requestId: EntityId): void {
    this.#statements.unpark.run(requestId);
  }

  parked(): ParkedEnvelope[] {
    return this.#statements.parked.all() as ParkedEnvelope[];
  }

  awaitFile(requestId: EntityId, file: AwaitedFile): void {
    this.#statements.await.run(requestId, file.sha256, JSON.stringify(file));
  }

  /** Digests of files that requests name and that are not here. */
  awaited(): string[] {
    return this.#statements.awaited.all() as string[];
  }

  awaiting(sha256: string): { readonly requestId: EntityId; readonly file: AwaitedFile }[] {
    const rows = this.#statements.awaiting.all(sha256) as { requestId: EntityId; file: string }[];
    // Written by this class.
    return rows.map(({ requestId, file }) => ({ requestId, file: JSON.parse(file) as AwaitedFile }));
  }

  /** It has come, or will never be taken. */
  arrived(sha256: string): void {
    this.#statements.arrived.run(sha256);
  }
}
