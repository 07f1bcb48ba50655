import type { Handlers } from '#shared/contract/index.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import { userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Clock } from '../ports.ts';
import type { HomeStore } from './store.ts';

export interface HomeParts {
  readonly store: HomeStore;
  readonly clock: Clock;
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
      const today = parts.clock.today();
      const { people, errors, expired, ...expiring } = parts.store.staff({
        today,
        in30: addDays(today, 30),
        in60: addDays(today, 60),
        in90: addDays(today, 90),
      });
      const requests = parts.requestCounts();
      const count = (states: readonly RequestState[], of: (authorId: EntityId) => boolean = () => true): number =>
        requests.reduce((sum, row) => (states.includes(row.state) && of(row.authorId) ? sum + row.count : sum), 0);
      // An editor sees what is theirs to do; everybody else sees all of it.
      const mine = (authorId: EntityId): boolean => user.role !== 'editor' || authorId === user.userId;
      return {
        people,
        divisions: parts.countDivisions(today),
        drafts: count(['draft'], mine),
        toApprove: count(['submitted']),
        returned: count(['returned', 'rejected'], mine),
        queued: count(['approved', 'queued', 'sent']),
        errors,
        expiring,
        expired,
      };
    },
  };
}
