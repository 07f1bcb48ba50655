import { DeskError } from '#shared/contract/result.ts';
import type { Dismissal, DismissalPreview } from '#shared/contract/staff-dismissal.ts';
import type { Employment } from '#shared/domain/entities.ts';
import { type Author, refused, type WritingParts } from '../entities/writing.ts';
import type { DismissalTaskStore } from './dismissal-task-store.ts';
import { type TaskParts, tasksOf } from './dismissal-tasks.ts';
import { type EditOutcome, type EditParts, nameOf, writeEdits } from './edits.ts';
import { endingsOf, leavesBeyond, removeLater } from './leaves.ts';

export interface DismissalParts extends TaskParts, WritingParts {
  readonly entities: EditParts['entities'];
  readonly tasks: DismissalTaskStore;
}

/**
 * Ends an employment with everything that hangs on it, inside the caller's transaction: last day, reason and order; its
 * absences end with it, and what people have to do is kept. The post is free from the next day, because who takes a post
 * follows from the employments of a day.
 *
 * @throws DeskError KD-3008 no such employment · KD-2202 before it began · KD-2211 it has ended already · KD-2xxx of the
 *   fields; with the `id` of the employment in the parameters
 */
export function writeDismissal(parts: DismissalParts, author: Author, dismissal: Dismissal): EditOutcome {
  const { employmentId, ...wanted } = dismissal;
  const employment = dismissable(parts, dismissal);
  const values = { ...wanted, endOrder: wanted.endOrder.trim() === '' ? null : wanted.endOrder };
  const leaves = leavesBeyond(parts, employmentId, wanted.endDate);
  const edits = (['endDate', 'endReason', 'endOrder', 'endOrderDate'] as const).map((field) => ({
    kind: 'employment' as const,
    id: employmentId,
    field,
    from: employment[field],
    to: values[field],
  }));
  parts.tasks.put(employmentId, tasksOf(parts, employment, wanted.endDate));
  removeLater(parts, author, leaves, wanted.endDate, 'staff.dismiss');
  return writeEdits(parts, author, [...edits, ...endingsOf(leaves, wanted.endDate)], 'staff.dismiss');
}

/** What a dismissal does and what it leaves to be done. @throws DeskError as {@link writeDismissal} */
export function previewDismissal(
  parts: DismissalParts,
  dismissal: Pick<Dismissal, 'employmentId' | 'endDate'>,
): DismissalPreview {
  const { employmentId, endDate } = dismissal;
  const employment = dismissable(parts, dismissal);
  return {
    name: nameOf(parts, employment.personId),
    employment,
    leaves: leavesBeyond(parts, employmentId, endDate),
    tasks: tasksOf(parts, employment, endDate),
  };
}

function dismissable(
  { entities, store }: EditParts,
  { employmentId, endDate }: Pick<Dismissal, 'employmentId' | 'endDate'>,
): Employment {
  const employment = entities.get('employment', employmentId)?.entity;
  if (employment === undefined) throw new DeskError('KD-3008', { params: { id: employmentId } });
  const at = { kind: 'employment' as const, id: employmentId, field: 'endDate' };
  if (employment.beginDate !== null && endDate < employment.beginDate) throw refused('KD-2202', at);
  if (employment.endDate !== null && employment.endDate < endDate) {
    throw refused('KD-2211', at, { name: nameOf({ store }, employment.personId) });
  }
  return employment;
}
