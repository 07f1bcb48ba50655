import type { Issue } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';

/** Whose card shows a change: an employment and a credential belong to their person. */
export type SubjectKind = 'person' | 'division' | 'organisation';

/** What change requests must know of those whom they change; the areas that keep them answer. */
export interface Subjects {
  /** A name for each that can be found, also for deleted ones. */
  titles(kind: SubjectKind, ids: readonly EntityId[]): ReadonlyMap<EntityId, string>;
  /** What the rules say of each as it stands. */
  issues(kind: SubjectKind, ids: readonly EntityId[]): ReadonlyMap<EntityId, readonly Issue[]>;
}
