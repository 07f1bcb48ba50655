import { DeskError } from '#shared/contract/result.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { personFile } from './migrations/0002-person-file.ts';
import { dictionaryVersions } from './migrations/0003-dictionary-versions.ts';
import { importsSchema } from './migrations/0004-imports.ts';
import { workLists } from './migrations/0005-work-lists.ts';
import { wholeDomain } from './migrations/0006-whole-domain.ts';
import { importRuns } from './migrations/0007-import-runs.ts';
import { dictionaryExtras } from './migrations/0008-dictionary-extras.ts';
import { dismissalOrder } from './migrations/0009-dismissal-order.ts';
import { attachmentsSchema } from './migrations/0010-attachments.ts';
import { mergedRecords } from './migrations/0011-merged-records.ts';
import { personnelNumbers } from './migrations/0012-personnel-numbers.ts';
import { unfinishedWork } from './migrations/0013-unfinished-work.ts';
import { savedViews } from './migrations/0014-saved-views.ts';
import { undoSchema } from './migrations/0015-undo.ts';
import { bulkOperations } from './migrations/0016-bulk-operations.ts';
import { notifications } from './migrations/0017-notifications.ts';
import { insurancePolicies } from './migrations/0018-insurance-policies.ts';
import { requestsOfOtherDesks } from './migrations/0019-requests-of-other-desks.ts';
import { packagesSchema } from './migrations/0020-packages.ts';
import { registryCopies } from './migrations/0021-registry-copies.ts';
import { health } from './migrations/0022-health.ts';
import { listLooks } from './migrations/0023-list-looks.ts';
import { messages } from './migrations/0024-messages.ts';
import { bulletins } from './migrations/0025-bulletins.ts';
import { packageContents } from './migrations/0026-package-contents.ts';
import { optionalFields } from './migrations/0027-optional-fields.ts';
import { kindsAndRegions } from './migrations/0028-kinds-and-regions.ts';
import { ownContacts } from './migrations/0029-own-contacts.ts';
import { attachmentText } from './migrations/0030-attachment-text.ts';
import { purgedRecords } from './migrations/0031-purged-records.ts';
import { bulletinBytes } from './migrations/0032-bulletin-bytes.ts';
import { careAndCountry } from './migrations/0033-care-and-country.ts';
import { givenPapers } from './migrations/0034-given-papers.ts';
import type { Database } from './open.ts';

/** Step `n` of the list brings a store from schema `n` to `n + 1`; steps are never edited once released. */
const MIGRATIONS: readonly ((db: Database) => void)[] = [
  firstSchema,
  personFile,
  dictionaryVersions,
  importsSchema,
  workLists,
  wholeDomain,
  importRuns,
  dictionaryExtras,
  dismissalOrder,
  attachmentsSchema,
  mergedRecords,
  personnelNumbers,
  unfinishedWork,
  savedViews,
  undoSchema,
  bulkOperations,
  notifications,
  insurancePolicies,
  requestsOfOtherDesks,
  packagesSchema,
  registryCopies,
  health,
  listLooks,
  messages,
  bulletins,
  packageContents,
  optionalFields,
  kindsAndRegions,
  ownContacts,
  attachmentText,
  purgedRecords,
  bulletinBytes,
  careAndCountry,
  givenPapers,
];

/** The schema this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Runs all steps that are pending up to a schema in one transaction. @throws DeskError KD-5003 when the store is newer than the program */
export function migrate(db: Database, schema = SCHEMA_VERSION): void {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > SCHEMA_VERSION) {
    throw new DeskError('KD-5003', { params: { found, known: SCHEMA_VERSION } });
  }
  if (found >= schema) return;
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(found, schema)) step(db);
    db.pragma(`user_version = ${schema}`);
  }).immediate();
}
