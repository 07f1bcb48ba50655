import type { CertificatePurpose } from '#shared/contract/notifications.ts';
import type { Database } from '../db/open.ts';
import type { EndingCertificate } from '../notifications/certificates.ts';

/** Certificates that the desk meets or signs with; the newest of each name counts. */
export class CertificateStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      meet: db.prepare(`INSERT INTO met_certificate (purpose, subject, valid_to, met_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (purpose, subject) DO UPDATE SET valid_to = excluded.valid_to, met_at = excluded.met_at`),
      forget: db.prepare('DELETE FROM met_certificate WHERE met_at < ?'),
      lastMet: db.prepare('SELECT max(met_at) FROM met_certificate').pluck(),
      all: db.prepare(`SELECT purpose, subject, valid_to AS validTo, NULL AS userId FROM met_certificate
        UNION ALL SELECT 'signer', s.signer, max(s.valid_to), r.approver_id FROM signature s
          JOIN change_request r ON r.id = s.request_id WHERE r.approver_id IS NOT NULL GROUP BY r.approver_id`),
    };
  }

  meet(purpose: CertificatePurpose, subject: string, validTo: string, at: string): void {
    this.#statements.meet.run(purpose, subject, validTo, at);
  }

  /** A server that has another name now, or is gone, ends nothing any more. */
  forgetBefore(at: string): void {
    this.#statements.forget.run(at);
  }

  lastMet(): string | null {
    return this.#statements.lastMet.get() as string | null;
  }

  /** Those of connections, and the one that each approver signed with last. */
  all(): EndingCertificate[] {
    return this.#statements.all.all() as EndingCertificate[];
  }
}
