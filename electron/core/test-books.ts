import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import type { SessionUser } from '#shared/contract/access.ts';
import type { EventBody, EventName } from '#shared/contract/events.ts';
import { DeskError } from '#shared/contract/result.ts';
import { OWNER_OF } from '#shared/domain/entities.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { type Books, type BooksParts, createBooks } from './books.ts';
import type { CallContext } from './core.ts';
import { type Database, openDatabase } from './db/open.ts';
import type { Clock } from './ports.ts';
import { noDictionaries } from './registry/dictionaries.ts';
import { childrenOf } from './training/children.ts';
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
type TestParts = Partial<Omit<BooksParts, 'db' | 'clock' | 'host'>> & {
  readonly path?: string;
  readonly clock?: TestClock;
  readonly host?: Partial<BooksParts['host']>;
};

/** The books over a real store in memory (or at `path`), with four accounts. */
export function openTestDesk(parts: TestParts = {}): TestDesk {
  const { path = ':memory:', clock = new TestClock(), host = {}, ...others } = parts;
  const db = openDatabase(path, randomBytes(32));
  const events: { name: EventName; body: unknown }[] = [];
  const books = createBooks({
    db,
    clock,
    ids: { next: v7 },
    emit: <E extends EventName>(name: E, body: EventBody<E>) => {
      events.push({ name, body });
    },
    host: {
      openFile: async () => null,
      openFolder: async () => null,
      saveFile: async () => null,
      showPdf: async () => undefined,
      ...host,
    },
    dictionaryRegistry: noDictionaries('KD-1010'),
    temporary: tmpdir(),
    policy: () => ({ signingAuthorities: [], authorMayApprove: false }),
    signing: {
      name: 'none',
      inspect: () => Promise.reject(new DeskError('KD-3101')),
      sign: () => Promise.reject(new DeskError('KD-3101')),
    },
    verify: () => Promise.reject(new Error('No verifier in this test')),
    ...others,
  });
  return {
    ...books,
    db,
    clock,
    events,
    editor: account(db, clock, 'Кадрова Анна Сергеевна', 'editor', '90000000094'),
    otherEditor: account(db, clock, 'Вторая Ольга Петровна', 'editor', '90061803358'),
    approver: account(db, clock, 'Главная Мария Петровна', 'approver', '11223344595'),
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
  return { user, signal: new AbortController().signal, progress: () => undefined, correlationId: v7() };
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
  const organisationId = v7();
  const divisions = new Map<string, EntityId>();
  const ids: EntityId[] = [];
  db.transaction(() => {
    const { remoteId, ...organisation } = source.organisation;
    entities.insert('organisation', organisationId, organisation, remoteId);
    for (const { remoteId: id } of source.divisions) divisions.set(id, v7());
    for (const { remoteId: id, organisationRemoteId: _, parentRemoteId, ...division } of source.divisions) {
      const parentId = parentRemoteId === null ? null : (divisions.get(parentRemoteId) ?? null);
      entities.insert('division', divisions.get(id) ?? '', { ...division, organisationId, parentId }, id);
    }
    for (let i = 0; i < source.size; i++) {
      const file = source.personAt(i);
      const personId = v7();
      ids.push(personId);
      const { remoteId: id, ...person } = file.person;
      entities.insert('person', personId, person, id);
      const owners = new Map([[file.person.remoteId, personId]]);
      for (const { remoteId: own, divisionRemoteId, ...employment } of file.employments) {
        const divisionId = divisions.get(divisionRemoteId) ?? null;
        const employmentId = v7();
        owners.set(own, employmentId);
        entities.insert('employment', employmentId, { ...employment, personId, divisionId }, own);
      }
      for (const { kind, remoteId: own, ownerRemoteId, fields } of childrenOf(file)) {
        const owner = owners.get(ownerRemoteId) ?? null;
        entities.insert(kind, v7(), { ...fields, [OWNER_OF[kind].field]: owner }, own);
      }
    }
    staffIndex.refresh(ids);
  })();
  return { people: ids, organisationId, divisions };
}
