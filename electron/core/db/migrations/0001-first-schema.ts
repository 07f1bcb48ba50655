import type { Database } from '../open.ts';

/**
 * Entities: one table a kind, a column a field of `shared/domain/fields.ts` in snake case, and four columns of our own:
 * `rev` grows with every write, `remote_id` is the registry's identity, `deleted_at` is a soft delete.
 * `replica` keeps the last copy that the registry gave, so that what we do not understand goes back untouched.
 */
const ENTITIES = `
CREATE TABLE organisation (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  oid TEXT, name_full TEXT NOT NULL, name_short TEXT, inn TEXT, kpp TEXT, ogrn TEXT, address TEXT, phone TEXT, email TEXT
) STRICT;
CREATE TABLE division (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  organisation_id TEXT NOT NULL, parent_id TEXT, level TEXT NOT NULL, oid TEXT, name TEXT NOT NULL, type_code TEXT,
  open_date TEXT, liquidation_date TEXT
) STRICT;
CREATE INDEX division_parent ON division (parent_id);
CREATE TABLE person (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  last_name TEXT NOT NULL, first_name TEXT NOT NULL, patronymic TEXT, sex TEXT, birth_date TEXT, snils TEXT, inn TEXT,
  citizenship_code TEXT, phone TEXT, email TEXT
) STRICT;
CREATE INDEX person_snils ON person (snils);
CREATE TABLE employment (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  person_id TEXT NOT NULL, division_id TEXT, post_code TEXT, position_type TEXT, rate INTEGER, personnel_number TEXT,
  contract_number TEXT, contract_date TEXT, begin_date TEXT, end_date TEXT, end_reason TEXT, end_order TEXT
) STRICT;
CREATE INDEX employment_person ON employment (person_id);
CREATE INDEX employment_division ON employment (division_id);
CREATE TABLE credential (
  id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
  person_id TEXT NOT NULL, credential_kind TEXT NOT NULL, specialty_code TEXT, number TEXT, issuer TEXT,
  issued_on TEXT, expires_on TEXT
) STRICT;
CREATE INDEX credential_person ON credential (person_id);
CREATE TABLE replica (
  entity_id TEXT PRIMARY KEY, kind TEXT NOT NULL, version TEXT NOT NULL, raw TEXT NOT NULL
) STRICT;
`;

/**
 * The staff grid's line of each person, kept beside the facts so that 50,000 lines are found and ordered at once: keys
 * to sort by, what is filtered by, and the folded text that is indexed (kept to see whether it changed).
 */
const STAFF_INDEX = `
CREATE TABLE staff_line (
  line INTEGER PRIMARY KEY, person_id TEXT NOT NULL UNIQUE, employment_id TEXT, name_key TEXT NOT NULL,
  employed INTEGER NOT NULL, division_id TEXT, admitted_until TEXT, errors INTEGER NOT NULL, changed INTEGER NOT NULL,
  first_key TEXT NOT NULL DEFAULT '', patronymic_key TEXT, birth_date TEXT, snils TEXT, post_code TEXT, rate INTEGER,
  personnel_key TEXT, begin_date TEXT, end_date TEXT, search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX staff_line_name ON staff_line (employed, name_key, line);
CREATE INDEX staff_line_division ON staff_line (division_id);
CREATE INDEX staff_line_post ON staff_line (post_code);
CREATE INDEX staff_line_changed ON staff_line (changed) WHERE changed > 0;
CREATE INDEX staff_line_errors ON staff_line (errors) WHERE errors > 0;
CREATE VIRTUAL TABLE staff_search USING fts5 (
  text, content = '', contentless_delete = 1, prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 0'
);
`;

