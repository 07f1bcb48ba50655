import type { SessionUser } from '#shared/contract/access.ts';
import type { RequestSummary } from '#shared/contract/changes.ts';

/** For showing verbs; the right itself is checked by the core. */
export function mayEdit(user: SessionUser, request: RequestSummary): boolean {
  return user.role === 'editor' && user.userId === request.authorId;
}

/** Whose turn it is: the approver's, while the request waits for a decision. Author and approver are two people. */
export function mayDecide(user: SessionUser, request: RequestSummary): boolean {
  return user.role === 'approver' && request.state === 'submitted';
}
