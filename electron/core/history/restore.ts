import type { z } from 'zod';
import type { SessionUser } from '#shared/contract/access.ts';
import type { EntityDifference } from '#shared/contract/changes.ts';
import type { RefusedChange, RestorePlan } from '#shared/contract/history.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { type EntityKind, isChildKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { actorOf } from '../changes/actor.ts';
import type { PendingField } from '../changes/pending.ts';
import { isOpenState } from '../changes/states.ts';
import type { TakeBack } from '../changes/take-back.ts';
import type { Database } from '../db/open.ts';
import { type Subject, wholeOf } from '../entities/subject.ts';
import { type Author, createEntity, NOTHING, removeEntity, type WritingParts } from '../entities/writing.ts';
import { differencesOf, type SubjectState, stateAt, stateNow, type VersionParts } from './versions.ts';

export interface RestoringParts extends VersionParts, WritingParts {
  readonly entities: WritingParts['entities'];
  readonly db: Database;
  /** Changes of an entity that the registry does not hold yet. */
  readonly pendingOf: (kind: EntityKind, id: EntityId) => readonly PendingField[];
  /** Takes fields out of the author's draft again; see `revert`. */
  readonly takeBack: TakeBack;
  /** Writes edits by all rules of the subject's kind. */
  readonly edit: Readonly<
    Record<Subject['kind'], (author: Author, edits: readonly FieldEdit[], action: string) => EntityId>
  >;
  /** What is kept beside the facts follows. */
  readonly refresh: (subject: Subject) => void;
}

type Difference = z.infer<typeof EntityDifference>;

/** As the journal has it. */
const ACTION = 'history.restore';

/** Tries the restoring out on the real store and takes everything back. @throws DeskError KD-3008 no such version */
export function planRestore(parts: RestoringParts, user: SessionUser, subject: Subject, seq: number): RestorePlan {
  const before = stateNow(parts.entities, subject);
  const wanted = differencesOf(before, wantedState(parts, subject, seq));
  let refused: readonly RefusedChange[] = [];
  const tried = new Error('only tried');
  try {
    parts.db.transaction(() => {
      refused = new Restoring(parts, user, subject).carryOut(seq).refused;
      throw tried;
    })();
  } catch (error) {
    if (error !== tried) throw error;
  }
  const changes = wanted.flatMap((difference) => withoutRefused(difference, refused));
  return { head: headOf(parts, subject), changes, refused: [...refused] };
}

/**
 * Brings a subject back to a version, inside the caller's transaction: only what differs and is not refused, as a new
 * change in the author's draft.
 *
 * @param head the newest version that the author saw
 * @throws DeskError KD-3001 changed since · KD-3002 nothing to restore · KD-3008 no such version
 */
export function restoreVersion(
  parts: RestoringParts,
  user: SessionUser,
  subject: Subject,
  { seq, head }: { readonly seq: number; readonly head: number },
): EntityId {
  if (headOf(parts, subject) !== head) throw new DeskError('KD-3001', { params: { id: subject.id } });
  wantedState(parts, subject, seq);
  const { requestId } = new Restoring(parts, user, subject).carryOut(seq);
  if (requestId === null) throw new DeskError('KD-3002');
  parts.refresh(subject);
  return requestId;
}

function wantedState(parts: VersionParts, subject: Subject, seq: number): SubjectState {
  const state = stateAt(parts, subject, seq);
  if (!state.has(subject.id)) throw new DeskError('KD-3008', { params: { id: subject.id } });
  return state;
}

export function headOf({ changesAfter }: VersionParts, { id }: Subject): number {
  return changesAfter(id, 0)[0]?.seq ?? 0;
}

/** One run; a step that is refused leaves the others as they are. */
class Restoring {
  readonly #parts: RestoringParts;
  readonly #user: SessionUser;
  readonly #author: Author;
  readonly #subject: Subject;
  readonly #refused: RefusedChange[] = [];
  /** Records that come back under a new identity, because the registry has deleted the old one. */
  readonly #renamed = new Map<FieldValue, EntityId>();
  #requestId: EntityId | null = null;

  constructor(parts: RestoringParts, user: SessionUser, subject: Subject) {
    this.#parts = parts;
    this.#user = user;
    this.#author = actorOf(user);
    this.#subject = subject;
  }

