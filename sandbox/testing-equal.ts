import type { Resource } from '@medplum/fhirtypes';
import type { Database } from '../electron/core/db/open.ts';
import { EntityStore, type FieldValues } from '../electron/core/entities/store.ts';
import { readChange } from '../electron/core/registry/fhir/pull.ts';
import { REFERS_TO, REMOTE_KINDS } from '../electron/core/registry/port.ts';
import type { EntityKind } from '../shared/domain/entities.ts';
import type { EntityId, FieldValue } from '../shared/domain/values.ts';

/** Types of resources that a desk copies. */
export const COPIED_TYPES = [
  'Practitioner',
  'Location',
  'Organization',
  'PractitionerRole',
  'HealthcareService',
  'Basic',
];

/**
 * Where a desk's store differs from the registry: every kept copy character by character, every entity and its parts
 * field by field, what is there and not here, and the other way round.
 *
 * @param resources all that the registry holds of {@link COPIED_TYPES}
 * @returns a line each, by remote ids and names of fields; none when they are equal
 */
export function differences(db: Database, resources: readonly Resource[]): string[] {
  const entities = new EntityStore(db);
  const kept = db.prepare('SELECT raw FROM replica WHERE entity_id = ?').pluck();
  const found: string[] = [];
  const seen = new Set<EntityId>();

  /** A reference holds a remote id there and ours here; what hangs under the organisation itself holds none. */
  function expected(field: string, value: FieldValue): FieldValue {
    const kind = REFERS_TO[field];
    return kind === undefined || typeof value !== 'string' ? value : entities.localId(kind, value);
  }

  function compare(kind: EntityKind, remoteId: string, fields: FieldValues): EntityId | null {
    const id = entities.localId(kind, remoteId);
    const here = id === null ? null : entities.get(kind, id);
    if (id === null || here === null) {
      found.push(`${kind} ${remoteId} is not here`);
      return null;
    }
    seen.add(id);
    const values = here.entity as unknown as FieldValues;
    for (const [field, value] of Object.entries(fields)) {
      if ((values[field] ?? null) !== expected(field, value)) found.push(`${kind} ${remoteId} ${field}`);
    }
    return id;
  }

  for (const resource of resources) {
    const raw = JSON.stringify(resource);
    const change = readChange(raw);
    if (change === null || change.content.state !== 'present') continue;
    const { fields, children } = change.content.snapshot;
    const id = compare(change.kind, change.remoteId, fields);
    if (id !== null && kept.get(id) !== raw) found.push(`${change.kind} ${change.remoteId} is another copy`);
    for (const child of children) compare(child.kind, child.remoteId, child.fields);
  }
  for (const kind of REMOTE_KINDS) {
    const here = db.prepare(`SELECT id, remote_id FROM ${kind} WHERE deleted_at IS NULL`).raw().all();
    for (const [id, remoteId] of here as [EntityId, string | null][]) {
      if (!seen.has(id)) found.push(`${kind} ${remoteId ?? id} is not there`);
    }
  }
  const waiting = Number(db.prepare('SELECT count(*) FROM parked').pluck().get());
  if (waiting > 0) found.push(`${waiting} wait for a reference`);
  return found;
}
