import type { SessionUser } from '#shared/contract/access.ts';
import { changes, type RequestSummary } from '#shared/contract/changes.ts';
import { refusalOf } from '#shared/contract/rights.ts';

/** For showing verbs; the right itself is checked by the core. */
export function mayEdit(user: SessionUser, request: RequestSummary): boolean {
  return refusalOf(changes.submit, user) === null && user.userId === request.authorId;
}

/** Whose turn it is: the approver's, while the request waits for a decision. Author and approver are two people. */
export function mayDecide(user: SessionUser, request: RequestSummary): boolean {
  return refusalOf(changes.approve, user) === null && request.state === 'submitted';
}
