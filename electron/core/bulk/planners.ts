import type { BulkAction } from '#shared/contract/bulk.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { Employment, EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { AttachmentsOfMany } from '../attachments/many.ts';
import type { ReceivedFile } from '../attachments/receive.ts';
import type { DraftsOfSubjects, SubjectHolder } from '../changes/drafts.ts';
import type { FieldValues } from '../entities/store.ts';
import { type Author, checkedEdits, refused, type WritingParts } from '../entities/writing.ts';
import { planTransfer, type TransferParts, transferChanges } from '../staff/transfer.ts';
import { lineOf, type PlannedLine, refusedLine, type Target } from './plan.ts';

export interface PlannerParts extends Pick<WritingParts, 'entities' | 'context' | 'ids'> {
  /** Number of a request that keeps the user from editing the entity without taking it back first, or null. */
  readonly heldBy: (kind: EntityKind, id: EntityId, userId: EntityId) => number | null;
  /** Name of somebody else who has the number, or null. */
  readonly snilsOwner: (snils: string, personId: EntityId) => string | null;
  readonly staff: TransferParts['store'];
  readonly files: AttachmentsOfMany;
  readonly draftsOf: DraftsOfSubjects;
}

type Of<A extends BulkAction['action']> = Extract<BulkAction, { action: A }>;
export type Planner = (targets: readonly Target[]) => readonly PlannedLine[];

/** One value for a field of everybody. */
export function settingPlanner(parts: PlannerParts, author: Author, { field: of, to }: Of<'set'>): Planner {
  const taken = new Set<FieldValue>();
  const one = (target: Target): PlannedLine => {
    const id = of.kind === 'person' ? target.id : target.employmentId;
    if (id === null) return refusedLine(target, new DeskError('KD-2228', { field: `${of.kind}.${of.field}` }));
    return plannedEdit(parts, author, target, { ...of, id, to }, (value) => {
      if (of.field !== 'snils' || typeof value !== 'string') return;
      const name = taken.has(value) ? '' : parts.snilsOwner(value, id);
      if (name !== null) throw refused('KD-2105', { ...of, id }, name === '' ? {} : { name });
      taken.add(value);
    });
  };
  return (targets) => targets.map(one);
}

/** One head for many divisions. */
export function headPlanner(parts: PlannerParts, author: Author, { personId }: Of<'head'>): Planner {
  const edit = (id: EntityId) => ({ kind: 'division', id, field: 'headPersonId', to: personId }) as const;
  return (targets) => targets.map((target) => plannedEdit(parts, author, target, edit(target.id)));
}

function plannedEdit(
  parts: PlannerParts,
  author: Author,
  target: Target,
  { kind, id, field, to }: Omit<FieldEdit, 'from'>,
  alsoCheck: (value: FieldValue) => void = () => undefined,
): PlannedLine {
  const entity = parts.entities.get(kind, id)?.entity as FieldValues | undefined;
  const from = entity?.[field] ?? null;
  const path = `${kind}.${field}`;
  try {
    const change = checkedEdits(parts, [kind], [{ kind, id, field, from, to }], parts.context());
    const [edit] = change.fields;
    if (edit === undefined) return lineOf(target, 'same', { fields: [{ field: path, from, to: from }] });
    refuseHeld(parts, author, kind, id);
    alsoCheck(edit.to);
    return lineOf(target, 'change', { fields: [{ ...edit, field: path }], changes: [change] });
  } catch (error) {
    return refusedLine(target, error, [{ field: path, from, to }]);
  }
}

/** Everybody to another place from a day on, from the employment that stands for them. */
export function transferPlanner(parts: PlannerParts, author: Author, { transfer }: Of<'transfer'>): Planner {
  const staff = { ...parts, store: parts.staff };
  const one = (target: Target): PlannedLine => {
    const { employmentId } = target;
    if (employmentId === null) return refusedLine(target, new DeskError('KD-2228', { field: 'employment.divisionId' }));
    const before = parts.entities.get('employment', employmentId)?.entity;
    try {
      const planned = planTransfer(staff, employmentId, transfer);
      const changes = transferChanges(staff, planned, transfer);
      for (const { kind, id, operation } of changes) {
        if (operation !== 'create') refuseHeld(parts, author, kind, id);
      }
      return lineOf(target, 'change', { fields: movesOf(planned.before, planned.after), changes });
    } catch (error) {
      if (error instanceof DeskError && error.code === 'KD-2212') return lineOf(target, 'same');
      return refusedLine(target, error, before === undefined ? [] : movesOf(before, asked(before, transfer.values)));
    }
  };
  return (targets) => targets.map(one);
}

/** The new place as it was asked for, not checked. */
function asked(before: Employment, values: Of<'transfer'>['transfer']['values']): FieldValues {
  const named = Object.entries(values).flatMap(([field, to]) => (to === undefined ? [] : [[field, to] as const]));
  return { ...before, ...Object.fromEntries(named) };
}

/** What a transfer may change, as the preview names it. */
const PLACE = ['divisionId', 'postCode', 'positionType', 'rate', 'personnelNumber'] as const;

function movesOf(before: Employment, after: FieldValues): PlannedLine['fields'] {
  return PLACE.flatMap((field) => {
    const to = after[field] ?? null;
    return to === before[field] ? [] : [{ field: `employment.${field}`, from: before[field], to }];
  });
}

/** The same file for everybody who does not have it yet. */
export function filePlanner(
  { files }: PlannerParts,
  { document }: Of<'attach'>,
  file: Pick<ReceivedFile, 'sha256'>,
): Planner {
  return (targets) => {
    const having = files.having(
      targets.map(({ id }) => id),
      document,
      file.sha256,
    );
    return targets.map((target) => lineOf(target, having.has(target.id) ? 'same' : 'change'));
  };
}

/** What the author's drafts say of people goes into one new draft. */
export function requestPlanner({ draftsOf }: PlannerParts, author: Author): Planner {
  return (targets) => {
    const held = draftsOf(targets.map(({ id }) => id));
    return targets.map((target) => {
      const all = held.get(target.id) ?? [];
      const [first] = ownDrafts(all, author);
      if (first !== undefined) return lineOf(target, 'change', { request: first.number });
      const [other] = all;
      if (other === undefined) return lineOf(target, 'same');
      const { number, merging } = other;
      return refusedLine(target, new DeskError(merging ? 'KD-3011' : 'KD-3009', { params: { number } }));
    });
  };
}

/** Drafts that their author may divide: what makes two cards one goes together. */
export function ownDrafts(held: readonly SubjectHolder[], author: Author): SubjectHolder[] {
  return held.filter(({ state, authorId, merging }) => state === 'draft' && authorId === author.id && !merging);
}

/** @throws DeskError KD-3009 a request that waits for a decision, or of somebody else */
export function refuseHeld({ heldBy }: PlannerParts, author: Author, kind: EntityKind, id: EntityId): void {
  const number = heldBy(kind, id, author.id);
  if (number !== null) throw new DeskError('KD-3009', { params: { number, id } });
}
