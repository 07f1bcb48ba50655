import type { SyncState } from '#shared/contract/areas.ts';
import type { Policy } from '#shared/contract/policy.ts';
import { DeskError } from '#shared/contract/result.ts';
import { traceOf } from '#shared/contract/trace.ts';
import type { Role } from '#shared/domain/states.ts';
import type { OpenSession } from './access/access.ts';
import { beforeEach } from './before-each.ts';
import type { Books } from './book-parts.ts';
import { createBooks } from './books.ts';
import { type Connection, createConnection, endingCertificates } from './connection/connection.ts';
import { certificatesOf } from './connection/named-certificates.ts';
import { nodeNetwork } from './connection/network.ts';
import type { CallContext, CoreHandlers } from './core.ts';
import { createHealth } from './health/health.ts';
import type { EndedJob } from './notifications/facts.ts';
import { createNotifications } from './notifications/notifications.ts';
import { createPackages } from './packages/packages.ts';
import type { Emit, Ports } from './ports.ts';
import { type DictionaryRegistry, noDictionaries } from './registry/dictionaries.ts';
import { createFhirRegistry } from './registry/fhir/adapter.ts';
import { createFhirDictionaries } from './registry/fhir/code-systems.ts';
import { createFhirProbe } from './registry/fhir/probe.ts';
import { createMemoryRegistry } from './registry/memory.ts';
import type { Registry } from './registry/port.ts';
import { createReports } from './reports/reports.ts';
import { createPkcs12Provider } from './signing/pkcs12.ts';
import { verifySignature } from './signing/verify.ts';
import { createSync } from './sync/sync.ts';
import { clinicSource } from './training/generate.ts';
import { createWorklists, expiringDocuments } from './worklists/worklists.ts';

export interface DeskParts {
  readonly ports: Ports;
  readonly policy: Policy | null;
  readonly session: OpenSession;
  /** A token for the registry; see `Access.accessToken`. */
  readonly accessToken: (signal: AbortSignal, refused?: string) => Promise<string>;
}

/** All services over one open store, from unlocking to locking. */
export interface Desk {
  readonly handlers: Omit<CoreHandlers, 'access'>;
  online(online: boolean): void;
  reportFile(runId: string): string | null;
  jobEnded(job: EndedJob): void;
  /** Puts running work down; nothing touches the database afterwards. */
  close(): Promise<void>;
}

