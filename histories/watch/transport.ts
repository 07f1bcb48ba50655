import { isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { FakeRegistry, Version } from '../../electron/core/sync/testing/fake-registry.ts';
import type { Member } from '../member.ts';
import type { Approval, Approvals, Approved } from './approvals.ts';
import { hold } from './violation.ts';

const ON_THE_WAY = ['queued', 'sent'] as const;
type Values = Readonly<Record<string, FieldValue>>;

/** What leaves a desk and what it does to the registry: I2, I5, I10. */
export class TransportWatch {
  readonly #registry: FakeRegistry;
  readonly #approvals: Approvals;
  readonly #members: readonly Member[];
  /** What the wires were made of. */
  readonly #left = new Map<string, Approval>();

  constructor(registry: FakeRegistry, approvals: Approvals, members: readonly Member[]) {
    this.#registry = registry;
    this.#approvals = approvals;
    this.#members = members;
  }

  /** I10: nothing unapproved leaves, whichever desk sends it. */
  leaving(member: Member, wire: string): void {
    const requestId = requestOf(wire);
    const isOut = ON_THE_WAY.some((state) => state === member.stateOf(requestId));
    const content = member.ask('SELECT canonical FROM change_request WHERE id = ?').pluck().get(requestId);
    const approval = this.#approvals.get(String(content));
    hold('I10', isOut && approval !== undefined, () => `request ${requestId} leaves desk ${member.index} unapproved`);
    if (approval === undefined || this.#left.has(wire)) return;
    this.#left.set(wire, approval);
  }

  /** I10: nor is it told to be approved. */
  telling(member: Member, text: string): void {
    const { requestId, state, content } = JSON.parse(text) as { requestId: EntityId; state: string; content: string };
    const isTrue = state !== 'approved' || this.#approvals.get(content) !== undefined;
    hold('I10', isTrue, () => `desk ${member.index} tells of ${requestId} as approved, which nobody did`);
  }

  taken(wire: string, changes: readonly Version[]): void {
    const approval = this.#left.get(wire);
    hold('I10', approval !== undefined, () => `request ${requestOf(wire)} was never approved`);
    if (approval === undefined) return;
    this.#inOrder(approval);
    for (const change of changes) this.#asSeen(approval, change);
    for (const entity of approval.entities) this.#whole(entity);
  }

  /** I5: what the author had approved before has arrived before, or is not on its way any more. */
  #inOrder({ member, requestId, author, place, entities }: Approval): void {
    const ids = new Set(entities.map(({ id }) => id));
    for (const other of this.#approvals.all()) {
      if (other.member !== member || other.author !== author || other.place >= place) continue;
      if (!other.entities.some(({ id }) => ids.has(id)) || !this.#isWaiting(other)) continue;
      hold('I5', false, () => `request ${requestId} overtook ${other.requestId}`);
    }
  }

  /** On its way, for all that any desk knows. */
  #isWaiting({ member, requestId }: Approval): boolean {
    const is = (at: Member, ...states: readonly (RequestState | null)[]) => states.includes(at.stateOf(requestId));
    if (this.#registry.taken.has(requestId) || !is(member, ...ON_THE_WAY)) return false;
    return this.#members.every((one) => is(one, null, 'submitted', 'approved', ...ON_THE_WAY));
  }

  /** I2: it changes what was signed and nothing else, and overwrites only what the author saw. */
  #asSeen(approval: Approval, change: Version): void {
    const resource = `${change.kind} ${change.remoteId}`;
    const at = this.#registry.log.indexOf(change);
    const earlier = this.#registry.log.slice(0, at);
    const before = valuesOf(earlier.findLast(({ kind, remoteId }) => `${kind} ${remoteId}` === resource));
    const after = valuesOf(change);
    const signed = new Map<string, { from: FieldValue; to: FieldValue; isNew: boolean }>();
    for (const one of approval.entities.filter((entity) => entity.resource === resource)) {
      for (const { field, from, to } of one.fields) {
        signed.set(`${one.remoteId} ${field}`, { from, to, isNew: one.operation === 'create' });
      }
      for (const [field, seen] of one.beside) {
        const there = before.get(`${one.remoteId} ${field}`) ?? null;
        hold('I2', there === seen, () => `${one.remoteId}.${field} was ${there}, its author saw ${seen} beside it`);
      }
    }
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const [from, to] = [before.get(key) ?? null, after.get(key) ?? null];
      if (from === to) continue;
      const what = signed.get(key);
      hold('I2', what !== undefined && what.to === to, () => `${key} became ${to}, signed was ${what?.to}`);
      hold('I2', what?.isNew === true || what?.from === from, () => `${key} was ${from}, its author saw ${what?.from}`);
    }
  }

  /** I2: all of what was signed is there. */
  #whole({ kind, resource, remoteId, operation, fields }: Approved): void {
    const [of, at] = resource.split(' ') as [Version['kind'], string];
    const after = valuesOf(this.#registry.log.findLast((one) => one.kind === of && one.remoteId === at));
    const owner = isChildKind(kind) ? OWNER_OF[kind].field : null;
    for (const { field, to } of fields) {
      if (field === owner) continue;
      const there = after.get(`${remoteId} ${field}`) ?? null;
      const wanted = operation === 'delete' ? null : to;
      hold('I2', there === wanted, () => `${remoteId}.${field} is ${there}, signed was ${wanted}`);
    }
  }
}

function requestOf(wire: string): EntityId {
  return (JSON.parse(wire) as { requestId: EntityId }).requestId;
}

/** Every field of a resource and of the records in it. */
function valuesOf(version: Version | undefined): Map<string, FieldValue> {
  const content = version?.content;
  if (version === undefined || content?.state !== 'present') return new Map();
  const flat = (id: string, fields: Values) =>
    Object.entries(fields).map(([field, to]) => [`${id} ${field}`, to] as const);
  const { fields, children } = content.snapshot;
  return new Map([
    ...flat(version.remoteId, fields),
    ...children.flatMap((child) => flat(child.remoteId, child.fields)),
  ]);
}
