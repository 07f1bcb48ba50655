import { DeskError } from '#shared/contract/result.ts';
import { type ChildKind, type EntityKind, isChildKind, isOwnKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { ApprovedEntity } from '../../../changes/pending.ts';
import { isRemoteKind, type RemoteKind, type Snapshot, type Submission } from '../../port.ts';
import { childKey } from '../elements.ts';
import { type Json, parseExact } from '../json.ts';
import { PROFILE, SYSTEM } from '../profile.ts';
import { readResource } from '../read/resource.ts';
import type { ResourceType } from '../schema.ts';
import { startBasic, writeStaffingDocument, writeStaffingPosition } from './basic.ts';
import type { Refer, Values } from './fields.ts';
import { writeService } from './healthcare-service.ts';
import { startBuilding, writeBuilding } from './location.ts';
import { writeDivision, writeOrganisation } from './organization.ts';
import { addRecord, isWritten, removeRecord, writeRecord } from './person-file.ts';
import { writePerson } from './practitioner.ts';
import { writeEmployment } from './practitioner-role.ts';
import { provenance, task } from './signed.ts';

const RESOURCE_OF: Readonly<Record<RemoteKind, ResourceType>> = {
  organisation: 'Organization',
  building: 'Location',
  division: 'Organization',
  service: 'HealthcareService',
  staffingDocument: 'Basic',
  staffingPosition: 'Basic',
  person: 'Practitioner',
  employment: 'PractitionerRole',
};
const PROFILE_OF: Readonly<Partial<Record<ResourceType, string>>> = {
  Organization: PROFILE.organization,
  Practitioner: PROFILE.practitioner,
  PractitionerRole: PROFILE.practitionerRole,
  Location: PROFILE.location,
  HealthcareService: PROFILE.healthcareService,
};

interface Draft {
  readonly resource: Json;
  /** Text before any change; null for a new resource. */
  readonly before: string | null;
  /** What it said before. */
  readonly read: Snapshot | null;
  /** How other resources of the bundle refer to it. */
  readonly reference: string;
  readonly request: Json;
}

/**
 * One transaction for one approved request: the changed resources guarded by their versions, new ones by our own mark,
 * deletions guarded too, the Task by the request's id, and the signature in a Provenance. All or nothing.
 */
export function transactionBundle(submission: Submission): string {
  const { request } = submission;
  const drafts = new Map<EntityId, Draft>();
  const created = new Set(
    request.entities.filter(({ operation }) => operation === 'create').map(({ kind, id }) => `${kind} ${id}`),
  );

  const refer: Refer = (kind, id) => {
    const remoteId = submission.remoteIdOf(kind, id);
    if (remoteId !== null) return `${RESOURCE_OF[kind]}/${remoteId}`;
    if (created.has(`${kind} ${id}`)) return `urn:uuid:${id}`;
    throw missing(kind, id);
  };

  const draftOf = (kind: RemoteKind, id: EntityId): Draft => {
    const draft = drafts.get(id) ?? begin(submission, kind, id, created.has(`${kind} ${id}`));
    drafts.set(id, draft);
    return draft;
  };

  const gone = new Set<Draft>();
  for (const entity of request.entities) {
    if (isRemoteKind(entity.kind)) {
      // What is to go may be gone already.
      if (entity.operation === 'delete' && submission.copyOf(entity.kind, entity.id) === null) continue;
      const draft = draftOf(entity.kind, entity.id);
      if (entity.operation === 'delete') {
        gone.add(draft);
        continue;
      }
      write(submission, entity, entity.kind, draft, news(entity, draft.read?.fields), refer);
    } else if (isChildKind(entity.kind) && !isOwnKind(entity.kind))
      writeChild(submission, entity, entity.kind, draftOf);
  }

  const kept = [...drafts.values()].filter((draft) => !gone.has(draft));
  const changed = kept.filter(({ resource, before }) => JSON.stringify(resource) !== before);
  const touched = kept.map(({ reference }) => reference);
  const entries = [
    ...changed.map(entryOf),
    ...[...gone].map(({ request: { url, ifMatch } }) => ({ request: { method: 'DELETE', url, ifMatch } })),
    task(request, submission.shared),
    provenance(request, touched, submission.organisationRemoteId),
  ];
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: entries });
}

