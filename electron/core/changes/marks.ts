import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';

/** A field that the registry has not accepted yet. `from` is what the registry has, as far as the authors saw. */
export interface ChangedField {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly field: string;
  readonly from: FieldValue;
}

export interface SubjectMarks {
  readonly fields: readonly ChangedField[];
  /** The youngest request that changes the subject. */
  readonly requestId: EntityId;
  readonly state: RequestState;
}

/** What is pending for people (or divisions, the organisation); those with nothing pending are absent. */
export interface ChangeMarks {
  marksOf(subjectIds: readonly EntityId[]): ReadonlyMap<EntityId, SubjectMarks>;
}
