import type { Database } from '../open.ts';

/** The day of the order by which an employment ends. */
export function dismissalOrder(db: Database): void {
  db.exec('ALTER TABLE employment ADD COLUMN end_order_date TEXT');
}
