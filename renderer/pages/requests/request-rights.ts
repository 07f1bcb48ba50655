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

/** What happens next with a request, and whether it is this user who has to do it. */
export type Expected =
  | 'submit'
  | 'authorSubmits'
  | 'decide'
  | 'approverDecides'
  | 'mend'
  | 'authorMends'
  | 'send'
  | 'answer'
  | 'look'
  | 'nothing';

export function expectedOf(user: SessionUser, request: RequestSummary): Expected {
  const isOwn = user.userId === request.authorId;
  switch (request.state) {
    case 'draft':
      return isOwn ? 'submit' : 'authorSubmits';
    case 'submitted':
      return mayDecide(user, request) ? 'decide' : 'approverDecides';
    case 'returned':
    case 'rejected':
      return isOwn ? 'mend' : 'authorMends';
    case 'approved':
    case 'queued':
      return 'send';
    case 'sent':
      return 'answer';
    case 'partly_accepted':
      return 'look';
    case 'accepted':
    case 'withdrawn':
      return 'nothing';
  }
}
