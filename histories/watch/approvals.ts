import { type EntityKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import { groupOf } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { FrozenContent } from '../../electron/core/changes/content.ts';
import type { ApprovedEntity, ApprovedRequest } from '../../electron/core/changes/pending.ts';
import { REFERS_TO } from '../../electron/core/registry/port.ts';
import type { Member } from '../member.ts';

type Beside = ReadonlyMap<string, FieldValue>;

interface Changed extends Pick<ApprovedEntity, 'kind' | 'id' | 'operation'> {
  readonly changed: readonly string[];
}

/** What is frozen for approval by an author who is here. */
const SUBMITTED = `SELECT CAST(canonical AS TEXT) FROM change_request WHERE state = 'submitted' AND elsewhere = 0`;

export interface Approved extends Omit<ApprovedEntity, 'beside'> {
  /** Resource that holds it, with the id that it has or will have there. */
  readonly resource: string;
  /** The record as the registry names it. */
  readonly remoteId: string;
  /** What was shown beside the changed fields and makes sense only with them. */
  readonly beside: Beside;
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
  /** By what was submitted: what its author's desk showed then beside the changes of each record. */
  readonly #seen = new Map<string, ReadonlyMap<string, Beside>>();
  #places = 0;

  /** By the very text that was signed. */
  get(content: string): Approval | undefined {
    return this.#byContent.get(content);
  }

  /** The newest of each request. */
  all(): Iterable<Approval> {
    return this.#newest.values();
  }

  /** Takes down what has been submitted and approved at a desk since the last time; other desks hear of it later. */
  note(member: Member): void {
    for (const text of member.ask(SUBMITTED).pluck().all() as string[]) {
      if (this.#seen.has(submissionOf(text))) continue;
      const { requestId, items } = JSON.parse(text) as FrozenContent;
      const seen = items.map(({ entity: kind, id, operation, fields }) => {
        const changed = Object.keys(fields);
        return [nameOf(member, kind, id), besideOf(member, requestId, { kind, id, operation, changed })] as const;
      });
      this.#seen.set(submissionOf(text), new Map(seen));
    }
    for (const request of member.desk.pending.approved()) {
      const content = Buffer.from(request.canonical).toString();
      if (this.#byContent.has(content)) continue;
      const approval = this.#approval(member, request);
      this.#byContent.set(content, approval);
      this.#newest.set(request.id, approval);
    }
  }

  #approval(member: Member, request: ApprovedRequest): Approval {
    const seen = this.#seen.get(submissionOf(Buffer.from(request.canonical).toString()));
    const { id: requestId, author, elsewhere } = request;
    // What another desk has frozen anew, without what was returned, its author has not seen so.
    const here = (of: Changed): Beside => (elsewhere ? new Map() : besideOf(member, requestId, of));
    const entities = request.entities.map((entity): Approved => {
      const { kind, id, operation, fields } = entity;
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
        beside: seen?.get(remoteId) ?? here({ kind, id, operation, changed: fields.map(({ field }) => field) }),
      };
    });
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

/** What is signed is what was submitted, with the approver. */
function submissionOf(content: string): string {
  const { approver: _, ...submitted } = JSON.parse(content) as FrozenContent;
  return JSON.stringify(submitted);
}

function besideOf(member: Member, requestId: EntityId, { kind, id, operation, changed }: Changed): Beside {
  if (operation !== 'update') return new Map();
  const shown = (member.desk.entities.get(kind, id)?.entity ?? {}) as Readonly<Record<string, FieldValue>>;
  const changes = member.desk.pending.of(kind, id);
  const later = changes.slice(changes.findIndex((change) => change.requestId === requestId));
  const beside = changed.flatMap((field) => groupOf(kind, field)).filter((field) => !changed.includes(field));
  // What was made upon it comes after it.
  const seen = (field: string): FieldValue => {
    const upon = later.find((change) => change.field === field);
    return upon === undefined ? (shown[field] ?? null) : upon.from;
  };
  return new Map(beside.map((field) => [field, seen(field)]));
}
