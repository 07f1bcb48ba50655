import type { SessionUser } from '#shared/contract/access.ts';
import { DeskError } from '#shared/contract/result.ts';
import { type EntityKind, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CallContext } from '../core.ts';
import type { EntityStore } from '../entities/store.ts';
import type { Clock, Ids } from '../ports.ts';
import { actorOf, userOf } from './actor.ts';
import { besideOf } from './beside.ts';
import { attachedNow, type RequestFiles } from './files.ts';
import { type Frozen, freeze, frozenAttachments } from './freeze.ts';
import { linesOf, recordsIn, registryNames } from './names.ts';
import type { RequestReader } from './reading-store.ts';
import { isOpenState } from './states.ts';
import type { ChangeStore, RequestRow } from './store.ts';
import type { Subjects } from './subjects.ts';
import { stateError, type Transitions } from './transitions.ts';
import { differences } from './view.ts';

export interface ReviewParts {
  readonly store: ChangeStore;
  readonly reader: RequestReader;
  readonly transitions: Transitions;
  readonly subjects: Subjects;
  readonly entities: EntityStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Versions of the dictionaries in use, by OID. */
  readonly dictionaryVersions: () => Readonly<Record<string, string>>;
  readonly files: RequestFiles;
}

const IDENTIFYING: Readonly<Partial<Record<EntityKind, readonly string[]>>> = {
  person: ['snils'],
  document: ['typeCode', 'series', 'number'],
};

/**
 * Freezes a draft for approval.
 *
 * @throws DeskError KD-1002 somebody else's · KD-3002 changes nothing · KD-3003 no draft · KD-3009 another request has to
 *   be decided first · KD-3007 a rule is broken: the
 *   first field, with the number of `errors` and the entity's `id` · KD-1016 it changes who somebody is
 */
export function submit(parts: ReviewParts, context: CallContext, requestId: EntityId): void {
  const user = userOf(context);
  const request = ownRequest(parts, user, requestId);
  if (request.state !== 'draft') throw stateError(request);
  if (!parts.store.hasEntities(requestId)) throw new DeskError('KD-3002');
  const errors = differences(parts, requestId, true).flatMap(({ issues, title }) =>
    issues.filter(({ severity }) => severity === 'error').map((issue) => ({ ...issue, title })),
  );
  const [first] = errors;
  if (first !== undefined) {
    const params = { errors: errors.length, id: first.id, name: first.title };
    throw new DeskError('KD-3007', { field: `${first.kind}.${first.field}`, params });
  }
  refuseOnUnsettledGround(parts, requestId);
  if (changesIdentity(parts, requestId)) context.stepUp();
  const digest = freezeNow(parts, request);
  parts.transitions.move(requestId, 'submitted', { actor: actorOf(user), facts: { digest } });
}

/** The СНИЛС and the identity document tell who somebody is: whoever changes them on a known person confirms it. */
function changesIdentity({ store }: ReviewParts, requestId: EntityId): boolean {
  const known = store.entities(requestId).filter(({ operation }) => operation === 'update');
  const ids = new Set(known.map(({ id }) => id));
  return store.fields(requestId).some(({ kind, id, field }) => IDENTIFYING[kind]?.includes(field) && ids.has(id));
}

/**
 * A change that starts from what another open request wants cannot be approved before that one: its «from» would be a
 * value that the registry never had. Such a stack arises when a signed request is refused after it was built upon.
 */
function refuseOnUnsettledGround({ store }: ReviewParts, requestId: EntityId): void {
  for (const { kind, id, operation, subjectId } of store.entities(requestId)) {
    const links = store.pending(kind, id);
    const own = new Map(links.filter((link) => link.requestId === requestId).map((link) => [link.field, link.ordinal]));
    const below = links.find(
      ({ field, ordinal, state, requestId: of }) =>
        of !== requestId && isOpenState(state) && ordinal < (own.get(field) ?? 0),
    );
    const number =
      below?.number ??
      store.otherCreator(requestId, kind, id) ??
      (operation === 'create' ? ownerElsewhere(store, requestId, kind, id, subjectId) : null);
    if (number !== null) throw new DeskError('KD-3009', { params: { number, id } });
  }
}

/** Number of another open request that makes the owner of a new record. */
function ownerElsewhere(
  store: ChangeStore,
  requestId: EntityId,
  kind: EntityKind,
  id: EntityId,
  subjectId: EntityId,
): number | null {
  const person = store.otherCreator(requestId, 'person', subjectId);
  if (person !== null || !isChildKind(kind)) return person;
  const owner = OWNER_OF[kind];
  const ownerId = store.field(requestId, kind, id, owner.field)?.to;
  return typeof ownerId === 'string' ? store.otherCreator(requestId, owner.kind, ownerId) : null;
}

/** Writes the bytes that will be approved. @returns their digest */
export function freezeNow(parts: ReviewParts, request: RequestRow): string {
  const { canonical, digest } = asItStands(parts, request, parts.clock.now());
  parts.store.setCanonical(request.id, canonical, digest, null);
  return digest;
}

/** A request as it would be frozen now. @param at what stands in it as the moment */
export function asItStands(parts: ReviewParts, request: RequestRow, at: string): Frozen {
  const { store, reader, entities } = parts;
  const author = { id: request.authorId, name: reader.summary(request.id)?.author ?? '' };
  const attachments = frozenAttachments(attachedNow(parts, request.id));
  const beside = besideOf(parts, request);
  const lines = [...store.fields(request.id), ...linesOf(beside)];
  const names = registryNames(entities, [...store.entities(request.id), ...recordsIn(beside)], lines);
  const circumstances = { at, dictionaryVersions: parts.dictionaryVersions(), attachments, names, beside };
  return freeze(store, request, { author }, circumstances);
}

/** @throws DeskError KD-1002 · KD-3003 */
export function reopen(parts: ReviewParts, user: SessionUser, requestId: EntityId): void {
  ownRequest(parts, user, requestId);
  parts.transitions.move(requestId, 'draft', { actor: actorOf(user) });
  parts.store.unfreeze(requestId);
}

/** @throws DeskError KD-3008 unknown · KD-1002 the request of another author */
export function ownRequest({ transitions }: ReviewParts, user: SessionUser, requestId: EntityId): RequestRow {
  const request = transitions.get(requestId);
  if (request.authorId !== user.userId) throw new DeskError('KD-1002');
  return request;
}
