import type { SessionUser } from '#shared/contract/access.ts';
import type { BulkAction, BulkDone, BulkLine, BulkPreview, ChosenRows } from '#shared/contract/bulk.ts';
import type { HostServices } from '#shared/contract/host.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { receive } from '../attachments/receive.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { Moved } from '../changes/drafts.ts';
import type { CallContext } from '../core.ts';
import type { Author } from '../entities/writing.ts';
import type { Emit } from '../ports.ts';
import { type ExportParts, exportSelection } from './export.ts';
import { type OperationParts, Operations, type Outcome } from './operations.ts';
import {
  differing,
  inPieces,
  type Plan,
  type PlannedLine,
  Plans,
  previewOf,
  type Target,
  type Wanted,
} from './plan.ts';
import {
  filePlanner,
  headPlanner,
  ownDrafts,
  type Planner,
  type PlannerParts,
  requestPlanner,
  settingPlanner,
  transferPlanner,
} from './planners.ts';
import { changesOf } from './typed.ts';

export interface BulkParts extends PlannerParts, OperationParts, ExportParts {
  readonly clock: ExportParts['clock'];
  readonly host: Pick<HostServices, 'openFile' | 'saveFile'>;
  readonly emit: Emit;
  /** People of rows of a view; of another day where it is one. @throws DeskError KD-3008 the view is no longer kept */
  readonly chosen: (rows: ChosenRows) => { readonly personIds: readonly EntityId[]; readonly onDay: string | null };
  /** People as they stand now; those who are gone are left out. */
  readonly standing: (personIds: readonly EntityId[]) => readonly Target[];
  /** Names of people and of divisions. */
  readonly titles: (ids: readonly EntityId[]) => ReadonlyMap<EntityId, string>;
}

/** Above so many people the page reads its rows again instead of hearing every id. */
const TOLD_AT_MOST = 2000;

