import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Author } from '../entities/writing.ts';
import { writeEdits } from './edits.ts';
import { previewTransfer, type TransferParts, writeTransfer } from './transfer.ts';

interface ActionParts extends TransferParts {
  readonly db: Database;
  /** Tells the windows whose lines and which request have changed. */
  readonly told: (personIds: readonly EntityId[], requestId: EntityId) => void;
}

interface Outcome {
  readonly requestId: EntityId;
  readonly personIds: readonly EntityId[];
}

/** What a clerk does to people beyond editing fields, each in one transaction and one draft. */
export function createActions(
  parts: ActionParts,
): Pick<Handlers<'staff', CallContext>, 'previewTransfer' | 'transfer' | 'dismiss'> {
  function act(context: CallContext, write: (author: Author) => Outcome): { requestId: EntityId } {
    const author = actorOf(userOf(context));
    const { requestId, personIds } = parts.db.transaction(() => write(author)).immediate();
    parts.told(personIds, requestId);
    return { requestId };
  }

  return {
    previewTransfer: (transfer) => ({ lines: previewTransfer(parts, transfer) }),
    transfer: (transfer, context) => act(context, (author) => writeTransfer(parts, author, transfer)),
    dismiss: ({ employmentId, endDate, endReason, endOrder }, context) =>
      act(context, (author) => {
        const employment = parts.entities.get('employment', employmentId)?.entity;
        if (employment === undefined) throw new DeskError('KD-3008');
        if (employment.beginDate !== null && endDate < employment.beginDate) {
          throw new DeskError('KD-2202', { field: 'employment.endDate', params: { id: employmentId } });
        }
        const values = { endDate, endReason, endOrder: endOrder.trim() === '' ? null : endOrder };
        const edits = (['endDate', 'endReason', 'endOrder'] as const).map((field) => ({
          kind: 'employment' as const,
          id: employmentId,
          field,
          from: employment[field],
          to: values[field],
        }));
        return writeEdits(parts, author, edits, 'staff.dismiss');
      }),
  };
}
