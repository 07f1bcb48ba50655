import { LOCAL, valueFor } from '../../../electron/core/registry/fhir/testing/fields.ts';
import { isWritten } from '../../../electron/core/registry/fhir/write/person-file.ts';
import { transactionBundle } from '../../../electron/core/registry/fhir/write/transaction.ts';
import { REFERS_TO, REMOTE_KINDS } from '../../../electron/core/registry/port.ts';
import { childrenOf } from '../../../electron/core/training/children.ts';
import type { GeneratedClinic } from '../../../electron/core/training/types.ts';
import { CHILD_KINDS, type EntityKind, isChildKind, OWNER_OF } from '../../../shared/domain/entities.ts';
import { FIELDS } from '../../../shared/domain/fields.ts';
import type { EntityId, FieldValue } from '../../../shared/domain/values.ts';

type Json = Record<string, unknown>;
type Values = Readonly<Record<string, FieldValue>>;

interface Entry {
  readonly fullUrl?: string;
  readonly resource: Json;
}

interface Made {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly values: Values;
}

/** Every kind that the desk writes, with a value in every field. */
export function everyField(): readonly Json[] {
  const kinds: readonly EntityKind[] = [...REMOTE_KINDS, ...CHILD_KINDS.filter(isWritten)];
  const idOf = (kind: string) => `${LOCAL.slice(0, -2)}${String(kinds.indexOf(kind as EntityKind) + 10)}`;
  return written(
    kinds.map((kind) => {
      const owner = isChildKind(kind) ? { [OWNER_OF[kind].field]: idOf(OWNER_OF[kind].kind) } : {};
      const values = Object.keys(FIELDS[kind]).map((field) => {
        const refers = REFERS_TO[field];
        return [field, refers === undefined ? valueFor(kind, field) : idOf(refers)] as const;
      });
      const unit = { organisationId: idOf('organisation') };
      return { kind, id: idOf(kind), values: { ...unit, ...Object.fromEntries(values), ...owner } };
    }),
  );
}

/** A whole clinic as a desk would ask a registry to take it that has nothing yet. */
export function writtenClinic({ organisation, ...clinic }: GeneratedClinic): readonly Json[] {
  const ids = new Map<FieldValue, EntityId>();
  const idOf = (remoteId: FieldValue): EntityId => {
    const id = ids.get(remoteId) ?? `${LOCAL.slice(0, -6)}${String(ids.size).padStart(6, '0')}`;
    ids.set(remoteId, id);
    return id;
  };
  const made = (kind: EntityKind, { remoteId, ...values }: Values & { readonly remoteId: string }): Made => {
    const owner = isChildKind(kind) ? OWNER_OF[kind].field : null;
    const local = Object.entries(values).map(([field, value]) => {
      const isReference = field === owner || Object.hasOwn(REFERS_TO, field);
      return [field, isReference && value !== null ? idOf(value) : value] as const;
    });
    return { kind, id: idOf(remoteId), values: Object.fromEntries(local) };
  };
  return written([
    made('organisation', organisation),
    ...clinic.buildings.map((one) => made('building', one)),
    ...clinic.divisions.map(({ organisationRemoteId, parentRemoteId, ...one }) =>
      made('division', { ...one, organisationId: organisationRemoteId, parentId: parentRemoteId }),
    ),
    ...clinic.services.map((one) => made('service', one)),
    ...clinic.staffing.documents.map((one) => made('staffingDocument', one)),
    ...clinic.staffing.positions.map((one) => made('staffingPosition', one)),
    ...clinic.people.flatMap((file) => [
      made('person', file.person),
      ...file.employments.map(({ divisionRemoteId, ...one }) =>
        made('employment', { ...one, personId: file.person.remoteId, divisionId: divisionRemoteId }),
      ),
      ...childrenOf(file).map(({ kind, remoteId, ownerRemoteId, fields }) =>
        made(kind, { ...fields, remoteId, [OWNER_OF[kind].field]: ownerRemoteId }),
      ),
    ]),
  ]);
}

/** What a registry has that took the transaction which makes all of it. */
function written(made: readonly Made[]): readonly Json[] {
  const values = new Map(made.map((one) => [`${one.kind} ${one.id}`, one.values]));
  const wire = transactionBundle({
    request: {
      id: LOCAL,
      number: 1,
      elsewhere: false,
      author: 'А',
      approver: 'Б',
      entities: made.map(({ kind, id, values }) => ({
        kind,
        id,
        operation: 'create',
        fields: Object.entries(values).map(([field, to]) => ({ field, from: null, to })),
      })),
      asSigned: new Map(),
      canonical: new Uint8Array([1]),
      cms: new Uint8Array([2]),
      signedAt: '2026-11-21T10:00:00.000Z',
    },
    organisationRemoteId: null,
    shared: null,
    copyOf: () => null,
    remoteIdOf: () => null,
    fieldsOf: (kind, id) => values.get(`${kind} ${id}`) ?? {},
  });
  const entries = (text: string) => (JSON.parse(text) as { readonly entry: readonly Entry[] }).entry;
  let resolved = wire;
  for (const { fullUrl, resource } of entries(wire)) {
    const own = `${resource.resourceType}/${fullUrl?.slice('urn:uuid:'.length)}`;
    resolved = resolved.replaceAll(`"reference":"${fullUrl}"`, `"reference":"${own}"`);
  }
  return entries(resolved).map(({ fullUrl, resource }) => ({ ...resource, id: fullUrl?.slice('urn:uuid:'.length) }));
}
