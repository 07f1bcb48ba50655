import type { Database } from '../open.ts';

/** How each user left the lists that have no saved views. */
const LOOKS = `
CREATE TABLE list_look (
  user_id TEXT NOT NULL, list TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (user_id, list)
) STRICT, WITHOUT ROWID;
`;

export function listLooks(db: Database): void {
  db.exec(LOOKS);
}
