import { CHILD_KINDS, type EntityKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import { EntityId, type FieldValue } from '#shared/domain/values.ts';
import { isRegistryRecord } from '#shared/rules/registry-owned.ts';
import type { PendingChanges } from '../changes/pending.ts';
import { isOpenState } from '../changes/states.ts';
import type { EntityStore } from '../entities/store.ts';
import { subjectOf } from '../entities/subject.ts';
import type { FieldChange } from '../journal/append.ts';
import type { Clock, Ids } from '../ports.ts';
import {
  FAMILIES,
  isRemoteKind,
  REMOTE_KINDS,
  type Registry,
  type RemoteChange,
  type RemoteChild,
  type RemoteKind,
  type Snapshot,
} from '../registry/port.ts';
import { WHOLE_RECORD } from './conflict-store.ts';
import type { Conflicts } from './conflicts.ts';
import { anotherCopy, contradict } from './epoch.ts';
import { mergeEntity } from './merge.ts';
import { References } from './references.ts';
import { digestOfRemote } from './returned.ts';
import type { Known, ReplicaStore } from './store.ts';
import { Waiting } from './waiting.ts';

export interface ApplyParts {
  readonly replica: ReplicaStore;
  readonly entities: EntityStore;
  readonly conflicts: Conflicts;
  readonly pending: Pick<PendingChanges, 'of' | 'changedOn' | 'drop' | 'forget'>;
  readonly registry: Pick<Registry, 'interpret' | 'isOlder' | 'committedAt'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

export interface ApplyOptions {
  /** False for the first copy: what was always there did not begin with it. */
  readonly tellsNew?: boolean;
  /** The registry is another one than the kept copies are of: whatever it says is newer. */
  readonly isAnother?: boolean;
}

/** Kinds that views ask for by themselves; the rest is shown with the person or the organisation that it belongs to. */
export type ShownKind = Exclude<RemoteKind, 'employment'>;

/** What the registry did to one entity, for the history of its card. */
export interface Told {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly subjectId: EntityId;
  readonly changes: readonly FieldChange[];
}

/** What a run of changes did. */
export interface Applied {
  readonly people: Set<EntityId>;
  /** Ids that look different now, by the kind that views ask for. */
  readonly touched: ReadonlyMap<ShownKind, Set<EntityId>>;
  readonly told: Told[];
  /** People who were erased here and came from the registry once more. */
  readonly returned: EntityId[];
  readonly counts: Record<'inserted' | 'changed' | 'deleted' | 'skipped' | 'parked' | 'conflicts', number>;
}

/** Parked because it cannot be read, with the element at fault; a newer version takes its place. */
export const UNREADABLE = '!';
/** The note of a deletion that is kept until the feed is complete, because older versions may come after it. */
const TOMBSTONE = '-';

type Values = Readonly<Record<string, FieldValue>>;

/**
 * Puts changes of the registry into the store, inside the caller's transaction. The same change twice, or an older one
 * after a newer one, changes nothing. One run: what it finds out about references is not true for longer.
 */
export class ApplyRun {
  readonly result: Applied;
  readonly #parts: ApplyParts;
  readonly #references: References;
  readonly #touched = new Map<ShownKind, Set<EntityId>>();
  readonly #waiting: Waiting;
  readonly #queue: RemoteChange[] = [];
  readonly #tellsNew: boolean;
  readonly #isAnother: boolean;

  constructor(parts: ApplyParts, { tellsNew = true, isAnother = false }: ApplyOptions = {}) {
    this.#parts = parts;
    this.#tellsNew = tellsNew;
    this.#isAnother = isAnother;
    this.#references = new References(parts.replica);
    this.#waiting = new Waiting(parts.replica.parkedKeys());
    this.result = {
      people: new Set(),
      touched: this.#touched,
      told: [],
      returned: [],
      counts: { inserted: 0, changed: 0, deleted: 0, skipped: 0, parked: 0, conflicts: 0 },
    };
  }

  apply(change: RemoteChange): void {
    this.#one(change);
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#one(next, true);
  }

  /** Merges the kept copy again, after changes here were given up or decided about. */
  again(kind: EntityKind, id: EntityId): void {
    const { replica, entities, registry } = this.#parts;
    const owner = isChildKind(kind) ? entities.ownerOf(kind, id) : id;
    const remoteKind = isChildKind(kind) ? OWNER_OF[kind].kind : kind;
    if (!isRemoteKind(remoteKind)) return;
    const kept = owner === null ? null : replica.kept(owner);
    const remoteId = owner === null ? null : replica.remoteIdOf(remoteKind, owner);
    if (owner === null || kept === null || remoteId === null) return;
    const known = {
      kind: remoteKind,
      id: owner,
      deleted: entities.get(remoteKind, owner) === null,
      version: kept.version,
    };
    const content = registry.interpret(remoteKind, kept.raw);
    if (content.state === 'present') {
      this.#present({ kind: remoteKind, remoteId, content, ...kept }, content.snapshot, known);
    } else if (content.state === 'deleted') this.#delete(known);
  }

  /** The feed is complete: nothing older comes after its deletions. */
  endOfFeed(kinds: readonly RemoteKind[]): void {
    this.#parts.replica.forgetParked(TOMBSTONE, kinds);
  }

  /** @param again it has been parked: the version that is kept may be this one, without what it awaited */
  #one(change: RemoteChange, again = false): void {
    const { replica, registry } = this.#parts;
    const known = this.#find(change);
    if (known !== null && !this.#isAnother && this.#isPast(change, known, again)) {
      this.result.counts.skipped++;
      return;
    }
    for (const kind of familyOf(change.kind)) {
      if (!this.#waiting.has(kind, change.remoteId)) continue;
      const waiting = replica.parked(kind, change.remoteId);
      if (waiting !== null && (waiting.version === change.version || registry.isOlder(change, waiting))) {
        this.result.counts.skipped++;
        return;
      }
      this.#unpark(kind, change.remoteId);
    }
    const { content } = change;
    if (content.state === 'present') this.#present(change, content.snapshot, known);
    else if (content.state === 'unreadable') this.#unreadable(change, content.problem);
    else if (known === null) this.#park(change, TOMBSTONE);
    else {
      this.#delete(known);
      replica.keep(known.id, change);
    }
  }

  /** @throws DeskError KD-4010 when it cannot be of the registry that the kept copy is of */
  #isPast(change: RemoteChange, known: Known, again: boolean): boolean {
    const { replica, registry } = this.#parts;
    const isKept = known.version === change.version;
    if (isKept && again) return false;
    const kept = replica.kept(known.id);
    const isPast = kept !== null && (isKept || registry.isOlder(change, kept));
    if (isPast && contradict(registry, change, kept)) throw anotherCopy();
    return isPast;
  }

  #find({ kind, remoteId }: RemoteChange): Known | null {
    for (const one of familyOf(kind)) {
      const known = this.#parts.replica.find(one, remoteId);
      if (known !== null) return known;
    }
    return null;
  }

  #present(change: RemoteChange, snapshot: Snapshot, found: Known | null): void {
    const { replica } = this.#parts;
    const { kind } = change;
    const known = found ?? (snapshot.localId === null ? null : replica.findOwn(kind, snapshot.localId));
    const resolved = this.#references.resolve(kind, snapshot.fields, known?.id ?? null);
    if ('waitsFor' in resolved) {
      this.#park(change, resolved.waitsFor);
      return;
    }
    if ('problem' in resolved || (known !== null && known.kind !== kind)) {
      this.#unreadable(change, 'problem' in resolved ? resolved.problem : `no ${known?.kind} any more`);
      return;
    }
    let id = known?.id;
    if (id === undefined) id = this.#insert(kind, resolved.fields, change.remoteId, snapshot.localId);
    else this.#update(kind, id, resolved.fields, change.remoteId, known?.deleted === true, known?.version === null);
    this.#children(kind, id, snapshot.children, known === null);
    replica.keep(id, change);
    if (resolved.awaits.length > 0) this.#park(change, resolved.awaits.join(' '));
    this.#touch(kind, id, resolved.fields);
    if (known?.version == null) this.#arrived(kind, change.remoteId);
  }

  /** @param mark given by the desk that made it: the one id that all desks can call it by before the registry does */
  #insert(kind: EntityKind, fields: Values, remoteId: string, mark: string | null): EntityId {
    const marked = mark === null ? undefined : EntityId.safeParse(mark).data;
    const isFree = marked !== undefined && this.#parts.entities.find(kind, marked) === null;
    const id = isFree ? marked : this.#parts.ids.next();
    this.#parts.entities.insert(kind, id, fields, remoteId);
    if (kind === 'person' && this.#parts.replica.noteReturn(digestOfRemote(kind, remoteId), id)) {
      this.result.returned.push(id);
    }
    if (this.#tellsNew) this.#tell(kind, id, {}, fields);
    this.result.counts.inserted++;
    return id;
  }

  /** @param isOurs made here and named by the registry for the first time */
  #update(kind: EntityKind, id: EntityId, fields: Values, remoteId: string, isDeleted: boolean, isOurs: boolean): void {
    const { entities, pending, conflicts } = this.#parts;
    if (isOurs) entities.setRemoteId(kind, id, remoteId);
    const changes = pending.of(kind, id);
    // What is deleted here and not yet there stays deleted.
    const comesBack = isDeleted && !changes.some(({ operation }) => operation === 'delete');
    if (comesBack) entities.markDeleted(kind, id, null);
    const stored = entities.get(kind, id);
    const local = (stored?.entity ?? {}) as Values;
    const merge = mergeEntity({ kind, local, remote: fields, pending: changes });
    this.#tell(kind, id, comesBack ? {} : local, { ...local, ...merge.values });
    if (Object.keys(merge.values).length > 0) {
      entities.patch(kind, id, merge.values);
      if (kind === 'employment' && typeof local.personId === 'string') this.#touch('person', local.personId, {});
    }
    for (const field of merge.done) {
      // Signed, or what makes the record, it stays whole: sending it then changes nothing.
      const stays = changes.some(
        (one) => one.field === field && (one.operation === 'create' || !isOpenState(one.state)),
      );
      if (!stays) pending.drop(kind, id, field);
    }
    this.result.counts.conflicts += conflicts.settle(kind, id, merge.conflicts);
    this.result.counts.changed++;
  }

  #delete({ kind, id, deleted }: Known): void {
    const { entities, pending, conflicts, clock } = this.#parts;
    if (deleted) {
      this.#deletedToo(kind, id);
      return;
    }
    const stored = entities.get(kind, id)?.entity as Values | undefined;
    if (pending.of(kind, id).length > 0) {
      this.result.counts.conflicts += conflicts.settle(kind, id, [WHOLE_RECORD]);
    } else {
      entities.markDeleted(kind, id, clock.now());
      this.#tell(kind, id, stored ?? {}, {});
      conflicts.settle(kind, id, []);
    }
    this.result.counts.deleted++;
    this.#touch(kind, id, stored ?? {});
  }

  /** What was to go is gone: a deletion that is not signed yet has nothing left to do. */
  #deletedToo(kind: EntityKind, id: EntityId): void {
    const { pending } = this.#parts;
    const open = pending.of(kind, id).filter(({ operation, state }) => operation === 'delete' && isOpenState(state));
    for (const field of new Set(open.map((change) => change.field))) pending.drop(kind, id, field);
  }

  /** Records inside a resource are rows with an identity of their own, not a list. */
  #children(ownerKind: RemoteKind, owner: EntityId, children: readonly RemoteChild[], isNew: boolean): void {
    if (isNew) {
      for (const child of children) this.#insert(child.kind, owned(child, owner), child.remoteId, child.localId);
      return;
    }
    const { replica, entities } = this.#parts;
    const seen = new Set<EntityId>();
    for (const child of children) {
      const { kind, remoteId, localId, fields } = child;
      const found = replica.find(kind, remoteId);
      const own = found ?? (localId === null ? null : replica.findOwn(kind, localId));
      const known = own ?? this.#drafted(child, owner);
      if (known === null) seen.add(this.#insert(kind, owned(child, owner), remoteId, localId));
      else {
        seen.add(known.id);
        this.#update(kind, known.id, fields, remoteId, known.deleted, found === null);
      }
    }
    for (const kind of CHILD_KINDS) {
      const { kind: of, field } = OWNER_OF[kind];
      if (of !== ownerKind) continue;
      for (const { entity, remoteId } of entities.list(kind, field, owner)) {
        if (remoteId !== null && !seen.has(entity.id)) {
          this.#delete({ kind, id: entity.id, deleted: false, version: null });
        }
      }
    }
    this.#deletedChildren(owner, ownerKind, seen);
  }

  /** Records that a draft takes out here, and that are not there any more. */
  #deletedChildren(owner: EntityId, ownerKind: RemoteKind, seen: ReadonlySet<EntityId>): void {
    const { pending, replica, entities } = this.#parts;
    for (const { kind, id } of pending.changedOn(entities.personOf(ownerKind, owner) ?? owner)) {
      if (!isChildKind(kind) || OWNER_OF[kind].kind !== ownerKind || seen.has(id)) continue;
      if (entities.ownerOf(kind, id) !== owner || entities.get(kind, id) !== null) continue;
      if (replica.remoteIdOf(kind, id) !== null) this.#deletedToo(kind, id);
    }
  }

  /** A record that was drafted here until the registry's own comes: one person, one specialty, one day of issue. */
  #drafted({ kind, fields }: RemoteChild, owner: EntityId): Known | null {
    if (kind !== 'credential' || !isRegistryRecord(kind, fields) || fields.issuedOn == null) return null;
    const draft = this.#parts.entities
      .list(kind, 'personId', owner)
      .find(
        ({ entity, remoteId }) =>
          remoteId === null &&
          (['credentialKind', 'specialtyCode', 'issuedOn'] as const).every((field) => entity[field] === fields[field]),
      );
    if (draft === undefined || !this.#parts.pending.forget(kind, draft.entity.id)) return null;
    return { kind, id: draft.entity.id, deleted: false, version: null };
  }

  #unreadable(change: RemoteChange, problem: string): void {
    this.#park(change, `${UNREADABLE}${problem}`);
  }

  #park(change: RemoteChange, waitsFor: string): void {
    const { kind, remoteId } = change;
    this.#parts.replica.park(change, waitsFor);
    this.#waiting.add({ kind, remoteId, waitsFor });
    this.result.counts.parked++;
  }

  #unpark(kind: RemoteKind, remoteId: string): void {
    this.#parts.replica.unpark(kind, remoteId);
    this.#waiting.remove(kind, remoteId);
  }

  /** Takes up what has been waiting for this resource. */
  #arrived(kind: RemoteKind, remoteId: string): void {
    const { replica, registry } = this.#parts;
    this.#references.arrived(kind, remoteId);
    for (const waiting of this.#waiting.waitingFor(kind, remoteId)) {
      const row = replica.parked(waiting.kind, waiting.remoteId);
      this.#unpark(waiting.kind, waiting.remoteId);
      if (row !== null) this.#queue.push({ ...row, content: registry.interpret(row.kind, row.raw) });
    }
  }

  #tell(kind: EntityKind, id: EntityId, before: Values, after: Values): void {
    const changes = fieldNames(kind).flatMap((field): FieldChange[] => {
      const [from, to] = [before[field] ?? null, after[field] ?? null];
      return from === to ? [] : [{ field, from, to }];
    });
    if (changes.length === 0) return;
    const subject = subjectOf(this.#parts.entities, kind, id, { ...before, ...after });
    this.result.told.push({ kind, id, subjectId: subject?.id ?? id, changes });
  }

  #touch(kind: EntityKind, id: EntityId, fields: Values): void {
    const shown = isShown(kind) ? kind : kind === 'licence' ? 'organisation' : 'person';
    const owner = isShown(kind) ? id : fields[kind === 'licence' ? 'organisationId' : 'personId'];
    if (typeof owner !== 'string') return;
    const ids = this.#touched.get(shown) ?? new Set<EntityId>();
    ids.add(owner);
    this.#touched.set(shown, ids);
    if (shown === 'person') this.result.people.add(owner);
  }
}

const SHOWN: ReadonlySet<EntityKind> = new Set(REMOTE_KINDS.filter((kind) => kind !== 'employment'));
function isShown(kind: EntityKind): kind is ShownKind {
  return SHOWN.has(kind);
}

/** The values of a new record with whose it is. */
function owned({ kind, fields }: RemoteChild, owner: EntityId): Values {
  return isChildKind(kind) ? { ...fields, [OWNER_OF[kind].field]: owner } : fields;
}

/** Kinds that a remote id may belong to: of a tombstone only the family is known. */
export function familyOf(kind: RemoteKind): readonly RemoteKind[] {
  return FAMILY_OF.get(kind) ?? [kind];
}
const FAMILY_OF = new Map(FAMILIES.flatMap((family) => family.map((kind) => [kind, family] as const)));
