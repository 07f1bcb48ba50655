import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { EntityStore } from '../entities/store.ts';
import { REFERS_TO } from '../registry/port.ts';
import type { FrozenBeside, FrozenContent } from './content.ts';

/** A record that a request speaks of. */
export interface Mention {
  readonly kind: EntityKind;
  readonly id: EntityId;
}

export interface MentionedLine extends Mention {
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** What a field with a reference refers to, by its name. */
const REFERENCES: Readonly<Record<string, EntityKind>> = { ...REFERS_TO, employmentId: 'employment' };

export function isReference(field: string): boolean {
  return Object.hasOwn(REFERENCES, field);
}

/** What the registry calls the records that lines speak of, by the ids that they have here. */
export function registryNames(
  entities: Pick<EntityStore, 'find'>,
  records: Iterable<Mention>,
  lines: Iterable<MentionedLine>,
): Record<EntityId, string> {
  const names: Record<EntityId, string> = {};
  for (const { kind, id } of mentions(records, lines)) {
    const remoteId = entities.find(kind, id)?.remoteId ?? null;
    if (remoteId !== null) names[id] = remoteId;
  }
  return names;
}

/** Whom frozen bytes mean, on this desk. */
export interface Meant {
  /** By the ids of the bytes: the ids here. */
  readonly here: ReadonlyMap<EntityId, EntityId>;
  /** Records that this desk has never seen. */
  readonly unknown: readonly Mention[];
}

export function meantBy(entities: Pick<EntityStore, 'find' | 'localId'>, content: FrozenContent): Meant {
  const { items, attachments, names = {}, beside = [] } = content;
  const records = [
    ...items.map(({ entity: kind, id }) => ({ kind, id })),
    ...attachments.map(({ entity: kind, id }) => ({ kind, id })),
    ...recordsIn(beside),
  ];
  const lines = [
    ...items.flatMap(({ entity: kind, id, fields }) =>
      Object.entries(fields).map(([field, { from, to }]) => ({ kind, id, field, from, to })),
    ),
    ...linesOf(beside),
  ];
  const here = new Map<EntityId, EntityId>();
  const unknown: Mention[] = [];
  for (const { kind, id } of mentions(records, lines)) {
    if (here.has(id)) continue;
    const name = names[id];
    const found = name === undefined ? entities.find(kind, id)?.entity.id : entities.localId(kind, name);
    if (found == null) unknown.push({ kind, id });
    else here.set(id, found);
  }
  return { here, unknown };
}

export function recordsIn(beside: readonly FrozenBeside[]): Mention[] {
  return beside.map(({ entity: kind, id }) => ({ kind, id }));
}

/** Values that stood beside changes, as lines that change nothing. */
export function linesOf(beside: readonly FrozenBeside[]): MentionedLine[] {
  return beside.flatMap(({ entity: kind, id, fields }) =>
    Object.entries(fields).map(([field, value]) => ({ kind, id, field, from: value, to: value })),
  );
}

/** The other way round: by the ids here the ids of the bytes. */
export function asSigned({ here }: Pick<Meant, 'here'>): ReadonlyMap<EntityId, EntityId> {
  return new Map([...here].map(([signed, local]) => [local, signed]));
}

/** A value as somebody else writes it: of references the other id, all else as it is. */
export function translated(ids: ReadonlyMap<EntityId, EntityId>, field: string, value: FieldValue): FieldValue {
  return typeof value === 'string' && isReference(field) ? (ids.get(value) ?? value) : value;
}

export function* mentions(records: Iterable<Mention>, lines: Iterable<MentionedLine>): Iterable<Mention> {
  yield* records;
  for (const { field, from, to } of lines) {
    const kind = REFERENCES[field];
    if (kind === undefined) continue;
    for (const id of [from, to]) if (typeof id === 'string') yield { kind, id };
  }
}
