import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { RemoteKind } from '../registry/port.ts';
import type { ReplicaStore } from './store.ts';

type Values = Readonly<Record<string, FieldValue>>;
type Unit = NonNullable<ReturnType<ReplicaStore['unit']>>;

export type Resolved =
  | { readonly fields: Values }
  /** Something that is not here yet. */
  | { readonly waitsFor: string }
  | { readonly problem: string };

/** What others wait for when they refer to this resource; organisations and divisions share their ids. */
export function waitKey(kind: RemoteKind, remoteId: string): string {
  return `${kind === 'organisation' || kind === 'division' ? 'unit' : kind}/${remoteId}`;
}

/** Longest chain of divisions that is walked; a deeper tree is called a ring. */
const DEEPEST = 100;

/** Turns remote ids in references into local ones. Lives as long as one transaction. */
export class References {
  readonly #store: ReplicaStore;
  readonly #units = new Map<string, Unit | null>();
  readonly #people = new Map<string, EntityId | null>();

  constructor(store: ReplicaStore) {
    this.#store = store;
  }

  /** @param id local id of the entity that refers, null for one that is new */
  resolve(kind: RemoteKind, fields: Values, id: EntityId | null): Resolved {
    if (kind === 'division') return this.#division(fields, id);
    if (kind === 'employment') return this.#employment(fields);
    return { fields };
  }

  /** Forgets what was not there: it has come. */
  arrived(kind: RemoteKind, remoteId: string): void {
    this.#units.delete(remoteId);
    if (kind === 'person') this.#people.delete(remoteId);
  }

  #division(fields: Values, id: EntityId | null): Resolved {
    const parent = String(fields.parentId);
    const unit = this.#unit(parent);
    if (unit === null) return { waitsFor: waitKey('division', parent) };
    const parentId = unit.kind === 'division' ? unit.id : null;
    if (id !== null && this.#isUnder(parentId, id)) return { problem: 'partOf: ring' };
    return { fields: { ...fields, parentId, organisationId: unit.organisationId } };
  }

  #employment(fields: Values): Resolved {
    const person = String(fields.personId);
    const personId = this.#person(person);
    if (personId === null) return { waitsFor: waitKey('person', person) };
    if (typeof fields.divisionId !== 'string') return { fields: { ...fields, personId } };
    const unit = this.#unit(fields.divisionId);
    if (unit === null) return { waitsFor: waitKey('division', fields.divisionId) };
    // Employed by the organisation itself: in no division.
    return { fields: { ...fields, personId, divisionId: unit.kind === 'division' ? unit.id : null } };
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

  #person(remoteId: string): EntityId | null {
    let id = this.#people.get(remoteId);
    if (id === undefined) {
      id = this.#store.find('person', remoteId)?.id ?? null;
      this.#people.set(remoteId, id);
    }
    return id;
  }
}
