import type { Answer, Ask, FhirClient } from './client.ts';

/** Several questions to one address, for what is begun at one place is ended there; to any where none is named. */
export class Talk {
  readonly #client: FhirClient;
  readonly #endpoint: string | null;
  readonly #signal: AbortSignal;

  constructor(client: FhirClient, endpoint: string | null, signal: AbortSignal) {
    this.#client = client;
    this.#endpoint = endpoint;
    this.#signal = signal;
  }

  ask(ask: Omit<Ask, 'endpoint'>): Promise<Answer> {
    const endpoint = this.#endpoint;
    return this.#client.ask(endpoint === null ? ask : { ...ask, endpoint }, this.#signal);
  }
}
