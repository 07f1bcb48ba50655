import type { EntityId } from '#shared/domain/values.ts';
import { writeMuch } from '../db/bulk.ts';
import type { Database } from '../db/open.ts';
import type { StaffLines } from './lines.ts';
import type { StaffStore } from './store.ts';

export interface LaterLinesParts {
  readonly db: Database;
  readonly store: StaffStore;
  readonly index: StaffLines;
}

/**
 * Lines and search text of a large write, which follow its answer: what was typed is on the disk without waiting for
 * them. What is left is kept in the store with the write itself, so that a fall loses nothing, and is made up before
 * anything is read.
 */
export class LaterLines {
  readonly #parts: LaterLinesParts;
  /** A program that fell may have left some. */
  #mayBeBehind = true;

  constructor(parts: LaterLinesParts) {
    this.#parts = parts;
  }

  /** Inside the transaction of the write. */
  add(personIds: readonly EntityId[]): void {
    const { db, store } = this.#parts;
    store.setBehind([...new Set([...store.behind(), ...personIds])]);
    this.#mayBeBehind = true;
    setImmediate(() => {
      if (!db.open) return;
      try {
        this.catchUp();
      } catch {
        // Whoever calls next catches up first, and is told what is wrong.
      }
    });
  }

  catchUp(): void {
    if (!this.#mayBeBehind) return;
    const { db, store, index } = this.#parts;
    const left = store.behind();
    if (left.length > 0) {
      writeMuch(db, () => {
        index.refresh(left);
        store.setBehind([]);
      });
    }
    this.#mayBeBehind = false;
  }
}
