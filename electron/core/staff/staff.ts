import type { Handlers } from '#shared/contract/index.ts';
import type { StaffRow } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { listedSnils } from '#shared/rules/snils.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import { writeMuch } from '../db/bulk.ts';
import type { Database } from '../db/open.ts';
import type { Clock, Emit, Ids } from '../ports.ts';
import type { UndoBook } from '../undo/undo.ts';
import { type ActionParts, createActions } from './actions.ts';
import { readCard, seenCard } from './card.ts';
import { addChild, removeChild, restoreChild } from './children.ts';
import { DismissalTaskStore } from './dismissal-task-store.ts';
import { findDuplicates } from './duplicates.ts';
import { type EditParts, writeBlock } from './edits.ts';
import { writeHire } from './hire.ts';
import { HireDraftStore } from './hire-draft-store.ts';
import { KeptRows } from './kept-rows.ts';
import type { LaterLines } from './later-lines.ts';
import type { LookParts } from './look.ts';
import type { MergeParts } from './merge.ts';
import { rowsFrom, rowsOf } from './rows.ts';
import { createSavedViews } from './saved-views.ts';
import type { StaffViews } from './views.ts';

export interface StaffParts extends EditParts {
  readonly drafts: MergeParts['drafts'];
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly laterLines: LaterLines;
  readonly views: StaffViews;
  readonly undo: UndoBook;
  /** How people are looked at: what stands in the store, whoever wrote it. */
  readonly look: LookParts;
  readonly requestsOf: ActionParts['requestsOf'];
  readonly pendingOf: ActionParts['pendingOf'];
  readonly takeBack: ActionParts['takeBack'];
  readonly filesOf: ActionParts['filesOf'];
  readonly organisationName: ActionParts['organisationName'];
  readonly host: ActionParts['host'];
}

/** The staff grid, cards, edits, hiring and dismissal. */
export function createStaff(parts: StaffParts): Handlers<'staff', CallContext> {
  const { db, store, views, look, emit, undo } = parts;
  const unfinished = new HireDraftStore(db);
  const kept = new KeptRows(look);
  let followed: string | null = null;

  /** At midnight some contracts end and others begin: their lines follow before the next view is opened. */
  function followCalendar(): void {
    const today = parts.clock.today();
    if (today === followed) return;
    db.transaction(() => {
      parts.index.refresh(store.outdated(today, store.followedUntil() ?? today));
      store.followUntil(today);
    }).immediate();
    followed = today;
  }

  /** Today is no other day: its lines are kept, and it can be edited. */
  function otherDay(onDay: string | undefined): string | null {
    return onDay === undefined || onDay === parts.clock.today() ? null : onDay;
  }

  function rowsOfView(viewId: number, offset: number, limit: number): StaffRow[] {
    const { lines, onDay } = views.lines(viewId, offset, limit);
    return kept.of(store.personIdsOf(lines), onDay);
  }

  function told(personIds: readonly EntityId[], requestId: EntityId): void {
    emit('data.changed', { kind: 'person', ids: personIds.length > TOLD_AT_MOST ? null : [...personIds] });
    emit('data.changed', { kind: 'request', ids: [requestId] });
  }

  return {
    openView({ filter, sort, first, onDay }, context) {
      followCalendar();
      const view = views.open(filter, sort, parts.clock.today(), otherDay(onDay));
      return { ...view, rows: listed(rowsOfView(view.viewId, 0, first), context) };
    },
    rows: ({ viewId, offset, limit }, context) => ({ rows: listed(rowsOfView(viewId, offset, limit), context) }),
    rowsOf: ({ personIds, onDay }, context) => ({ rows: listed(kept.of(personIds, otherDay(onDay)), context) }),
    card: ({ personId, onDay }, { user }) => seenCard(readCard(look, personId, otherDay(onDay)), user?.role ?? null),
    showSnils({ personId }, context) {
      const { id, name, role } = actorOf(userOf(context));
      const { snils } = readCard(look, personId).person;
      const fact = { action: 'staff.showSnils', actorId: id, actorName: name, role, kind: 'person' } as const;
      db.transaction(() => parts.journal.append({ ...fact, objectId: personId })).immediate();
      return { snils };
    },
    applyEdits({ edits }, context) {
      const author = actorOf(userOf(context));
      const { requestId, personIds, looks, later } = writeMuch(db, () => {
        const written = writeBlock(parts, author, edits);
        undo.record(author.id, 'staff', written.changes);
        return written;
      });
      told(personIds, requestId);
      undo.tell(author.id, 'staff');
      return { requestId, rows: rowsFrom(looks, personIds), later: [...later] };
    },
    takeStep(step, context) {
      const author = actorOf(userOf(context));
      const operationId = undo.nextOperation(author.id, 'staff', step);
      const taken =
        operationId === null ? undo.take(author.id, 'staff', step, (edits) => writeBlock(parts, author, edits)) : null;
      if (taken === null) return { operationId, taken };
      const { personIds, requestId, looks, later } = taken.written;
      told(personIds, requestId);
      return { operationId, taken: { edits: taken.edits, rows: rowsFrom(looks, personIds), later: [...later] } };
    },
    findPeople({ text }) {
      const found = text.trim() === '' ? [] : store.personIdsOf(views.search(text, FOUND_AT_MOST));
      const people = rowsOf(look, found).map((row) => ({
        id: row.personId,
        name: fullName(row),
        postCode: row.postCode,
      }));
      return { people };
    },
    findDuplicates: (sought) => findDuplicates(store, sought),
    hireDraft: (_input, context) => ({ draft: unfinished.of(userOf(context).userId) }),
    keepHireDraft(draft, context) {
      unfinished.keep(userOf(context).userId, draft, parts.clock.now());
      return {};
    },
    dropHireDraft(_input, context) {
      unfinished.drop(userOf(context).userId);
      return {};
    },
    hire(hire, context) {
      const author = actorOf(userOf(context));
      const write = () => {
        unfinished.drop(author.id);
        return writeHire(parts, author, hire);
      };
      const hired = db.transaction(write).immediate();
      told([hired.personId], hired.requestId);
      return hired;
    },
    addChild({ kind, ownerId, fields }, context) {
      const author = actorOf(userOf(context));
      const added = db.transaction(() => addChild(parts, author, kind, ownerId, fields)).immediate();
      told([added.personId], added.requestId);
      return { id: added.id, requestId: added.requestId };
    },
    removeChild({ kind, id }, context) {
      const author = actorOf(userOf(context));
      const { personId, requestId } = db.transaction(() => removeChild(parts, author, kind, id)).immediate();
      told([personId], requestId);
      return { requestId };
    },
    restoreChild({ kind, id }, context) {
      const author = actorOf(userOf(context));
      const personId = db.transaction(() => restoreChild(parts, author, kind, id)).immediate();
      emit('data.changed', { kind: 'person', ids: [personId] });
      return {};
    },
    ...createSavedViews(parts),
    ...createActions({ ...parts, tasks: new DismissalTaskStore(db), told }),
  };
}

/** A list that is looked through with the eyes; whoever is not in it needs more letters. */
const FOUND_AT_MOST = 20;

/** Above so many people the page reads its rows again instead of hearing every id. */
const TOLD_AT_MOST = 2000;

/** As the role of the reader may see them in a list. */
function listed(rows: readonly StaffRow[], { user }: CallContext): StaffRow[] {
  return rows.map((row) => ({ ...row, snils: listedSnils(row.snils, user?.role ?? null) }));
}
