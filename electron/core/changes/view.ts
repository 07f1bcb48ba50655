import type { RequestView, SubjectDifference } from '#shared/contract/changes.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Issue } from '#shared/contract/staff.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { inOrder } from '#shared/text/in-order.ts';
import { seenChange } from '../entities/masked.ts';
import type { EntityStore } from '../entities/store.ts';
import { attachedTo, type RequestFiles } from './files.ts';
import type { RequestReader } from './reading-store.ts';
import { isOpenState } from './states.ts';
import type { ChangeStore } from './store.ts';
import { SUBJECT_KINDS, type Subjects } from './subjects.ts';

interface ViewParts {
  readonly store: ChangeStore;
  readonly reader: RequestReader;
  readonly subjects: Subjects;
  readonly files: RequestFiles;
  readonly entities: Pick<EntityStore, 'find'>;
}

/** A request as a page: what changes per person, what happened, who signed. @throws DeskError KD-3008 */
export function viewOf(parts: ViewParts, requestId: EntityId): RequestView {
  const summary = parts.reader.summary(requestId);
  if (summary === null) throw new DeskError('KD-3008');
  const signature = parts.reader.signature(requestId);
  const { canonical } = parts.store.request(requestId) ?? { canonical: null };
  return {
    summary,
    subjects: differences(parts, requestId, isOpenState(summary.state)).map((subject) => placed(parts, subject)),
    attachments: [...attachedTo(parts, { id: requestId, canonical })],
    timeline: parts.store.events(requestId),
    signature:
      signature === null
        ? null
        : {
            signer: signature.signer,
            issuer: signature.issuer,
            validTo: signature.validTo,
            signedAt: signature.signedAt,
            digest: signature.digest,
            verdict: signature.verdict,
            reasons: [...signature.reasons],
            provider: signature.provider,
          },
  };
}

/** As the role of the reader may see it. */
export function seenView(view: RequestView, role: Role): RequestView {
  const subjects = view.subjects.map((subject) => ({
    ...subject,
    entities: subject.entities.map((entity) => ({
      ...entity,
      fields: entity.fields.map((change) => seenChange(entity.kind, change, role)),
    })),
  }));
  return { ...view, subjects };
}

/** Says of contracts and planned posts where they are, also of deleted ones. */
function placed({ entities }: ViewParts, subject: SubjectDifference): SubjectDifference {
  const placeOf = ({ kind, id }: SubjectDifference['entities'][number]) => {
    if (kind !== 'employment' && kind !== 'staffingPosition') return {};
    const { divisionId = null, postCode = null } = entities.find(kind, id)?.entity ?? {};
    return { place: { divisionId, postCode } };
  };
  return { ...subject, entities: subject.entities.map((entity) => ({ ...entity, ...placeOf(entity) })) };
}

/** @param withIssues what the rules say now; of what is sent already they say nothing */
export function differences(
  parts: Pick<ViewParts, 'store' | 'subjects'>,
  requestId: EntityId,
  withIssues: boolean,
): SubjectDifference[] {
  const entities = parts.store.entities(requestId);
  const fields = new Map<string, SubjectDifference['entities'][number]['fields']>();
  for (const { kind, id, field, from, to } of parts.store.fields(requestId)) {
    const key = `${kind} ${id}`;
    const of = fields.get(key);
    if (of === undefined) fields.set(key, [{ field, from, to }]);
    else of.push({ field, from, to });
  }
  const subjects = new Map<EntityId, SubjectDifference>();
  for (const { kind, id, operation, subjectKind, subjectId } of entities) {
    let subject = subjects.get(subjectId);
    if (subject === undefined) {
      subject = { subjectId, subjectKind, title: '', entities: [], issues: [] };
      subjects.set(subjectId, subject);
    }
    subject.entities.push({ kind, id, operation, fields: fields.get(`${kind} ${id}`) ?? [] });
  }
  const changed = new Set(entities.map(({ kind, id }) => `${kind} ${id}`));
  for (const kind of SUBJECT_KINDS) {
    const ids = [...subjects.values()]
      .filter(({ subjectKind }) => subjectKind === kind)
      .map(({ subjectId }) => subjectId);
    if (ids.length === 0) continue;
    const source = parts.subjects[kind];
    const titles = source.titles(ids);
    const issues = withIssues ? source.issues(ids) : new Map<EntityId, Issue[]>();
    for (const id of ids) {
      const subject = subjects.get(id);
      if (subject === undefined) continue;
      subject.title = titles.get(id) ?? '';
      subject.issues = ofEntities(issues.get(id) ?? [], changed);
    }
  }
  return [...subjects.values()].sort((a, b) => inOrder(a.title, b.title));
}

/** What stands in the way of this request: findings about entities that it changes, not about the person's other ones. */
function ofEntities(issues: readonly Issue[], changed: ReadonlySet<string>): Issue[] {
  return issues.filter(({ kind, id }) => changed.has(`${kind} ${id}`));
}
