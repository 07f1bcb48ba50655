import { DeskError } from '#shared/contract/result.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { Clock, Ids } from '../ports.ts';
import type { Actor } from './actor.ts';
import { isOpenState } from './states.ts';
import type { ChangeStore, EntityRow, HolderRow, SubjectHolder } from './store.ts';

export type { SubjectHolder } from './store.ts';

import { stateError, type Transitions } from './transitions.ts';

/** What happened to one entity; the entity itself is written by the caller, in the same transaction. */
export interface RecordedChange extends EntityRow {
  readonly fields: readonly { readonly field: string; readonly from: FieldValue; readonly to: FieldValue }[];
}

/** Subjects that one request gave to another. */
export interface Moved {
  readonly requestId: EntityId;
  readonly subjectIds: readonly EntityId[];
}

/** By subject, the oldest first. */
export type DraftsOfSubjects = (subjectIds: readonly EntityId[]) => ReadonlyMap<EntityId, readonly SubjectHolder[]>;

/**
 * Collects a user's edits in change requests. An edit goes to the request on top that already changes the entity, else
 * to the author's draft about the same subject, else to the author's newest draft, else to a new one.
 */
export class Drafts {
  readonly #store: ChangeStore;
  readonly #transitions: Transitions;
  readonly #clock: Clock;
  readonly #ids: Ids;

  constructor(store: ChangeStore, transitions: Transitions, clock: Clock, ids: Ids) {
    this.#store = store;
    this.#transitions = transitions;
    this.#clock = clock;
    this.#ids = ids;
  }

  /**
   * Adds the changes, inside the caller's transaction. A field that is back at its first value leaves the request; a
   * draft with nothing left disappears.
   *
   * @returns the request that took the last change (also when it has just disappeared)
   * @throws DeskError KD-3009 the entity is part of somebody else's open request
   */
  record(author: Actor & { readonly id: EntityId }, changes: readonly RecordedChange[]): EntityId {
    const ordinal = this.#store.nextOrdinal();
    const command: Command = { touched: new Set(), draftOf: new Map(), newest: null };
    let last: EntityId | null = null;
    for (const change of changes) {
      const { requestId, knowsIt } = this.#requestFor(author, change, command);
      last = requestId;
      command.touched.add(last);
      if (knowsIt) this.#put(last, change, ordinal);
      else this.#putNew(last, change, ordinal);
    }
    if (last === null) throw new DeskError('KD-3002');
    for (const id of command.touched) this.prune(id);
    return last;
  }

  /**
   * Puts changes into a new request of their own, so that they can be taken back together, inside the caller's
   * transaction. Nobody else may be changing the entities: KD-3009.
   */
  recordApart(author: Actor & { readonly id: EntityId }, changes: readonly RecordedChange[]): EntityId {
    for (const { kind, id } of changes) {
      const top = this.holder(kind, id);
      if (top === null) continue;
      throw new DeskError('KD-3009', { params: { number: top.number, id, requestId: top.requestId } });
    }
    const ordinal = this.#store.nextOrdinal();
    const requestId = this.#begin(author);
    for (const change of changes) this.#put(requestId, change, ordinal);
    return requestId;
  }

  /** The open request that changes an entity; `operation` is what it does with it. */
  holder(kind: EntityRow['kind'], id: EntityId): (HolderRow & Pick<EntityRow, 'operation'>) | null {
    const top = this.#store.topHolder(kind, id);
    if (top === null || !isOpenState(top.state)) return null;
    const { operation = 'update' } = this.#store.entity(top.requestId, kind, id) ?? {};
    return { ...top, operation };
  }

  /** Moves what drafts of the author say of subjects into a new draft of its own, inside the caller's transaction. */
  takeOut(author: Actor & { readonly id: EntityId }, moves: readonly Moved[]): EntityId {
    const requestId = this.#begin(author);
    for (const { requestId: from, subjectIds } of moves) {
      this.#store.moveSubjects(from, requestId, subjectIds);
      this.prune(from);
    }
    return requestId;
  }

  /**
   * Puts subjects that were taken out back where they were; into new drafts where that is gone or is no draft any more.
   *
   * @throws DeskError KD-3008 · KD-3003 the request that took them is no draft any more
   */
  putBack(author: Actor & { readonly id: EntityId }, requestId: EntityId, moves: readonly Moved[]): void {
    const request = this.#transitions.get(requestId);
    if (request.state !== 'draft') throw stateError(request);
    for (const { requestId: from, subjectIds } of moves) {
      const there = this.#store.request(from)?.state === 'draft';
      this.#store.moveSubjects(requestId, there ? from : this.#begin(author), subjectIds);
    }
    this.prune(requestId);
  }

