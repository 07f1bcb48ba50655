import { type ChildKind, isChildKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { ApprovedRequest } from '../changes/pending.ts';
import type { EntityStore } from '../entities/store.ts';
import { REFERS_TO } from '../registry/port.ts';
import type { ReplicaStore } from './store.ts';

export interface TouchParts {
  readonly entities: Pick<EntityStore, 'ownerOf'>;
  readonly replica: Pick<ReplicaStore, 'remoteIdOf'>;
}

/**
 * What a request must not be overtaken at by a later one: its entities, those whose resource holds them, and new ones
 * that they refer to.
 */
export function touchesOf(parts: TouchParts, { entities }: Pick<ApprovedRequest, 'entities'>): EntityId[] {
  return entities.flatMap((entity) => {
    const { kind, id } = entity;
    const owners = isChildKind(kind) ? ownerOf(parts, kind, id) : [];
    return [id, ...owners, ...unsentReferences(parts, entity)];
  });
}

function unsentReferences({ replica }: TouchParts, { fields }: ApprovedRequest['entities'][number]): EntityId[] {
  return fields.flatMap(({ field, to }) => {
    const kind = REFERS_TO[field];
    if (kind === undefined || typeof to !== 'string') return [];
    return replica.remoteIdOf(kind, to) === null ? [to] : [];
  });
}

function ownerOf({ entities }: TouchParts, kind: ChildKind, id: EntityId): EntityId[] {
  const owner = entities.ownerOf(kind, id);
  return owner === null ? [] : [owner];
}
