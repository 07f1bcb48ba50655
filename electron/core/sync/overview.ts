import type { SyncState } from '#shared/contract/areas.ts';
import { ErrorCode } from '#shared/contract/errors.ts';
import type { ExchangeSession, WaitingRequest, WaitReason } from '#shared/contract/exchange.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { ApprovedRequest } from '../changes/pending.ts';
import type { Clock } from '../ports.ts';
import { waitUntil } from './backoff.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { OverviewStore, RefusedRow, SessionPage, SessionRow } from './overview-store.ts';
import { type TouchParts, touchesOf } from './touches.ts';

export interface OverviewParts extends TouchParts {
  readonly pending: { approved(): readonly ApprovedRequest[] };
  readonly outbox: Pick<OutboxStore, 'get'>;
  readonly overview: OverviewStore;
  readonly clock: Pick<Clock, 'millis'>;
}

type Trouble = Pick<WaitingRequest, 'reason' | 'code' | 'words' | 'attempts' | 'nextTryAt' | 'behind'>;
const NOTHING_WRONG = { code: null, words: null, attempts: 0, nextTryAt: null, behind: null } as const;

/** Every request that waits for the registry or for somebody because of it, with the reason; those to act on last. */
export function waitingRequests(parts: OverviewParts, state: SyncState): WaitingRequest[] {
  const holders = new Map<EntityId, { requestId: EntityId; number: number }>();
  const onTheirWay = parts.pending.approved().map((request): WaitingRequest => {
    const { id: requestId, number, author } = request;
    const touches = touchesOf(parts, request);
    const behind = touches.flatMap((id) => holders.get(id) ?? [])[0];
    const trouble = behind === undefined ? troubleOf(parts, request, state) : held(behind);
    // Whatever waits for its time holds back those that touch the same records, as the sending itself does.
    if (trouble.attempts > 0 || behind !== undefined) {
      for (const id of touches) holders.set(id, behind ?? { requestId, number });
    }
    return { requestId, number, author, ...trouble };
  });
  return [...onTheirWay, ...parts.overview.refused().map(refusal)];
}

function held(behind: { requestId: EntityId; number: number }): Trouble {
  return { ...NOTHING_WRONG, reason: 'quarantined', behind };
}

function troubleOf({ outbox, clock }: OverviewParts, { id }: ApprovedRequest, state: SyncState): Trouble {
  const row = outbox.get(id);
  const attempts = row?.attempts ?? 0;
  if (attempts === 0) {
    if (state.phase === 'pushing') return { ...NOTHING_WRONG, reason: 'sending' };
    const code = state.error?.code ?? (state.phase === 'offline' ? 'KD-4001' : null);
    return { ...NOTHING_WRONG, reason: code === null ? 'next' : reasonOf(code, false), code };
  }
  const code = ErrorCode.safeParse(row?.lastError).data ?? null;
  const nextTryAt = row?.nextTryAt ?? null;
  const isLater = nextTryAt !== null && waitUntil(nextTryAt, clock.millis()) > 0;
  return { ...NOTHING_WRONG, reason: reasonOf(code, isLater), code, attempts, nextTryAt: isLater ? nextTryAt : null };
}

function reasonOf(code: ErrorCode | null, isLater: boolean): WaitReason {
  if (code === 'KD-4001') return 'offline';
  if (code === 'KD-4004') return 'signIn';
  return code === 'KD-4002' && isLater ? 'busy' : 'failed';
}

function refusal({ note, inConflict, ...request }: RefusedRow): WaitingRequest {
  const code = ErrorCode.safeParse(note).data ?? null;
  return {
    ...request,
    ...NOTHING_WRONG,
    reason: inConflict ? 'conflict' : 'refused',
    code,
    words: code === null ? note : null,
  };
}

/** @param running whether an exchange is under way: then it is the newest one without an end */
export function sessionsOf(
  overview: OverviewStore,
  page: SessionPage,
  running: boolean,
): { total: number; rows: ExchangeSession[] } {
  const { total, rows } = overview.sessions(page);
  return {
    total,
    rows: rows.map((row, at) => ({ ...row, ...outcomeOf(row, running && page.before === null && at === 0) })),
  };
}

function outcomeOf({ outcome, endedAt }: SessionRow, isNewest: boolean): Pick<ExchangeSession, 'outcome' | 'code'> {
  if (endedAt === null || outcome === null) return { outcome: isNewest ? 'running' : 'broken', code: null };
  if (outcome === 'success') return { outcome: 'success', code: null };
  if (outcome === 'KD-6002') return { outcome: 'stopped', code: null };
  return { outcome: 'failed', code: ErrorCode.safeParse(outcome).data ?? 'KD-9001' };
}
