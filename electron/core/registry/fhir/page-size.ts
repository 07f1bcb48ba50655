import { DeskError } from '#shared/contract/result.ts';
import type { Answer } from './client.ts';

/** Resources a page, at least: below it the answers cost more than what they bring. */
const SMALLEST = 10;
/** Resources a page by which it grows. */
const STEP = 25;
/** Answers of a gateway that has waited too long for the server. */
const GATEWAY_TIMEOUTS = [408, 504];

/** What came of one question for a page. */
type Asked = Answer | 'too large';

/**
 * How many resources a page of one feed is asked for: half as many once a page is too large or does not come in time, a
 * few more each time that a full one has come. Kept while the program runs.
 */
export class PageSize {
  readonly #largest: number;
  #now: number;

  /** @param largest and the size to begin with */
  constructor(largest: number) {
    this.#largest = largest;
    this.#now = largest;
  }

  get now(): number {
    return this.#now;
  }

  /** A page came. One that was not full says nothing of larger ones. @param resources on it */
  came(resources: number): void {
    if (resources >= this.#now) this.#now = Math.min(this.#largest, this.#now + STEP);
  }

  /**
   * Asks for a page of at most the present size. What is too large is said so as long as a smaller page can be tried; what
   * takes too long fails as usual, and the next try, which waits its turn, asks for less.
   *
   * @param count how many the question really asks for
   */
  async ask(count: number, question: () => Promise<Answer>): Promise<Asked> {
    try {
      const answer = await question();
      return answer.status === 413 && this.#halve(count) ? 'too large' : answer;
    } catch (error) {
      if (isTooLarge(error) && this.#halve(count)) return 'too large';
      if (isTooSlow(error)) this.#halve(count);
      throw error;
    }
  }

  /** @returns whether there is a smaller size to try */
  #halve(count: number): boolean {
    const half = Math.max(SMALLEST, Math.floor(Math.min(count, this.#now) / 2));
    const isSmaller = half < this.#now;
    this.#now = half;
    return isSmaller;
  }
}

/**
 * The address of a further page, asked for at most so many resources. Only ever less: on a server that counts pages the
 * smaller ones begin earlier, which repeats some and passes over none; larger ones would pass over what is between.
 *
 * @returns null where the address does not say how many
 */
export function withAtMost(url: string, most: number): { readonly url: string; readonly count: number } | null {
  const found = /[?&]_count=(\d+)/.exec(url);
  if (found === null) return null;
  const count = Math.min(Number(found[1]), most);
  return { url: url.replace(/([?&]_count=)\d+/, `$1${count}`), count };
}

/** A body over our own limit. */
function isTooLarge(error: unknown): boolean {
  return error instanceof DeskError && error.code === 'KD-4003' && error.params?.detail === 'too large';
}

function isTooSlow(error: unknown): boolean {
  if (!(error instanceof DeskError)) return false;
  if (error.code === 'KD-4002') return GATEWAY_TIMEOUTS.includes(Number(error.params?.status));
  return error.code === 'KD-4001' && error.cause instanceof DOMException && error.cause.name === 'TimeoutError';
}
