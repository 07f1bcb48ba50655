import type { Answer, Ask, FhirClient } from './client.ts';

/** Several questions to one address: what is begun at one place is ended there. */
export class Talk {
  readonly #client: FhirClient;
  readonly #endpoint: string;
  readonly #signal: AbortSignal;

  constructor(client: FhirClient, endpoint: string, signal: AbortSignal) {
    this.#client = client;
    this.#endpoint = endpoint;
    this.#signal = signal;
  }

  ask(ask: Omit<Ask, 'endpoint'>): Promise<Answer> {
    return this.#client.ask({ ...ask, endpoint: this.#endpoint }, this.#signal);
  }
}
