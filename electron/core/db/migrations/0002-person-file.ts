import type { Database } from '../open.ts';

/** The rest of a person's file: what is learned and earned, documents, addresses, and absences of an employment. */
export function personFile(db: Database): void {
  db.exec(`
CREATE TABLE education (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  person_id TEXT NOT NULL, education_kind TEXT NOT NULL, institution TEXT, document_series TEXT, document_number TEXT,
  document_date TEXT, begin_year INTEGER, end_year INTEGER, specialty TEXT, qualification TEXT, theme TEXT, hours INTEGER
) STRICT;
CREATE INDEX education_person ON education (person_id);
CREATE TABLE category (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  person_id TEXT NOT NULL, category_code TEXT, specialty_code TEXT, begin_date TEXT, end_date TEXT, order_number TEXT,
  order_date TEXT
) STRICT;
CREATE INDEX category_person ON category (person_id);
CREATE TABLE award (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  person_id TEXT NOT NULL, name TEXT, number TEXT, award_date TEXT
) STRICT;
CREATE INDEX award_person ON award (person_id);
CREATE TABLE document (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  person_id TEXT NOT NULL, type_code TEXT, series TEXT, number TEXT, issued_on TEXT, issued_by TEXT,
  department_code TEXT, standing TEXT NOT NULL
) STRICT;
CREATE INDEX document_person ON document (person_id);
CREATE TABLE address (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  person_id TEXT NOT NULL, type_code TEXT, address_text TEXT, gar_guid TEXT, begin_date TEXT, end_date TEXT
) STRICT;
CREATE INDEX address_person ON address (person_id);
CREATE TABLE leave (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  employment_id TEXT NOT NULL, leave_reason TEXT, begin_date TEXT, end_date TEXT
) STRICT;
CREATE INDEX leave_employment ON leave (employment_id);
`);
}
