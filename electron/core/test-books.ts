import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import type { SessionUser } from '#shared/contract/access.ts';
import type { EventBody, EventName } from '#shared/contract/events.ts';
import { DeskError } from '#shared/contract/result.ts';
import { type EntityKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Books, BooksParts } from './book-parts.ts';
import { createBooks } from './books.ts';
import type { CallContext } from './core.ts';
import { type Database, openDatabase } from './db/open.ts';
import type { FieldValues } from './entities/store.ts';
import type { Clock } from './ports.ts';
import { noDictionaries } from './registry/dictionaries.ts';
import { REFERS_TO } from './registry/port.ts';
import { childrenOf, type GeneratedChild, licencesOf } from './training/children.ts';
import { clinicSource } from './training/generate.ts';

/** Time that stands still until a test moves it. */
export class TestClock implements Clock {
  #millis: number;
  constructor(at = '2026-11-21T09:00:00.000Z') {
    this.#millis = Date.parse(at);
  }
  now(): string {
    return new Date(this.#millis).toISOString();
  }
  today(): string {
    return this.now().slice(0, 10);
  }
  millis(): number {
    return this.#millis;
  }
  monotonic(): number {
    return this.#millis;
  }
  after(): () => void {
    throw new Error('The books set no timers');
  }
  advance(milliseconds: number): void {
    this.#millis += milliseconds;
  }
}

export interface TestDesk extends Books {
  readonly db: Database;
  readonly clock: TestClock;
  readonly events: { readonly name: EventName; readonly body: unknown }[];
  readonly editor: CallContext;
  readonly otherEditor: CallContext;
  readonly approver: CallContext;
}

/** What a test may want otherwise; dialogs that it does not name are cancelled. */
type TestParts = Partial<Omit<BooksParts, 'clock' | 'host'>> & {
  readonly path?: string;
  readonly key?: Uint8Array;
  readonly clock?: TestClock;
  readonly host?: Partial<BooksParts['host']>;
};

/** The books over a real store in memory (or at `path`, or over an open one with its accounts), with three accounts. */
export function openTestDesk(parts: TestParts = {}): TestDesk {
  const { path = ':memory:', key = randomBytes(32), clock = new TestClock(), host = {}, ...others } = parts;
  const db = parts.db ?? openDatabase(path, key);
  const events: { name: EventName; body: unknown }[] = [];
  const own = (name: string, role: Role, snils: string): CallContext =>
    (parts.db && knownAccount(db, name, role)) ?? account(db, clock, name, role, snils);
  const books = createBooks({
    clock,
    ids: { next: v7 },
    emit: <E extends EventName>(name: E, body: EventBody<E>) => {
      events.push({ name, body });
    },
    host: {
      openFile: async () => null,
      openFolder: async () => null,
      saveFile: async () => null,
      printToPdf: async () => new Uint8Array(),
      showPdf: async () => undefined,
      draftMail: async () => undefined,
      ...host,
    },
    dictionaryRegistry: noDictionaries('KD-1010'),
    temporary: tmpdir(),
    policy: () => ({ signingAuthorities: [], authorMayApprove: false }),
    bulletinPublishers: [],
    signing: {
      name: 'none',
      inspect: () => Promise.reject(new DeskError('KD-3101')),
      sign: () => Promise.reject(new DeskError('KD-3101')),
    },
    verify: () => Promise.reject(new Error('No verifier in this test')),
    ...others,
    db,
  });
  return {
    ...books,
    db,
    clock,
    events,
    editor: own('Кадрова Анна Сергеевна', 'editor', '90000000094'),
    otherEditor: own('Вторая Ольга Петровна', 'editor', '90061803358'),
    approver: own('Главная Мария Петровна', 'approver', '11223344595'),
  };
}

/** A signing provider that signs nothing, for tests of what comes before and after. */
export function approvingParts(): Pick<BooksParts, 'signing' | 'verify'> & Required<Pick<TestParts, 'host'>> {
  return {
    host: { openFile: async () => fileURLToPath(import.meta.url) },
    signing: {
      name: 'test',
      inspect: () => Promise.reject(new DeskError('KD-3101')),
      sign: async (_container, _password, content) => Uint8Array.from(content),
    },
    verify: async ({ at }) => ({
      verdict: 'valid',
      reasons: [],
      certificate: new Uint8Array(),
      view: null,
      signedAt: at.toISOString(),
    }),
  };
}

export function account(db: Database, clock: Clock, name: string, role: Role, snils: string | null): CallContext {
  const user: SessionUser = { userId: v7(), name, role, organisation: 'Учебная больница', confirmed: true };
  db.prepare(
    `INSERT INTO app_user (id, subject, name, snils, role, organisation, confirmed, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?)`,
  ).run(user.userId, user.userId, name, snils, role, user.organisation, clock.now());
  return contextOf(user);
}

/** An account that is in the store already. */
function knownAccount(db: Database, name: string, role: Role): CallContext | null {
  const found = db.prepare('SELECT id, organisation FROM app_user WHERE name = ? AND role = ?').get(name, role);
  if (found === undefined) return null;
  const { id, organisation } = found as { id: EntityId; organisation: string };
  return contextOf({ userId: id, name, role, organisation, confirmed: true });
}

/** The same person with another role. */
export function inRole(context: CallContext, role: Role): CallContext {
  return { ...context, user: context.user && { ...context.user, role } };
}

function contextOf(user: SessionUser): CallContext {
  return {
    user,
    signal: new AbortController().signal,
    progress: () => undefined,
    correlationId: v7(),
    stepUp: () => undefined,
  };
}

/** The refusal that an action must end with. */
export async function refusal(action: () => unknown): Promise<DeskError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof DeskError) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

