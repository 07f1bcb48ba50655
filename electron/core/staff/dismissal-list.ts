import type { HostServices, PrintModel } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { DismissalTask, KeptTask } from '#shared/contract/staff-dismissal.ts';
import type { Employment } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { formatDay } from '#shared/rules/dates.ts';
import { messages } from '#shared/text/translate.ts';
import type { Author } from '../entities/writing.ts';
import type { Clock } from '../ports.ts';
import { printedMoment } from '../printed.ts';
import type { DismissalTaskStore } from './dismissal-task-store.ts';
import { placeOf, type TaskParts } from './dismissal-tasks.ts';
import { nameOf } from './edits.ts';

export interface DismissalListParts extends TaskParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly tasks: DismissalTaskStore;
  readonly host: Pick<HostServices, 'printToPdf' | 'showPdf'>;
}

/** Lists of the employments of a person that have an end: where a dismissal was taken back, nothing is to be done. */
export function listsOf({ store, tasks }: DismissalListParts, personId: EntityId) {
  return store
    .employmentsOf([personId])
    .filter(({ endDate }) => endDate !== null)
    .map(({ id }) => ({ employmentId: id, tasks: tasks.of(id) }))
    .filter((list) => list.tasks.length > 0);
}

/** Says that something is done, or is not, inside the caller's transaction. @throws DeskError KD-3008 no such task */
export function tick(
  parts: DismissalListParts,
  author: Author,
  employmentId: EntityId,
  key: Pick<DismissalTask, 'kind' | 'aboutId'>,
  done: boolean,
): EntityId {
  const { personId } = employmentOf(parts, employmentId);
  const task = parts.tasks.of(employmentId).find(({ kind, aboutId }) => kind === key.kind && aboutId === key.aboutId);
  if (task === undefined) throw new DeskError('KD-3008');
  const ticked = done ? { doneAt: parts.clock.now(), doneBy: author.name } : { doneAt: null, doneBy: null };
  parts.tasks.tick(employmentId, key, ticked);
  tell(parts, author, 'staff.task', { employmentId, personId }, done ? [null, task.name] : [task.name, null]);
  return personId;
}

/** @throws DeskError KD-3008 no such employment, or nothing to do */
export async function printList(
  parts: DismissalListParts,
  author: Author,
  employmentId: EntityId,
  organisation: string,
): Promise<void> {
  const employment = employmentOf(parts, employmentId);
  const tasks = parts.tasks.of(employmentId);
  if (tasks.length === 0) throw new DeskError('KD-3008');
  const model = pageOf(parts, author, employment, tasks, organisation);
  const content = await parts.host.printToPdf({ model });
  await parts.host.showPdf({ title: model.title, content });
  tell(parts, author, 'staff.taskList', { employmentId, personId: employment.personId }, [null, null]);
}

/** The leaving certificate of a Russian office: what is to be done, by whom it was, room for signatures. */
function pageOf(
  parts: DismissalListParts,
  author: Author,
  employment: Employment,
  tasks: readonly KeptTask[],
  organisation: string,
): PrintModel {
  const { documents, actions } = messages('ru');
  const words = documents.dismissalList;
  return {
    title: words.title,
    organisation,
    parameters: [
      { name: words.employee, value: nameOf(parts, employment.personId) },
      { name: words.place, value: placeOf(parts, employment) },
      { name: words.lastDay, value: employment.endDate === null ? '' : formatDay(employment.endDate) },
    ],
    madeAt: printedMoment(parts.clock.now()),
    madeBy: author.name,
    columns: [
      { title: words.number, width: 4, align: 'end' },
      { title: words.task, width: 56, align: 'start' },
      { title: words.done, width: 22, align: 'start' },
      { title: words.signature, width: 18, align: 'start' },
    ],
    rows: tasks.map(({ kind, name, doneAt, doneBy }, at) => ({
      style: 'normal',
      cells: [
        String(at + 1),
        actions.dismissDialog.task[kind](name),
        doneAt === null ? '' : `${printedMoment(doneAt)}, ${doneBy ?? ''}`,
        '',
      ],
    })),
    landscape: false,
    signers: [documents.signers.personnel, words.employee],
    language: 'ru',
  };
}

function employmentOf({ entities }: DismissalListParts, id: EntityId): Employment {
  const found = entities.get('employment', id)?.entity;
  if (found === undefined) throw new DeskError('KD-3008', { params: { id } });
  return found;
}

/** Papers are not fields of an entity: the entry stands in the history of the person and in no version of the card. */
function tell(
  { journal }: DismissalListParts,
  author: Author,
  action: string,
  { employmentId, personId }: { readonly employmentId: EntityId; readonly personId: EntityId },
  [from, to]: readonly [string | null, string | null],
): void {
  journal.append({
    action,
    actorId: author.id,
    actorName: author.name,
    role: author.role,
    kind: 'employment',
    objectId: employmentId,
    subjectId: personId,
    from,
    to,
  });
}
