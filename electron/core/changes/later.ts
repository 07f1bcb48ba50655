import type { SharedState } from './envelope.ts';

/** How far a request has come, as far as desks tell one another. */
export interface Progress {
  readonly state: SharedState;
  /** Number of submissions. */
  readonly round: number;
  /** Number of changed fields: what an approver returns in part goes on with fewer. */
  readonly fields: number;
}

/**
 * Later steps win within one submission. The author's own word (back to a draft, withdrawn) beats every other, but for
 * that of the registry once it has applied the request.
 */
const ORDER: readonly SharedState[] = [
  'submitted',
  'approved',
  'returned',
  'rejected',
  'draft',
  'withdrawn',
  'accepted',
];

/** Whether `one` comes after `other`. The same for all desks, in whatever order they hear of the two. */
export function isLater(one: Progress, other: Progress): boolean {
  const order = (one.state === 'accepted' ? 1 : 0) - (other.state === 'accepted' ? 1 : 0);
  return (
    (order || one.round - other.round || ORDER.indexOf(one.state) - ORDER.indexOf(other.state)) > 0 ||
    (order === 0 && one.round === other.round && one.state === other.state && one.fields < other.fields)
  );
}
