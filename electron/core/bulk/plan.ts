import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BulkAction, BulkLine, BulkOutcome, BulkPreview } from '#shared/contract/bulk.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { ReceivedFile } from '../attachments/receive.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { CallContext } from '../core.ts';

/** Somebody (or some division) that was chosen. */
export interface Target {
  readonly id: EntityId;
  /** The employment that stands for a person. */
  readonly employmentId: EntityId | null;
}

/** What is going to happen to a target, and what is written for it. */
export interface PlannedLine extends Pick<BulkLine, 'id' | 'outcome' | 'fields' | 'request' | 'refusal'> {
  readonly changes: readonly RecordedChange[];
}

/** An action with everything that it needs besides the store. */
export interface Wanted {
  readonly action: BulkAction;
  readonly file: ReceivedFile | null;
}

/** What somebody looks at before it is carried out. */
export interface Plan extends Wanted {
  readonly id: EntityId;
  readonly userId: EntityId;
  readonly lines: readonly PlannedLine[];
  /** Targets that were different when they were looked at before. */
  readonly fresh: ReadonlySet<EntityId>;
}

/** Between so many targets other calls are answered. */
const PIECE = 500;

/** Looks at many things piece by piece. @param of what comes of some of them, in their order */
export async function inPieces<T, R>(
  all: readonly T[],
  of: (some: readonly T[]) => readonly R[],
  { signal, progress }: Pick<CallContext, 'signal' | 'progress'>,
): Promise<R[]> {
  const found: R[] = [];
  for (let from = 0; from < all.length; from += PIECE) {
    signal.throwIfAborted();
    found.push(...of(all.slice(from, from + PIECE)));
    progress(Math.min(from + PIECE, all.length), all.length);
    await nextTurn();
  }
  signal.throwIfAborted();
  return found;
}

export function lineOf(
  { id }: Target,
  outcome: BulkOutcome,
  of: Partial<Omit<PlannedLine, 'id' | 'outcome'>> = {},
): PlannedLine {
  return { id, outcome, fields: [], request: null, refusal: null, changes: [], ...of };
}

/** @throws what is no refusal of a rule */
export function refusedLine(target: Target, error: unknown, fields: PlannedLine['fields'] = []): PlannedLine {
  if (!(error instanceof DeskError)) throw error;
  const { code, field = '', params } = error;
  const refusal = { code, field, ...(params === undefined ? {} : { params: { ...params } }) };
  return lineOf(target, 'refused', { fields, refusal });
}

/** Targets of which something else is going to happen than was seen. */
export function differing(seen: readonly PlannedLine[], now: readonly PlannedLine[]): Set<EntityId> {
  const before = new Map(seen.map((line) => [line.id, looksOf(line)]));
  const after = new Set(now.map(({ id }) => id));
  const differ = now.filter((line) => before.get(line.id) !== looksOf(line)).map(({ id }) => id);
  return new Set([...differ, ...seen.map(({ id }) => id).filter((id) => !after.has(id))]);
}

/** As far as a person sees it: a new employment has another id every time it is planned. */
function looksOf({ outcome, fields, request, refusal }: PlannedLine): string {
  return JSON.stringify([outcome, fields, request, refusal]);
}

export function previewOf({ id, lines, fresh, file }: Plan): BulkPreview {
  const counts = { change: 0, same: 0, refused: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return { planId: id, counts, fresh: fresh.size, fileName: file?.fileName ?? null };
}

/** Plans that somebody may still be looking at: the last few of this program. */
export class Plans {
  readonly #kept = new Map<EntityId, Plan>();

  keep(plan: Plan): Plan {
    this.#kept.delete(plan.id);
    this.#kept.set(plan.id, plan);
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(id);
    }
    return plan;
  }

  /** @throws DeskError KD-3008 no longer kept, or of somebody else */
  get(id: EntityId, userId: EntityId): Plan {
    const plan = this.#kept.get(id);
    if (plan === undefined || plan.userId !== userId) throw new DeskError('KD-3008');
    return plan;
  }

  drop(id: EntityId): void {
    this.#kept.delete(id);
  }
}

const KEPT = 4;
