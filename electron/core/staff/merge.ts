import { DeskError } from '#shared/contract/result.ts';
import type { Merge } from '#shared/contract/staff.ts';
import { type EntityKind, FILE_KINDS, type FileKind, OWNER_OF, type Person } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { Drafts, RecordedChange } from '../changes/drafts.ts';
import type { FieldValues } from '../entities/store.ts';
import { type Author, creationOf, deletionOf, factOf, type WritingParts } from '../entities/writing.ts';
import type { TaskParts } from './dismissal-tasks.ts';
import type { EditParts } from './edits.ts';

export interface MergeParts extends EditParts, WritingParts {
  readonly drafts: Pick<Drafts, 'record' | 'recordApart' | 'holder'>;
  readonly requestsOf: TaskParts['requestsOf'];
}

/**
 * Makes one card of two, inside the caller's transaction: the kept one takes the values chosen, the employments, what it
 * is the head of, and the records that it does not have, files and all; the other one is deleted. All of it is one new request, so that
 * withdrawing it brings both cards back.
 *
 * @throws DeskError KD-3008 no such person, or twice the same · KD-3009 a request about one of them is not settled
 */
export function writeMerge(
  parts: MergeParts,
  author: Author,
  { keptId, mergedId, take }: Merge,
): { requestId: EntityId; personIds: EntityId[] } {
  const kept = parts.entities.get('person', keptId)?.entity;
  const merged = parts.entities.get('person', mergedId)?.entity;
  if (kept === undefined || merged === undefined || keptId === mergedId) throw new DeskError('KD-3008');
  refuseUnsettled(parts, author, keptId, mergedId);
  const records = copyRecords(parts, keptId, mergedId);
  const changes = [
    deletePerson(parts, merged),
    ...takeValues(parts, kept, merged, take),
    ...moveReferences(parts, keptId, mergedId),
    ...records.changes,
  ];
  const requestId = parts.drafts.recordApart(author, changes);
  for (const [from, to] of [[mergedId, keptId] as const, ...records.places]) {
    parts.store.recordMerged(from, to, requestId);
  }
  parts.journal.appendAll(changes.map((change) => factOf(author, change, 'staff.merge')));
  parts.index.refresh([keptId, mergedId]);
  return { requestId, personIds: [keptId, mergedId] };
}

/**
 * The author's own draft about the kept card stays as it is: its lines name records that the merge leaves alone, and an
 * undo of either does not touch the other. Where both would change one record, `recordApart` refuses.
 *
 * All other requests come first; they are not carried over to the kept card. What is submitted is frozen bytes that name
 * the card, and to point its lines elsewhere would drop an approval that somebody gave for what they saw. What is on its
 * way is compared with the registry's copy of the card that it names. Lines about the card that goes say what it had
 * before: taken along, an undo of the merge could not tell whose value comes back. A draft that merges must end first, or
 * one could not be undone without the other. And a kept card that the registry has never seen cannot take over what it
 * knows. Sending or withdrawing them is one step; the refusal names the request, and its `requestId` leads there.
 */
function refuseUnsettled(
  { requestsOf, drafts, store }: MergeParts,
  author: Author,
  keptId: EntityId,
  mergedId: EntityId,
): void {
  const isNew = drafts.holder('person', keptId)?.operation === 'create';
  const staysBeside = ({ id, state, authorId }: ReturnType<MergeParts['requestsOf']>[number]): boolean =>
    !isNew && state === 'draft' && authorId === author.id && !store.isMerge(id);
  const [ofKept] = requestsOf(keptId).filter((request) => !staysBeside(request));
  const [ofMerged] = requestsOf(mergedId);
  const request = ofKept ?? ofMerged;
  if (request === undefined) return;
  const id = ofKept === undefined ? mergedId : keptId;
  throw new DeskError('KD-3009', { params: { number: request.number, id, requestId: request.id } });
}

