import type { FakeRegistry } from '../../electron/core/sync/testing/fake-registry.ts';
import type { Member } from '../member.ts';
import type { Exchange } from '../story.ts';
import { hold } from './violation.ts';

/** How often one request is prepared anew within a run. */
const ROUNDS = 5;
const SESSIONS = 501;

/** Messages and rows so far. */
export function workOf({ line }: Member): Readonly<Record<Exchange, number>> {
  return { ...line.calls };
}

/** I14: one run asks for each page once and sends each request a few times; nothing piles up in the store. */
export function workIsBounded(
  member: Member,
  registry: FakeRegistry,
  before: Readonly<Record<Exchange, number>>,
): void {
  const now = workOf(member);
  // The newest thing that was seen, and the newest deletion, are asked for before all pages.
  const pages = 2 + registry.feeds.length + Math.ceil(registry.log.length / registry.pageSize);
  const sendings = member.requests().length * ROUNDS;
  // Of requests, and of messages.
  const told = 2 + Math.ceil((registry.told.size + registry.told.noteLog.length) / registry.told.pageSize);
  // Whoever finds that the registry went back looks at all of it once more.
  const anew = registry.lostLog.length === 0 ? 0 : 2 * pages + registry.log.length;
  // Two runs: the one that was asked for, and one that a timer began.
  const most: Record<Exchange, number> = {
    pull: 2 * pages + anew,
    submit: 2 * sendings,
    find: 4 * sendings,
    // Told before and after what is sent, and asked after when another desk has told something, too.
    tell: 2 * (told + 4 * ROUNDS * member.requests().length),
  };
  for (const what of ['pull', 'submit', 'find', 'tell'] as const) {
    const times = now[what] - before[what];
    hold('I14', times <= most[what], () => `${times} times ${what} in one exchange, at most ${most[what]} were due`);
  }
  const rows = (table: string): number => Number(member.ask(`SELECT count(*) FROM ${table}`).pluck().get());
  hold('I14', rows('sync_session') <= SESSIONS, () => 'sessions pile up');
  hold('I14', rows('outbox') <= member.requests('queued', 'sent').length, () => 'the outbox keeps what is settled');
  hold('I14', rows('parked') <= registry.log.length, () => 'parked resources pile up');
}
