import { type EntityKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { ApprovedEntity, ApprovedRequest } from '../../electron/core/changes/pending.ts';
import { REFERS_TO } from '../../electron/core/registry/port.ts';
import { groupOf } from '../../electron/core/sync/merge.ts';
import type { Member } from '../member.ts';

export interface Approved extends ApprovedEntity {
  /** Resource that holds it, with the id that it has or will have there. */
  readonly resource: string;
  /** The record as the registry names it. */
  readonly remoteId: string;
  /** What was shown beside the changed fields and makes sense only with them. */
  readonly beside: ReadonlyMap<string, FieldValue>;
}

export interface Approval {
  /** The desk at which it was approved. */
  readonly member: Member;
  readonly requestId: EntityId;
  readonly author: string;
  /** Order of approval at the desk. */
  readonly place: number;
  readonly entities: readonly Approved[];
}

/** What was approved, as it was shown then: the truth that everything which leaves a desk is measured by. */
export class Approvals {
  readonly #byContent = new Map<string, Approval>();
  readonly #newest = new Map<EntityId, Approval>();
  #places = 0;

  /** By the very text that was signed. */
  get(content: string): Approval | undefined {
    return this.#byContent.get(content);
  }

  /** The newest of each request. */
  all(): Iterable<Approval> {
    return this.#newest.values();
  }

  /** Takes down what has been approved at a desk since the last time; other desks hear of it later. */
  note(member: Member): void {
    for (const request of member.desk.pending.approved()) {
      const content = Buffer.from(request.canonical).toString();
      if (this.#byContent.has(content)) continue;
      const approval = this.#approval(member, request);
      this.#byContent.set(content, approval);
      this.#newest.set(request.id, approval);
    }
  }

  #approval(member: Member, request: ApprovedRequest): Approval {
    const entities = request.entities.map((entity): Approved => {
      const { kind, id, fields } = entity;
      const owner = isChildKind(kind) ? member.desk.entities.ownerOf(kind, id) : null;
      const resource =
        owner !== null && isChildKind(kind)
          ? `${OWNER_OF[kind].kind} ${nameOf(member, OWNER_OF[kind].kind, owner)}`
          : null;
      const remoteId = nameOf(member, kind, id);
      return {
        ...entity,
        fields: fields.map(({ field, from, to }) => ({
          field,
          from: named(member, field, from),
          to: named(member, field, to),
        })),
        resource: resource ?? `${kind} ${remoteId}`,
        remoteId,
        beside: besideOf(member, request.id, entity),
      };
    });
    const { id: requestId, author } = request;
    return { member, requestId, author, place: this.#places++, entities };
  }
}

/** As the registry names a record, or will. */
export function nameOf(member: Member, kind: EntityKind, id: EntityId): string {
  const known = member.remoteIdOf(kind, id);
  if (known !== null) return known;
  if (!isChildKind(kind)) return `r-${id}`;
  const { kind: ownerKind } = OWNER_OF[kind];
  return `${nameOf(member, ownerKind, member.desk.entities.ownerOf(kind, id) ?? '')}/${id}`;
}

function named(member: Member, field: string, value: FieldValue): FieldValue {
  const kind = REFERS_TO[field];
  return kind === undefined || typeof value !== 'string' ? value : nameOf(member, kind, value);
}

function besideOf(
  member: Member,
  requestId: EntityId,
  { kind, id, operation, fields }: ApprovedEntity,
): Map<string, FieldValue> {
  if (operation !== 'update') return new Map();
  const shown = (member.desk.entities.get(kind, id)?.entity ?? {}) as Readonly<Record<string, FieldValue>>;
  const changes = member.desk.pending.of(kind, id);
  const later = changes.slice(changes.findIndex((change) => change.requestId === requestId));
  const changed = new Set(fields.map(({ field }) => field));
  const all = fieldNames(kind);
  const beside = [...changed].flatMap((field) => groupOf(kind, field, all)).filter((field) => !changed.has(field));
  // What was made upon it comes after it.
  const seen = (field: string): FieldValue => {
    const upon = later.find((change) => change.field === field);
    return upon === undefined ? (shown[field] ?? null) : upon.from;
  };
  return new Map(beside.map((field) => [field, seen(field)]));
}
