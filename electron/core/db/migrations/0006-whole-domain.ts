import type { Database } from '../open.ts';

/** Columns that every entity has besides its fields. */
const KEPT = 'id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT';

/** The rest of the two registries: the organisation with its licences, buildings and services, staffing, and more of a person. */
const WHOLE_DOMAIN = `
ALTER TABLE organisation ADD COLUMN fact_address TEXT;
ALTER TABLE organisation ADD COLUMN site TEXT;
ALTER TABLE organisation ADD COLUMN social_links TEXT;
ALTER TABLE organisation ADD COLUMN okved TEXT;
ALTER TABLE organisation ADD COLUMN ogrn_date TEXT;
ALTER TABLE organisation ADD COLUMN head_person_id TEXT;
ALTER TABLE organisation ADD COLUMN liquidation_date TEXT;
ALTER TABLE division ADD COLUMN kind_code TEXT;
ALTER TABLE division ADD COLUMN separate TEXT;
ALTER TABLE division ADD COLUMN building_id TEXT;
ALTER TABLE division ADD COLUMN phone TEXT;
ALTER TABLE division ADD COLUMN head_person_id TEXT;
ALTER TABLE division ADD COLUMN task_due_date TEXT;
ALTER TABLE division ADD COLUMN planned_people INTEGER;
ALTER TABLE division ADD COLUMN bed_count INTEGER;
ALTER TABLE division ADD COLUMN visits_per_shift INTEGER;
ALTER TABLE person ADD COLUMN military_relation_code TEXT;
CREATE TABLE licence (
  ${KEPT}, organisation_id TEXT NOT NULL, number TEXT, status TEXT, issued_on TEXT, begin_date TEXT, end_date TEXT,
  activity TEXT, licenser TEXT, address_text TEXT, services TEXT
) STRICT;
CREATE INDEX licence_organisation ON licence (organisation_id);
CREATE TABLE building (
  ${KEPT}, organisation_id TEXT NOT NULL, name TEXT NOT NULL, address_text TEXT, gar_guid TEXT, post_index TEXT,
  cadastral_number TEXT, build_year INTEGER, floor_count INTEGER, has_trouble TEXT, latitude TEXT, longitude TEXT,
  begin_date TEXT, liquidation_date TEXT, liquidation_reason TEXT
) STRICT;
CREATE INDEX building_organisation ON building (organisation_id);
CREATE TABLE service (
  ${KEPT}, organisation_id TEXT NOT NULL, division_id TEXT, name TEXT NOT NULL, code TEXT, begin_date TEXT, end_date TEXT,
  comment TEXT
) STRICT;
CREATE INDEX service_division ON service (division_id);
CREATE TABLE staffingDocument (
  ${KEPT}, organisation_id TEXT NOT NULL, number TEXT NOT NULL, approved_on TEXT, order_number TEXT, begin_date TEXT,
  end_date TEXT, staffing_status TEXT NOT NULL
) STRICT;
CREATE TABLE staffingPosition (
  ${KEPT}, document_id TEXT NOT NULL, division_id TEXT, post_code TEXT, local_post_name TEXT, rate INTEGER, note TEXT
) STRICT;
CREATE INDEX staffingPosition_document ON staffingPosition (document_id);
CREATE INDEX staffingPosition_division ON staffingPosition (division_id);
CREATE TABLE military (${KEPT}, person_id TEXT NOT NULL, served TEXT, begin_date TEXT, end_date TEXT) STRICT;
CREATE INDEX military_person ON military (person_id);
CREATE TABLE society (${KEPT}, person_id TEXT NOT NULL, name TEXT, begin_date TEXT, end_date TEXT) STRICT;
CREATE INDEX society_person ON society (person_id);
CREATE TABLE nmo (
  ${KEPT}, person_id TEXT NOT NULL, nmo_kind TEXT, specialty_code TEXT, title TEXT, provider TEXT, hours INTEGER,
  activity_date TEXT, confirmation_code TEXT
) STRICT;
CREATE INDEX nmo_person ON nmo (person_id);
`;

export function wholeDomain(db: Database): void {
  db.exec(WHOLE_DOMAIN);
}
