import type { DivisionCard, DivisionMarks } from '#shared/contract/divisions.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Division } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { EntityContext } from '#shared/rules/check-entity.ts';
import { headFor } from '#shared/rules/division-tree.ts';
import { hasBegun } from '#shared/rules/on-day.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import { type ChangeMarks, type OpenConflicts, pathOf } from '../changes/marks.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import { issuesOf } from '../entities/subjects.ts';
import type { Author } from '../entities/writing.ts';
import type { Emit } from '../ports.ts';
import type { UndoBook } from '../undo/undo.ts';
import { type ClosingParts, closeDivision, openAfter } from './closing.ts';
import { counted, inTreeOrder } from './tree.ts';
import { createDivision, editDivisions } from './writing.ts';

export interface DivisionParts extends ClosingParts {
  readonly db: Database;
  readonly emit: Emit;
  readonly marks: ChangeMarks;
  readonly conflicts: () => OpenConflicts;
  readonly undo: UndoBook;
  /** Of what stands in the store, with the whole organisation. */
  readonly wholeContext: () => EntityContext;
  readonly nameOf: (personId: EntityId) => string;
  /** Names that divisions had at the end of a day and lost later. */
  readonly formerNames: (onDay: string) => ReadonlyMap<EntityId, string>;
  readonly clock: ClosingParts['clock'] & { today(): string };
}

interface Written {
  readonly requestId: EntityId;
  readonly ids: readonly EntityId[];
  readonly personIds?: readonly EntityId[];
}

/** The tree of divisions, the card of each, and what is done to them. */
export function createDivisions(parts: DivisionParts): Handlers<'divisions', CallContext> {
  const { store, clock, emit, undo } = parts;

  /** In one transaction; windows hear of it afterwards. */
  function write<T extends Written>(context: CallContext, act: (author: Author) => T): T {
    const author = actorOf(userOf(context));
    const written = parts.db.transaction(() => act(author)).immediate();
    told(written);
    return written;
  }

  function told({ ids, personIds = [], requestId }: Written): void {
    emit('data.changed', { kind: 'division', ids: [...ids] });
    if (personIds.length > 0) emit('data.changed', { kind: 'person', ids: [...personIds] });
    emit('data.changed', { kind: 'request', ids: [requestId] });
  }

  return {
    organisation: () => store.organisation(),
    tree({ onDay }) {
      const there = onDay === undefined ? store.divisions() : divisionsOn(parts, onDay);
      return { nodes: inTreeOrder(counted(there, store.openPosts(onDay ?? clock.today()))) };
    },
    marks: () => ({ divisions: readMarks(parts) }),
    card: ({ divisionId }) => readCard(parts, divisionId),
    applyEdits({ edits }, context) {
      const { userId } = userOf(context);
      const { requestId } = write(context, (author) => {
        const written = editDivisions(parts, author, edits);
        undo.record(userId, 'divisions', written.changes);
        return written;
      });
      undo.tell(userId, 'divisions');
      return { requestId };
    },
    takeStep(step, context) {
      const author = actorOf(userOf(context));
      const operationId = undo.nextOperation(author.id, 'divisions', step);
      if (operationId !== null) return { operationId, taken: null };
      const taken = undo.take(author.id, 'divisions', step, (edits) => editDivisions(parts, author, edits));
      if (taken !== null) told(taken.written);
      return { operationId, taken: taken && { edits: taken.edits } };
    },
    create({ fields }, context) {
      const { id, requestId } = write(context, (author) => createDivision(parts, author, fields));
      return { id, requestId };
    },
    closing: ({ divisionId, lastDay }) => openAfter(parts, divisionId, lastDay),
    close(closing, context) {
      const { requestId } = write(context, (author) => ({
        ...closeDivision(parts, author, closing),
        ids: [closing.divisionId],
      }));
      return { requestId };
    },
  };
}

/** Those opened by then, called as they were called. */
function divisionsOn({ store, formerNames }: DivisionParts, onDay: string): Division[] {
  const former = formerNames(onDay);
  return store.divisions().flatMap((division) => {
    const name = former.get(division.id) ?? division.name;
    return hasBegun(division.openDate, onDay) ? [{ ...division, name }] : [];
  });
}

function readMarks({ store, marks, conflicts, wholeContext }: DivisionParts): DivisionMarks[] {
  const all = store.divisions();
  const pending = marks.marksOf(all.map(({ id }) => id));
  const open = conflicts();
  const context = wholeContext();
  return all.flatMap((division) => {
    const { id } = division;
    const held = pending.get(id);
    const own = held?.entities.find((entity) => entity.id === id);
    const found = {
      changed: own?.fields.map((field) => pathOf({ kind: 'division', field })) ?? [],
      conflicts: (open.get(id) ?? []).map(pathOf),
      issues: issuesOf('division', division, context),
    };
    if (found.changed.length + found.conflicts.length + found.issues.length === 0) return [];
    return [{ id, requestState: held?.state ?? null, ...found }];
  });
}

/** @throws DeskError KD-3008 no such division */
function readCard(parts: DivisionParts, divisionId: EntityId): DivisionCard {
  const stored = parts.entities.get('division', divisionId);
  if (stored === null) throw new DeskError('KD-3008', { params: { id: divisionId } });
  const marks = parts.marks.marksOf([divisionId]).get(divisionId);
  return {
    division: stored.entity,
    known: stored.remoteId !== null,
    responsible: responsibleOf(parts, divisionId),
    changed: parts.marks.changedFieldsOf(divisionId),
    issues: issuesOf('division', stored.entity, parts.wholeContext()),
    requestId: marks?.requestId ?? null,
    requestState: marks?.state ?? null,
  };
}

/** The nearest head on the way up; above all divisions stands the organisation. */
function responsibleOf(
  { wholeContext, entities, nameOf, store }: DivisionParts,
  id: EntityId,
): DivisionCard['responsible'] {
  const tree = wholeContext().divisions ?? new Map();
  const found = headFor(id, tree, (one) => entities.get('division', one)?.entity.headPersonId ?? null);
  if (found !== null) return { ...found, name: nameOf(found.personId) };
  const chief = store.organisation()?.headPersonId ?? null;
  return chief === null ? null : { personId: chief, name: nameOf(chief), divisionId: null };
}
