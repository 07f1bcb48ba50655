import type { Database } from '../open.ts';

/** Who else has a personnel number is asked of everybody who is looked at. */
export function personnelNumbers(db: Database): void {
  db.exec('CREATE INDEX employment_personnel_number ON employment (personnel_number, person_id)');
}
