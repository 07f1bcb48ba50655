import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, expect, it } from 'vitest';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { ApprovedEntity } from '../../changes/pending.ts';
import { applyPage, type PageParts } from '../../sync/apply-page.ts';
import { copyOf } from '../../sync/base.ts';
import { ConflictStore } from '../../sync/conflict-store.ts';
import { Conflicts } from '../../sync/conflicts.ts';
import { ShadowStore } from '../../sync/shadow-store.ts';
import { ReplicaStore } from '../../sync/store.ts';
import { openTestDesk, type TestDesk } from '../../test-books.ts';
import { REFERS_TO, REMOTE_KINDS, type RemoteKind } from '../port.ts';
import { committedAt, isOlder, readChange, readKept } from './pull.ts';
import { RESOURCES } from './testing/arbitrary-resources.ts';
import { ELEMENTS, expectOneDifference, REQUIRED, valueFor } from './testing/fields.ts';
import { putOf } from './testing/put.ts';

/**
 * FHIR → store → FHIR over the real store: what the registry wrote is kept character by character, a request that says
 * what is there already sends nothing, and one that changes a field leaves everything else as it was: unknown
 * extensions, contained resources, extensions of primitives, the order of lists.
 */
type Json = Record<string, unknown>;
type Values = Readonly<Record<string, FieldValue>>;
const FEED = { name: 'everything', kinds: REMOTE_KINDS };

let desk: TestDesk;
let parts: PageParts & { readonly replica: ReplicaStore };

beforeAll(() => {
  desk = openTestDesk();
  const { db, clock, entities, pending, staffIndex, journal } = desk;
  const ids = { next: v7 };
  const replica = new ReplicaStore(db);
  const conflicts = new Conflicts(new ConflictStore(db), clock, ids);
  const registry = { interpret: (_kind: RemoteKind, raw: string) => readKept(raw), isOlder, committedAt };
  parts = {
    db,
    clock,
    ids,
    entities,
    pending,
    staffIndex,
    journal,
    replica,
    conflicts,
    registry,
    shadow: new ShadowStore(db),
  };
  const organisation = (id: string) => ({ resourceType: 'Organization', id, name: id });
  const division = (id: string) => ({ ...organisation(id), partOf: { reference: 'Organization/o-1' } });
  const building = (id: string) => ({
    ...{ resourceType: 'Location', id, name: id, managingOrganization: { reference: 'Organization/o-1' } },
    physicalType: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', code: 'bu' }] },
  });
  const table = (id: string) => ({
    ...{ resourceType: 'Basic', id, subject: { reference: 'Organization/o-1' } },
    code: { coding: [{ system: 'urn:kartoteka:fhir:basic', code: 'staffing-document' }] },
  });
  const person = (id: string) => ({ resourceType: 'Practitioner', id, name: [{ family: id }] });
  for (const one of [
    ...['o-1', 'o-2'].map(organisation),
    ...['d-0', 'd-1', 'd-2'].map(division),
    ...['l-1', 'l-2'].map(building),
    ...['b-1', 'b-2'].map(table),
    ...['p-1', 'p-2'].map(person),
  ]) {
    take(JSON.stringify({ ...one, meta: { versionId: '1' } }));
  }
});

/** Where references of each kind lead after a change. */
const OTHER = {
  organisation: 'o-2',
  division: 'd-2',
  building: 'l-2',
  staffingDocument: 'b-2',
  person: 'p-2',
} as Readonly<Partial<Record<RemoteKind, string>>>;

function take(raw: string): void {
  const change = readChange(raw);
  if (change === null) throw new Error('not mapped');
  applyPage(parts, FEED, { changes: [change], nextPage: 'more', cursor: '', total: null });
}

/** The resource as a request with these changes would put it; undefined when there is nothing to send. */
function put(kind: RemoteKind, id: EntityId, fields: ApprovedEntity['fields']): Json | undefined {
  return putOf(
    { kind, id, operation: 'update', fields },
    {
      copyOf: (of, local) => copyOf(parts, of, local),
      remoteIdOf: (of, local) => parts.replica.remoteIdOf(of, local),
      fieldsOf: (of, local) => (desk.entities.find(of, local)?.entity ?? {}) as Values,
    },
  );
}

const valuesOf = (kind: RemoteKind, id: EntityId): Values => (desk.entities.get(kind, id)?.entity ?? {}) as Values;
const fieldsOfKind = (kind: RemoteKind): string[] =>
  Object.keys(ELEMENTS).flatMap((path) => (path.startsWith(`${kind}.`) ? [path.slice(kind.length + 1)] : []));

const cases = fc.constantFrom(...REMOTE_KINDS).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    resource: RESOURCES[kind],
    field: fc.constantFrom(...fieldsOfKind(kind)),
    erase: fc.boolean(),
  }),
);

it('goes through the store and back without losing anything, in 1,000 resources of every kind', () => {
  let serial = 0;
  fc.assert(
    fc.property(cases, ({ kind, resource, field, erase }) => {
      const remoteId = `x-${++serial}`;
      const original = { ...resource, id: remoteId };
      take(JSON.stringify(original));
      const id = parts.replica.find(kind, remoteId)?.id ?? '';
      expect(copyOf(parts, kind, id)?.raw).toBe(JSON.stringify(original));
      const { id: _, ...stored } = valuesOf(kind, id);
      const known = Object.entries(stored).map(([name, value]) => ({ field: name, from: value, to: value }));
      expect(put(kind, id, known)).toBeUndefined();

      const target = OTHER[REFERS_TO[field] ?? 'employment'];
      const changed =
        target === undefined ? valueFor(kind, field) : desk.entities.localId(REFERS_TO[field] ?? kind, target);
      const to = erase && !REQUIRED.has(field) ? null : changed;
      const after = put(kind, id, [{ field, from: stored[field] ?? null, to }]);
      if (after === undefined) {
        expect(stored[field]).toBe(to);
        return;
      }
      const touched = new Set(ELEMENTS[`${kind}.${field}`]);
      const rest = (value: Json): string => JSON.stringify(Object.entries(value).filter(([key]) => !touched.has(key)));
      expect(rest(after)).toBe(rest(original));
      for (const element of touched) expectOneDifference((original as Json)[element], after[element]);
      take(JSON.stringify({ ...after, meta: { ...(after.meta as Json), versionId: '4' } }));
      expect(valuesOf(kind, id)).toMatchObject({ ...stored, [field]: to });
    }),
    { numRuns: 1000 },
  );
});