export interface Filled {
  readonly people: readonly EntityId[];
  readonly organisationId: EntityId;
  readonly divisions: ReadonlyMap<string, EntityId>;
}

/** Writes the generated clinic into the store as a first pull would. */
export function fillClinic(desk: Pick<TestDesk, 'db' | 'entities' | 'staffIndex'>, people: number): Filled {
  const source = clinicSource({ people });
  const { db, entities, staffIndex } = desk;
  const locals = new Map<string, EntityId>();
  const localOf = (remoteId: string): EntityId => {
    const id = locals.get(remoteId) ?? v7();
    locals.set(remoteId, id);
    return id;
  };
  const localised = (values: object): FieldValues =>
    Object.fromEntries(
      Object.entries(values as FieldValues).map(([field, value]) => [
        field,
        field in REFERS_TO && typeof value === 'string' ? localOf(value) : value,
      ]),
    );
  const insert = (kind: EntityKind, { remoteId, ...values }: { readonly remoteId: string }): EntityId => {
    const id = localOf(remoteId);
    entities.insert(kind, id, localised(values), remoteId);
    return id;
  };
  const insertRecord = ({ kind, ownerRemoteId, fields, remoteId }: GeneratedChild): void => {
    entities.insert(kind, v7(), { ...localised(fields), [OWNER_OF[kind].field]: localOf(ownerRemoteId) }, remoteId);
  };
  const ids: EntityId[] = [];
  db.transaction(() => {
    insert('organisation', source.organisation);
    for (const record of licencesOf(source.licences, source.organisation.remoteId)) insertRecord(record);
    for (const building of source.buildings) insert('building', building);
    for (const { organisationRemoteId: organisationId, parentRemoteId: parentId, ...division } of source.divisions) {
      insert('division', { ...division, ...{ organisationId, parentId } });
    }
    for (const service of source.services) insert('service', service);
    const { documents, positions } = source.staffing();
    for (const document of documents) insert('staffingDocument', document);
    for (const position of positions) insert('staffingPosition', position);
    for (let i = 0; i < source.size; i++) {
      const file = source.personAt(i);
      const personId = file.person.remoteId;
      ids.push(insert('person', file.person));
      for (const { divisionRemoteId: divisionId, ...employment } of file.employments) {
        insert('employment', { ...employment, ...{ personId, divisionId } });
      }
      for (const record of childrenOf(file)) insertRecord(record);
    }
    staffIndex.refresh(ids);
  })();
  const divisions = new Map(source.divisions.map(({ remoteId }) => [remoteId, localOf(remoteId)]));
  return { people: ids, organisationId: localOf(source.organisation.remoteId), divisions };
}
