import type { StaffingDocument, StaffingPosition } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { LONG_LEAVES } from '#shared/rules/absence.ts';
import type { Database } from '../db/open.ts';
import { holdsOnDay } from '../entities/on-day.ts';
import { columnsOf } from '../entities/store.ts';

export interface OccupantRow {
  readonly employmentId: EntityId;
  readonly personId: EntityId;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
  readonly positionType: string | null;
  readonly rate: number | null;
  readonly beginDate: string | null;
  readonly away: 0 | 1;
}

const OCCUPANTS = `SELECT o.id AS employmentId, p.id AS personId, p.last_name AS lastName, p.first_name AS firstName,
    p.patronymic, o.position_type AS positionType, o.rate, o.begin_date AS beginDate,
    EXISTS (SELECT 1 FROM leave v WHERE v.employment_id = o.id AND v.deleted_at IS NULL
      AND v.leave_reason IN (SELECT value FROM json_each(@long)) AND ${holdsOnDay('v')}) AS away
  FROM employment o JOIN person p ON p.id = o.person_id AND p.deleted_at IS NULL
  WHERE o.deleted_at IS NULL AND o.division_id IS @divisionId AND o.post_code IS @postCode AND ${holdsOnDay('o')}
  ORDER BY p.last_name, p.first_name, p.patronymic, o.id`;

/** In force on a day: an active table before an archived one, the later before the earlier. */
const DOCUMENT_ON_DAY = `SELECT d.id FROM staffingDocument d
  WHERE d.deleted_at IS NULL AND d.staffing_status <> 'draft' AND d.begin_date IS NOT NULL AND ${holdsOnDay('d')}
  ORDER BY d.staffing_status = 'active' DESC, d.begin_date DESC, d.id DESC LIMIT 1`;

export class StaffingStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      documents: db.prepare(`SELECT d.id, ${columnsOf('staffingDocument', 'd')} FROM staffingDocument d
        WHERE d.deleted_at IS NULL ORDER BY d.begin_date DESC, d.id DESC`),
      documentOn: db.prepare(DOCUMENT_ON_DAY).pluck(),
      sums: db.prepare(`SELECT document_id AS id, count(*) AS positions, coalesce(sum(rate), 0) AS rate
        FROM staffingPosition WHERE deleted_at IS NULL GROUP BY document_id`),
      positions: db.prepare(`SELECT p.id, ${columnsOf('staffingPosition', 'p')} FROM staffingPosition p
        WHERE p.document_id = ? AND p.deleted_at IS NULL ORDER BY p.id`),
      occupants: db.prepare(OCCUPANTS),
      openIn: db.prepare(`SELECT p.id, ${columnsOf('staffingPosition', 'p')} FROM staffingPosition p
        JOIN staffingDocument d ON d.id = p.document_id AND d.deleted_at IS NULL AND d.staffing_status <> 'archive'
        WHERE p.division_id = @divisionId AND p.deleted_at IS NULL AND (d.end_date IS NULL OR d.end_date > @day)
        ORDER BY p.document_id, p.id`),
    };
  }

  /** The newest first. */
  documents(): StaffingDocument[] {
    return this.#statements.documents.all() as StaffingDocument[];
  }

  documentOn(day: string): EntityId | null {
    return (this.#statements.documentOn.get({ onDay: day }) as EntityId | undefined) ?? null;
  }

  /** Posts and their sum by document; those without posts are absent. */
  sums(): Map<EntityId, { readonly positions: number; readonly rate: number }> {
    const rows = this.#statements.sums.all() as { id: EntityId; positions: number; rate: number }[];
    return new Map(rows.map(({ id, ...sum }) => [id, sum]));
  }

  positions(documentId: EntityId): StaffingPosition[] {
    return this.#statements.positions.all(documentId) as StaffingPosition[];
  }

  occupants(divisionId: EntityId | null, postCode: string | null, day: string): OccupantRow[] {
    const long = JSON.stringify(LONG_LEAVES);
    return this.#statements.occupants.all({ divisionId, postCode, onDay: day, long }) as OccupantRow[];
  }

  /** Posts of a division in tables, drafts among them, that last longer than the day. */
  openIn(divisionId: EntityId, day: string): StaffingPosition[] {
    return this.#statements.openIn.all({ divisionId, day }) as StaffingPosition[];
  }
}
