import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Actor } from '../changes/actor.ts';
import { isOpenState } from '../changes/states.ts';
import { subjectOf } from '../entities/subject.ts';
import { type Applied, ApplyRun } from './apply.ts';
import { finish, type PageParts } from './apply-page.ts';
import { baseOf } from './base.ts';
import { scopeOf } from './conflict-details.ts';
import { type ConflictStore, type OpenConflict, WHOLE } from './conflict-store.ts';

export interface DecideParts extends PageParts {
  readonly conflictStore: ConflictStore;
}

export type Choice = 'mine' | 'theirs';

/**
 * A person's choice about one conflict and those of its group. «Mine» lets the change start from what the registry holds
 * now and go to approval again; fields of the group that were not changed here become what the registry holds. «Theirs»
 * gives the change up. What is signed and on its way cannot be decided about.
 *
 * @throws DeskError KD-3008 decided already · KD-3003 part of a signed request · KD-4007 the registry deleted the record,
 *   so it cannot be kept
 */
export function decide(parts: DecideParts, conflictId: EntityId, choice: Choice, by: Actor): Applied {
  const { db, pending, conflictStore, entities, clock } = parts;
  return db
    .transaction(() => {
      const conflict = conflictStore.get(conflictId);
      if (conflict === null) throw new DeskError('KD-3008');
      const { kind, entityId } = conflict;
      if (conflict.field === WHOLE && choice === 'mine') throw new DeskError('KD-4007');
      const fields = scopeOf(conflict, pending.of(kind, entityId), choice);
      const group = conflictStore.of(kind, entityId).filter(({ field }) => fields.includes(field));
      const changes = pending.of(kind, entityId).filter(({ field }) => fields.includes(field));
      if (!changes.every(({ state }) => isOpenState(state))) throw new DeskError('KD-3003');
      const changed = new Set(changes.map((change) => change.field));
      if (choice === 'mine') {
        const there = baseOf(parts, kind, entityId) ?? {};
        // What nobody changed here was held back by the rest of its group; it stands beside what is frozen anew.
        const held = fields.filter((field) => !changed.has(field) && field in there);
        for (const field of held) entities.patch(kind, entityId, { [field]: there[field] ?? null });
        for (const field of changed) pending.rebase(kind, entityId, field, there[field] ?? null);
      }
      if (choice === 'theirs') for (const field of changed) pending.drop(kind, entityId, field);
      for (const { id } of group) conflictStore.close(id, choice, clock.now());
      const run = new ApplyRun(parts);
      run.again(kind, entityId);
      note(parts, conflict, choice, by);
      finish(parts, run.result, 'sync.decision', [], { choice });
      return run.result;
    })
    .immediate();
}

function note({ journal, entities }: DecideParts, { kind, entityId, field }: OpenConflict, choice: Choice, by: Actor) {
  const fields = (entities.find(kind, entityId)?.entity ?? {}) as Parameters<typeof subjectOf>[3];
  journal.append({
    action: 'sync.decision',
    actorId: by.id,
    actorName: by.name,
    role: by.role,
    kind,
    objectId: entityId,
    subjectId: subjectOf(entities, kind, entityId, fields)?.id ?? entityId,
    facts: { choice, field },
  });
}

/**
 * The same choice about many, all in one transaction. What has gone with its group, is signed or is no longer there to be
 * kept stays as it is.
 *
 * @returns how many decisions were made and how many of those named still stand
 */
export function decideAll(
  parts: DecideParts,
  conflictIds: readonly EntityId[],
  choice: Choice,
  by: Actor,
): { readonly applied: readonly Applied[]; readonly left: number } {
  const { db, conflictStore } = parts;
  return db
    .transaction(() => {
      const applied: Applied[] = [];
      for (const id of conflictIds) {
        try {
          applied.push(decide(parts, id, choice, by));
        } catch (error) {
          if (!(error instanceof DeskError)) throw error;
        }
      }
      return { applied, left: conflictIds.filter((id) => conflictStore.get(id) !== null).length };
    })
    .immediate();
}
