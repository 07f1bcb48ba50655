import type { SessionUser } from '#shared/contract/access.ts';
import type { HostServices } from '#shared/contract/host.ts';
import type { Policy } from '#shared/contract/policy.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { TextReading } from './attachments/text-reading.ts';
import type { BulletinSharing, CarriedBulletins } from './bulletins/bulletins.ts';
import type { MessageSharing } from './changes/messages.ts';
import type { PendingChanges, StaffIndex } from './changes/pending.ts';
import type { RequestSharing } from './changes/sharing.ts';
import type { CoreHandlers } from './core.ts';
import type { Database } from './db/open.ts';
import type { Dictionaries } from './dictionaries/dictionaries.ts';
import type { EntityStore } from './entities/store.ts';
import type { Imports } from './imports/imports.ts';
import type { Journal } from './journal/append.ts';
import type { RequestBooks } from './packages/request-desk.ts';
import type { Clock, Emit, Ids } from './ports.ts';
import type { DictionaryRegistry } from './registry/dictionaries.ts';
import type { SignatureRecheck, SigningProvider, VerifySignature } from './signing/port.ts';

export interface BooksParts {
  /** Open, schema up to date. */
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly host: Pick<HostServices, 'openFile' | 'openFolder' | 'saveFile' | 'printToPdf' | 'showPdf' | 'draftMail'>;
  /** Where newer versions of dictionaries are looked for. */
  readonly dictionaryRegistry: DictionaryRegistry;
  /** Private folder for short-lived plain files. */
  readonly temporary: string;
  readonly policy: () => Pick<Policy, 'signingAuthorities' | 'authorMayApprove'>;
  /** PEM, as in the policy. */
  readonly bulletinPublishers: readonly string[];
  readonly signing: SigningProvider;
  readonly verify: VerifySignature;
}

/** The desk's own books over one open store: what the page calls, and what the exchange and reports build on. */
export interface Books {
  readonly handlers: Pick<
    CoreHandlers,
    | 'staff'
    | 'organisation'
    | 'divisions'
    | 'staffing'
    | 'dictionaries'
    | 'changes'
    | 'edits'
    | 'attachments'
    | 'bulk'
    | 'bulletins'
    | 'journal'
    | 'history'
    | 'home'
    | 'search'
    | 'lists'
    | 'contacts'
    | 'notices'
    | 'papers'
    | 'imports'
  >;
  /** Null before the first exchange. */
  readonly organisationId: () => EntityId | null;
  readonly entities: EntityStore;
  readonly dictionaries: Dictionaries;
  readonly journal: Journal;
  readonly pending: PendingChanges;
  readonly staffIndex: StaffIndex;
  readonly recheck: SignatureRecheck;
  readonly imports: Pick<Imports, 'writing' | 'folder'>;
  /** Of files; nothing is read before it is started. */
  readonly texts: TextReading;
  /** Makes up what a large write has left for after its answer; to be called before anything is read. */
  readonly catchUp: () => void;
  /** Requests of this desk and of others. */
  readonly sharing: RequestSharing;
  /** What is written about them, here and at other desks. */
  readonly messages: MessageSharing;
  /** What the registry lets its desks know. */
  readonly bulletins: BulletinSharing & CarriedBulletins;
  /** Where mail reaches a user; null when nobody has said so. */
  readonly emailOf: (user: SessionUser) => string | null;
  /** Requests for packages. */
  readonly requests: RequestBooks;
  /** OID of the organisation that the store belongs to; null while nobody has signed in to one. */
  readonly organisationOid: () => string | null;
}
