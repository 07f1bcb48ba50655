import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit, Transfer, TransferLine } from '#shared/contract/staff.ts';
import type { Employment, Leave } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { FieldValues } from '../entities/store.ts';
import {
  type Author,
  checkedEdits,
  checkedFields,
  creationOf,
  deletionOf,
  refused,
  type WritingParts,
} from '../entities/writing.ts';
import { type EditParts, nameOf, writeEdits } from './edits.ts';
import { insertEmployment } from './hire.ts';
import { beginsAfter, endingsOf, leavesBeyond, removeLater } from './leaves.ts';
import { type NewEntity, recordNew } from './new-entity.ts';

export interface TransferParts extends EditParts, WritingParts {}

/** What a transfer does to one employment: the former one ends the day before, a new one begins. */
export interface PlannedTransfer {
  readonly before: Employment;
  /** Values of the new employment. */
  readonly after: FieldValues;
  /** Absences that last into the new employment or begin in it. */
  readonly leaves: readonly Leave[];
}

/** Fields that say where somebody works and as what: at least one of them must change. */
const PLACE = ['divisionId', 'postCode', 'positionType', 'rate'] as const;

/**
 * Transfers people from a day, inside the caller's transaction: ends each employment the day before and begins a new
 * one with what is not named staying as it was. An absence goes on in the new employment.
 *
 * @returns the request that took the last change; whose lines look different now
 * @throws DeskError KD-3008 no such employment · KD-2211 it is not open on the day and the day before · KD-2212 nothing
 *   would change · KD-2204 post closed · KD-2210 division not open · KD-2xxx of the fields; with the `id` of the former
 *   employment in the parameters
 */
export function writeTransfer(
  parts: TransferParts,
  author: Author,
  transfer: Transfer,
): { requestId: EntityId; personIds: EntityId[] } {
  const planned = [...new Set(transfer.employmentIds)].map((id) => planTransfer(parts, id, transfer));
  const last = addDays(transfer.date, -1);
  const edits = planned.flatMap(({ before, leaves }) => [...endOf(before, transfer), ...endingsOf(leaves, last)]);
  writeEdits(parts, author, edits, 'staff.transfer');
  const made: NewEntity[] = [];
  for (const { before, after, leaves } of planned) {
    const employment = insertEmployment(parts, before.personId, after, parts.context());
    made.push(employment);
    removeLater(parts, author, leaves, last, 'staff.transfer');
    for (const leave of leaves) {
      const { personId } = employment;
      const { id, values } = goOn(parts, leave, employment.id, transfer.date);
      parts.entities.insert('leave', id, values);
      made.push({ kind: 'leave', id, values, personId });
    }
  }
  const requestId = recordNew(parts, author, made, 'staff.transfer');
  const personIds = [...new Set(planned.map(({ before }) => before.personId))];
  parts.index.refresh(personIds);
  return { requestId, personIds };
}

/**
 * All that a planned transfer changes, in the order in which it is written; nothing is written here.
 *
 * @throws DeskError KD-2xxx of the fields that end the former employment
 */
export function transferChanges(
  parts: Pick<TransferParts, 'entities' | 'ids' | 'context'>,
  { before, after, leaves }: PlannedTransfer,
  transfer: Omit<Transfer, 'employmentIds'>,
): RecordedChange[] {
  const context = parts.context();
  const last = addDays(transfer.date, -1);
  const person = { kind: 'person', id: before.personId } as const;
  const employmentId = parts.ids.next();
  return [
    checkedEdits(parts, ['employment'], endOf(before, transfer), context),
    ...endingsOf(leaves, last).map((edit) => checkedEdits(parts, ['leave'], [edit], context)),
    creationOf('employment', employmentId, after, person),
    ...leaves.filter((leave) => beginsAfter(leave, last)).map((leave) => deletionOf('leave', leave.id, leave, person)),
    ...leaves.map((leave) => {
      const { id, values } = goOn(parts, leave, employmentId, transfer.date);
      return creationOf('leave', id, values, person);
    }),
  ];
}

