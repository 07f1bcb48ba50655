import type { ServerResponse } from 'node:http';

/** An exchange with the registry or the provider: it comes in, is held with all of its body here, and is answered. */
export interface ExchangeNote {
  readonly at: 'asked' | 'held' | 'answered';
  readonly method: string;
  /** Path and query from the root. */
  readonly url: string;
}

/** Tells whoever listens of every exchange at the moment it happens. */
export class Exchanges {
  readonly #listeners = new Set<(note: ExchangeNote) => void>();

  tell(note: ExchangeNote): void {
    for (const listener of this.#listeners) listener(note);
  }

  /** @returns ends it */
  listen(listener: (note: ExchangeNote) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Lines of JSON for as long as the other side listens. */
  follow(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    response.flushHeaders();
    response.on(
      'close',
      this.listen((note) => response.write(`${JSON.stringify(note)}\n`)),
    );
  }
}
