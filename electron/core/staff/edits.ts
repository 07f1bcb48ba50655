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
import type { StaffLines } from './lines.ts';
import type { Look } from './look.ts';
import type { StaffStore } from './store.ts';

export interface EditParts extends EditingParts {
  readonly store: StaffStore;
  readonly index: StaffLines;
}

export interface EditOutcome {
  readonly requestId: EntityId;
  readonly personIds: readonly EntityId[];
  /** What really changed. */
  readonly changes: readonly WrittenChange[];
  /** How they look afterwards. */
  readonly looks: ReadonlyMap<EntityId, Look>;
}

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
  const { requestId, subjectIds, changes } = writeEntityEdits(parts, author, edits, { kinds: STAFF_KINDS, action });
  for (const change of changes) checkOwner(parts.store, change);
  return { requestId, personIds: subjectIds, changes, looks: parts.index.refreshAndLook(subjectIds) };
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
