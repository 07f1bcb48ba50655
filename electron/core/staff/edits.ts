import type { FieldEdit } from '#shared/contract/staff.ts';
import { type EntityKind, FILE_KINDS } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import {
  type Author,
  type EditingParts,
  refused,
  type WrittenChange,
  writeEdits as writeEntityEdits,
} from '../entities/writing.ts';
import type { LaterLines } from './later-lines.ts';
import type { StaffLines } from './lines.ts';
import type { Look } from './look.ts';
import type { StaffStore } from './store.ts';

export interface EditParts extends EditingParts {
  readonly store: StaffStore;
  readonly index: StaffLines;
}

interface WrittenEdits {
  readonly requestId: EntityId;
  readonly personIds: readonly EntityId[];
  /** What really changed. */
  readonly changes: readonly WrittenChange[];
}

export interface EditOutcome extends WrittenEdits {
  /** How they look afterwards. */
  readonly looks: ReadonlyMap<EntityId, Look>;
}

/** People whose lines are brought up before the answer: it takes a few hundredths of a second. */
const AT_ONCE = 200;

const STAFF_KINDS: readonly EntityKind[] = ['person', 'employment', ...FILE_KINDS];

/**
 * Writes edits of people and of what is in their files: all or none, inside the caller's transaction.
 *
 * @throws DeskError as `writeEdits` of any entities · KD-2105 another person has the СНИЛС
 */
export function writeEdits(
  parts: EditParts,
  author: Author,
  edits: readonly FieldEdit[],
  action = 'staff.edit',
): EditOutcome {
  const written = writeWithoutLines(parts, author, edits, action);
  return { ...written, looks: parts.index.refreshAndLook(written.personIds) };
}

/**
 * The same for what a block of cells brings: the lines of very many people follow the answer, and nobody is looked at.
 */
export function writeBlock(
  parts: EditParts & { readonly laterLines: LaterLines },
  author: Author,
  edits: readonly FieldEdit[],
): EditOutcome & { readonly later: readonly EntityId[] } {
  const written = writeWithoutLines(parts, author, edits, 'staff.edit');
  const { personIds } = written;
  if (personIds.length <= AT_ONCE) return { ...written, looks: parts.index.refreshAndLook(personIds), later: [] };
  parts.laterLines.add(personIds);
  return { ...written, looks: new Map(), later: personIds };
}

function writeWithoutLines(
  parts: EditParts,
  author: Author,
  edits: readonly FieldEdit[],
  action: string,
): WrittenEdits {
  const { requestId, subjectIds, changes } = writeEntityEdits(parts, author, edits, { kinds: STAFF_KINDS, action });
  for (const change of changes) checkOwner(parts.store, change);
  return { requestId, personIds: subjectIds, changes };
}

/** What only the store knows: a СНИЛС has one owner. Asked when all edits are in. */
function checkOwner(store: StaffStore, { kind, id, values }: WrittenChange): void {
  const { snils } = values;
  if (kind === 'person' && typeof snils === 'string') {
    const other = store.peopleBySnils([snils]).find((person) => person.id !== id);
    if (other !== undefined) throw refused('KD-2105', { kind, id, field: 'snils' }, { name: fullName(other) });
  }
}

/** For what is told about a person, also about a deleted one. */
export function nameOf({ store }: Pick<EditParts, 'store'>, personId: EntityId): string {
  const [person] = store.names([personId]);
  return person === undefined ? '' : fullName(person);
}
