import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { RemoteKind } from '../registry/port.ts';
import type { ReplicaStore } from './store.ts';

type Values = Readonly<Record<string, FieldValue>>;
type Unit = NonNullable<ReturnType<ReplicaStore['unit']>>;

export type Resolved =
  /** `awaits` names what is not here yet and need not be waited for: such a reference is empty until it comes. */
  | { readonly fields: Values; readonly awaits: readonly string[] }
  /** Something that is not here yet. */
  | { readonly waitsFor: string }
  | { readonly problem: string };

/** What others wait for when they refer to this resource; organisations and divisions share their ids. */
export function waitKey(kind: RemoteKind, remoteId: string): string {
  return `${kind === 'organisation' || kind === 'division' ? 'unit' : kind}/${remoteId}`;
}

/** References that nothing depends on: a head who never comes must not keep a whole tree away. */
const OPTIONAL = [
  ['headPersonId', 'person'],
  ['buildingId', 'building'],
] as const;

/** Longest chain of divisions that is walked; a deeper tree is called a ring. */
const DEEPEST = 100;

/** Turns remote ids in references into local ones. Lives as long as one transaction. */
export class References {
  readonly #store: ReplicaStore;
  readonly #units = new Map<string, Unit | null>();
  readonly #ids = new Map<string, EntityId | null>();

  constructor(store: ReplicaStore) {
    this.#store = store;
  }

  /** @param id local id of the entity that refers, null for one that is new */
  resolve(kind: RemoteKind, fields: Values, id: EntityId | null): Resolved {
    switch (kind) {
      case 'organisation':
        return this.#complete(fields);
      case 'division':
        return this.#division(fields, id);
      case 'person':
        return { fields, awaits: [] };
      case 'employment':
        return this.#under('personId', 'person', fields);
      case 'service':
        return this.#offered(fields);
      case 'building':
      case 'staffingDocument':
        return this.#owned(fields);
      case 'staffingPosition':
        return this.#under('documentId', 'staffingDocument', fields);
    }
  }

  /** Forgets what was not there: it has come. */
  arrived(kind: RemoteKind, remoteId: string): void {
    this.#units.delete(remoteId);
    this.#ids.delete(waitKey(kind, remoteId));
  }

  #division(fields: Values, id: EntityId | null): Resolved {
    const parent = String(fields.parentId);
    const unit = this.#unit(parent);
    if (unit === null) return { waitsFor: waitKey('division', parent) };
    const parentId = divisionOf(unit);
    if (id !== null && this.#isUnder(parentId, id)) return { problem: 'partOf: ring' };
    return this.#complete({ ...fields, parentId, organisationId: unit.organisationId });
  }

  /** Belongs to an organisation, told by itself or by one of its divisions. */
  #owned(fields: Values): Resolved {
    const owner = String(fields.organisationId);
    const unit = this.#unit(owner);
    if (unit === null) return { waitsFor: waitKey('organisation', owner) };
    return { fields: { ...fields, organisationId: unit.organisationId }, awaits: [] };
  }

  /** Belongs to an organisation, and to a division where one is named. */
  #offered(fields: Values): Resolved {
    const owner = String(fields.divisionId);
    const unit = this.#unit(owner);
    if (unit === null) return { waitsFor: waitKey('division', owner) };
    const { organisationId } = unit;
    return { fields: { ...fields, organisationId, divisionId: divisionOf(unit) }, awaits: [] };
  }

  /** Belongs to what `field` names, and stands in a division or, in none, under the organisation itself. */
  #under(field: 'personId' | 'documentId', kind: RemoteKind, fields: Values): Resolved {
    const owner = String(fields[field]);
    const ownerId = this.#idOf(kind, owner);
    if (ownerId === null) return { waitsFor: waitKey(kind, owner) };
    if (typeof fields.divisionId !== 'string') return { fields: { ...fields, [field]: ownerId }, awaits: [] };
    const unit = this.#unit(fields.divisionId);
    if (unit === null) return { waitsFor: waitKey('division', fields.divisionId) };
    return { fields: { ...fields, [field]: ownerId, divisionId: divisionOf(unit) }, awaits: [] };
  }

  /** With the references that may be empty, as far as what they name is here. */
  #complete(fields: Values): Resolved {
    const resolved: Record<string, FieldValue> = { ...fields };
    const awaits: string[] = [];
    for (const [field, kind] of OPTIONAL) {
      const remoteId = fields[field];
      if (typeof remoteId !== 'string') continue;
      const id = this.#idOf(kind, remoteId);
      resolved[field] = id;
      if (id === null) awaits.push(waitKey(kind, remoteId));
    }
    return { fields: resolved, awaits };
  }

  #isUnder(from: EntityId | null, id: EntityId): boolean {
    let at = from;
    for (let steps = 0; at !== null; steps++) {
      if (at === id || steps > DEEPEST) return true;
      at = this.#store.parentOf(at);
    }
    return false;
  }

  #unit(remoteId: string): Unit | null {
    let unit = this.#units.get(remoteId);
    if (unit === undefined) {
      unit = this.#store.unit(remoteId);
      this.#units.set(remoteId, unit);
    }
    return unit;
  }

  #idOf(kind: RemoteKind, remoteId: string): EntityId | null {
    const key = waitKey(kind, remoteId);
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#store.find(kind, remoteId)?.id ?? null;
      this.#ids.set(key, id);
    }
    return id;
  }
}

/** Null for the organisation itself: in no division. */
function divisionOf({ kind, id }: Unit): EntityId | null {
  return kind === 'division' ? id : null;
}
