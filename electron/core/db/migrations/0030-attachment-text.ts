import type { Database } from '../open.ts';

const INDEX = `fts5 (text, content = '', contentless_delete = 1, prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 0')`;

/**
 * Words of the names and of the contents of files. The indexes keep no text, only where words stand: a name by the line
 * of its file, a content by that of its `attachment_text`, which says that it has been looked into, be there words or
 * not. `sha256` of a file is that of its newest version.
 */
const TEXT = `
ALTER TABLE attachment ADD COLUMN line INTEGER;
ALTER TABLE attachment ADD COLUMN sha256 TEXT;
UPDATE attachment SET line = rowid, sha256 = (
  SELECT v.sha256 FROM attachment_version v WHERE v.attachment_id = attachment.id AND v.version = attachment.version);
CREATE UNIQUE INDEX attachment_line ON attachment (line);
CREATE INDEX attachment_content_line ON attachment (sha256, line);
CREATE VIRTUAL TABLE attachment_name_search USING ${INDEX};
INSERT INTO attachment_name_search (rowid, text) SELECT a.line, v.search FROM attachment a
  JOIN attachment_version v ON v.attachment_id = a.id AND v.version = a.version;
CREATE TABLE attachment_text (
  line INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE REFERENCES attachment_content (sha256)
) STRICT;
CREATE VIRTUAL TABLE attachment_text_search USING ${INDEX};
CREATE INDEX attachment_version_content ON attachment_version (sha256, type);
`;

/** Files are found by the words inside them; those of files that are there already are read while the desk is open. */
export function attachmentText(db: Database): void {
  db.exec(TEXT);
}
