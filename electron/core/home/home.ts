import type { Handlers } from '#shared/contract/index.ts';
import { REQUEST_STATES, type RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Clock } from '../ports.ts';
import type { HomeStore } from './store.ts';

export interface HomeParts {
  readonly store: HomeStore;
  readonly clock: Pick<Clock, 'today'>;
  readonly countDivisions: (today: string) => number;
  readonly requestCounts: () => readonly {
    readonly state: RequestState;
    readonly authorId: EntityId;
    readonly count: number;
  }[];
}

/** The first page: what waits for this user, and the state of the staff. */
export function createHome(parts: HomeParts): Handlers<'home', CallContext> {
  return {
    summary(_, context) {
      const user = userOf(context);
      const requests = parts.requestCounts();
      const count = (states: readonly RequestState[], of: (authorId: EntityId) => boolean = () => true): number =>
        requests.reduce((sum, row) => (states.includes(row.state) && of(row.authorId) ? sum + row.count : sum), 0);
      // An editor sees what is theirs to do; everybody else sees all of it.
      const mine = (authorId: EntityId): boolean => user.role !== 'editor' || authorId === user.userId;
      return {
        ...parts.store.staff(),
        divisions: parts.countDivisions(parts.clock.today()),
        requests: count(REQUEST_STATES),
        drafts: count(['draft'], mine),
        toApprove: count(['submitted']),
        submitted: count(['submitted'], (authorId) => authorId === user.userId),
        returned: count(['returned', 'rejected'], mine),
        queued: count(['approved', 'queued', 'sent']),
      };
    },
  };
}
