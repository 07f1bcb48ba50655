import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import { PENDING_STATES, sqlList } from './states.ts';

export interface SummaryRow {
  readonly id: EntityId;
  readonly number: number;
  readonly state: RequestState;
  readonly author: string;
  readonly authorId: EntityId;
  readonly people: number;
  readonly fields: number;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly filedAt: string | null;
  readonly reason: string | null;
  /** Of a request from another desk: who its author is there. */
  readonly elsewhere?: { readonly login: string; readonly snils: string | null };
}

export interface SignatureRow {
  readonly requestId: EntityId;
  readonly digest: string;
  readonly cms: Uint8Array;
  readonly certificate: Uint8Array;
  readonly signer: string;
  readonly issuer: string;
  readonly validTo: string;
  readonly provider: string;
  readonly signedAt: string;
  readonly verifiedAt: string;
  readonly verdict: 'valid' | 'invalid';
  readonly reasons: readonly string[];
}

/** The author's name as of the first event: the account may be gone from this workstation. */
const SUMMARY = `SELECT r.id, r.number, r.state, r.author_id AS authorId,
  coalesce((SELECT actor FROM request_event v WHERE v.request_id = r.id AND v.seq = 1), '') AS author,
  (SELECT count(DISTINCT subject_id) FROM change_entity e WHERE e.request_id = r.id) AS people,
  (SELECT count(*) FROM change_field f WHERE f.request_id = r.id) AS fields,
  r.created_at AS createdAt, r.changed_at AS changedAt, r.reason,
  CASE WHEN r.state <> 'draft' THEN
    (SELECT max(at) FROM request_event v WHERE v.request_id = r.id AND v.state = 'submitted') END AS filedAt,
  (SELECT json_object('login', p.login, 'snils', p.snils) FROM request_party p
    WHERE p.request_id = r.id AND p.part = 'author' AND r.elsewhere = 1) AS elsewhere
  FROM change_request r`;

const LISTED = `(@states IS NULL OR r.state IN (SELECT value FROM json_each(@states)))
  AND (@authorId IS NULL OR r.author_id = @authorId)`;

export interface ListQuery {
  /** Null: any. */
  readonly states: readonly RequestState[] | null;
  readonly authorId: EntityId | null;
  /** Null: all of them. */
  readonly page: { readonly offset: number; readonly limit: number } | null;
}

