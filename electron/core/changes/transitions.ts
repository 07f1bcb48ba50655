import { DeskError } from '#shared/contract/result.ts';
import { mayBecome, type RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock } from '../ports.ts';
import type { Actor } from './actor.ts';
import type { ChangeStore, RequestRow } from './store.ts';

export interface Move {
  readonly actor: Actor;
  /** Shown on the timeline; also the request's reason when it was returned or refused. */
  readonly note?: string | null;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** The only way a request changes its state: legal steps, each with its event and its journal entry. */
export class Transitions {
  readonly #store: ChangeStore;
  readonly #journal: Journal;
  readonly #clock: Clock;

  constructor(store: ChangeStore, journal: Journal, clock: Clock) {
    this.#store = store;
    this.#journal = journal;
    this.#clock = clock;
  }

  /** @throws DeskError KD-3008 unknown request · KD-3003 the state does not allow it */
  move(requestId: EntityId, to: RequestState, move: Move): RequestRow {
    const request = this.get(requestId);
    if (!mayBecome(request.state, to)) throw stateError(request);
    const at = this.#clock.now();
    const note = move.note ?? null;
    this.#store.setState(requestId, to, at, to === 'returned' || to === 'rejected' ? note : null);
    this.note(request, to, at, move);
    return this.get(requestId);
  }

  /** Nothing is left in it: it goes without a trace where nobody has seen it, others hear that it is withdrawn. */
  end(requestId: EntityId): void {
    const { state } = this.get(requestId);
    const isSeen = this.#store.events(requestId).some((event) => event.state === 'submitted');
    if (state === 'draft' && !isSeen) {
      this.#store.deleteEmptyRequest(requestId);
      return;
    }
    const actor: Actor = { id: null, name: '', role: 'system' };
    if (state === 'rejected') this.move(requestId, 'draft', { actor });
    this.move(requestId, 'withdrawn', { actor });
  }

  /** The event and the journal entry of a state that was written otherwise (a new request). */
  note(request: Pick<RequestRow, 'id' | 'number'>, state: RequestState, at: string, move: Move): void {
    const { actor, note = null, facts } = move;
    this.#store.addEvent(request.id, { at, state, actor: actor.name, note });
    this.#journal.append({
      action: `changes.${state}`,
      actorId: actor.id,
      actorName: actor.name,
      role: actor.role,
      kind: 'request',
      objectId: request.id,
      ...(note === null ? {} : { reason: note }),
      facts: { number: request.number, ...facts },
    });
  }

  get(requestId: EntityId): RequestRow {
    const request = this.#store.request(requestId);
    if (request === null) throw new DeskError('KD-3008');
    return request;
  }
}

export function stateError(request: Pick<RequestRow, 'number' | 'state'>): DeskError {
  return new DeskError('KD-3003', { params: { number: request.number, state: request.state } });
}
