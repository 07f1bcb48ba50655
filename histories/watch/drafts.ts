import { type EntityKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import { groupOf } from '#shared/domain/fields.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { isRemoteKind } from '../../electron/core/registry/port.ts';
import type { FakeRegistry, Version } from '../../electron/core/sync/testing/fake-registry.ts';
import type { Member } from '../member.ts';
import { hold } from './violation.ts';

/** One field that somebody changed here and the registry has not accepted. */
interface Draft {
  readonly requestId: EntityId;
  readonly state: RequestState;
  readonly operation: 'create' | 'update' | 'delete';
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly field: string;
  readonly to: FieldValue;
}

/** A draft with what is shown beside it and makes sense only with it; null where nothing does. */
interface Shown extends Draft {
  readonly beside: string | null;
}

export type Drafts = ReadonlyMap<string, Shown>;

const SQL = `SELECT r.id AS requestId, r.state, e.operation, e.kind, e.entity_id AS id, f.field, f.to_value AS "to"
  FROM change_request r JOIN change_entity e ON e.request_id = r.id
  JOIN change_field f ON f.request_id = r.id AND f.kind = e.kind AND f.entity_id = e.entity_id
  WHERE r.state <> 'withdrawn' AND r.elsewhere = 0 ORDER BY f.ordinal`;

export function draftsOf(member: Member): Drafts {
  const drafts = typed(member).filter(({ state }) => state !== 'accepted');
  const shown = drafts.map((draft) => ({ ...draft, beside: besideOf(member, draft) }));
  return new Map(shown.map((draft) => [`${draft.requestId} ${draft.kind} ${draft.id} ${draft.field}`, draft]));
}

function besideOf({ desk }: Member, { kind, id, field, operation }: Draft): string | null {
  const group = operation === 'update' ? groupOf(kind, field) : [];
  const entity = group.length > 1 ? desk.entities.get(kind, id)?.entity : undefined;
  if (entity === undefined) return null;
  const values = entity as unknown as Readonly<Record<string, FieldValue>>;
  return JSON.stringify(group.map((one) => values[one] ?? null));
}

/** What was typed and not given up, the oldest first; also what the registry has accepted. */
function typed(member: Member): Draft[] {
  const rows = member.ask(SQL).all() as (Omit<Draft, 'to'> & { to: string })[];
  return rows.map((row) => ({ ...row, to: JSON.parse(row.to) as FieldValue }));
}

/**
 * I3: what was typed last and not sent still is there, unless the registry took it or holds its value. I2: and with it
 * what its author saw beside it, where the two make sense only together.
 */
export function keepsDrafts(member: Member, registry: FakeRegistry, before: Drafts): void {
  // An approver may have made two requests of one.
  const after = new Map([...draftsOf(member).values()].map((draft) => [changeOf(draft), draft]));
  for (const [key, draft] of new Map([...before].map((entry) => [fieldOf(entry[1]), entry])).values()) {
    const kept = after.get(changeOf(draft));
    if (kept !== undefined) {
      const isSame = draft.beside === null || kept.beside === null || draft.beside === kept.beside;
      hold('I2', isSame, () => `${key} stood in ${draft.beside}, it stands in ${kept.beside} now`);
      continue;
    }
    const wasTaken = registry.taken.has(draft.requestId) || registry.lost.has(draft.requestId);
    hold('I3', wasTaken || hasHeld(member, registry, draft), () => `${key} is lost`);
  }
}

/** I9: what was typed last is what is shown, until it is accepted; a record that was deleted is not. */
export function showsDrafts(member: Member): void {
  const last = new Map<string, Draft>();
  for (const draft of typed(member)) last.set(fieldOf(draft), draft);
  for (const [key, { kind, id, field, to, operation, state }] of last) {
    if (state === 'accepted') continue;
    const entity = member.desk.entities.get(kind, id)?.entity as Readonly<Record<string, FieldValue>> | undefined;
    if (operation === 'delete') hold('I9', entity === undefined, () => `${key} is shown, though deleted here`);
    else if (entity !== undefined) {
      hold('I9', (entity[field] ?? null) === to, () => `${key} shows ${entity[field]}, typed was ${to}`);
    }
  }
}

function fieldOf({ kind, id, field }: Draft): string {
  return `${kind} ${id} ${field}`;
}

function changeOf(draft: Draft): string {
  return `${fieldOf(draft)} ${draft.operation} ${JSON.stringify(draft.to)}`;
}

/** Whether a version since the one that this desk knows has the value. */
function hasHeld(member: Member, registry: FakeRegistry, { kind, id, field, to, operation }: Draft): boolean {
  const owner = isChildKind(kind)
    ? { kind: OWNER_OF[kind].kind, id: member.desk.entities.ownerOf(kind, id) }
    : { kind, id };
  if (owner.id === null || !isRemoteKind(owner.kind)) return false;
  const [resource, record] = [member.remoteIdOf(owner.kind, owner.id), member.remoteIdOf(kind, id)];
  return [...registry.lostLog, ...registry.log].some((version) => {
    if (version.kind !== owner.kind || version.remoteId !== resource) return false;
    const fields = fieldsOf(version, owner.kind === kind ? null : record);
    return operation === 'delete' ? fields === null : fields !== null && (fields[field] ?? null) === to;
  });
}

function fieldsOf({ content }: Version, record: string | null): Readonly<Record<string, FieldValue>> | null {
  if (content.state !== 'present') return null;
  if (record === null) return content.snapshot.fields;
  return content.snapshot.children.find(({ remoteId }) => remoteId === record)?.fields ?? null;
}
