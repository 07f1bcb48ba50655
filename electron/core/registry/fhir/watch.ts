import type { Clock } from '../../ports.ts';

export interface Limits {
  /** Largest body, in bytes after decompression. */
  readonly bytes: number;
  /** Milliseconds without a head or a further piece of the body. */
  readonly idle: number;
  /** Milliseconds for one exchange in all. */
  readonly total: number;
}
/** Ends an exchange that the caller gives up or that takes too long, also where the network ignores its signal. */
export class Watch {
  readonly #controller = new AbortController();
  readonly #clock: Pick<Clock, 'after'>;
  readonly #idle: number;
  readonly #caller: AbortSignal;
  readonly #stopTotal: () => void;
  #stopIdle: () => void;

  constructor(clock: Pick<Clock, 'after'>, limits: Limits, caller: AbortSignal) {
    this.#clock = clock;
    this.#idle = limits.idle;
    this.#caller = caller;
    this.#stopTotal = clock.after(limits.total, this.#tooLong);
    this.#stopIdle = clock.after(limits.idle, this.#tooLong);
    caller.addEventListener('abort', this.#giveUp);
    if (caller.aborted) this.#giveUp();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Waits for the next sign of life. */
  async during<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#controller;
    let stop = (): void => {};
    const aborted = new Promise<never>((_, reject) => {
      const fail = (): void => reject(signal.reason);
      if (signal.aborted) fail();
      else {
        signal.addEventListener('abort', fail, { once: true });
        stop = () => signal.removeEventListener('abort', fail);
      }
    });
    try {
      return await Promise.race([work, aborted]);
    } finally {
      stop();
      work.catch(() => undefined);
      this.#stopIdle();
      this.#stopIdle = this.#clock.after(this.#idle, this.#tooLong);
    }
  }

  end(): void {
    this.#stopIdle();
    this.#stopTotal();
    this.#caller.removeEventListener('abort', this.#giveUp);
    this.#controller.abort();
  }

  #giveUp = (): void => this.#controller.abort(this.#caller.reason);
  #tooLong = (): void => this.#controller.abort(new DOMException('took too long', 'TimeoutError'));
}
