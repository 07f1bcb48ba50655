import { fieldNames, groupOf } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { isNullable } from '#shared/rules/shapes.ts';
import type { EntityStore } from '../entities/store.ts';
import type { FrozenBeside } from './content.ts';
import { contentOf } from './freeze.ts';
import { linesOf, type Mention, meantBy, mentions, translated } from './names.ts';
import type { ChangeStore, RequestRow } from './store.ts';

interface BesideParts {
  readonly store: ChangeStore;
  readonly entities: EntityStore;
}

/**
 * What stood beside the changes of a request when its author made it, of every record that it speaks of:
 *
 * - what makes sense only together with a changed field, so that any desk can tell whether that is still so;
 * - what the record cannot be without, so that a desk which has never seen it can name it.
 *
 * Only the author's desk knows: of a request of another desk it stays as it came.
 */
export function besideOf(parts: BesideParts, request: RequestRow): FrozenBeside[] {
  const came = request.elsewhere === 1 && request.canonical !== null ? contentOf(request.canonical) : null;
  if (came === null) return seenBeside(parts, request.id);
  const { here } = meantBy(parts.entities, came);
  return (came.beside ?? []).map(({ entity, id, fields }) => ({
    entity,
    id: here.get(id) ?? id,
    fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, translated(here, field, value)])),
  }));
}

function seenBeside({ store, entities }: BesideParts, requestId: EntityId): FrozenBeside[] {
  const changed = new Map(store.entities(requestId).map((row) => [row.id, { ...row, fields: new Set<string>() }]));
  const lines = store.fields(requestId);
  for (const { id, field } of lines) changed.get(id)?.fields.add(field);
  const found = new Map<EntityId, FrozenBeside>();
  const mentioned = [...mentions(changed.values(), lines)];
  // What is found refers to more.
  for (const { kind, id } of mentioned) {
    const stored = found.has(id) ? null : entities.find(kind, id);
    if (stored === null) continue;
    const { operation, fields: own = new Set<string>() } = changed.get(id) ?? {};
    const group = operation === 'update' ? [...own].flatMap((field) => groupOf(kind, field)) : [];
    const needed = fieldNames(kind).filter((field) => !isNullable(kind, field));
    const values = stored.entity as unknown as Readonly<Record<string, FieldValue>>;
    const beside = [...new Set([...group, ...needed])].filter((field) => !own.has(field)).sort();
    const seen = seenIn({ store }, requestId, { kind, id });
    const one = {
      entity: kind,
      id,
      fields: Object.fromEntries(beside.map((field) => [field, seen(field, values[field] ?? null)])),
    };
    found.set(id, one);
    mentioned.push(...mentions([], linesOf([one])));
  }
  return [...found.values()]
    .filter(({ fields }) => Object.keys(fields).length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A value without what was made of it upon this request. */
function seenIn({ store }: Pick<BesideParts, 'store'>, requestId: EntityId, { kind, id }: Mention) {
  const changes = store.pending(kind, id);
  const upon = changes.slice(changes.findIndex((change) => change.requestId === requestId) + 1);
  return (field: string, shown: FieldValue): FieldValue => {
    const next = upon.find((change) => change.field === field);
    if (next === undefined) return shown;
    return next.operation === 'create' ? next.to : next.from;
  };
}