/** Reads requests for lists and pages, and keeps signatures and the way out. */
export class RequestReader {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      list: db.prepare(`${SUMMARY} WHERE ${LISTED} ORDER BY r.number DESC LIMIT @limit OFFSET @offset`),
      total: db.prepare(`SELECT count(*) FROM change_request r WHERE ${LISTED}`).pluck(),
      summary: db.prepare(`${SUMMARY} WHERE r.id = ?`),
      pendingOf: db.prepare(`${SUMMARY} WHERE r.state IN (${sqlList(PENDING_STATES)})
        AND r.id IN (SELECT request_id FROM change_entity WHERE subject_id = ?) ORDER BY r.number DESC`),
      counts: db.prepare('SELECT state, author_id AS authorId, count(*) AS count FROM change_request GROUP BY 1, 2'),
      signature: db.prepare(`SELECT request_id AS requestId, digest, cms, certificate, signer, issuer,
        valid_to AS validTo, provider, signed_at AS signedAt, verified_at AS verifiedAt, verdict, reasons
        FROM signature WHERE request_id = ?`),
      putSignature: db.prepare(`INSERT INTO signature (request_id, digest, cms, certificate, signer, issuer, valid_to,
        provider, signed_at, verified_at, verdict, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (request_id) DO UPDATE SET digest = excluded.digest, cms = excluded.cms,
        certificate = excluded.certificate, signer = excluded.signer, issuer = excluded.issuer,
        valid_to = excluded.valid_to, provider = excluded.provider, signed_at = excluded.signed_at,
        verified_at = excluded.verified_at, verdict = excluded.verdict, reasons = excluded.reasons`),
      setVerdict: db.prepare('UPDATE signature SET verdict = ?, reasons = ?, verified_at = ? WHERE request_id = ?'),
      enqueue: db.prepare(`INSERT INTO outbox (request_id, seq, attempts, next_try_at)
        VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM outbox), 0, ?)`),
      dequeue: db.prepare('DELETE FROM outbox WHERE request_id = ?'),
      snilsOf: db
        .prepare(`SELECT snils FROM request_party WHERE request_id = @requestId AND user_id = @userId
          UNION ALL SELECT snils FROM app_user WHERE id = @userId LIMIT 1`)
        .pluck(),
      isAuthor: db
        .prepare(`SELECT 1 FROM change_request r LEFT JOIN app_user u ON u.id = @userId
          LEFT JOIN request_party p ON p.request_id = r.id AND p.part = 'author'
          WHERE r.id = @requestId AND (r.author_id = @userId OR p.login = u.subject OR p.snils = u.snils)`)
        .pluck(),
      titles: db.prepare('SELECT r.id, r.number FROM json_each(?) j CROSS JOIN change_request r ON r.id = j.value'),
    };
  }

  list({ states, authorId, page }: ListQuery): { requests: SummaryRow[]; total: number } {
    const wanted = { states: states === null ? null : JSON.stringify(states), authorId };
    // SQLite's way to say «no limit».
    const { offset, limit } = page ?? { offset: 0, limit: -1 };
    return {
      requests: this.#statements.list.all({ ...wanted, offset, limit }).map(summaryOf),
      total: this.#statements.total.get(wanted) as number,
    };
  }

  summary(id: EntityId): SummaryRow | null {
    const row = this.#statements.summary.get(id);
    return row === undefined ? null : summaryOf(row);
  }

  /** Requests that change the subject and that the registry has not accepted yet, the newest first. */
  pendingOf(subjectId: EntityId): SummaryRow[] {
    return this.#statements.pendingOf.all(subjectId).map(summaryOf);
  }

  counts(): { readonly state: RequestState; readonly authorId: EntityId; readonly count: number }[] {
    return this.#statements.counts.all() as { state: RequestState; authorId: EntityId; count: number }[];
  }

  signature(requestId: EntityId): SignatureRow | null {
    const row = this.#statements.signature.get(requestId) as
      | (Omit<SignatureRow, 'reasons'> & { reasons: string })
      | undefined;
    return row === undefined ? null : { ...row, reasons: JSON.parse(row.reasons) as string[] };
  }

  putSignature(row: SignatureRow): void {
    this.#statements.putSignature.run(
      row.requestId,
      row.digest,
      row.cms,
      row.certificate,
      row.signer,
      row.issuer,
      row.validTo,
      row.provider,
      row.signedAt,
      row.verifiedAt,
      row.verdict,
      JSON.stringify(row.reasons),
    );
  }

  setVerdict(requestId: EntityId, verdict: SignatureRow['verdict'], reasons: readonly string[], at: string): void {
    this.#statements.setVerdict.run(verdict, JSON.stringify(reasons), at, requestId);
  }

  /** Puts an approved request behind all others on their way to the registry. */
  enqueue(requestId: EntityId, at: string): void {
    this.#statements.enqueue.run(requestId, at);
  }

  dequeue(requestId: EntityId): void {
    this.#statements.dequeue.run(requestId);
  }

  /** СНИЛС of the approver of a request as the sign-in said it, here or at the desk that sent the approval. */
  snilsOf(requestId: EntityId, userId: EntityId): string | null {
    return (this.#statements.snilsOf.get({ requestId, userId }) as string | null | undefined) ?? null;
  }

  /** Whether a user of this desk made the request, perhaps at another one. */
  isAuthor(requestId: EntityId, userId: EntityId): boolean {
    return this.#statements.isAuthor.get({ requestId, userId }) !== undefined;
  }

  titles(ids: readonly EntityId[]): Map<EntityId, string> {
    const rows = this.#statements.titles.all(JSON.stringify(ids)) as { id: EntityId; number: number }[];
    return new Map(rows.map(({ id, number }) => [id, `№ ${number}`]));
  }
}

function summaryOf(row: unknown): SummaryRow {
  const { elsewhere, ...summary } = row as Omit<SummaryRow, 'elsewhere'> & { elsewhere: string | null };
  // Written by the query itself.
  return elsewhere === null
    ? summary
    : { ...summary, elsewhere: JSON.parse(elsewhere) as { login: string; snils: string | null } };
}