function deletePerson({ entities, clock }: MergeParts, person: Person): RecordedChange {
  entities.markDeleted('person', person.id, clock.now());
  return deletionOf('person', person.id, person, { kind: 'person', id: person.id });
}

function takeValues(parts: MergeParts, kept: Person, merged: Person, take: Merge['take']): RecordedChange[] {
  const chosen = Object.fromEntries(take.map((field) => [field, merged[field]]));
  const values = Object.fromEntries(Object.entries(chosen).filter(([field, to]) => to !== fieldOf(kept, field)));
  if (Object.keys(values).length === 0) return [];
  return [update(parts, 'person', kept.id, values, { kind: 'person', id: kept.id })];
}

/** Everything that names the merged person names the kept one: their work, and what they are the head of. */
function moveReferences(parts: MergeParts, keptId: EntityId, mergedId: EntityId): RecordedChange[] {
  const { entities } = parts;
  const work = entities.list('employment', 'personId', mergedId).map(({ entity: { id } }) => id);
  const divisions = entities.list('division', 'headPersonId', mergedId).map(({ entity: { id } }) => id);
  const organisations = entities.list('organisation', 'headPersonId', mergedId).map(({ entity: { id } }) => id);
  return [
    ...work.map((id) => update(parts, 'employment', id, { personId: keptId }, { kind: 'person', id: keptId })),
    ...divisions.map((id) => update(parts, 'division', id, { headPersonId: keptId }, { kind: 'division', id })),
    ...organisations.map((id) =>
      update(parts, 'organisation', id, { headPersonId: keptId }, { kind: 'organisation', id }),
    ),
  ];
}

interface CopiedRecords {
  readonly changes: readonly RecordedChange[];
  /** Which record of the kept card stands for which of the merged one. */
  readonly places: readonly (readonly [from: EntityId, to: EntityId])[];
}

/**
 * Records go with the card that has them, so the kept one gets its own copies of what it lacks. What it has in an open
 * request only does not count: were that withdrawn, the record would be gone with both.
 */
function copyRecords(parts: MergeParts, keptId: EntityId, mergedId: EntityId): CopiedRecords {
  const { entities, ids, drafts } = parts;
  const changes: RecordedChange[] = [];
  const places: [EntityId, EntityId][] = [];
  for (const kind of FILE_KINDS.filter(ofPerson)) {
    const settled = entities
      .list(kind, 'personId', keptId)
      .filter(({ entity }) => drafts.holder(kind, entity.id) === null);
    const known = new Map(settled.map(({ entity }) => [factsOf(entity), entity.id]));
    for (const { entity } of entities.list(kind, 'personId', mergedId)) {
      const same = known.get(factsOf(entity));
      const id = same ?? ids.next();
      places.push([entity.id, id]);
      if (same !== undefined) continue;
      const values: FieldValues = { ...withoutId(entity), personId: keptId };
      entities.insert(kind, id, values);
      changes.push(creationOf(kind, id, values, { kind: 'person', id: keptId }));
    }
  }
  return { changes, places };
}

function update(
  { entities }: MergeParts,
  kind: EntityKind,
  id: EntityId,
  values: FieldValues,
  subject: Parameters<typeof creationOf>[3],
): RecordedChange {
  const before = entities.get(kind, id)?.entity;
  const fields = Object.entries(values).map(([field, to]) => ({ field, from: fieldOf(before ?? {}, field), to }));
  entities.patch(kind, id, values);
  return { kind, id, operation: 'update', subjectKind: subject.kind, subjectId: subject.id, fields };
}

function ofPerson(kind: FileKind): boolean {
  return OWNER_OF[kind].kind === 'person';
}

/** What a record says, whoever's it is. */
function factsOf(entity: object): string {
  const { personId: _, ...facts } = withoutId(entity);
  return JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutId(entity: object): FieldValues {
  const { id: _, ...values } = entity as FieldValues;
  return values;
}

function fieldOf(entity: object, field: string): FieldValue {
  return (entity as FieldValues)[field] ?? null;
}
