import type { EntityId } from '#shared/domain/values.ts';
import type { Clock, Emit } from '../ports.ts';
import type { Applied, ShownKind } from './apply.ts';

/** More ids than this are told as «read again». */
const MOST_IDS = 200;
/** Milliseconds between two «read again» while a large pull runs. */
const PAUSE = 1_000;

/** Tells the windows what looks different, after it is on disk; large amounts once in a while. */
export class News {
  readonly #emit: Emit;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #waiting = new Set<ShownKind>();
  #last = Number.NEGATIVE_INFINITY;

  constructor(emit: Emit, clock: Pick<Clock, 'monotonic'>) {
    this.#emit = emit;
    this.#clock = clock;
  }

  applied({ touched }: Pick<Applied, 'touched'>): void {
    for (const [kind, ids] of touched) {
      if (ids.size > MOST_IDS) this.#waiting.add(kind);
      else if (ids.size > 0 && !this.#waiting.has(kind)) this.#emit('data.changed', { kind, ids: [...ids] });
    }
    if (this.#waiting.size > 0 && this.#clock.monotonic() - this.#last >= PAUSE) this.flush();
  }

  /** People who are in the list only now, all at once. */
  listed(people: Set<EntityId>): void {
    this.applied({ touched: new Map([['person', people]]) });
  }

  request(id: EntityId): void {
    this.#emit('data.changed', { kind: 'request', ids: [id] });
  }

  /** What other desks did to requests, and the cards that look different for it. */
  requests(ids: readonly EntityId[], subjectIds: readonly EntityId[]): void {
    for (const id of ids) this.request(id);
    if (subjectIds.length > MOST_IDS) this.#waiting.add('person');
    else if (subjectIds.length > 0) this.#emit('data.changed', { kind: 'person', ids: [...subjectIds] });
  }

  /** Tells what has been held back. */
  flush(): void {
    for (const kind of this.#waiting) this.#emit('data.changed', { kind, ids: null });
    if (this.#waiting.size > 0) this.#last = this.#clock.monotonic();
    this.#waiting.clear();
  }
}