/** `change_field.ordinal` is the age of a change among all: the later one of a field stands on the earlier one. */
const CHANGES = `
CREATE TABLE app_user (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, name TEXT NOT NULL, snils TEXT, role TEXT NOT NULL,
  organisation TEXT NOT NULL, organisation_oid TEXT, confirmed INTEGER NOT NULL, confirmed_at TEXT NOT NULL
) STRICT;
CREATE TABLE change_request (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, state TEXT NOT NULL, author_id TEXT NOT NULL, created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL, reason TEXT, approver_id TEXT, canonical BLOB, digest TEXT, split_from TEXT
) STRICT;
CREATE INDEX change_request_state ON change_request (state);
CREATE TABLE change_entity (
  request_id TEXT NOT NULL, kind TEXT NOT NULL, entity_id TEXT NOT NULL, operation TEXT NOT NULL, subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL, PRIMARY KEY (request_id, kind, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_entity_entity ON change_entity (kind, entity_id);
CREATE INDEX change_entity_subject ON change_entity (subject_id);
CREATE TABLE change_field (
  request_id TEXT NOT NULL, kind TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, from_value TEXT NOT NULL,
  to_value TEXT NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (request_id, kind, entity_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE request_event (
  request_id TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, actor TEXT NOT NULL, note TEXT,
  PRIMARY KEY (request_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE signature (
  request_id TEXT PRIMARY KEY, digest TEXT NOT NULL, cms BLOB NOT NULL, certificate BLOB NOT NULL, signer TEXT NOT NULL,
  issuer TEXT NOT NULL, valid_to TEXT NOT NULL, provider TEXT NOT NULL, signed_at TEXT NOT NULL, verified_at TEXT NOT NULL,
  verdict TEXT NOT NULL, reasons TEXT NOT NULL
) STRICT;
`;

const EXCHANGE = `
CREATE TABLE outbox (
  request_id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, wire TEXT, endpoint TEXT, attempts INTEGER NOT NULL,
  next_try_at TEXT NOT NULL, last_error TEXT
) STRICT;
CREATE TABLE sync_cursor (kind TEXT PRIMARY KEY, cursor TEXT, page TEXT, complete INTEGER NOT NULL) STRICT;
CREATE TABLE parked (
  remote_id TEXT NOT NULL, kind TEXT NOT NULL, version TEXT NOT NULL, raw TEXT NOT NULL, waits_for TEXT NOT NULL,
  PRIMARY KEY (kind, remote_id)
) STRICT;
CREATE INDEX parked_waits ON parked (waits_for);
CREATE TABLE conflict (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, base TEXT NOT NULL, mine TEXT NOT NULL,
  theirs TEXT NOT NULL, found_at TEXT NOT NULL, decided_at TEXT, decision TEXT, UNIQUE (kind, entity_id, field, found_at)
) STRICT;
CREATE TABLE sync_session (
  id TEXT PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT, outcome TEXT, pulled INTEGER NOT NULL, pushed INTEGER NOT NULL
) STRICT;
`;

/**
 * Insert-only by triggers. `journal_value` holds an entry's personal values as canonical JSON; its salted digest stands
 * in the body, so the values can be erased and the chain stays whole. `line_count` is how many lines an entry
 * is shown as. `journal_subject` finds entries by the entity whose history they belong to.
 */
const BOOKS = `
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, prev BLOB NOT NULL, hash BLOB NOT NULL, body TEXT NOT NULL, line_count INTEGER NOT NULL
) STRICT;
CREATE TABLE journal_value (seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE journal_subject (entity_id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (entity_id, seq)) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE dictionary (oid TEXT PRIMARY KEY, version TEXT NOT NULL, source TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE dictionary_row (
  oid TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, parent TEXT, is_group INTEGER NOT NULL, closed_on TEXT,
  position INTEGER NOT NULL, PRIMARY KEY (oid, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE report_run (
  id TEXT PRIMARY KEY, report_id TEXT NOT NULL, format TEXT NOT NULL, parameters TEXT NOT NULL, at TEXT NOT NULL,
  actor TEXT NOT NULL, line_count INTEGER NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
`;

export function firstSchema(db: Database): void {
  for (const part of [ENTITIES, STAFF_INDEX, CHANGES, EXCHANGE, BOOKS]) db.exec(part);
}
