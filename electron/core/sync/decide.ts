import { DeskError } from '#shared/contract/result.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { PendingField } from '../changes/pending.ts';
import { isOpenState } from '../changes/states.ts';
import { type Applied, ApplyRun } from './apply.ts';
import { finish, type PageParts } from './apply-page.ts';
import { baseOf } from './base.ts';
import { groupOf } from './merge.ts';
import { type ConflictStore, WHOLE } from './store.ts';

export interface DecideParts extends PageParts {
  readonly conflictStore: ConflictStore;
}

/** A deletion is given up whole. */
function isDeletion(changes: readonly PendingField[], choice: 'mine' | 'theirs'): boolean {
  return choice === 'theirs' && changes.some(({ operation }) => operation === 'delete');
}

/**
 * A person's choice about one conflict and those of its group. «Mine» lets the change start from what the registry holds
 * now and go to approval again; fields of the group that were not changed here become what the registry holds. «Theirs»
 * gives the change up. What is signed and on its way cannot be decided about.
 *
 * @throws DeskError KD-3008 decided already · KD-3003 part of a signed request · KD-4007 the registry deleted the record,
 *   so it cannot be kept
 */
export function decide(parts: DecideParts, conflictId: EntityId, choice: 'mine' | 'theirs'): Applied {
  const { db, pending, conflictStore, entities, clock } = parts;
  return db
    .transaction(() => {
      const conflict = conflictStore.get(conflictId);
      if (conflict === null) throw new DeskError('KD-3008');
      const { kind, entityId } = conflict;
      if (conflict.field === WHOLE && choice === 'mine') throw new DeskError('KD-4007');
      const open = conflictStore.of(kind, entityId);
      const all = fieldNames(kind);
      const whole = conflict.field === WHOLE || isDeletion(pending.of(kind, entityId), choice);
      const fields = whole ? [...all, WHOLE] : groupOf(kind, conflict.field, all);
      const group = open.filter(({ field }) => fields.includes(field));
      const changes = pending.of(kind, entityId).filter(({ field }) => fields.includes(field));
      if (!changes.every(({ state }) => isOpenState(state))) throw new DeskError('KD-3003');
      const changed = new Set(changes.map((change) => change.field));
      if (choice === 'mine') {
        const there = baseOf(parts, kind, entityId) ?? {};
        for (const field of fields) {
          if (changed.has(field)) pending.rebase(kind, entityId, field, there[field] ?? null);
          // What nobody changed here was held back by the rest of its group.
          else if (field in there) entities.patch(kind, entityId, { [field]: there[field] ?? null });
        }
      }
      if (choice === 'theirs') for (const field of changed) pending.drop(kind, entityId, field);
      for (const { id } of group) conflictStore.close(id, choice, clock.now());
      const run = new ApplyRun(parts);
      run.again(kind, entityId);
      finish(parts, run.result, 'sync.decision', [], { choice });
      return run.result;
    })
    .immediate();
}