  carryOut(seq: number): { readonly requestId: EntityId | null; readonly refused: readonly RefusedChange[] } {
    const { entities } = this.#parts;
    const wanted = stateAt(this.#parts, this.#subject, seq);
    const differences = differencesOf(stateNow(entities, this.#subject), wanted);
    const of = (operation: Difference['operation']) => differences.filter((one) => one.operation === operation);
    // What a whole consists of goes before it and comes after it.
    for (const one of of('delete').toReversed()) this.#attempt(one, () => this.#remove(one));
    for (const one of of('create')) this.#attempt(one, () => this.#bring(one));
    // A deletion taken back leaves the values it had: the edits are known only now.
    const left = differencesOf(stateNow(entities, this.#subject), wanted);
    for (const one of left.filter(({ operation }) => operation === 'update')) this.#edit(one);
    return { requestId: this.#requestId, refused: this.#refused };
  }

  #attempt({ kind, id }: Difference, step: () => EntityId): void {
    const error = this.#try(step);
    if (error !== null) this.#refuse(kind, id, null, error);
  }

  /** Gives up one refused field after the other. */
  #edit({ kind, id, fields }: Difference): void {
    let edits: readonly FieldEdit[] = fields.map((change) => ({ kind, id, ...change }));
    while (edits.length > 0) {
      const now = edits;
      const error = this.#try(() => this.#parts.edit[this.#subject.kind](this.#author, now, ACTION));
      if (error === null) return;
      const wrong = edits.filter(({ field }) => error.field === `${kind}.${field}`);
      for (const { field } of wrong.length > 0 ? wrong : edits) this.#refuse(kind, id, field, error);
      edits = wrong.length > 0 ? edits.filter((edit) => !wrong.includes(edit)) : [];
    }
  }

  /** A record made in an open draft never was; a record of a file can be deleted; anything else stays. */
  #remove({ kind, id }: Difference): EntityId {
    const isNew = this.#parts
      .pendingOf(kind, id)
      .some(({ operation, state }) => operation === 'create' && isOpenState(state));
    if (!isNew && !isChildKind(kind)) throw new DeskError('KD-3010', { params: { id } });
    return removeEntity(this.#parts, this.#author, kind, id, ACTION).requestId;
  }

  /** A deletion that is still in a draft is taken back; a record that has really gone is made anew. */
  #bring({ kind, id, fields }: Difference): EntityId {
    const deletion = this.#parts
      .pendingOf(kind, id)
      .filter(({ operation, state }) => operation === 'delete' && isOpenState(state));
    const [first] = deletion;
    if (first !== undefined) {
      this.#parts.takeBack(
        this.#user,
        first.requestId,
        deletion.map(({ field }) => ({ kind, id, field })),
      );
      return first.requestId;
    }
    const values: Record<string, FieldValue> = Object.fromEntries(fields.map(({ field, to }) => [field, to]));
    const owner = wholeOf(kind)?.field;
    if (owner !== undefined) values[owner] = this.#renamed.get(values[owner] ?? null) ?? values[owner] ?? null;
    const made = createEntity(this.#parts, this.#author, kind, values, ACTION);
    this.#renamed.set(id, made.id);
    return made.requestId;
  }

  #try(step: () => EntityId): DeskError | null {
    try {
      const requestId = this.#parts.db.transaction(step)();
      if (requestId !== NOTHING || this.#requestId === null) this.#requestId = requestId;
      return null;
    } catch (error) {
      if (error instanceof DeskError) return error;
      throw error;
    }
  }

  #refuse(kind: EntityKind, id: EntityId, field: string | null, { code, params }: DeskError): void {
    this.#refused.push({ kind, id, field, code, ...(params === undefined ? {} : { params: { ...params } }) });
  }
}

function withoutRefused(difference: Difference, refused: readonly RefusedChange[]): Difference[] {
  const mine = refused.filter(({ id }) => id === difference.id);
  if (mine.some(({ field }) => field === null)) return [];
  const fields = difference.fields.filter(({ field }) => mine.every((one) => one.field !== field));
  return fields.length === 0 ? [] : [{ ...difference, fields }];
}