function begin(submission: Submission, kind: RemoteKind, id: EntityId, isNew: boolean): Draft {
  const type = RESOURCE_OF[kind];
  const copy = submission.copyOf(kind, id);
  if (copy !== null) {
    const resource = parseExact(copy.raw);
    const reference = `${type}/${copy.remoteId}`;
    const request = { method: 'PUT', url: reference, ifMatch: `W/"${copy.version}"` };
    const { content } = readResource(resource) ?? {};
    const read = content?.state === 'present' ? content.snapshot : null;
    return { resource, before: JSON.stringify(resource), read, reference, request };
  }
  if (!isNew) throw missing(kind, id);
  const [system] = SYSTEM.entityId;
  return {
    resource: started(kind, id),
    before: null,
    read: null,
    reference: `urn:uuid:${id}`,
    request: { method: 'POST', url: type, ifNoneExist: `identifier=${encodeURIComponent(`${system}|${id}`)}` },
  };
}

/** What a new resource says before its fields are written. */
function started(kind: RemoteKind, id: EntityId): Json {
  const type = RESOURCE_OF[kind];
  const profile = PROFILE_OF[type];
  const resource: Json = {
    resourceType: type,
    ...(profile === undefined ? {} : { meta: { profile: [profile] } }),
    identifier: [{ system: SYSTEM.entityId[0], value: id }],
  };
  if (kind === 'building') startBuilding(resource);
  else if (kind === 'staffingDocument' || kind === 'staffingPosition') startBasic(resource, kind);
  else resource.active = true;
  return resource;
}

function write(
  submission: Submission,
  { id, operation }: ApprovedEntity,
  kind: RemoteKind,
  { resource }: Draft,
  values: Values,
  refer: Refer,
): void {
  // Whom or what a new entity belongs to may be known to the store alone.
  const owners = (...names: string[]): Values => {
    if (operation !== 'create') return values;
    const stored = submission.fieldsOf(kind, id);
    return { ...Object.fromEntries(names.map((name) => [name, stored[name] ?? null])), ...values };
  };
  switch (kind) {
    case 'organisation':
      writeOrganisation(resource, values, refer);
      break;
    case 'division': {
      const { organisationId = null } = submission.fieldsOf(kind, id);
      writeDivision(resource, owners('parentId'), organisationId, refer);
      break;
    }
    case 'building':
      writeBuilding(resource, owners('organisationId'), refer);
      break;
    case 'service': {
      const { organisationId = null } = submission.fieldsOf(kind, id);
      writeService(resource, owners('divisionId'), organisationId, refer);
      break;
    }
    case 'staffingDocument':
      writeStaffingDocument(resource, owners('organisationId'), refer);
      break;
    case 'staffingPosition':
      writeStaffingPosition(resource, owners('documentId'), refer);
      break;
    case 'person':
      writePerson(resource, values);
      break;
    case 'employment':
      writeEmployment(resource, owners('personId'), refer);
      break;
  }
}

/** A record inside a file is written into the resource of its owner. */
function writeChild(
  submission: Submission,
  entity: ApprovedEntity,
  kind: ChildKind,
  draftOf: (kind: RemoteKind, id: EntityId) => Draft,
): void {
  const { id, operation } = entity;
  if (!isWritten(kind)) throw missing(kind, id);
  const owner = OWNER_OF[kind];
  const ownerId = submission.fieldsOf(kind, id)[owner.field];
  if (typeof ownerId !== 'string') throw missing(kind, id);
  const { resource, read } = draftOf(owner.kind, ownerId);
  const remoteId = submission.remoteIdOf(kind, id);
  const key = remoteId === null ? id : childKey(remoteId);
  if (operation === 'delete') {
    removeRecord(resource, kind, key);
    return;
  }
  const known = read?.children.find((child) => child.kind === kind && childKey(child.remoteId) === key);
  const values = news(entity, known?.fields);
  if (writeRecord(resource, kind, key, values)) return;
  if (operation !== 'create') throw missing(kind, id);
  addRecord(resource, kind, id, values);
}

/** What the registry does not hold already; what it holds stays as it is written. */
function news({ fields }: ApprovedEntity, known: Values | undefined): Values {
  return Object.fromEntries(
    fields.filter(({ field, to }) => known === undefined || known[field] !== to).map(({ field, to }) => [field, to]),
  );
}

function entryOf({ resource, before, reference, request }: Draft): Json {
  return before === null ? { fullUrl: reference, resource, request } : { resource, request };
}

function missing(kind: EntityKind, id: EntityId): DeskError {
  return new DeskError('KD-4007', { field: kind, params: { id } });
}