/** Opens the services and begins the exchange (in the training clinic: its filling from the generator). */
export function openDesk(parts: DeskParts): Desk {
  const { policy, session } = parts;
  const { db, training } = session;
  const { handlers: notifications, notifier } = createNotifications({
    db,
    ports: parts.ports,
    user: session.user,
    authorMayApprove: policy?.authorMayApprove ?? false,
    ownEmail: () => books.emailOf(session.user),
    expiring: (today) => expiringDocuments(db, today),
    certificates: () => [...endingCertificates(db), ...certificatesOf(policy)],
  });
  const emit: Emit = (event, body) => {
    parts.ports.emit(event, body);
    notifier.heard(event, body);
    if (event === 'sync.changed') void connection?.exchanged(body as SyncState);
  };
  const ports: Ports = { ...parts.ports, emit };
  const signatures = {
    policy: () => ({
      signingAuthorities: policy?.signingAuthorities ?? [],
      authorMayApprove: policy?.authorMayApprove ?? false,
    }),
    signing: createPkcs12Provider(),
    verify: verifySignature,
  };
  const books = createBooks({
    db,
    clock: ports.clock,
    ids: ports.ids,
    emit: ports.emit,
    host: ports.host,
    dictionaryRegistry: dictionaryRegistryOf(parts),
    temporary: ports.paths.temporary,
    bulletinPublishers: policy?.bulletinPublishers ?? [],
    ...signatures,
  });
  const reports = createReports({
    db,
    file: session.file,
    ports,
    journal: books.journal,
    organisationId: books.organisationId,
  });
  const health = createHealth({ db, file: session.file?.path ?? null, clock: ports.clock });
  const connection = connectionOf(parts, () => notifier.certificatesMet());
  const sync = createSync({
    db,
    ports,
    books,
    registry: registryOf(parts),
    syncEverySeconds: policy?.syncEverySeconds ?? 0,
    training: training !== null,
    mayTell: session.user.role === 'editor' || session.user.role === 'approver',
  });
  const worklists = createWorklists({
    ...books,
    db,
    clock: ports.clock,
    emit: ports.emit,
    exchange: sync,
  });
  const packages = createPackages({
    ...ports,
    ...signatures,
    db,
    journal: books.journal,
    requests: books.requests,
    bulletins: books.bulletins,
    owner() {
      const organisation = books.organisationOid();
      return policy === null || training !== null || organisation === null
        ? null
        : { organisation, contour: policy.contour };
    },
    copies: sync.copies,
    kick: () => sync.kick(),
  });
  const { changes } = books.handlers;
  /** Other desks, or the registry, are to hear of it. */
  const thenExchange =
    <I, O>(act: (input: I, context: CallContext) => O) =>
    async (input: I, context: CallContext): Promise<Awaited<O>> => {
      const answer = await act(input, context);
      sync.kick();
      return answer;
    };
  // The page shows how the first copy comes in; nobody waits for it.
  void sync.start();
  notifier.start();
  books.texts.start();
  void openImports(books, ports, session.user.role);
  const handlers: Desk['handlers'] = {
    ...books.handlers,
    changes: {
      ...changes,
      submit: thenExchange(changes.submit),
      reopen: thenExchange(changes.reopen),
      withdraw: thenExchange(changes.withdraw),
      returnSubjects: thenExchange(changes.returnSubjects),
      approve: thenExchange(changes.approve),
      sendMessage: thenExchange(changes.sendMessage),
    },
    reports: reports.handlers,
    sync: {
      ...sync.handlers,
      health: () => health.read(),
      unsent: () => health.unsent(),
      check(_input, context) {
        if (connection === null) throw new DeskError(training === null ? 'KD-1010' : 'KD-4008');
        return connection.check(context);
      },
    },
    packages,
    worklists,
    notifications,
  };
  return {
    handlers: beforeEach(handlers, books.catchUp),
    online: (online) => sync.online(online),
    reportFile: (runId) => reports.pathOf(runId),
    jobEnded(job) {
      health.jobEnded(job);
      notifier.jobEnded(job);
    },
    async close() {
      notifier.stop();
      await Promise.all([
        sync.dispose(),
        connection?.close(),
        books.texts.stop(),
        books.imports.folder.stop(),
        books.imports.writing.stop(),
      ]);
    },
  };
}

/** What an earlier program left half done goes first; then the folder is looked at. */
async function openImports(
  { imports }: Pick<Books, 'imports'>,
  { log }: Pick<Ports, 'log'>,
  role: Role,
): Promise<void> {
  try {
    await imports.writing.resume();
    // Files are offered to those who may take them.
    if (role === 'editor') imports.folder.start();
  } catch (error) {
    // Closed meanwhile: the next one goes on with it.
    if (!(error instanceof DeskError && error.code === 'KD-6002')) log.error('imports.resume.failed', traceOf(error));
  }
}

/** Null where there is nothing to connect to. */
function connectionOf(
  { ports, policy, session, accessToken }: DeskParts,
  onCertificates: () => void,
): Connection | null {
  if (policy === null || session.training !== null) return null;
  return createConnection({
    ...ports,
    db: session.db,
    network: nodeNetwork(),
    probe: createFhirProbe({ ...ports, endpoints: policy.registryEndpoints, accessToken }),
    onCertificates,
  });
}

function registryOf({ ports, policy, session, accessToken }: DeskParts): Registry | null {
  if (session.training !== null) {
    return createMemoryRegistry(clinicSource({ people: session.training.people }), ports.clock.now());
  }
  if (policy === null) return null;
  return createFhirRegistry({ ...ports, endpoints: policy.registryEndpoints, accessToken });
}

function dictionaryRegistryOf({ ports, policy, session, accessToken }: DeskParts): DictionaryRegistry {
  if (session.training !== null) return noDictionaries('KD-4008');
  if (policy === null) return noDictionaries('KD-1010');
  return createFhirDictionaries({ ...ports, endpoints: policy.registryEndpoints, accessToken });
}
