import { DeskError } from '#shared/contract/result.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { envelopeText } from '../changes/envelope.ts';
import type { ApprovedRequest, PendingChanges, Settlement } from '../changes/pending.ts';
import type { RequestSharing } from '../changes/sharing.ts';
import { failureOf } from '../failures.ts';
import type { Clock } from '../ports.ts';
import type { Registry, RemoteChange, Submission, SubmitOutcome } from '../registry/port.ts';
import type { SignatureRecheck } from '../signing/port.ts';
import { noteAnchors } from './anchor.ts';
import { type Applied, ApplyRun } from './apply.ts';
import { finish, type PageParts } from './apply-page.ts';
import { delayAfter, waitUntil } from './backoff.ts';
import { copyOf, objection } from './base.ts';
import type { Desks } from './desks.ts';
import { anotherCopy, runsBack } from './epoch.ts';
import type { OutboxRow, OutboxStore } from './outbox-store.ts';
import { isAsSigned } from './signed.ts';
import { touchesOf } from './touches.ts';

export interface PushParts extends PageParts {
  readonly registry: Registry;
  readonly pending: PendingChanges;
  readonly outbox: OutboxStore;
  readonly clock: Clock;
  readonly random: () => number;
  /** Verifies the stored signature over the stored bytes once more. */
  readonly recheck: SignatureRecheck;
  readonly sharing: RequestSharing;
  readonly desks: Pick<Desks, 'isTold' | 'refresh'>;
}

export interface PushReport {
  /** A request has got its answer, or goes out again later. */
  settled(requestId: EntityId, applied: Applied | null): void;
}

/** How often one request is prepared anew within one run because others keep changing the same records. */
const ROUNDS = 5;
/** Requests that fail in a row before the registry is left alone for a while. */
const FAILURES = 3;

type Refused = Extract<SubmitOutcome, { kind: 'refused' }>;
interface Frozen {
  readonly wire: string;
  readonly endpoint: string;
}

/**
 * Sends approved requests in order of approval. A request without an answer, or before its time, holds back those that
 * touch the same records and nothing else.
 */
export class Push {
  readonly #parts: PushParts;

  constructor(parts: PushParts) {
    this.#parts = parts;
  }

  /**
   * @param forced by hand: what failed for want of a network is tried at once
   * @returns how many requests got their answer
   * @throws DeskError the first failure that concerns the registry as a whole, or the last of several
   */
  async run(forced: boolean, report: PushReport, signal: AbortSignal): Promise<number> {
    const { pending } = this.#parts;
    const blocked = new Set<EntityId>();
    const seen = new Set<EntityId>();
    let settled = 0;
    let failed = 0;
    let failure: unknown = null;
    const unseen = (): ApprovedRequest[] => pending.approved().filter(({ id }) => !seen.has(id));
    // Requests that are approved meanwhile go with this run.
    for (let batch = unseen(); batch.length > 0; batch = unseen()) {
      for (const request of batch) {
        seen.add(request.id);
        const touches = touchesOf(this.#parts, request);
        if (touches.some((id) => blocked.has(id)) || !this.#isDue(request.id, forced)) {
          for (const id of touches) blocked.add(id);
          continue;
        }
        try {
          await this.#one(request, report, signal);
          settled++;
          failed = 0;
        } catch (error) {
          if (signal.aborted) throw new DeskError('KD-6002', { cause: error });
          for (const id of touches) blocked.add(id);
          this.#failed(request.id, error);
          report.settled(request.id, null);
          failure = error;
          failed++;
          if (concernsAll(error) || failed >= FAILURES) throw error;
        }
      }
    }
    if (failure !== null) throw failure;
    return settled;
  }

  #isDue(requestId: EntityId, forced: boolean): boolean {
    const { outbox, clock } = this.#parts;
    const row = outbox.get(requestId);
    if (row === null || row.attempts === 0 || waitUntil(row.nextTryAt, clock.millis()) === 0) return true;
    return forced && row.lastError === 'KD-4001';
  }

