import type { PackageNote } from '#shared/contract/packages.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

export type Travelled = 'in' | 'out';

/** Notes shown at most; older ones stay, so that a package is known however late it comes again. */
const SHOWN = 50;

/** Which packages were written and taken, and which requests travelled in them. Callers hold the transaction. */
export class PackageStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      notes: db.prepare(`SELECT id, direction, kind, at, actor AS "by", requests, messages, records FROM package
        ORDER BY at DESC, id DESC LIMIT ${SHOWN}`),
      takenAt: db.prepare(`SELECT at FROM package WHERE id = ? AND direction = 'taken'`).pluck(),
      note: db.prepare(`INSERT INTO package (id, direction, kind, at, actor, requests, messages, records)
        VALUES (@id, @direction, @kind, @at, @by, @requests, @messages, @records) ON CONFLICT DO NOTHING`),
      travelled: db.prepare('INSERT INTO package_request (request_id, direction) VALUES (?, ?) ON CONFLICT DO NOTHING'),
      whichTravelled: db
        .prepare('SELECT request_id FROM package_request WHERE direction = ? ORDER BY request_id')
        .pluck(),
    };
  }

  notes(): PackageNote[] {
    return this.#statements.notes.all() as PackageNote[];
  }

  /** When this very package was first taken; null when it never was. */
  takenAt(id: EntityId): string | null {
    return (this.#statements.takenAt.get(id) as string | undefined) ?? null;
  }

  /** The first time counts. */
  note(note: PackageNote): void {
    this.#statements.note.run(note);
  }

  setTravelled(requestIds: Iterable<EntityId>, direction: Travelled): void {
    for (const id of requestIds) this.#statements.travelled.run(id, direction);
  }

  travelled(direction: Travelled): EntityId[] {
    return this.#statements.whichTravelled.all(direction) as EntityId[];
  }
}
