import type { RequestState } from '#shared/domain/states.ts';
import type { SharedRequest } from '../../electron/core/registry/desks.ts';
import { REFERS_TO } from '../../electron/core/registry/port.ts';
import type { FakeDesks } from '../../electron/core/sync/testing/fake-desks.ts';
import type { FakeRegistry } from '../../electron/core/sync/testing/fake-registry.ts';
import { passedBy } from '../../electron/core/sync/testing/pages.ts';
import type { Member } from '../member.ts';
import { nameOf } from './approvals.ts';
import { hold } from './violation.ts';

interface Line {
  readonly kind: Parameters<Member['remoteIdOf']>[0];
  readonly id: string;
  readonly field: string;
  readonly to: string;
}

const PLACES = `SELECT place FROM shared_request WHERE request_id = @id
  UNION ALL SELECT place FROM parked_envelope WHERE request_id = @id`;

/** I11: whatever lies before the cursor of the inbox is in the books, or is kept for later. */
export function inboxWaits(member: Member, told: FakeDesks): void {
  const row = member.ask(`SELECT cursor, page FROM sync_cursor WHERE kind = 'requests'`).get();
  if (row === undefined) return;
  for (const { requestId, envelope, at } of passedBy(told.log, row as { cursor: string | null; page: string | null })) {
    const places = member.ask(PLACES).pluck().all({ id: requestId });
    const isHere = places.some((place) => place !== null && (atOf(told, requestId, place) ?? at) >= at);
    // Of what its author took back before this desk heard of it, nothing need be here.
    const isNothing = (JSON.parse(envelope) as { content: string | null }).content === null;
    hold('I11', isHere || (isNothing && member.stateOf(requestId) === null), () => {
      return `desk ${member.index} passed request ${requestId} as told ${at}, it has ${places.join()}`;
    });
  }
}

/** Null for what the registry has lost. */
function atOf({ log }: FakeDesks, requestId: string, place: unknown): number | null {
  return log.findLast((one) => one.requestId === requestId && one.place === place)?.at ?? null;
}

/** I7: there is nothing that others have yet to hear. */
export function allIsTold({ line, desk, index }: Member): void {
  const untold = line.isShared ? desk.sharing.outgoing() : [];
  hold('I7', untold.length === 0, () => `desk ${index} has not told of ${untold.join()}`);
}

/** I4: every desk has every request as the registry has it. */
export function sameRequests(members: readonly Member[], { told, lost }: Pick<FakeRegistry, 'told' | 'lost'>): void {
  const newest = new Map(told.log.map((one) => [one.requestId, one]));
  for (const one of newest.values()) {
    // What was applied and then lost is accepted where that was heard in time.
    if (lost.has(one.requestId)) continue;
    const there = stateOf(one);
    const knowing = members.filter((member) => member.stateOf(one.requestId) !== null);
    for (const member of members) {
      const here = member.stateOf(one.requestId);
      const mayMiss = there === 'withdrawn' || there === 'draft';
      hold('I4', here === there || (here === null && mayMiss), () => {
        return `request ${one.requestId} is ${here} at desk ${member.index}, ${there} there`;
      });
    }
    if (there !== 'accepted') continue;
    const [first, ...others] = knowing.map((member) => linesOf(member, one.requestId));
    hold(
      'I4',
      others.every((lines) => lines === first),
      () => {
        return `request ${one.requestId} says different things: ${first} and ${others.join(' and ')}`;
      },
    );
  }
}

function stateOf({ envelope, acceptedAt }: SharedRequest): RequestState {
  return acceptedAt === null ? (JSON.parse(envelope) as { state: RequestState }).state : 'accepted';
}

/** With the names that all desks know. */
function linesOf(member: Member, requestId: string): string {
  const sql = `SELECT kind, entity_id AS id, field, to_value AS "to" FROM change_field WHERE request_id = ?`;
  const lines = (member.ask(sql).all(requestId) as Line[]).map(({ kind, id, field, to }) => {
    const refersTo = REFERS_TO[field];
    const value = JSON.parse(to) as unknown;
    const named = refersTo !== undefined && typeof value === 'string' ? nameOf(member, refersTo, value) : value;
    return `${kind} ${nameOf(member, kind, id)} ${field} ${named}`;
  });
  return lines.sort().join(', ');
}
