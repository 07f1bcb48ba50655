import { type EntityKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import { groupOf } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { ApprovedEntity, ApprovedRequest, PendingChanges, PendingField } from '../changes/pending.ts';
import type { EntityStore } from '../entities/store.ts';
import { isRemoteKind, type Registry, type RemoteCopy, type RemoteKind, type Snapshot } from '../registry/port.ts';
import { type Difference, WHOLE_RECORD } from './conflict-store.ts';
import type { Conflicts } from './conflicts.ts';
import { References } from './references.ts';
import type { Kept, ReplicaStore } from './store.ts';

type Values = Readonly<Record<string, FieldValue>>;

export interface BaseParts {
  readonly replica: ReplicaStore;
  readonly entities: EntityStore;
  readonly conflicts: Conflicts;
  readonly registry: Pick<Registry, 'interpret' | 'committedAt'>;
}

/** The resource that holds an entity, as last seen; null when the registry has none or has deleted it. */
export function copyOf({ replica, registry }: BaseParts, kind: RemoteKind, id: EntityId): RemoteCopy | null {
  const kept = replica.kept(id);
  const remoteId = replica.remoteIdOf(kind, id);
  if (kept === null || remoteId === null) return null;
  if (registry.interpret(kind, kept.raw).state !== 'present') return null;
  return { kind, remoteId, ...kept };
}

/** Fields of any entity as the registry holds them, with local ids in references; null when it holds none. */
export function baseOf(parts: BaseParts, kind: EntityKind, id: EntityId): Values | null {
  if (isRemoteKind(kind)) {
    const snapshot = snapshotOf(parts, kind, id);
    const resolved = snapshot && new References(parts.replica).resolve(kind, snapshot.fields, null);
    return resolved && 'fields' in resolved ? resolved.fields : null;
  }
  if (!isChildKind(kind)) return null;
  const owner = parts.entities.ownerOf(kind, id);
  const remoteId = parts.replica.remoteIdOf(kind, id);
  if (owner === null || remoteId === null) return null;
  const { kind: ownerKind, field } = OWNER_OF[kind];
  const children = snapshotOf(parts, ownerKind, owner)?.children;
  const child = children?.find((one) => one.kind === kind && one.remoteId === remoteId);
  return child === undefined ? null : { ...child.fields, [field]: owner };
}

/** The copy of the resource that holds an entity, whatever it says; null when the registry has never named it. */
export function keptOf(
  { replica, entities }: Omit<BaseParts, 'conflicts'>,
  kind: EntityKind,
  id: EntityId,
): Kept | null {
  const owner = isChildKind(kind) ? entities.ownerOf(kind, id) : id;
  return owner === null ? null : replica.kept(owner);
}

function snapshotOf({ replica, registry }: BaseParts, kind: RemoteKind, id: EntityId): Snapshot | null {
  const kept = replica.kept(id);
  const content = kept && registry.interpret(kind, kept.raw);
  return content?.state === 'present' ? content.snapshot : null;
}

/**
 * Whether an approved change may still be sent: every value that its author saw is still there (or is already what it
 * is to become), also beside what makes sense only together with it, nobody has yet to decide about it, and no earlier
 * request that it was made upon has been refused.
 *
 * @param request whose part it is; what is drafted and to be decided at this desk is not about one made at another
 * @returns what stands against it, the first field and the differences; null when nothing does
 */
export function objection(
  parts: BaseParts & { readonly pending: Pick<PendingChanges, 'of'> },
  request: Pick<ApprovedRequest, 'id' | 'elsewhere'>,
  { kind, id, operation, fields, beside }: ApprovedEntity,
): { readonly field: string; readonly differences: readonly Difference[] } | null {
  const concerned = fields.flatMap(({ field }) => groupOf(kind, field));
  const blocked = request.elsewhere ? null : parts.conflicts.blocks(kind, id, concerned);
  if (blocked !== null) return { field: blocked, differences: [] };
  // What makes sense only together was seen with a value that the registry has not got.
  const earlier = request.elsewhere ? [] : earlierThan(request.id, parts.pending.of(kind, id));
  const group = concerned.filter((field) => fields.every((own) => own.field !== field));
  const missing = earlier.find(({ field }) => group.includes(field));
  if (missing !== undefined) return { field: missing.field, differences: [] };
  const base = baseOf(parts, kind, id);
  if (base === null) {
    // What is to go may be gone already.
    if (operation !== 'update') return null;
    // The registry never had it: nobody decides about that, its making comes first.
    const making = earlier.find((change) => change.operation === 'create');
    if (making !== undefined) return { field: making.field, differences: [] };
    return { field: WHOLE_RECORD.field, differences: [WHOLE_RECORD] };
  }
  if (operation === 'create') return null;
  const differences = fields.flatMap(({ field, from, to }) => {
    const theirs = base[field] ?? null;
    return theirs === from || theirs === to ? [] : [{ field, base: from, mine: to, theirs }];
  });
  for (const field of new Set(group)) {
    const seen = beside?.[field];
    const theirs = base[field] ?? null;
    if (seen !== undefined && seen !== theirs) differences.push({ field, base: seen, mine: seen, theirs });
  }
  const [first] = differences;
  return first === undefined ? null : { field: first.field, differences };
}

function earlierThan(requestId: EntityId, changes: readonly PendingField[]): readonly PendingField[] {
  return changes.slice(
    0,
    changes.findIndex((change) => change.requestId === requestId),
  );
}
