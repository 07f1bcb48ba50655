import type { Database } from '../open.ts';

/**
 * What came before the bytes of bulletins were kept is asked for again, from the beginning: only with them can it be
 * passed on to desks without a network.
 */
const AGAIN = `
DELETE FROM sync_cursor WHERE kind = 'notes' AND EXISTS (SELECT 1 FROM bulletin WHERE content IS NULL);
`;

export function bulletinBytes(db: Database): void {
  db.exec(AGAIN);
}
