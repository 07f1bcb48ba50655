import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { isOpenState } from '../changes/states.ts';
import { type Applied, ApplyRun } from './apply.ts';
import { finish, type PageParts } from './apply-page.ts';
import { groupOf } from './merge.ts';
import { type ConflictStore, type OpenConflict, WHOLE } from './store.ts';

export interface DecideParts extends PageParts {
  readonly conflictStore: ConflictStore;
}

/**
 * A person's choice about one conflict and those of its group. «Mine» lets the change start from what the registry holds
 * now and go to approval again; «theirs» gives the change up. What is signed and on its way cannot be decided about.
 *
 * @throws DeskError KD-3008 decided already · KD-3003 part of a signed request · KD-4007 the registry deleted the record,
 *   so it cannot be kept
 */
export function decide(parts: DecideParts, conflictId: EntityId, choice: 'mine' | 'theirs'): Applied {
  const { db, pending, conflictStore, clock } = parts;
  return db
    .transaction(() => {
      const conflict = conflictStore.get(conflictId);
      if (conflict === null) throw new DeskError('KD-3008');
      const { kind, entityId } = conflict;
      if (conflict.field === WHOLE && choice === 'mine') throw new DeskError('KD-4007');
      const open = conflictStore.of(kind, entityId);
      const group = conflict.field === WHOLE ? open : inGroup(conflict, open);
      const fields = conflict.field === WHOLE ? null : group.map(({ field }) => field);
      const changes = pending.of(kind, entityId).filter(({ field }) => fields === null || fields.includes(field));
      if (!changes.every(({ state }) => isOpenState(state))) throw new DeskError('KD-3003');
      for (const field of new Set(changes.map((change) => change.field))) {
        const theirs = group.find((one) => one.field === field)?.theirs;
        if (choice === 'theirs' || theirs === undefined) pending.drop(kind, entityId, field);
        else pending.rebase(kind, entityId, field, theirs);
      }
      for (const { id } of group) conflictStore.close(id, choice, clock.now());
      const run = new ApplyRun(parts);
      run.again(kind, entityId);
      finish(parts, run.result, 'sync.decision', [], { choice });
      return run.result;
    })
    .immediate();
}

function inGroup({ kind, field }: OpenConflict, open: readonly OpenConflict[]): OpenConflict[] {
  const names = groupOf(
    kind,
    field,
    open.map((one) => one.field),
  );
  return open.filter((one) => names.includes(one.field));
}
