import type { Attachment, AttachmentKind, AttachmentOwner } from '#shared/contract/attachments.ts';
import { DISMISSAL_TASKS, type DismissalTask } from '#shared/contract/staff-dismissal.ts';
import { type Employment, FILE_KINDS, OWNER_OF } from '#shared/domain/entities.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { isOpen } from '#shared/rules/check-entity.ts';
import type { EditParts } from './edits.ts';

export interface TaskParts extends EditParts {
  /** Requests about a person that the registry has not accepted, the newest first. */
  readonly requestsOf: (personId: EntityId) => readonly {
    readonly id: EntityId;
    readonly number: number;
    readonly state: RequestState;
    readonly authorId: EntityId;
  }[];
  /** Files of these records, removed ones too. */
  readonly filesOf: (owners: readonly AttachmentOwner[]) => readonly Attachment[];
}

/** Files whose originals are the person's own; all others stay in the personal file. */
const OWN_PAPERS: readonly AttachmentKind[] = ['diploma', 'certificate', 'identity'];

/**
 * What people have to do when an employment ends. Papers about the work go to the archive with the personal file, which
 * is kept for 50 or 75 years (125-ФЗ ст. 22.1); where no other work goes on, the person gets their own originals back.
 */
export function tasksOf(parts: TaskParts, employment: Employment, endDate: string): DismissalTask[] {
  const { store } = parts;
  const { personId } = employment;
  const others = store
    .employmentsOf([personId])
    .filter((one) => one.id !== employment.id && isOpen(one, endDate))
    .map((one): DismissalTask => ({ kind: 'otherWork', aboutId: one.id, name: placeOf(parts, one) }));
  const heads = store
    .headedBy(personId, endDate)
    .map(({ id, name }): DismissalTask => ({ kind: 'head', aboutId: id, name }));
  const requests = parts.requestsOf(personId).map(
    ({ id, number, state }): DismissalTask => ({
      kind: state === 'draft' ? 'draft' : 'request',
      aboutId: id,
      name: String(number),
    }),
  );
  const leaves = others.length === 0;
  const credentials = leaves ? credentialTasks(parts, personId, endDate) : [];
  return [...others, ...heads, ...requests, ...credentials, ...fileTasks(parts, employment, leaves, credentials)];
}

function credentialTasks({ store }: TaskParts, personId: EntityId, endDate: string): DismissalTask[] {
  return store
    .credentialsOf([personId])
    .filter(({ expiresOn }) => expiresOn === null || expiresOn >= endDate)
    .map(({ id, credentialKind, number }) => ({
      kind: credentialKind === 'accreditation' ? 'accreditation' : 'certificate',
      aboutId: id,
      name: number ?? '',
    }));
}

/** Scans of a document that is given back by its own line are not named again. */
function fileTasks(
  parts: TaskParts,
  { id, personId }: Employment,
  leaves: boolean,
  credentials: readonly DismissalTask[],
): DismissalTask[] {
  const { entities } = parts;
  const named = new Set(credentials.map(({ aboutId }) => aboutId));
  const ofWork = entities.list('leave', 'employmentId', id).map(({ entity }) => entity.id);
  const ofPerson: readonly AttachmentOwner[] = leaves
    ? [
        { kind: 'person', id: personId },
        ...FILE_KINDS.filter((kind) => OWNER_OF[kind].kind === 'person').flatMap((kind) =>
          entities.list(kind, 'personId', personId).map(({ entity }) => ({ kind, id: entity.id })),
        ),
      ]
    : [];
  const owners: readonly AttachmentOwner[] = [
    { kind: 'employment', id },
    ...ofWork.map((leaveId) => ({ kind: 'leave' as const, id: leaveId })),
    ...ofPerson,
  ];
  return parts
    .filesOf(owners)
    .filter(({ removed, owner }) => !removed && !named.has(owner.id))
    .map(
      (file): DismissalTask => ({
        kind: OWN_PAPERS.includes(file.kind) ? 'giveBack' : 'archive',
        aboutId: file.id,
        name: file.fileName,
      }),
    )
    .sort((a, b) => DISMISSAL_TASKS.indexOf(a.kind) - DISMISSAL_TASKS.indexOf(b.kind));
}

/** «Врач-терапевт, Терапевтическое отделение». */
export function placeOf({ context }: Pick<TaskParts, 'context'>, { postCode, divisionId }: Employment): string {
  const { dictionary, division } = context();
  const post = postCode === null ? null : (dictionary?.(DICTIONARY.posts, postCode)?.name ?? postCode);
  const place = divisionId === null ? null : division?.(divisionId)?.name;
  return [post, place].filter((part) => part).join(', ');
}