  /** Ends a draft that changes nothing any more; others only note the time. */
  prune(requestId: EntityId): void {
    if (this.#store.hasEntities(requestId)) this.#store.touch(requestId, this.#clock.now());
    else this.#transitions.end(requestId);
  }

  #put(requestId: EntityId, change: RecordedChange, ordinal: number): void {
    const { kind, id, fields } = change;
    const store = this.#store;
    const entity = store.entity(requestId, kind, id);
    if (entity === null) {
      this.#putNew(requestId, change, ordinal);
      return;
    }
    if (change.operation === 'delete') {
      this.#remove(requestId, entity, fields, ordinal);
      return;
    }
    const present = new Map(store.fieldsOfEntity(requestId, kind, id).map((row) => [row.field, row]));
    const back = fields.filter(({ field, to }) => present.get(field)?.from === to && present.has(field));
    if (back.length === present.size && back.length === fields.length && entity.operation !== 'create') {
      store.deleteFields(requestId, kind, id);
      store.deleteEntity(requestId, kind, id);
      return;
    }
    for (const { field, from, to } of fields) {
      const before = present.get(field);
      if (before === undefined) store.insertFields(requestId, [{ kind, id, field, from, to, ordinal }]);
      else if (before.from === to) store.deleteField(requestId, kind, id, field);
      else store.setField(requestId, { kind, id, field, from: before.from, to });
    }
    // What was deleted in this request is there again, as it was then.
    if (entity.operation === 'delete' && change.operation === 'create') {
      store.setOperation(requestId, kind, id, 'update');
    }
    if (entity.operation !== 'create' && !store.hasFields(requestId, kind, id)) store.deleteEntity(requestId, kind, id);
  }

  #putNew(requestId: EntityId, change: RecordedChange, ordinal: number): void {
    this.#store.insertEntity(requestId, change);
    const { kind, id, fields } = change;
    const rows = fields.map(({ field, from, to }) => ({ kind, id, field, from, to, ordinal }));
    this.#store.insertFields(requestId, rows);
  }

  /** What was made in this request never was; what was changed in it goes as it came. */
  #remove(requestId: EntityId, { kind, id, operation }: EntityRow, fields: RecordedChange['fields'], ordinal: number) {
    const store = this.#store;
    if (operation === 'create') {
      store.deleteFields(requestId, kind, id);
      store.deleteEntity(requestId, kind, id);
      return;
    }
    const present = new Map(store.fieldsOfEntity(requestId, kind, id).map((row) => [row.field, row]));
    for (const { field, from, to } of fields) {
      if (!present.has(field)) store.insertFields(requestId, [{ kind, id, field, from, to, ordinal }]);
    }
    for (const [field, row] of present) {
      if (row.from === null) store.deleteField(requestId, kind, id, field);
      else store.setField(requestId, { ...row, to: null });
    }
    store.setOperation(requestId, kind, id, 'delete');
  }

  /** The request that takes the change, a draft by now; the newest one takes what has no place of its own. */
  #requestFor(
    author: Actor & { readonly id: EntityId },
    change: RecordedChange,
    command: Command,
  ): { readonly requestId: EntityId; readonly knowsIt: boolean } {
    const top = this.#store.topHolder(change.kind, change.id);
    const isOpen = top !== null && isOpenState(top.state);
    if (isOpen && top.authorId !== author.id) {
      throw new DeskError('KD-3009', { params: { number: top.number, id: change.id } });
    }
    const found = isOpen ? top.requestId : this.#draftFor(author, change, top !== null, command);
    if (!command.touched.has(found) && this.#reopen(found, author)) command.newest = null;
    return { requestId: found, knowsIt: isOpen };
  }

  /**
   * A draft that does not know the entity yet: what is signed, or lies under something signed, is built upon, not edited.
   *
   * @param isHeld some request changes the entity; without any no draft knows it
   */
  #draftFor(
    author: Actor & { readonly id: EntityId },
    { kind, id, subjectId }: RecordedChange,
    isHeld: boolean,
    command: Command,
  ): EntityId {
    command.newest ??= this.#store.newestDrafts(author.id);
    const [newest = null, another] = command.newest;
    // Where there is one draft only, it is the one that holds the subject or will.
    const holder = another === undefined ? null : this.#store.subjectHolder(subjectId, author.id);
    const known = command.draftOf.get(subjectId) ?? holder ?? newest;
    const isTaken = known === null || (isHeld && this.#store.entity(known, kind, id) !== null);
    if (isTaken) command.newest = null;
    const found = isTaken ? this.#begin(author) : known;
    command.draftOf.set(subjectId, found);
    return found;
  }

  /** What was frozen for approval, returned or refused is a draft again as soon as it is edited. */
  #reopen(requestId: EntityId, author: Actor): boolean {
    if (this.#transitions.get(requestId).state === 'draft') return false;
    this.#transitions.move(requestId, 'draft', { actor: author });
    this.#store.unfreeze(requestId);
    return true;
  }

  #begin(author: Actor & { readonly id: EntityId }): EntityId {
    const id = this.#ids.next();
    const at = this.#clock.now();
    const number = this.#store.nextNumber();
    this.#store.insertRequest({ id, number, state: 'draft', authorId: author.id, at, reason: null, splitFrom: null });
    this.#transitions.note({ id, number }, 'draft', at, { actor: author });
    return id;
  }
}

/** What is known while one command is recorded: thousands of its changes ask the same. */
interface Command {
  /** Its requests, drafts by now. */
  readonly touched: Set<EntityId>;
  /** The draft chosen for what is new of a subject. */
  readonly draftOf: Map<EntityId, EntityId>;
  /** The newest two drafts of the author; null where they are to be asked for. */
  newest: readonly EntityId[] | null;
}
