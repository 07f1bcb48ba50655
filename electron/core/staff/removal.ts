import type { SessionUser } from '#shared/contract/access.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { DismissalTask } from '#shared/contract/staff-dismissal.ts';
import type { RemovalCheck } from '#shared/contract/staff-removal.ts';
import { type EntityKind, FILE_KINDS, isOwnKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { isOpen } from '#shared/rules/check-entity.ts';
import { actorOf } from '../changes/actor.ts';
import type { Drafts, RecordedChange } from '../changes/drafts.ts';
import type { PendingField } from '../changes/pending.ts';
import type { TakeBack } from '../changes/take-back.ts';
import type { FieldValues } from '../entities/store.ts';
import { type Author, creationOf, deletionOf, factOf, type WritingParts } from '../entities/writing.ts';
import { type DismissalListParts, listsOf } from './dismissal-list.ts';
import { placeOf, type TaskParts } from './dismissal-tasks.ts';
import type { EditParts } from './edits.ts';
import { type LookParts, lookAt } from './look.ts';
import type { RemovalStore } from './removal-store.ts';

export interface RemovalParts extends EditParts, WritingParts {
  readonly drafts: Pick<Drafts, 'record' | 'holder'>;
  readonly removals: RemovalStore;
  readonly look: LookParts;
  readonly tasks: DismissalListParts['tasks'];
  readonly requestsOf: TaskParts['requestsOf'];
  readonly filesOf: TaskParts['filesOf'];
  readonly host: DismissalListParts['host'];
  /** Changes of an entity that the registry does not hold yet. */
  readonly pendingOf: (kind: EntityKind, id: EntityId) => readonly PendingField[];
  /** Takes fields out of the author's draft again; see `revert`. */
  readonly takeBack: TakeBack;
}

interface Outcome {
  readonly requestId: EntityId;
  readonly personIds: readonly EntityId[];
}

/** Papers of a dismissal; what else its list names is asked for by itself. */
const PAPERS: readonly DismissalTask['kind'][] = ['certificate', 'accreditation', 'giveBack', 'archive'];

/** What has to be settled before a card is deleted. @throws DeskError KD-3008 no such person */
export function checksOf(parts: RemovalParts, personId: EntityId): RemovalCheck[] {
  const { store, context } = parts;
  const look = lookAt(parts.look, [personId]).get(personId);
  if (look === undefined) throw new DeskError('KD-3008', { params: { id: personId } });
  const { today } = context();
  const { file, conflicts } = look;
  const { person, ...records } = file;
  const ids = [person.id, ...Object.values(records).flatMap((list) => list.map(({ id }) => id))];
  const tasks = listsOf(parts, personId).flatMap((list) =>
    list.tasks
      .filter(({ kind, doneAt }) => PAPERS.includes(kind) && doneAt === null)
      .map(({ kind, name }) => ({ id: list.employmentId, name, task: kind })),
  );
  const headed = store.headedBy(personId, today);
  const open = (found: readonly { readonly id: EntityId; readonly name: string }[]) =>
    found.map(({ id, name }) => ({ id, name, task: null }));
  return [
    {
      kind: 'employment',
      open: open(
        file.employments.filter((one) => isOpen(one, today)).map((one) => ({ id: one.id, name: placeOf(parts, one) })),
      ),
    },
    { kind: 'head', open: open(headed.filter(({ kind }) => kind === 'division')) },
    { kind: 'chief', open: open(headed.filter(({ kind }) => kind === 'organisation')) },
    { kind: 'task', open: tasks },
    {
      kind: 'request',
      open: open(parts.requestsOf(personId).map(({ id, number }) => ({ id, name: String(number) }))),
    },
    {
      kind: 'unsaved',
      open: open(parts.removals.typed(ids).map(({ id, kind, field }) => ({ id, name: `${kind}.${field}` }))),
    },
    { kind: 'conflict', open: open(conflicts.map(({ id, kind, field }) => ({ id, name: `${kind}.${field}` }))) },
  ];
}

/**
 * Deletes a card with its employments, inside the caller's transaction; the records of its file come and go with it.
 *
 * @throws DeskError KD-3008 · KD-3014 something is still open
 */
export function writeRemoval(parts: RemovalParts, author: Author, personId: EntityId): Outcome {
  const { entities } = parts;
  const unsettled = checksOf(parts, personId).find(({ open }) => open.length > 0);
  if (unsettled !== undefined) throw new DeskError('KD-3014', { params: { id: personId } });
  const person = entities.get('person', personId)?.entity;
  if (person === undefined) throw new DeskError('KD-3008', { params: { id: personId } });
  const of = { kind: 'person', id: personId } as const;
  const work = entities.list('employment', 'personId', personId).map(({ entity }) => entity);
  const changes = [
    ...work.map((one) => deletionOf('employment', one.id, one, of)),
    deletionOf('person', personId, person, of),
  ];
  const at = parts.clock.now();
  for (const { kind, id } of changes) entities.markDeleted(kind, id, at);
  const requestId = parts.drafts.record(author, changes);
  parts.journal.appendAll(changes.map((change) => factOf(author, change, 'staff.removeCard')));
  parts.index.refresh([personId]);
  return { requestId, personIds: [personId] };
}

/**
 * Brings a deleted card back, inside the caller's transaction: the same record under the same id. While its deletion
 * stands in the author's draft it is taken out of there; afterwards the card is registered anew.
 *
 * @throws DeskError KD-3008 it is there, never was, or went into another card · KD-3009 its deletion is in somebody
 *   else's request · KD-3003 in one that is no draft any more
 */
export function restoreCard(parts: RemovalParts, user: SessionUser, personId: EntityId): Outcome {
  const { entities, removals } = parts;
  const found = entities.find('person', personId);
  if (found?.deleted !== true || removals.isMerged(personId))
    throw new DeskError('KD-3008', { params: { id: personId } });
  const work = removals.deletedWith(personId);
  const pending = [
    ...parts.pendingOf('person', personId).map((one) => ({ ...one, kind: 'person' as const, id: personId })),
    ...work.flatMap((id) =>
      parts.pendingOf('employment', id).map((one) => ({ ...one, kind: 'employment' as const, id })),
    ),
  ];
  const [first] = pending;
  if (first === undefined) return registerAnew(parts, actorOf(user), personId, work);
  const holder = parts.drafts.holder('person', personId);
  const request = parts.requestsOf(personId).find(({ id }) => id === first.requestId);
  if (request?.authorId !== user.userId || holder?.operation !== 'delete') {
    throw new DeskError('KD-3009', {
      params: { number: request?.number ?? 0, id: personId, requestId: first.requestId },
    });
  }
  parts.takeBack(user, first.requestId, pending);
  return { requestId: first.requestId, personIds: [personId] };
}

/** The registry has deleted what it had: it gets the whole file once more, and gives it a name of its own again. */
function registerAnew(parts: RemovalParts, author: Author, personId: EntityId, work: readonly EntityId[]): Outcome {
  const { entities, removals } = parts;
  const of = { kind: 'person', id: personId } as const;
  const cards = [of, ...work.map((id) => ({ kind: 'employment' as const, id }))];
  for (const { kind, id } of cards) entities.markDeleted(kind, id, null);
  const records = FILE_KINDS.filter((kind) => !isOwnKind(kind)).flatMap((kind) => {
    const { kind: ownerKind, field } = OWNER_OF[kind];
    const owners = ownerKind === 'person' ? [personId] : work;
    return owners.flatMap((owner) => entities.list(kind, field, owner).map(({ entity: { id } }) => ({ kind, id })));
  });
  const creation = ({ kind, id }: { readonly kind: EntityKind; readonly id: EntityId }): RecordedChange[] => {
    const { id: _, ...values } = (entities.get(kind, id)?.entity ?? { id }) as unknown as FieldValues;
    return [creationOf(kind, id, values, of)];
  };
  for (const { kind, id } of [...cards, ...records]) removals.detach(kind, id);
  const back = cards.flatMap(creation);
  const requestId = parts.drafts.record(author, [...back, ...records.flatMap(creation)]);
  parts.journal.appendAll(back.map((change) => factOf(author, change, 'staff.restoreCard')));
  parts.index.refresh([personId]);
  return { requestId, personIds: [personId] };
}
