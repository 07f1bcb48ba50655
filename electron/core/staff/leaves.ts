import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { Leave } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { checkLeave } from '#shared/rules/check-person-file.ts';
import { addDays } from '#shared/rules/dates.ts';
import { type Author, refused, removeEntity, type WritingParts } from '../entities/writing.ts';
import { type EditOutcome, type EditParts, writeEdits } from './edits.ts';

/** Absences of an employment that last beyond a day. */
export function leavesBeyond({ entities }: Pick<EditParts, 'entities'>, employmentId: EntityId, day: string): Leave[] {
  return entities
    .list('leave', 'employmentId', employmentId)
    .map(({ entity }) => entity)
    .filter(({ endDate }) => endDate === null || endDate > day);
}

export function beginsAfter({ beginDate }: Leave, day: string): boolean {
  return beginDate !== null && beginDate > day;
}

/** Edits that end with a day what has begun by then. */
export function endingsOf(leaves: readonly Leave[], day: string): FieldEdit[] {
  return leaves
    .filter((leave) => !beginsAfter(leave, day))
    .map(({ id, endDate }) => ({ kind: 'leave', id, field: 'endDate', from: endDate, to: day }));
}

/** Takes out what would begin after a day, inside the caller's transaction. */
export function removeLater(
  parts: WritingParts,
  author: Author,
  leaves: readonly Leave[],
  day: string,
  action: string,
): void {
  for (const leave of leaves) if (beginsAfter(leave, day)) removeEntity(parts, author, 'leave', leave.id, action);
}

/**
 * An absence lies within its employment and beside the others of it.
 *
 * @throws DeskError KD-2202 ends before it begins · KD-2206 outside the employment · KD-2209 overlaps another one
 */
export function checkAbsence({ entities }: Pick<EditParts, 'entities'>, id: EntityId): void {
  const leave = entities.get('leave', id)?.entity;
  if (leave === undefined) throw new DeskError('KD-3008');
  const employment = entities.get('employment', leave.employmentId)?.entity;
  const leaves = entities.list('leave', 'employmentId', leave.employmentId).map(({ entity }) => entity);
  const [wrong] = checkLeave(leave, { leaves, employments: employment === undefined ? [] : [employment] });
  if (wrong !== undefined) throw refused(wrong.code, { kind: 'leave', id, field: wrong.field }, wrong.params);
}

/**
 * Ends an absence the day before somebody works again, inside the caller's transaction.
 *
 * @param day the first day at work
 * @throws DeskError KD-3008 no such absence · KD-2202 it had not begun, or was over by then
 */
export function endLeave(parts: EditParts, author: Author, leaveId: EntityId, day: string): EditOutcome {
  const leave = parts.entities.get('leave', leaveId)?.entity;
  if (leave === undefined) throw new DeskError('KD-3008');
  const { beginDate, endDate } = leave;
  if ((beginDate !== null && day <= beginDate) || (endDate !== null && endDate < day)) {
    throw refused('KD-2202', { kind: 'leave', id: leaveId, field: 'endDate' });
  }
  return writeEdits(parts, author, endingsOf([leave], addDays(day, -1)), 'staff.return');
}