/** What the transfer would do to one employment, checked; nothing is written. @throws as {@link writeTransfer} */
export function planTransfer(
  parts: Pick<EditParts, 'entities' | 'context' | 'store'>,
  employmentId: EntityId,
  transfer: Omit<Transfer, 'employmentIds'>,
): PlannedTransfer {
  const stored = parts.entities.get('employment', employmentId);
  if (stored === null) throw new DeskError('KD-3008', { params: { id: employmentId } });
  const { entity: before } = stored;
  const { beginDate, endDate } = before;
  const refuse = (code: 'KD-2211' | 'KD-2212', field: string) =>
    refused(code, { kind: 'employment', id: employmentId, field }, { name: nameOf(parts, before.personId) });
  if (beginDate === null || transfer.date <= beginDate || (endDate !== null && endDate < transfer.date)) {
    throw refuse('KD-2211', 'beginDate');
  }
  const after = checkedFields('employment', employmentId, wanted(before, transfer), parts.context());
  if (PLACE.every((field) => after[field] === before[field])) throw refuse('KD-2212', 'divisionId');
  return { before, after, leaves: leavesBeyond(parts, employmentId, addDays(transfer.date, -1)) };
}

/** Every employment as it is and as it would be, with the reason where it cannot be. */
export function previewTransfer(parts: EditParts, transfer: Transfer): TransferLine[] {
  return [...new Set(transfer.employmentIds)].flatMap((employmentId) => {
    const before = parts.entities.get('employment', employmentId)?.entity;
    if (before === undefined) return [];
    const { personId } = before;
    const line = { employmentId, personId, name: nameOf(parts, personId), before: placeOf(before) };
    try {
      const { after, leaves } = planTransfer(parts, employmentId, transfer);
      return [{ ...line, after: placeOf({ ...before, ...after }), leaves: leaves.length, refusal: null }];
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      const after = placeOf({ ...before, ...wanted(before, transfer) });
      return [{ ...line, after, leaves: 0, refusal: refusalOf(error) }];
    }
  });
}

function refusalOf({ code, field, params }: DeskError): TransferLine['refusal'] {
  return { code, field: field ?? '', ...(params === undefined ? {} : { params: { ...params } }) };
}

function placeOf({ id: _, personId: __, ...place }: Employment): TransferLine['after'] {
  return place;
}

/** The new employment as asked for, not checked. */
function wanted(
  { id: _, ...before }: Employment,
  { values, date }: Pick<Transfer, 'values' | 'date'>,
): Omit<Employment, 'id'> {
  const named = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return { ...before, ...named, beginDate: date };
}

/** Edits that end the former employment the day before. */
function endOf(before: Employment, transfer: Omit<Transfer, 'employmentIds'>): FieldEdit[] {
  return [
    edit(before, 'endDate', addDays(transfer.date, -1)),
    edit(before, 'endReason', transfer.endReason),
    edit(before, 'endOrder', transfer.endOrder === '' ? null : transfer.endOrder),
    edit(before, 'endOrderDate', transfer.endOrderDate),
  ];
}

function edit(
  employment: Employment,
  field: 'endDate' | 'endReason' | 'endOrder' | 'endOrderDate',
  to: string | null,
): FieldEdit {
  return { kind: 'employment', id: employment.id, field, from: employment[field], to };
}

/** The same absence in the new employment, checked. */
function goOn(
  parts: Pick<TransferParts, 'ids' | 'context'>,
  { leaveReason, beginDate, endDate }: Leave,
  employmentId: EntityId,
  date: string,
): { readonly id: EntityId; readonly values: FieldValues } {
  const id = parts.ids.next();
  const begin = beginDate !== null && beginDate > date ? beginDate : date;
  const values = checkedFields('leave', id, { employmentId, leaveReason, beginDate: begin, endDate }, parts.context());
  return { id, values };
}
