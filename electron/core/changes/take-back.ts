import type { SessionUser } from '#shared/contract/access.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { isNullable } from '#shared/rules/shapes.ts';
import { actorOf } from './actor.ts';
import { giveUp, giveUpAll, type RestoreParts, refreshSubjects, tidy } from './restore.ts';
import { ownRequest } from './review.ts';
import type { EntityRow, FieldRow } from './store.ts';
import { stateError } from './transitions.ts';

/** Gives the request up: everything is as it was before it. @throws DeskError KD-1002 · KD-3003 · KD-3009 built upon */
export function withdraw(parts: RestoreParts, user: SessionUser, requestId: EntityId): EntityId[] {
  const request = ownRequest(parts, user, requestId);
  if (request.state !== 'draft' && request.state !== 'submitted' && request.state !== 'returned') {
    throw stateError(request);
  }
  const actor = actorOf(user);
  const entities = parts.store.entities(requestId);
  giveUpAll(parts, requestId, actor);
  parts.transitions.move(requestId, 'withdrawn', { actor });
  refreshSubjects(parts, entities);
  return subjectsOf(entities);
}

/** {@link revert} for areas that do not know requests. */
export type TakeBack = (user: SessionUser, requestId: EntityId, fields: readonly FieldAddress[]) => void;

export interface FieldAddress {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly field: string;
}

/**
 * Takes single fields of a draft back. With all fields of a created person goes the person, with the employments made
 * in the same request.
 *
 * @throws DeskError KD-1002 · KD-3003 no draft · KD-3008 not in the request · KD-2001 a created entity needs the field
 */
export function revert(
  parts: RestoreParts,
  user: SessionUser,
  requestId: EntityId,
  fields: readonly FieldAddress[],
): EntityId[] {
  const request = ownRequest(parts, user, requestId);
  if (request.state !== 'draft') throw stateError(request);
  const { store } = parts;
  const actor = actorOf(user);
  const wanted = new Map<string, { entity: EntityRow; rows: FieldRow[] }>();
  for (const { kind, id, field } of fields) {
    const key = `${kind} ${id}`;
    const entity = wanted.get(key)?.entity ?? store.entity(requestId, kind, id);
    const row = store.field(requestId, kind, id, field);
    if (entity === null || row === null) throw new DeskError('KD-3008', { field: `${kind}.${field}` });
    const group = wanted.get(key) ?? { entity, rows: [] };
    group.rows.push(row);
    wanted.set(key, group);
  }
  // A record is deleted whole or not at all.
  for (const { entity, rows } of wanted.values()) {
    if (entity.operation !== 'delete') continue;
    rows.splice(0, rows.length, ...store.fieldsOfEntity(requestId, entity.kind, entity.id));
  }
  for (const { entity } of [...wanted.values()]) includeDependants(parts, requestId, entity, wanted);
  for (const { entity, rows } of wanted.values()) {
    refuseHalfOfCreated(parts, requestId, entity, rows);
    giveUp(parts, requestId, entity, rows, actor);
  }
  for (const { entity, rows } of wanted.values()) {
    for (const { kind, id, field } of rows) store.deleteField(requestId, kind, id, field);
    if (!store.hasFields(requestId, entity.kind, entity.id)) store.deleteEntity(requestId, entity.kind, entity.id);
  }
  const entities = [...wanted.values()].map(({ entity }) => entity);
  tidy(parts, requestId);
  refreshSubjects(parts, entities);
  return subjectsOf(entities);
}

function includeDependants(
  { store }: RestoreParts,
  requestId: EntityId,
  person: EntityRow,
  wanted: Map<string, { entity: EntityRow; rows: FieldRow[] }>,
): void {
  const rows = wanted.get(`${person.kind} ${person.id}`)?.rows ?? [];
  const whole = rows.length === store.fieldsOfEntity(requestId, person.kind, person.id).length;
  if (person.kind !== 'person' || person.operation !== 'create' || !whole) return;
  for (const entity of store.entities(requestId)) {
    if (entity.subjectId !== person.id || entity.id === person.id) continue;
    wanted.set(`${entity.kind} ${entity.id}`, {
      entity,
      rows: store.fieldsOfEntity(requestId, entity.kind, entity.id),
    });
  }
}

/** A field that a created entity cannot be without goes only with the whole of it. */
function refuseHalfOfCreated(
  { store }: RestoreParts,
  requestId: EntityId,
  entity: EntityRow,
  rows: readonly FieldRow[],
): void {
  const { kind, id, operation } = entity;
  if (operation !== 'create' || rows.length === store.fieldsOfEntity(requestId, kind, id).length) return;
  const needed = rows.find(({ field }) => !isNullable(kind, field));
  if (needed !== undefined) throw new DeskError('KD-2001', { field: `${kind}.${needed.field}`, params: { id } });
}

export function subjectsOf(entities: readonly EntityRow[]): EntityId[] {
  return [...new Set(entities.map(({ subjectId }) => subjectId))];
}
