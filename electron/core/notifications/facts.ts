import type { SyncState } from '#shared/contract/areas.ts';
import type { NotificationFacts, NotificationKind } from '#shared/contract/notifications.ts';
import type { Result } from '#shared/contract/result.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import type { Account } from './store.ts';

/** Something that happened and that somebody is told of. */
export interface NewNotification {
  /** Names what happened: the same name is never told twice to the same person. */
  readonly fact: string;
  readonly kind: NotificationKind;
  readonly at: string;
  readonly subject: { readonly kind: 'request' | 'person'; readonly id: EntityId } | null;
  readonly facts: NotificationFacts;
}

/** The last event of a request. */
export interface RequestOutcome {
  readonly requestId: EntityId;
  readonly authorId: EntityId;
  readonly approverId: EntityId | null;
  readonly seq: number;
  readonly state: RequestState;
  readonly at: string;
  readonly actor: string;
  readonly reason: string | null;
}

const KIND_OF: Partial<Readonly<Record<RequestState, NotificationKind>>> = {
  submitted: 'approval',
  returned: 'returned',
  accepted: 'accepted',
  partly_accepted: 'accepted',
  rejected: 'refused',
};

/** What a request's last event is to those whom it concerns; null for events that concern nobody. */
export function ofRequest(outcome: RequestOutcome): NewNotification | null {
  const { requestId, seq, state, at, actor, reason } = outcome;
  const kind = KIND_OF[state];
  if (kind === undefined) return null;
  return {
    fact: `request ${requestId} ${seq}`,
    kind,
    at,
    subject: { kind: 'request', id: requestId },
    facts: { actor, ...(reason === null ? {} : { reason }) },
  };
}

/**
 * A request to approve goes to every approver but its author (unless authors may approve), everything else to the
 * author; what the registry refused also to whoever signed it.
 */
export function isConcerned(
  { userId, role }: Account,
  { state, authorId, approverId }: RequestOutcome,
  authorMayApprove: boolean,
): boolean {
  if (state === 'submitted') return role === 'approver' && (authorMayApprove || userId !== authorId);
  return userId === authorId || (state === 'rejected' && userId === approverId);
}

/** A message about a request that this desk has. */
export interface RequestMessageNews {
  readonly messageId: EntityId;
  readonly requestId: EntityId;
  readonly at: string;
  readonly actor: string;
  /** Accounts of this desk that it is written to: the author and the approvers, but for who wrote it. */
  readonly userIds: readonly EntityId[];
}

/** Who wrote, never what: that may be about anybody. */
export function ofMessage({ messageId, requestId, at, actor }: RequestMessageNews): NewNotification {
  return {
    fact: `message ${messageId}`,
    kind: 'message',
    at,
    subject: { kind: 'request', id: requestId },
    facts: { actor },
  };
}

export interface ExpiringDocument {
  readonly personId: EntityId;
  /** Its last day. */
  readonly expiresOn: string;
}

/** Days before the end at which a document is spoken of. */
const TERMS = [90, 60, 30, 7] as const;

/**
 * Documents that came nearer to their end since the scan of an earlier day: over since then, or in one of the terms
 * since then. The first scan of a store speaks of all that are over or in a term.
 *
 * @param last day of the scan before; null when there was none
 */
export function ofExpiry(
  documents: readonly ExpiringDocument[],
  last: string | null,
  today: string,
  at: string,
): NewNotification[] {
  const isNew = (isIn: (day: string) => boolean) => isIn(today) && (last === null || !isIn(last));
  const over = documents.filter(({ expiresOn }) => isNew((day) => expiresOn < day));
  const soon = documents.filter(
    ({ expiresOn }) => expiresOn >= today && TERMS.some((term) => isNew((day) => expiresOn <= addDays(day, term))),
  );
  return [...digest('overdue', over, today, at), ...digest('expiring', soon, today, at)];
}

function digest(
  kind: 'overdue' | 'expiring',
  found: readonly ExpiringDocument[],
  today: string,
  at: string,
): NewNotification[] {
  const [first] = found;
  if (first === undefined) return [];
  const people = new Set(found.map(({ personId }) => personId));
  return [
    {
      fact: `${kind} ${today}`,
      kind,
      at,
      subject: people.size === 1 ? { kind: 'person', id: first.personId } : null,
      facts: people.size === 1 ? { until: first.expiresOn } : { count: people.size },
    },
  ];
}

/** A broken exchange, once for as long as it stays broken in the same way; null while it is not broken. */
export function ofSync({ phase, error, lastSuccess }: SyncState, at: string): NewNotification | null {
  if (phase !== 'failed' || error === null) return null;
  const { code } = error;
  return { fact: `sync ${code} ${lastSuccess ?? ''}`, kind: 'sync', at, subject: null, facts: { code } };
}

/** A job that has ended. */
export interface EndedJob {
  readonly jobId: string;
  readonly method: string;
  readonly milliseconds: number;
  readonly result: Result<unknown>;
}

/** Whoever began a shorter one has not turned away meanwhile. */
const LONG_JOB = 5_000;
const CANCELLED = 'KD-6002';

/** A long job's end; null for one that was cancelled or had nothing to do (its dialog was closed). */
export function ofJob({ jobId, method, milliseconds, result }: EndedJob, at: string): NewNotification | null {
  if (milliseconds < LONG_JOB) return null;
  const common = { fact: `job ${jobId}`, at };
  if (!result.ok) {
    const { code } = result.error;
    return code === CANCELLED ? null : { ...common, kind: 'jobFailed', subject: null, facts: { method, code } };
  }
  if (result.value === null) return null;
  const requestId = (result.value as { readonly requestId?: unknown }).requestId;
  return {
    ...common,
    kind: 'jobDone',
    subject: typeof requestId === 'string' ? { kind: 'request', id: requestId } : null,
    facts: { method },
  };
}
