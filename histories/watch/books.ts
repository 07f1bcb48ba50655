import type { FakeRegistry } from '../../electron/core/sync/testing/fake-registry.ts';
import type { Member } from '../member.ts';
import type { Approvals } from './approvals.ts';
import { hold } from './violation.ts';

/** I1, I8: what the books say became of a request is what did. */
export function booksAreTrue(member: Member, registry: FakeRegistry): void {
  const untold = new Set(member.line.isShared ? member.desk.sharing.outgoing() : []);
  for (const { id, state } of member.requests()) {
    const times = registry.taken.get(id) ?? 0;
    hold('I1', times <= 1, () => `request ${id} was applied ${times} times`);
    const wasApplied = times === 1 || registry.lost.has(id);
    hold('I1', state !== 'accepted' || wasApplied, () => `request ${id} is filed as accepted, and was not applied`);
    // What others have yet to hear may come too late for them.
    const isWithdrawn = (state === 'withdrawn' || state === 'rejected') && !untold.has(id);
    hold('I8', !isWithdrawn || times === 0, () => `request ${id} is filed as ${state}, and was applied`);
  }
}

/** I1, I6: nothing is left in between, and what the registry took is filed so. */
export function booksAreClosed(member: Member, registry: FakeRegistry, approvals: Approvals): void {
  const requests = new Map(member.requests().map((request) => [request.id, request]));
  for (const approval of approvals.all()) {
    const { state, elsewhere } = requests.get(approval.requestId) ?? { elsewhere: 0 as const };
    if (isWithAuthor(state, elsewhere) && registry.lost.has(approval.requestId)) continue;
    // Emptied by decisions of its author, it is gone.
    const isClosed = state === undefined || state === 'accepted' || state === 'rejected' || state === 'withdrawn';
    hold('I6', isClosed, () => `request ${approval.requestId} ended as ${state}`);
    // Another desk need not have heard of what nobody took.
    if (state === undefined && approval.member !== member) continue;
    // What it took and lost again was accepted, wherever that was heard in time.
    if (registry.lost.has(approval.requestId)) continue;
    hold('I1', (state === 'accepted') === registry.taken.has(approval.requestId), () => {
      return `request ${approval.requestId} is filed as ${state}, the registry ${registry.taken.has(approval.requestId) ? 'took it' : 'knows nothing'}`;
    });
  }
}

/**
 * A desk that was told last that a request is its author's again has nothing of it to end: it knows of no approval, does
 * not send it and decides nothing. The approval that came after, and the registry's answer to it, were told through the
 * registry, which lost both; the author's desk keeps the answer and does not pass it on, as no desk believes another one
 * that a request was applied (only the registry says so, by its own record or in a signed receipt).
 */
function isWithAuthor(state: string | undefined, elsewhere: 0 | 1): boolean {
  return elsewhere === 1 && (state === 'draft' || state === 'returned');
}
