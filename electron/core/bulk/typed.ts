import type { FieldEdit } from '#shared/contract/staff.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { CallContext } from '../core.ts';
import { type Author, byEntity, checkedEdits } from '../entities/writing.ts';
import { inPieces } from './plan.ts';
import { type PlannerParts, refuseHeld } from './planners.ts';

/** What stands in a line of the staff grid. */
const KINDS = ['person', 'employment'] as const;

/**
 * What a large block of typed values changes, checked as a small one is, piece by piece; nothing is written.
 *
 * @throws DeskError as `writeEdits`
 */
export function changesOf(
  parts: PlannerParts,
  author: Author,
  edits: readonly FieldEdit[],
  running: Pick<CallContext, 'signal' | 'progress'>,
): Promise<RecordedChange[]> {
  const context = parts.context();
  const one = (of: readonly FieldEdit[]): RecordedChange[] => {
    const change = checkedEdits(parts, KINDS, of, context);
    if (change.fields.length === 0) return [];
    refuseHeld(parts, author, change.kind, change.id);
    return [change];
  };
  return inPieces([...byEntity(edits).values()], (entities) => entities.flatMap(one), running);
}
