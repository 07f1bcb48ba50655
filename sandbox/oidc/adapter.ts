import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Payload = z.record(z.string(), z.unknown());
const Stored = z.object({ payload: Payload, until: z.number().nullable() });
const File = z.record(z.string(), Stored);
type Payload = z.infer<typeof Payload>;

/** What must outlive a restart: a desk's refresh token is good for days. */
const KEPT = /^(?:RefreshToken|AccessToken|Grant|Session):/;

/** State of the OpenID provider in memory, with a copy in a file. */
export class OidcState {
  readonly #file: string;
  readonly #items = new Map<string, z.infer<typeof Stored>>();
  #dirty = false;

  constructor(file: string) {
    this.#file = file;
    try {
      for (const [key, stored] of Object.entries(File.parse(JSON.parse(readFileSync(file, 'utf8'))))) {
        this.#items.set(key, stored);
      }
    } catch {
      // The first start, or a file of another version: everyone signs in again.
    }
  }

  /** The adapter factory in the shape that the provider asks for. */
  adapter = (model: string) => ({
    upsert: async (id: string, payload: Payload, expiresIn?: number): Promise<void> => {
      this.#set(`${model}:${id}`, { payload, until: expiresIn === undefined ? null : Date.now() + expiresIn * 1000 });
    },
    find: async (id: string): Promise<Payload | undefined> => this.#get(`${model}:${id}`),
    findByUid: async (uid: string): Promise<Payload | undefined> => this.#search(model, (item) => item.uid === uid),
    findByUserCode: async (): Promise<undefined> => undefined,
    consume: async (id: string): Promise<void> => {
      const payload = this.#get(`${model}:${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      this.#changed();
    },
    destroy: async (id: string): Promise<void> => {
      this.#items.delete(`${model}:${id}`);
      this.#changed();
    },
    revokeByGrantId: async (grantId: string): Promise<void> => {
      for (const [key, { payload }] of this.#items) if (payload.grantId === grantId) this.#items.delete(key);
      this.#changed();
    },
  });

  flush(): void {
    if (!this.#dirty) return;
    this.#dirty = false;
    const now = Date.now();
    const kept = [...this.#items].filter(([key, { until }]) => KEPT.test(key) && (until === null || until > now));
    writeFileSync(`${this.#file}.new`, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }

  #get(key: string): Payload | undefined {
    const stored = this.#items.get(key);
    return stored === undefined || (stored.until !== null && stored.until < Date.now()) ? undefined : stored.payload;
  }

  #search(model: string, matches: (payload: Payload) => boolean): Payload | undefined {
    for (const [key, { payload }] of this.#items) if (key.startsWith(`${model}:`) && matches(payload)) return payload;
    return undefined;
  }

  #set(key: string, stored: z.infer<typeof Stored>): void {
    this.#items.set(key, stored);
    this.#changed();
  }

  #changed(): void {
    if (this.#dirty) return;
    this.#dirty = true;
    // One write for the several changes of one request.
    setImmediate(() => this.flush());
  }
}
