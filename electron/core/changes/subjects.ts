import type { Issue } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';

export const SUBJECT_KINDS = ['person', 'division', 'organisation', 'staffingDocument'] as const;
/** Whose card shows a change: an employment and a credential belong to their person, a post to its staffing table. */
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What change requests must know of the subjects of one kind; the area that keeps them answers. */
export interface SubjectSource {
  /** A name for each that can be found, also for deleted ones. */
  titles(ids: readonly EntityId[]): ReadonlyMap<EntityId, string>;
  /** What the rules say of each and of its parts as they stand. */
  issues(ids: readonly EntityId[]): ReadonlyMap<EntityId, readonly Issue[]>;
}

export type Subjects = Readonly<Record<SubjectKind, SubjectSource>>;
