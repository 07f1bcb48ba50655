import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';

it('no number is given twice in a year of an organisation, and none goes', () => {
  const db = new Sqlite(':memory:');
  migrate(db, 33);
  migrate(db);
  const give = (id: string, organisation: string, year: number, number: number) =>
    db
      .prepare(
        `INSERT INTO given_paper
          (id, organisation_id, year, number, kind, person_id, person_name, purpose, given_on, given_by, model)
        VALUES (?, ?, ?, ?, 'workCertificate', 'p', 'Х', 'Y', '2026-11-21', 'Z', '{}')`,
      )
      .run(id, organisation, year, number);
  give('1', 'a', 2026, 1);
  give('2', 'b', 2026, 1);
  give('3', 'a', 2027, 1);
  expect(() => give('4', 'a', 2026, 1)).toThrow(/UNIQUE/);
  expect(() => db.prepare(`DELETE FROM given_paper WHERE id = '1'`).run()).toThrow(/stays/);
  const halfCancelled = db.prepare(`UPDATE given_paper SET cancelled_at = '2026-11-21' WHERE id = '1'`);
  expect(() => halfCancelled.run()).toThrow(/CHECK/);
});
