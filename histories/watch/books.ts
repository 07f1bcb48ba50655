import { mayBecome, type RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FakeRegistry } from '../../electron/core/sync/testing/fake-registry.ts';
import type { Member } from '../member.ts';
import type { Approvals } from './approvals.ts';
import { hold } from './violation.ts';

/** I1, I8: what the books say became of a request is what did. */
export function booksAreTrue(member: Member, registry: FakeRegistry): void {
  for (const { id, state } of member.requests()) {
    const times = registry.taken.get(id) ?? 0;
    hold('I1', times <= 1, () => `request ${id} was applied ${times} times`);
    hold('I1', state !== 'accepted' || times === 1, () => `request ${id} is filed as accepted, and was not applied`);
    const isWithdrawn = state === 'withdrawn' || state === 'rejected';
    hold('I8', !isWithdrawn || times === 0, () => `request ${id} is filed as ${state}, and was applied`);
  }
}

/** I1, I6: nothing is left in between, and what the registry took is filed so. */
export function booksAreClosed(member: Member, registry: FakeRegistry, approvals: Approvals): void {
  const states = new Map(member.requests().map(({ id, state }) => [id, state]));
  for (const approval of approvals.all()) {
    if (approval.member !== member) continue;
    const state = states.get(approval.requestId);
    // Emptied by decisions of its author, it is gone.
    const isClosed = state === undefined || state === 'accepted' || state === 'rejected' || state === 'withdrawn';
    hold('I6', isClosed, () => `request ${approval.requestId} ended as ${state}`);
    hold('I1', (state === 'accepted') === registry.taken.has(approval.requestId), () => {
      return `request ${approval.requestId} is filed as ${state}, the registry ${registry.taken.has(approval.requestId) ? 'took it' : 'knows nothing'}`;
    });
  }
}

/** I12: every step of a request is a legal one and has one entry in the journal, whose chain is whole. */
export async function journalIsWhole(member: Member): Promise<void> {
  const { brokenAt } = await member.desk.handlers.journal.verify({}, member.desk.editor);
  hold('I12', brokenAt === null, () => `the chain of entries is broken at ${brokenAt}`);
  const states = new Map<EntityId, RequestState>();
  const steps = new Map<string, number>();
  const events = member.ask('SELECT request_id AS id, state FROM request_event ORDER BY request_id, seq').all();
  for (const { id, state } of events as { id: EntityId; state: RequestState }[]) {
    const before = states.get(id);
    hold(
      'I12',
      before === undefined || mayBecome(before, state),
      () => `request ${id} went from ${before} to ${state}`,
    );
    states.set(id, state);
    steps.set(`${id} ${state}`, (steps.get(`${id} ${state}`) ?? 0) + 1);
  }
  const told = member
    .ask(
      `SELECT json_extract(body, '$.object') || ' ' || substr(json_extract(body, '$.action'), 9), count(*) FROM journal
       WHERE json_extract(body, '$.kind') = 'request' GROUP BY 1`,
    )
    .raw()
    .all() as [string, number][];
  const entries = new Map(told);
  for (const [step, times] of steps) {
    hold(
      'I12',
      entries.get(step) === times,
      () => `${step} happened ${times} times, the journal has ${entries.get(step)}`,
    );
  }
  for (const { id, state } of member.ask('SELECT id, state FROM change_request').all() as {
    id: string;
    state: string;
  }[]) {
    hold('I12', states.get(id) === state, () => `request ${id} is ${state}, its last step was ${states.get(id)}`);
  }
}
