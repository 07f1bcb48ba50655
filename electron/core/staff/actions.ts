import type { Handlers } from '#shared/contract/index.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Author } from '../entities/writing.ts';
import type { Emit } from '../ports.ts';
import { type DismissalParts, previewDismissal, writeDismissal } from './dismissal.ts';
import { type DismissalListParts, listsOf, printList, tick } from './dismissal-list.ts';
import { nameOf } from './edits.ts';
import { addEmployment } from './hire.ts';
import { endLeave } from './leaves.ts';
import { type MergeParts, writeMerge } from './merge.ts';
import { writePurge } from './purge.ts';
import { PurgeStore } from './purge-store.ts';
import { checksOf, type RemovalParts, restoreCard, writeRemoval } from './removal.ts';
import { RemovalStore } from './removal-store.ts';
import { previewTransfer, type TransferParts, writeTransfer } from './transfer.ts';

export interface ActionParts
  extends TransferParts,
    DismissalParts,
    DismissalListParts,
    MergeParts,
    Omit<RemovalParts, 'removals'> {
  readonly clock: DismissalParts['clock'];
  readonly entities: DismissalParts['entities'];
  readonly tasks: DismissalParts['tasks'];
  readonly drafts: MergeParts['drafts'];
  readonly requestsOf: MergeParts['requestsOf'];
  readonly filesOf: DismissalListParts['filesOf'];
  readonly host: DismissalListParts['host'];
  readonly db: Database;
  readonly emit: Emit;
  readonly organisationName: () => string;
  /** Tells the windows whose lines and which request have changed. */
  readonly told: (personIds: readonly EntityId[], requestId: EntityId) => void;
}

interface Outcome {
  readonly requestId: EntityId;
  readonly personIds: readonly EntityId[];
}

type ActionName =
  | 'addEmployment'
  | 'previewTransfer'
  | 'transfer'
  | 'previewDismissal'
  | 'dismiss'
  | 'dismissalTasks'
  | 'tickDismissalTask'
  | 'printDismissalTasks'
  | 'endLeave'
  | 'merge'
  | 'removalChecks'
  | 'removeCard'
  | 'restoreCard'
  | 'purgeCard';

/** What a clerk does to people beyond editing fields, each in one transaction and one draft. */
export function createActions(parts: ActionParts): Pick<Handlers<'staff', CallContext>, ActionName> {
  function act(context: CallContext, write: (author: Author) => Outcome): { requestId: EntityId } {
    const author = actorOf(userOf(context));
    const { requestId, personIds } = parts.db.transaction(() => write(author)).immediate();
    parts.told(personIds, requestId);
    return { requestId };
  }

  const removing = { ...parts, removals: new RemovalStore(parts.db) };
  const purging = { ...parts, purges: new PurgeStore(parts.db) };

  return {
    addEmployment: ({ personId, employment }, context) =>
      act(context, (author) => addEmployment(parts, author, personId, employment)),
    previewTransfer: (transfer) => ({ lines: previewTransfer(parts, transfer) }),
    transfer: (transfer, context) => act(context, (author) => writeTransfer(parts, author, transfer)),
    previewDismissal: (dismissal) => previewDismissal(parts, dismissal),
    dismiss: (dismissal, context) => act(context, (author) => writeDismissal(parts, author, dismissal)),
    dismissalTasks: ({ personId }) => ({ lists: listsOf(parts, personId) }),
    tickDismissalTask({ employmentId, done, ...task }, context) {
      const author = actorOf(userOf(context));
      const personId = parts.db.transaction(() => tick(parts, author, employmentId, task, done)).immediate();
      parts.emit('data.changed', { kind: 'person', ids: [personId] });
      return {};
    },
    async printDismissalTasks({ employmentId }, context) {
      await printList(parts, actorOf(userOf(context)), employmentId, parts.organisationName());
      return {};
    },
    merge(merge, context) {
      context.stepUp();
      return act(context, (author) => writeMerge(parts, author, merge));
    },
    removalChecks: ({ personId }) => ({ name: nameOf(parts, personId), checks: checksOf(removing, personId) }),
    removeCard: ({ personId }, context) => act(context, (author) => writeRemoval(removing, author, personId)),
    restoreCard: ({ personId }, context) => act(context, () => restoreCard(removing, userOf(context), personId)),
    purgeCard(card, context) {
      context.stepUp();
      const author = actorOf(userOf(context));
      parts.db.transaction(() => writePurge(purging, author, card)).immediate();
      purging.purges.sweep();
      parts.emit('data.changed', { kind: 'person', ids: [card.personId] });
      parts.emit('data.changed', { kind: 'request', ids: null });
      return {};
    },
    endLeave: ({ leaveId, firstDay }, context) => act(context, (author) => endLeave(parts, author, leaveId, firstDay)),
  };
}
