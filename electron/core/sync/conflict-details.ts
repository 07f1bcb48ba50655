import type { ConflictSides } from '#shared/contract/worklists.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldNames, groupOf } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { PendingField } from '../changes/pending.ts';
import { isOpenState } from '../changes/states.ts';
import type { ApplyParts } from './apply.ts';
import { type BaseParts, baseOf, keptOf } from './base.ts';
import { type ConflictStore, type OpenConflict, WHOLE } from './conflict-store.ts';
import type { OverviewStore } from './overview-store.ts';

/** A deletion is given up whole. */
function isDeletion(changes: readonly PendingField[]): boolean {
  return changes.some(({ operation }) => operation === 'delete');
}

/** The fields that one choice is about: the group of a field, or the record where one side has deleted it. */
export function scopeOf(
  { kind, field }: Pick<OpenConflict, 'kind' | 'field'>,
  changes: readonly PendingField[],
  choice: 'mine' | 'theirs',
): readonly string[] {
  const whole = field === WHOLE || (choice === 'theirs' && isDeletion(changes));
  return whole ? [...fieldNames(kind), WHOLE] : groupOf(kind, field);
}

export interface DetailParts extends BaseParts {
  readonly pending: ApplyParts['pending'];
  readonly conflictStore: ConflictStore;
  readonly overview: OverviewStore;
}

/**
 * Both sides of one decision: every field that it is about, who wrote what and when. Null when nothing is to be decided
 * there any more.
 */
export function sidesOf(parts: DetailParts, kind: EntityKind, id: EntityId, field: string): ConflictSides | null {
  const { pending, conflictStore, overview, registry } = parts;
  const open = conflictStore.of(kind, id);
  const changes = pending.of(kind, id);
  const conflict =
    open.find((one) => one.field === field) ??
    open.find((one) => one.field === WHOLE || scopeOf(one, changes, 'mine').includes(field));
  if (conflict === undefined) return null;
  const isGone = conflict.field === WHOLE;
  const deletes = isDeletion(changes);
  const scope = isGone || deletes ? changes.map((one) => one.field) : scopeOf(conflict, changes, 'mine');
  const fields = fieldsOf(parts, kind, id, new Set(scope), open, isGone);
  const concerned = changes.filter((one) => scope.includes(one.field));
  const youngest = concerned.at(-1);
  const kept = keptOf(parts, kind, id);
  return {
    id: conflict.id,
    kind,
    entityId: id,
    deleted: isGone ? 'there' : deletes ? 'here' : null,
    fields: deletes ? fields.filter(({ differs }) => differs) : fields,
    mine: youngest === undefined ? null : overview.authorOf(youngest.requestId),
    theirsAt: kept === null ? null : registry.committedAt(kept.raw),
    foundAt: conflict.foundAt,
    signed: !concerned.every(({ state }) => isOpenState(state)),
  };
}

function fieldsOf(
  parts: DetailParts,
  kind: EntityKind,
  id: EntityId,
  scope: ReadonlySet<string>,
  open: readonly OpenConflict[],
  isGone: boolean,
): ConflictSides['fields'] {
  const here = (parts.entities.find(kind, id)?.entity ?? {}) as Readonly<Record<string, FieldValue>>;
  const there = isGone ? {} : (baseOf(parts, kind, id) ?? {});
  const changes = parts.pending.of(kind, id);
  return [...scope].map((name) => {
    const found = open.find((one) => one.field === name);
    if (found !== undefined) {
      const { base, mine, theirs } = found;
      return { field: name, base, mine, theirs, differs: true };
    }
    const first = changes.find((one) => one.field === name);
    const mine = here[name] ?? null;
    const theirs = there[name] ?? null;
    return { field: name, base: first?.from ?? mine, mine, theirs, differs: isGone || mine !== theirs };
  });
}
