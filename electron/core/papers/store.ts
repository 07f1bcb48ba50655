import type { GivenPaper, NumberedPaper } from '#shared/contract/papers.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

/** A paper as it is written into the register: its number is taken with it. */
export interface NewPaper {
  readonly id: EntityId;
  readonly organisationId: EntityId;
  readonly kind: NumberedPaper;
  readonly personId: EntityId;
  readonly personName: string;
  readonly purpose: string;
  readonly givenOn: string;
  readonly givenBy: string;
}

export interface PaperQuery {
  readonly organisationId: EntityId | null;
  readonly personId: EntityId | null;
  readonly kind: NumberedPaper | null;
  readonly year: number | null;
}

type Row = Omit<GivenPaper, 'cancelled'> & {
  readonly cancelledAt: string | null;
  readonly cancelledBy: string | null;
  readonly cancelReason: string | null;
};

/** Of cards made one, that of the card that stayed. */
const PERSON = `coalesce(
  (SELECT o.to_id FROM merged_owner o WHERE o.from_id = p.person_id ORDER BY o.age DESC LIMIT 1), p.person_id)`;
const WHOLE = `p.id, p.kind, p.number, p.given_on AS givenOn, p.given_by AS givenBy, ${PERSON} AS personId,
  p.person_name AS personName, p.purpose, p.prints, p.cancelled_at AS cancelledAt, p.cancelled_by AS cancelledBy,
  p.cancel_reason AS cancelReason`;
const ASKED = `p.organisation_id = @organisationId AND (@kind IS NULL OR p.kind = @kind)
  AND (@year IS NULL OR p.year = @year) AND (@personId IS NULL OR p.person_id IN (
    SELECT @personId UNION ALL SELECT o.from_id FROM merged_owner o WHERE o.to_id = @personId))`;

/** The register of given papers. Callers hold the transaction. */
export class PaperStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      next: db
        .prepare('SELECT coalesce(max(number), 0) + 1 FROM given_paper WHERE organisation_id = ? AND year = ?')
        .pluck(),
      insert: db.prepare(`INSERT INTO given_paper
        (id, organisation_id, year, number, kind, person_id, person_name, purpose, given_on, given_by, model)
        VALUES (@id, @organisationId, @year, @number, @kind, @personId, @personName, @purpose, @givenOn, @givenBy, @model)`),
      get: db.prepare(`SELECT ${WHOLE} FROM given_paper p WHERE p.id = ?`),
      model: db.prepare('SELECT model FROM given_paper WHERE id = ?').pluck(),
      print: db.prepare('UPDATE given_paper SET prints = prints + 1 WHERE id = ?'),
      cancel: db.prepare('UPDATE given_paper SET cancelled_at = ?, cancelled_by = ?, cancel_reason = ? WHERE id = ?'),
      page: db.prepare(`SELECT ${WHOLE} FROM given_paper p WHERE ${ASKED}
        ORDER BY p.year DESC, p.number DESC LIMIT @limit OFFSET @offset`),
      count: db.prepare(`SELECT count(*) FROM given_paper p WHERE ${ASKED}`).pluck(),
      years: db.prepare('SELECT DISTINCT year FROM given_paper WHERE organisation_id = ? ORDER BY year DESC').pluck(),
    };
  }

  /** The number after the last one of the year. */
  next(organisationId: EntityId, year: number): number {
    return this.#statements.next.get(organisationId, year) as number;
  }

  /** @param model the page, as JSON */
  insert(paper: NewPaper, year: number, number: number, model: string): void {
    this.#statements.insert.run({ ...paper, year, number, model });
  }

  get(id: EntityId): GivenPaper | null {
    const row = this.#statements.get.get(id) as Row | undefined;
    return row === undefined ? null : paperOf(row);
  }

  /** The page as it was given, as JSON. */
  model(id: EntityId): string {
    return this.#statements.model.get(id) as string;
  }

  countPrint(id: EntityId): void {
    this.#statements.print.run(id);
  }

  cancel(id: EntityId, at: string, by: string, reason: string): void {
    this.#statements.cancel.run(at, by, reason, id);
  }

  page(query: PaperQuery, offset: number, limit: number): GivenPaper[] {
    return (this.#statements.page.all({ ...query, offset, limit }) as Row[]).map(paperOf);
  }

  count(query: PaperQuery): number {
    return this.#statements.count.get(query) as number;
  }

  years(organisationId: EntityId | null): number[] {
    return this.#statements.years.all(organisationId) as number[];
  }
}

function paperOf({ cancelledAt, cancelledBy, cancelReason, ...row }: Row): GivenPaper {
  const cancelled =
    cancelledAt === null ? null : { at: cancelledAt, by: cancelledBy ?? '', reason: cancelReason ?? '' };
  return { ...row, cancelled };
}