/** What is done to many at once: looked at first, carried out whole, taken back whole. */
export function createBulk(parts: BulkParts): Handlers<'bulk', CallContext> {
  const plans = new Plans();
  const operations = new Operations(parts);

  function targetsOf(action: BulkAction): readonly Target[] {
    if (action.action === 'head') return divisionTargets([...new Set(action.divisionIds)]);
    const { personIds, onDay } = parts.chosen(action.rows);
    // Another day can be looked at, not changed.
    if (onDay !== null) throw new DeskError('KD-9002');
    return parts.standing(personIds);
  }

  function plannerOf(author: Author, { action, file }: Wanted): Planner {
    switch (action.action) {
      case 'set':
        return settingPlanner(parts, author, action);
      case 'transfer':
        return transferPlanner(parts, author, action);
      case 'head':
        return headPlanner(parts, author, action);
      case 'attach':
        return filePlanner(parts, action, { sha256: file?.sha256 ?? '' });
      case 'request':
        return requestPlanner(parts, author);
    }
  }

  function planOf(author: Author, wanted: Wanted, targets: readonly Target[], context: CallContext) {
    return inPieces(targets, plannerOf(author, wanted), context);
  }

  async function carryOut(author: Author, plan: Plan, context: CallContext): Promise<Outcome> {
    const { action, file } = plan;
    const going = plan.lines.filter(({ outcome }) => outcome === 'change');
    const name = `bulk.${action.action}`;
    if (action.action === 'request') return operations.request(author, name, movesOf(parts, author, going));
    if (action.action === 'attach' && file !== null) {
      const people = going.map(({ id }) => id);
      return operations.files(author, name, people, () => parts.files.add(author, people, action.document, file));
    }
    return operations.changes(
      author,
      going.flatMap(({ changes }) => changes),
      name,
      context,
    );
  }

  function told({ id: userId }: Author, { kind, subjectIds, requestId }: Outcome): void {
    parts.undo.tell(userId, kind === 'division' ? 'divisions' : 'staff');
    parts.emit('data.changed', { kind, ids: subjectIds.length > TOLD_AT_MOST ? null : [...subjectIds] });
    parts.emit('data.changed', { kind: 'request', ids: requestId === null ? null : [requestId] });
  }

  function doneOf({ operationId, requestId, subjectIds }: Outcome): BulkDone {
    return { operationId, requestId, changed: subjectIds.length };
  }

  function linesOf(plan: Plan, lines: readonly PlannedLine[]): BulkLine[] {
    const names = parts.titles(lines.map(({ id }) => id));
    return lines.map(({ changes: _, fields, ...line }) => ({
      ...line,
      fields: [...fields],
      name: names.get(line.id) ?? '',
      fresh: plan.fresh.has(line.id),
    }));
  }

  async function turn(id: EntityId, undone: boolean, context: CallContext): Promise<BulkDone> {
    const author = actorOf(writerOf(context));
    const outcome = await operations.turn(author, id, undone, context);
    told(author, outcome);
    return doneOf(outcome);
  }

  return {
    async preview(action, context) {
      const user = userOf(context);
      // Whose file it is to be is known before the dialog opens.
      const targets = targetsOf(action);
      const file =
        action.action === 'attach' ? await receive(parts.host, action.document, action.file, context.signal) : null;
      if (action.action === 'attach' && file === null) return null;
      const lines = await planOf(actorOf(user), { action, file }, targets, context);
      const plan = { id: parts.ids.next(), userId: user.userId, action, file, lines, fresh: new Set<EntityId>() };
      return previewOf(plans.keep(plan));
    },

    lines({ planId, outcome, offset, limit }, context) {
      const plan = plans.get(planId, userOf(context).userId);
      const wanted = plan.lines.filter((line) => outcome === null || line.outcome === outcome);
      const ordered = [...wanted].sort((a, b) => Number(plan.fresh.has(b.id)) - Number(plan.fresh.has(a.id)));
      return { lines: linesOf(plan, ordered.slice(offset, offset + limit)) };
    },

    async apply({ planId }, context) {
      const user = writerOf(context);
      const author = actorOf(user);
      const seen = plans.get(planId, user.userId);
      const ids = seen.lines.map(({ id }) => id);
      const targets = seen.action.action === 'head' ? divisionTargets(ids) : parts.standing(ids);
      const now = await planOf(author, seen, targets, { ...context, progress: () => undefined });
      const fresh = differing(seen.lines, now);
      const plan = { ...seen, lines: now, fresh };
      if (fresh.size > 0) {
        const preview: BulkPreview = previewOf(plans.keep(plan));
        return { state: 'changed', preview };
      }
      const outcome = await carryOut(author, plan, context);
      plans.drop(planId);
      told(author, outcome);
      return { state: 'done', done: doneOf(outcome) };
    },

    async edit({ edits }, context) {
      const author = actorOf(writerOf(context));
      const changes = await changesOf(parts, author, edits, context);
      const outcome = await operations.changes(author, changes, 'bulk.edit', context);
      told(author, outcome);
      return doneOf(outcome);
    },

    undo: ({ operationId }, context) => turn(operationId, true, context),
    redo: ({ operationId }, context) => turn(operationId, false, context),

    async export({ rows, columns, format }, context) {
      const user = userOf(context);
      const selection = { ...parts.chosen(rows), columns, format };
      const saved = await exportSelection(parts, selection, context);
      if (saved === null) return null;
      const { fileName, rows: written, sha256 } = saved;
      parts.db
        .transaction(() => {
          const { id: actorId, name: actorName, role } = actorOf(user);
          const facts = { rows: written, format, sha256 };
          parts.journal.append({ action: 'bulk.export', actorId, actorName, role, facts });
        })
        .immediate();
      return { fileName, rows: written };
    },
  };
}

function divisionTargets(ids: readonly EntityId[]): Target[] {
  return ids.map((id) => ({ id, employmentId: null }));
}

/** Which drafts of the author give away whom. */
function movesOf({ draftsOf }: BulkParts, author: Author, lines: readonly PlannedLine[]): Moved[] {
  const moves = new Map<EntityId, EntityId[]>();
  for (const [subjectId, held] of draftsOf(lines.map(({ id }) => id))) {
    for (const { requestId } of ownDrafts(held, author)) {
      const of = moves.get(requestId) ?? [];
      of.push(subjectId);
      moves.set(requestId, of);
    }
  }
  return [...moves].map(([requestId, subjectIds]) => ({ requestId, subjectIds }));
}

/** @throws DeskError KD-1007 an account that is not confirmed changes nothing */
function writerOf(context: CallContext): SessionUser {
  const user = userOf(context);
  if (!user.confirmed) throw new DeskError('KD-1007');
  return user;
}
