import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { SyncState } from '#shared/contract/areas.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { BooksParts } from '../../book-parts.ts';
import { actorOf, userOf } from '../../changes/actor.ts';
import type { Database } from '../../db/open.ts';
import type { Clock, Ids, Log, Ports } from '../../ports.ts';
import type { Registry } from '../../registry/port.ts';
import { account, openTestDesk, TestClock, type TestDesk } from '../../test-books.ts';
import { createSync, type Sync } from '../sync.ts';

/** Stands still until a test moves it, and then rings what is due. */
export class RingingClock extends TestClock implements Clock {
  #timers: { at: number; callback: () => void }[] = [];

  override after(milliseconds = 0, callback: () => void = () => {}): () => void {
    const timer = { at: this.millis() + milliseconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Milliseconds until the next timer; null when none is set. */
  get next(): number | null {
    return this.#timers.length === 0 ? null : Math.min(...this.#timers.map(({ at }) => at)) - this.millis();
  }

  override advance(milliseconds: number): void {
    super.advance(milliseconds);
    const due = this.#timers.filter(({ at }) => at <= this.millis());
    this.#timers = this.#timers.filter(({ at }) => at > this.millis());
    for (const { callback } of due) callback();
  }
}

export const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

export interface SyncDesk extends TestDesk {
  readonly clock: RingingClock;
  readonly sync: Sync;
  readonly states: SyncState[];
  readonly told: { readonly name: string; readonly body: unknown }[];
  /** A new engine over the same store, as after a restart. */
  restart(): Promise<void>;
  run(): Promise<SyncState>;
  /** Local id of a remote one. @throws when it is not there */
  idOf(kind: EntityKind, remoteId: string): EntityId;
  field(kind: EntityKind, id: EntityId, field: string): FieldValue | undefined;
  edit(edit: Omit<FieldEdit, 'from'> & { from?: FieldValue }): Promise<EntityId>;
  /** The editor's choice about a conflict. */
  decide(conflictId: EntityId, choice: 'mine' | 'theirs'): void;
  /** From the draft to the queue, signed by a pretended provider. */
  approve(requestId: EntityId): Promise<void>;
  /** What was submitted, here or at another desk, is signed and queued. */
  sign(requestId: EntityId): Promise<void>;
  state(requestId: EntityId): string;
  count(table: string): number;
}

export interface SyncDeskOptions {
  readonly registry: Registry | null;
  readonly training?: boolean;
  readonly mayTell?: boolean;
  readonly everySeconds?: number;
  readonly random?: () => number;
  readonly path?: string;
  /** An open store with its accounts, in the place of a new one. */
  readonly db?: Database;
  readonly clock?: RingingClock;
  readonly ids?: Ids;
  /** What the stored signature is worth when it is looked at again. */
  readonly verdict?: () => 'valid' | 'invalid';
  /** Real signing in the place of the pretended one. */
  readonly books?: Partial<Pick<BooksParts, 'host' | 'signing' | 'verify' | 'policy' | 'bulletinPublishers'>>;
  readonly password?: string;
  readonly approverSnils?: string | null;
  readonly now?: string;
}

const container = join(tmpdir(), `kartoteka-sync-test-${process.pid}.p12`);

export function openSyncDesk(options: SyncDeskOptions): SyncDesk {
  const { registry, training = false, mayTell = true, everySeconds = 0 } = options;
  const { random = () => 1, verdict = () => 'valid' } = options;
  const { clock = new RingingClock(options.now), ids = { next: v7 } } = options;
  if (!existsSync(container)) writeFileSync(container, 'not a key');
  const desk = openTestDesk({
    clock,
    ids,
    ...(options.path === undefined ? {} : { path: options.path }),
    ...(options.db === undefined ? {} : { db: options.db }),
    host: { openFile: async () => container, saveFile: async () => null, showPdf: async () => undefined },
    signing: {
      name: 'pretended',
      inspect: () => Promise.reject(new Error('unused')),
      sign: async (_container, _password, content) => new Uint8Array([0x30, content.length % 256]),
    },
    verify: async () => {
      const found = verdict();
      return {
        verdict: found,
        reasons: found === 'valid' ? [] : ['KD-3106'],
        certificate: new Uint8Array([1]),
        view: null,
        signedAt: clock.now(),
      };
    },
    ...options.books,
  });
  const approver =
    options.approverSnils === undefined
      ? desk.approver
      : account(desk.db, clock, 'Главный врач', 'approver', options.approverSnils);
  const states: SyncState[] = [];
  const told: { name: string; body: unknown }[] = [];
  const ports: Pick<Ports, 'clock' | 'ids' | 'log' | 'emit'> = {
    clock,
    ids,
    log: quiet,
    emit: (name, body) => {
      if (name === 'sync.changed') states.push(body as SyncState);
      else told.push({ name, body });
    },
  };
  const make = (): Sync =>
    createSync({
      db: desk.db,
      ports,
      books: desk,
      registry,
      syncEverySeconds: everySeconds,
      training,
      mayTell,
      random,
    });
  let sync = make();

  const self: SyncDesk = {
    ...desk,
    clock,
    get sync() {
      return sync;
    },
    states,
    told,
    async restart() {
      await sync.dispose();
      sync = make();
    },
    run: async () => sync.handlers.run({}, desk.editor),
    idOf(kind, remoteId) {
      const id = desk.entities.localId(kind, remoteId);
      if (id === null) throw new Error(`No ${kind} ${remoteId}`);
      return id;
    },
    field: (kind, id, field) => valuesOf(desk, kind, id)?.[field],
    async edit({ from, ...edit }) {
      const seen = from === undefined ? (self.field(edit.kind, edit.id, edit.field) ?? null) : from;
      const answer = await desk.handlers.staff.applyEdits({ edits: [{ ...edit, from: seen }] }, desk.editor);
      return answer.requestId;
    },
    decide: (conflictId, choice) => sync.decide(conflictId, choice, actorOf(userOf(desk.editor))),
    async approve(requestId) {
      await desk.handlers.changes.submit({ requestId }, desk.editor);
      await self.sign(requestId);
    },
    async sign(requestId) {
      const { changes } = desk.handlers;
      const { digest } = await changes.signingView({ requestId }, approver);
      const chosen = await changes.chooseContainer({}, approver);
      if (chosen === null) throw new Error('No container');
      await changes.approve(
        { requestId, digest, containerId: chosen.containerId, password: options.password ?? '' },
        approver,
      );
    },
    state: (requestId) =>
      String(desk.db.prepare('SELECT state FROM change_request WHERE id = ?').pluck().get(requestId)),
    count: (table) => countOf(desk.db, table),
  };
  return self;
}

function valuesOf(desk: TestDesk, kind: EntityKind, id: EntityId): Readonly<Record<string, FieldValue>> | undefined {
  return desk.entities.get(kind, id)?.entity as Readonly<Record<string, FieldValue>> | undefined;
}

function countOf(db: Database, table: string): number {
  return Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}
