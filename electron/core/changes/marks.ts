import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';

/** Fields of one entity that the registry has not accepted yet. */
export interface ChangedEntity {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly fields: readonly string[];
}

export interface SubjectMarks {
  readonly entities: readonly ChangedEntity[];
  /** The youngest request that changes the subject. */
  readonly requestId: EntityId;
  readonly state: RequestState;
}

/** A pending field with what the registry has, as far as the authors saw. */
export interface ChangedField {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly field: string;
  readonly from: FieldValue;
}

/** A field changed here and in the registry, to be decided about; `*` for a record as a whole. */
export interface ConflictMark {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly field: string;
}

/** All that is to be decided, by the id of the entity. */
export type OpenConflicts = ReadonlyMap<EntityId, readonly ConflictMark[]>;

/** `division.name`, … */
export function pathOf({ kind, field }: Pick<ConflictMark, 'kind' | 'field'>): string {
  return `${kind}.${field}`;
}

/** What is pending for people (or divisions, the organisation). */
export interface ChangeMarks {
  /** Subjects with nothing pending are absent. */
  marksOf(subjectIds: readonly EntityId[]): ReadonlyMap<EntityId, SubjectMarks>;
  /** Every pending field of one subject, once. */
  changedFieldsOf(subjectId: EntityId): ChangedField[];
}

export function countFields(marks: SubjectMarks | undefined): number {
  return marks === undefined ? 0 : marks.entities.reduce((sum, { fields }) => sum + fields.length, 0);
}