  async #one(request: ApprovedRequest, report: PushReport, signal: AbortSignal): Promise<void> {
    const { outbox } = this.#parts;
    for (let round = 0; round < ROUNDS; round++) {
      const row = outbox.get(request.id);
      const outcome =
        row?.wire != null && row.endpoint != null
          ? await this.#sendAgain(request, { ...row, wire: row.wire, endpoint: row.endpoint }, signal)
          : await this.#sendFirst(request, signal);
      if (outcome.kind !== 'conflict' && outcome.kind !== 'moved') {
        report.settled(request.id, this.#settle(request, settlementOf(outcome), changesOf(outcome)));
        return;
      }
      this.#rebase(request, changesOf(outcome));
      if (outcome.kind === 'conflict') continue;
      await this.#parts.desks.refresh(request.id, signal);
      // Withdrawn at another desk, or sent by it.
      if (!this.#parts.pending.approved().some(({ id }) => id === request.id)) {
        report.settled(request.id, null);
        return;
      }
    }
    throw new DeskError('KD-4007');
  }

  async #sendFirst(request: ApprovedRequest, signal: AbortSignal): Promise<SubmitOutcome> {
    const { registry, recheck, desks } = this.#parts;
    if (!isAsSigned(request)) return refused('KD-3006', null);
    // Another desk may hold it too: only what the registry keeps of it tells who was first.
    if (!desks.isTold(request.id)) throw new DeskError('KD-4002', { params: { detail: 'not told' } });
    const { verdict, reasons } = await recheck.verifyAgain(request.id);
    if (verdict !== 'valid') return refused(reasons[0] ?? 'KD-3106', null);
    const frozen = this.#prepared(request);
    if ('kind' in frozen) return frozen;
    const outcome = await registry.submit(frozen.wire, frozen.endpoint, signal);
    return this.#unlessTaken(request, outcome, frozen.wire, frozen.endpoint, signal);
  }

  /** The answer was lost, or never came: the registry is asked before anything is sent again. */
  async #sendAgain(
    request: ApprovedRequest,
    { wire, endpoint, isStale }: Frozen & Pick<OutboxRow, 'isStale'>,
    signal: AbortSignal,
  ): Promise<SubmitOutcome> {
    const { registry } = this.#parts;
    const found = await registry.findSubmitted(request.id, wire, endpoint, signal);
    if (found !== null) return found;
    if (isStale) return { kind: 'conflict', changes: [] };
    const outcome = await registry.submit(wire, endpoint, signal);
    return this.#unlessTaken(request, outcome, wire, endpoint, signal);
  }

  /** A conflict may be with ourselves, where an earlier try was slow but not lost. */
  async #unlessTaken(
    request: ApprovedRequest,
    outcome: SubmitOutcome,
    wire: string,
    endpoint: string,
    signal: AbortSignal,
  ): Promise<SubmitOutcome> {
    if (outcome.kind !== 'conflict' && outcome.kind !== 'moved') return outcome;
    return (await this.#parts.registry.findSubmitted(request.id, wire, endpoint, signal)) ?? outcome;
  }

  #prepared(request: ApprovedRequest): Frozen | Refused {
    try {
      return this.#freeze(request);
    } catch (error) {
      // It refers to something that the registry does not have: a person has to look at it.
      if (error instanceof DeskError && error.code === 'KD-4007') return refused('KD-4007', error.field ?? null);
      throw error;
    }
  }

  /** Compares with the present base and freezes what goes out, in one transaction. */
  #freeze(request: ApprovedRequest): Frozen | Refused {
    const { db, registry, pending, outbox, conflicts, clock, replica, entities } = this.#parts;
    return db
      .transaction(() => {
        for (const entity of request.entities) {
          const found = objection(this.#parts, request, entity);
          if (found === null) continue;
          if (found.differences.length > 0 && !request.elsewhere)
            conflicts.add(entity.kind, entity.id, found.differences);
          return refused('KD-4007', `${entity.kind}.${found.field}`);
        }
        const endpoint = registry.endpoint();
        const wire = registry.prepare({
          request,
          organisationRemoteId: replica.organisation(),
          shared: this.#shared(request.id),
          copyOf: (kind, id) => copyOf(this.#parts, kind, id),
          remoteIdOf: (kind, id) => replica.remoteIdOf(kind, id),
          fieldsOf: (kind, id) => (entities.find(kind, id)?.entity ?? {}) as Record<string, FieldValue>,
        });
        outbox.freeze(request.id, wire, endpoint, clock.now());
        pending.markSent(request.id, null);
        return { wire, endpoint };
      })
      .immediate();
  }

  #shared(requestId: EntityId): Submission['shared'] {
    const { envelope, place } = this.#parts.sharing.envelope(requestId);
    return place === null ? null : { place, envelope: envelopeText(envelope) };
  }

  /** The registry's verdict, its copies and the lines of everybody concerned, in one transaction. */
  #settle(request: ApprovedRequest, settlement: Settlement, changes: readonly RemoteChange[]): Applied {
    const { db, pending, outbox } = this.#parts;
    return db
      .transaction(() => {
        pending.settle(request.id, settlement);
        outbox.remove(request.id);
        const run = new ApplyRun(this.#parts);
        for (const change of changes) run.apply(change);
        // What is refused is open again: what came while it was signed is merged with it now.
        if (settlement.kind === 'rejected') for (const { kind, id } of request.entities) run.again(kind, id);
        noteAnchors(this.#parts, changes);
        for (const id of this.#peopleOf(request)) run.result.people.add(id);
        finish(this.#parts, run.result, 'sync.answer', changes, { request: request.number });
        return run.result;
      })
      .immediate();
  }

  #peopleOf({ entities }: ApprovedRequest): EntityId[] {
    return entities.flatMap(({ kind, id }) => this.#parts.entities.personOf(kind, id) ?? []);
  }

  /** Takes what others changed and lets the request be prepared anew. */
  #rebase(request: ApprovedRequest, changes: readonly RemoteChange[]): void {
    const { db, pending, outbox } = this.#parts;
    db.transaction(() => {
      const run = new ApplyRun(this.#parts);
      for (const change of changes) {
        this.#mustGoOn(change);
        run.apply(change);
      }
      if (isOut(outbox.get(request.id))) pending.markQueued(request.id, 'KD-4007');
      outbox.thaw(request.id);
      finish(this.#parts, run.result, 'sync.rebase', changes, { request: request.number });
    }).immediate();
  }

  /** What is there now is not what was there before: the registry went back. @throws DeskError KD-4010 */
  #mustGoOn(present: RemoteChange): void {
    const { registry, replica } = this.#parts;
    const known = replica.find(present.kind, present.remoteId);
    const kept = known && replica.kept(known.id);
    if (kept && runsBack(registry, present, kept)) throw anotherCopy();
  }

  #failed(requestId: EntityId, error: unknown): void {
    const { db, pending, outbox, clock, random } = this.#parts;
    const row = outbox.get(requestId);
    const { code } = failureOf(error, '');
    const attempts = (row?.attempts ?? 0) + 1;
    const nextTryAt = new Date(clock.millis() + delayAfter(attempts, error, random)).toISOString();
    db.transaction(() => {
      outbox.failed(requestId, nextTryAt, code);
      // Only the first failure after a try is told; the request waits, whatever the number of tries.
      if (isOut(row)) pending.markQueued(requestId, code);
    }).immediate();
  }
}

/** Its state is «sent»: a failed try has put it back to «queued», where it stays whatever is tried. */
function isOut(row: OutboxRow | null): boolean {
  return row?.wire != null && row.attempts === 0;
}

function refused(code: string, field: string | null): Refused {
  return { kind: 'refused', code, message: code, field };
}

function settlementOf(outcome: Exclude<SubmitOutcome, { kind: 'conflict' | 'moved' }>): Settlement {
  if (outcome.kind === 'accepted') return { kind: 'accepted' };
  const { code, message, field } = outcome;
  return { kind: 'rejected', code, message, field };
}

function changesOf(outcome: SubmitOutcome): readonly RemoteChange[] {
  return 'changes' in outcome ? outcome.changes : [];
}

/** Trying other requests would fail the same way. */
function concernsAll(error: unknown): boolean {
  if (!(error instanceof DeskError)) return false;
  const { code } = error;
  return code === 'KD-4001' || code === 'KD-4004' || code === 'KD-4010' || error.params?.status === 429;
}
