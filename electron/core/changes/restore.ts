import { DeskError } from '#shared/contract/result.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { isNullable } from '#shared/rules/shapes.ts';
import type { FieldChange, Journal, JournalFact } from '../journal/append.ts';
import type { Actor } from './actor.ts';
import type { StaffIndex } from './pending.ts';
import { freezeNow, type ReviewParts } from './review.ts';
import { isOpenState } from './states.ts';
import type { EntityRow, FieldRow, PendingRow } from './store.ts';

export interface RestoreParts extends ReviewParts {
  readonly journal: Journal;
  readonly index: StaffIndex;
}

/** Gives every change of a request up and brings its entities back; the request keeps its lines for the record. */
export function giveUpAll(parts: RestoreParts, requestId: EntityId, actor: Actor): void {
  const entities = parts.store.entities(requestId);
  for (const entity of entities) if (entity.operation === 'create') refuseWhenBuiltUpon(parts, requestId, entity);
  for (const entity of entities)
    giveUp(parts, requestId, entity, parts.store.fieldsOfEntity(requestId, entity.kind, entity.id), actor);
}

/** Gives up some fields of one entity, or with all fields of a created one the entity itself. */
export function giveUp(
  parts: RestoreParts,
  requestId: EntityId,
  entity: EntityRow,
  fields: readonly FieldRow[],
  actor: Actor,
): void {
  const { kind, id, operation } = entity;
  if (operation === 'create' && fields.length === parts.store.fieldsOfEntity(requestId, kind, id).length) {
    parts.entities.markDeleted(kind, id, parts.clock.now());
    const gone = fields.map(({ field, to }) => ({ field, from: to, to: null }));
    parts.journal.append(restored(entity, actor, gone));
    return;
  }
  if (operation === 'delete') parts.entities.markDeleted(kind, id, null);
  const values: Record<string, FieldValue> = {};
  const current = parts.entities.get(kind, id)?.entity as unknown as Record<string, FieldValue> | undefined;
  for (const row of fields) {
    if (handDown(parts, requestId, row)) continue;
    // A value that is not the author's any more (the registry changed it) is left alone.
    const mine = operation === 'delete' || (current?.[row.field] ?? null) === row.to;
    if (current !== undefined && mine && current[row.field] !== row.from) values[row.field] = row.from;
  }
  if (Object.keys(values).length > 0) parts.entities.patch(kind, id, values);
  if (operation === 'delete') for (const row of fields) values[row.field] = row.from;
  if (Object.keys(values).length === 0) return;
  const changes = Object.entries(values).map(([field, to]) => ({
    field,
    from: operation === 'delete' ? null : (current?.[field] ?? null),
    to,
  }));
  parts.journal.append(restored(entity, actor, changes));
}

function restored({ kind, id, subjectId }: EntityRow, actor: Actor, changes: readonly FieldChange[]): JournalFact {
  return {
    action: 'changes.restore',
    actorId: actor.id,
    actorName: actor.name,
    role: actor.role,
    kind,
    objectId: id,
    subjectId,
    changes,
  };
}

/**
 * Where a later open change stands on this one, it now starts from what this one started from. Under a signed one
 * nothing may be taken away: what was signed says where it starts.
 */
function handDown(parts: RestoreParts, requestId: EntityId, row: FieldRow): boolean {
  const chain = parts.store.pending(row.kind, row.id).filter(({ field }) => field === row.field);
  const next = chain[chain.findIndex((link) => link.requestId === requestId) + 1];
  if (next === undefined) return false;
  if (!isOpenState(next.state)) throw new DeskError('KD-3009', { params: { number: next.number, id: row.id } });
  if (next.to === row.from) {
    parts.store.deleteField(next.requestId, row.kind, row.id, row.field);
  } else {
    parts.store.setField(next.requestId, { ...next, from: row.from });
  }
  if (next.operation === 'delete') rememberDeleted(parts, row, row.from);
  tidy(parts, next.requestId);
  return true;
}

type Place = Pick<FieldRow, 'kind' | 'id' | 'field'>;

/** Changes of a field in requests that their author may still change, the oldest first. */
export function openChanges({ store }: Pick<RestoreParts, 'store'>, { kind, id, field }: Place): PendingRow[] {
  return store.pending(kind, id).filter((row) => row.field === field && isOpenState(row.state));
}

/** Lets the open changes of a field start from another value: one that wants just that has nothing left to do. */
export function startFrom(parts: RestoreParts, place: Place, base: FieldValue): void {
  let from = base;
  for (const row of openChanges(parts, place)) {
    if (row.operation === 'delete') rememberDeleted(parts, row, from);
    if (row.to === from) parts.store.deleteField(row.requestId, row.kind, row.id, row.field);
    else {
      parts.store.setField(row.requestId, { ...row, from });
      from = row.to;
    }
    changed(parts, row);
  }
}

/** After a line of an open request was changed. */
export function changed(parts: RestoreParts, { requestId, kind, id }: PendingRow): void {
  const entity = parts.store.entity(requestId, kind, id);
  tidy(parts, requestId);
  if (entity !== null) refreshSubjects(parts, [entity]);
}

/** What a deletion given up would bring back; a value that the record cannot be without stays. */
export function rememberDeleted(
  { entities }: Pick<RestoreParts, 'entities'>,
  { kind, id, field }: Place,
  value: FieldValue,
): void {
  if (value !== null || isNullable(kind, field)) entities.patch(kind, id, { [field]: value });
}

/** After fields were taken out of an open request: empty entities go, frozen bytes follow, an empty request ends. */
export function tidy(parts: RestoreParts, requestId: EntityId): void {
  const { store, transitions } = parts;
  for (const { kind, id, operation } of store.entities(requestId)) {
    if (operation !== 'create' && !store.hasFields(requestId, kind, id)) store.deleteEntity(requestId, kind, id);
  }
  const request = transitions.get(requestId);
  if (store.hasEntities(requestId)) {
    if (request.state === 'submitted') freezeNow(parts, request);
    else store.touch(requestId, parts.clock.now());
  } else transitions.end(requestId);
}

/** A created entity that a later request already changes cannot vanish under it. */
function refuseWhenBuiltUpon({ store }: RestoreParts, requestId: EntityId, { kind, id, subjectId }: EntityRow): void {
  const other = store.pending(kind, id).find((row) => row.requestId !== requestId)?.number;
  // Records added to a new person, or absences of a new contract, stand on it too.
  const number = other ?? store.belonging(requestId, subjectId, id);
  if (number != null) throw new DeskError('KD-3009', { params: { number, id } });
}

export function refreshSubjects({ index }: RestoreParts, entities: readonly EntityRow[]): void {
  index.refresh(entities.filter(({ subjectKind }) => subjectKind === 'person').map(({ subjectId }) => subjectId));
}
