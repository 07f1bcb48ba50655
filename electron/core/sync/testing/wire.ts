import { DeskError } from '#shared/contract/result.ts';
import { type ChildKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { isRemoteKind, REFERS_TO, type RemoteKind, type Submission } from '../../registry/port.ts';

type Values = Record<string, FieldValue>;

export interface Operation {
  readonly kind: RemoteKind;
  readonly remoteId: string | null;
  readonly version: string | null;
  readonly localId: EntityId;
  readonly gone: boolean;
  readonly fields: Values;
  readonly children: readonly {
    readonly kind: ChildKind;
    readonly gone: boolean;
    readonly remoteId: string | null;
    readonly localId: EntityId;
    readonly fields: Values;
  }[];
}

export interface Wire {
  readonly requestId: EntityId;
  readonly shared: Submission['shared'];
  readonly operations: readonly Operation[];
}

/** The one reference from which the organisation follows, too. */
const UNIT_FIELD: Readonly<Partial<Record<RemoteKind, string>>> = { division: 'parentId', service: 'divisionId' };

/** Freezes a request as this registry takes it. @throws DeskError KD-4007 it refers to what the registry does not have */
export function wireOf({ request, shared, copyOf, remoteIdOf, fieldsOf }: Submission): string {
  const operations = new Map<EntityId, Operation>();
  const created = new Set(request.entities.filter(({ operation }) => operation === 'create').map(({ id }) => id));
  const begin = (kind: RemoteKind, localId: EntityId): Operation => {
    const copy = copyOf(kind, localId);
    if (copy === null && !created.has(localId)) throw new DeskError('KD-4007', { field: kind });
    const made = operations.get(localId) ?? {
      kind,
      localId,
      remoteId: copy?.remoteId ?? null,
      version: copy?.version ?? null,
      gone: false,
      fields: {},
      children: [],
    };
    operations.set(localId, made);
    return made;
  };
  const refer = (field: string, value: FieldValue): FieldValue => {
    const kind = REFERS_TO[field];
    if (kind === undefined || typeof value !== 'string') return value;
    const known = remoteIdOf(kind, value);
    if (known === null && !created.has(value)) throw new DeskError('KD-4007', { field });
    return known ?? `new ${value}`;
  };
  for (const { kind, id, operation: what, fields } of request.entities) {
    const values = Object.fromEntries(fields.map(({ field, to }) => [field, refer(field, to)]));
    if (isChildKind(kind)) {
      const { kind: ownerKind, field } = OWNER_OF[kind];
      const owner = begin(ownerKind, String(fieldsOf(kind, id)[field]));
      delete values[field];
      const child = { kind, gone: what === 'delete', remoteId: remoteIdOf(kind, id), localId: id, fields: values };
      operations.set(owner.localId, { ...owner, children: [...owner.children, child] });
    } else {
      if (!isRemoteKind(kind)) throw new RangeError(kind);
      // What is to go may be gone already.
      if (what === 'delete' && copyOf(kind, id) === null) continue;
      const operation = begin(kind, id);
      if (what === 'delete') {
        operations.set(id, { ...operation, gone: true });
        continue;
      }
      const unit = UNIT_FIELD[kind];
      if (unit !== undefined) {
        if (unit in values || what === 'create') {
          values[unit] ??= refer('organisationId', fieldsOf(kind, id).organisationId ?? null);
        }
        delete values.organisationId;
      }
      const owner = kind === 'employment' ? { personId: refer('personId', fieldsOf(kind, id).personId ?? null) } : {};
      operations.set(id, { ...operation, fields: { ...operation.fields, ...owner, ...values } });
    }
  }
  return JSON.stringify({ requestId: request.id, shared, operations: [...operations.values()] } satisfies Wire);
}
