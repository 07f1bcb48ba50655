import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { type EntityKind, FILE_KINDS, OWNER_OF } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { checkField, type FieldContext } from '#shared/rules/check-field.ts';
import { fullName } from '#shared/rules/names.ts';
import { normalise } from '#shared/rules/normalise.ts';
import type { Actor } from '../changes/actor.ts';
import type { Drafts, RecordedChange } from '../changes/drafts.ts';
import type { EntityStore, FieldValues } from '../entities/store.ts';
import type { Journal, JournalFact } from '../journal/append.ts';
import type { StaffLines } from './lines.ts';
import type { Look } from './look.ts';
import type { StaffStore } from './store.ts';

export interface EditParts {
  readonly store: StaffStore;
  readonly entities: EntityStore;
  readonly drafts: Drafts;
  readonly journal: Journal;
  readonly index: StaffLines;
  /** For what a person writes: a code that a known dictionary lacks is refused. */
  readonly context: () => FieldContext & { readonly today: string };
}

export interface EditOutcome {
  readonly requestId: EntityId;
  readonly personIds: readonly EntityId[];
  /** How they look afterwards. */
  readonly looks: ReadonlyMap<EntityId, Look>;
}

/** Says whose something is and cannot be edited: moving a contract to another person is no edit of a field. */
const IDENTITY = new Set([
  'employment.personId',
  'credential.credentialKind',
  'education.educationKind',
  ...FILE_KINDS.map((kind) => `${kind}.${OWNER_OF[kind].field}`),
]);
const STAFF_KINDS: readonly EntityKind[] = ['person', 'employment', ...FILE_KINDS];

interface Prepared extends RecordedChange {
  readonly values: FieldValues;
}

/**
 * Writes edits of people, their employments and credentials: all or none, inside the caller's transaction.
 *
 * @throws DeskError with the field at fault and the entity's `id` in the parameters: KD-2xxx a rule refuses the value ·
 *   KD-3001 the value is no longer what the user saw · KD-3008 no such entity · KD-3009 in somebody else's request
 */
export function writeEdits(
  parts: EditParts,
  author: Actor & { readonly id: EntityId },
  edits: readonly FieldEdit[],
  action = 'staff.edit',
): EditOutcome {
  const { store, entities, drafts, journal, index } = parts;
  const context = parts.context();
  const changes = [...byEntity(edits)].map(([, of]) => prepare(parts, of, context));
  const people = [...new Set(changes.map(({ subjectId }) => subjectId))];
  const real = changes.filter(({ fields }) => fields.length > 0);
  for (const { kind, id, values } of real) entities.patch(kind, id, values);
  for (const change of real) checkOwner(store, change);
  const requestId = real.length === 0 ? NOTHING : drafts.record(author, real);
  journal.appendAll(real.map((change) => factOf(author, change, action)));
  return { requestId, personIds: people, looks: index.refreshAndLook(people) };
}

/** Stands for «no request» where every edit was of a value to itself. */
export const NOTHING = '00000000-0000-0000-0000-000000000000';

function byEntity(edits: readonly FieldEdit[]): Map<string, FieldEdit[]> {
  const groups = new Map<string, FieldEdit[]>();
  for (const edit of edits) {
    const key = `${edit.kind} ${edit.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [edit]);
    else group.push(edit);
  }
  return groups;
}

function prepare(parts: EditParts, edits: readonly FieldEdit[], context: FieldContext): Prepared {
  const [first] = edits;
  if (first === undefined) throw new RangeError('No edits');
  const { kind, id } = first;
  if (!STAFF_KINDS.includes(kind)) throw refused('KD-2005', first);
  const stored = parts.entities.get(kind, id);
  if (stored === null) throw refused('KD-3008', first);
  const before = stored.entity as unknown as Record<string, FieldValue>;
  const values: Record<string, FieldValue> = {};
  for (const edit of edits) {
    if (fieldDefinition(kind, edit.field) === undefined) throw refused('KD-2005', edit);
    if (IDENTITY.has(`${kind}.${edit.field}`)) throw refused('KD-2006', edit);
    const current = edit.field in values ? values[edit.field] : before[edit.field];
    if ((current ?? null) !== edit.from)
      throw refused('KD-3001', edit, { name: nameOf(parts, parts.entities.personOf(kind, id) ?? id) });
    values[edit.field] = normalise(kind, edit.field, edit.to, context.today);
  }
  const entity = { ...before, ...values };
  for (const [field, value] of Object.entries(values)) {
    if (value === before[field]) {
      delete values[field];
      continue;
    }
    const finding = checkField(kind, field, value, { ...context, entity });
    if (finding?.severity === 'error') throw refused(finding.code, { kind, id, field }, finding.params);
  }
  return {
    kind,
    id,
    operation: 'update',
    subjectKind: 'person',
    subjectId: parts.entities.personOf(kind, id) ?? id,
    values,
    fields: Object.entries(values).map(([field, to]) => ({ field, from: before[field] ?? null, to })),
  };
}

/** What only the store knows: a СНИЛС has one owner. Asked when all edits are in. */
function checkOwner(store: StaffStore, { kind, id, values }: Prepared): void {
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

export function refused(
  code: DeskError['code'],
  { kind, id, field }: Pick<FieldEdit, 'kind' | 'id' | 'field'>,
  params: Readonly<Record<string, string | number>> = {},
): DeskError {
  return new DeskError(code, { field: `${kind}.${field}`, params: { ...params, id } });
}

export function factOf(author: Actor, { kind, id, subjectId, fields }: RecordedChange, action: string): JournalFact {
  return {
    action,
    actorId: author.id,
    actorName: author.name,
    role: author.role,
    kind,
    objectId: id,
    subjectId,
    changes: fields,
  };
}
